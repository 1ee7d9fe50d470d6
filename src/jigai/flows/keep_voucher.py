"""A voucher with its file: the file is judged by its content and loses place and device."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.audit.writing import writing
from jigai.apps.evidence.actions.store_attachment import FileEmpty, store_attachment
from jigai.apps.evidence.pictures import kept_form
from jigai.apps.evidence.purposes import Purpose
from jigai.apps.registry.models import Enterprise
from jigai.apps.vouchers.actions.keep_voucher import VoucherValues, keep_voucher
from jigai.apps.vouchers.models import Voucher
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class SentFile:
    name: str
    content: bytes


def keep_with_file(
    *,
    enterprise: Enterprise,
    values: VoucherValues,
    change: Change,
    voucher: Voucher | None = None,
    file: SentFile | None = None,
) -> Voucher:
    """Enter or correct a voucher; a new file takes the place of the former.

    Raises:
        FileEmpty, KindNotTaken, EvidenceTooLarge: as named, and what ``keep_voucher`` refuses.
    """
    with writing("voucher.kept", change):
        kept = None
        if file is not None:
            if not file.content:
                raise FileEmpty(name=file.name)
            form = kept_form(file.content, name=file.name)
            kept = store_attachment(
                name=f"voucher.{form.media_type.rpartition('/')[2]}",
                content=form.content,
                media_type=form.media_type,
                purpose=Purpose.VOUCHER.value,
                change=change,
            )
        return keep_voucher(
            enterprise=enterprise, values=values, voucher=voucher, file=kept, change=change
        )
