"""Consent that the office reads chosen vouchers, and its withdrawal."""

from __future__ import annotations

from collections.abc import Collection

from jigai.apps.audit.writing import writing
from jigai.apps.vouchers.models import Voucher, VoucherShare
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NothingChosen(Refusal):
    code = "voucher.nothing_chosen"
    message = Sentence("没有选择凭证。", "No voucher was chosen.")
    remedy = Sentence("请勾选要共享的行。", "Tick the rows to be shared.")


class PurposeMissing(Refusal):
    code = "voucher.purpose_missing"
    message = Sentence("共享要写明用途。", "A share says what it is for.")
    remedy = Sentence("例：核对2026年设备投资。", "Such as: to check equipment bought in 2026.")


def share_vouchers(
    *, vouchers: Collection[Voucher], purpose: str, change: Change
) -> list[VoucherShare]:
    """Let the office read these vouchers; those shared already or struck are passed over.

    Raises:
        NothingChosen, PurposeMissing: as named.
    """
    if not vouchers:
        raise NothingChosen
    if not purpose.strip():
        raise PurposeMissing
    with writing("voucher.shared", change):
        held = VoucherShare.objects.filter(voucher__in=vouchers, withdrawn_at=None)
        shared = set(held.values_list("voucher_id", flat=True))
        return VoucherShare.objects.bulk_create(
            VoucherShare(
                voucher=one,
                purpose=purpose.strip(),
                given_by_key=change.actor.key,
                given_by=change.actor.name,
                given_at=change.at,
            )
            for one in vouchers
            if one.pk not in shared and not one.is_struck
        )


def withdraw_shares(*, vouchers: Collection[Voucher], change: Change) -> int:
    """The office reads these vouchers no longer; how many shares ended."""
    with writing("voucher.share_withdrawn", change):
        held = VoucherShare.objects.filter(voucher__in=vouchers, withdrawn_at=None)
        return held.update(withdrawn_at=change.at)
