"""A voucher struck out or taken back into the sums; nothing is deleted."""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.vouchers.actions.keep_voucher import VoucherThere
from jigai.apps.vouchers.actions.share_vouchers import withdraw_shares
from jigai.apps.vouchers.models import Voucher
from jigai.domain.change import Change


def strike_voucher(*, voucher: Voucher, change: Change) -> Voucher:
    """Take a voucher out of the sums; a share of it ends."""
    with writing("voucher.struck", change):
        withdraw_shares(vouchers=[voucher], change=change)
        voucher.is_struck = True
        voucher.save(update_fields=["is_struck"])
    return voucher


def restore_voucher(*, voucher: Voucher, change: Change) -> Voucher:
    """Take a struck voucher back into the sums.

    Raises:
        VoucherThere: another row of the same number and item was entered since.
    """
    with writing("voucher.restored", change):
        same = Voucher.objects.filter(
            enterprise_id=voucher.enterprise_id,
            number=voucher.number,
            item=voucher.item,
            is_struck=False,
        )
        if same.exclude(pk=voucher.pk).exists():
            raise VoucherThere(number=voucher.number, item=voucher.item)
        voucher.is_struck = False
        voucher.save(update_fields=["is_struck"])
    return voucher
