"""One voucher entered or corrected by the enterprise that keeps the ledger."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.apps.vouchers.models import Voucher
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class VoucherValues(TypedDict, total=False):
    """What a voucher says; money in fen. ``project`` is one of the enterprise's own."""

    dated_on: date
    number: str
    supplier: str
    item: str
    kind: str
    net_fen: int
    gross_fen: int
    paid_on: date | None
    note: str
    project: Project | None


class TaxBelowNought(Refusal):
    code = "voucher.gross_below_net"
    message = Sentence(
        "含税金额小于不含税金额。", "The amount with tax is below the amount without tax."
    )
    remedy = Sentence("请核对发票上的价税合计。", "Compare it with the total on the invoice.")


class VoucherOfLater(Refusal):
    code = "voucher.dated_later"
    message = Sentence("凭证日期{day}晚于今天。", "The voucher's date, {day}, lies after today.")


class VoucherThere(Refusal):
    code = "voucher.there_already"
    message = Sentence(
        "凭证“{number}”的“{item}”已在台账里。", "“{item}” of “{number}” is in the ledger already."
    )
    remedy = Sentence("请更正原来那一行。", "Correct the row that is there.")


class ProjectOfOthers(Refusal):
    code = "voucher.project_of_others"
    message = Sentence("项目“{project}”不是本企业的。", "“{project}” is not of this enterprise.")


def keep_voucher(
    *,
    enterprise: Enterprise,
    values: VoucherValues,
    change: Change,
    voucher: Voucher | None = None,
    file: Attachment | None = None,
) -> Voucher:
    """Enter a voucher, or correct ``voucher``; a file once given stays until another is given.

    Raises:
        TaxBelowNought, VoucherOfLater, VoucherThere, ProjectOfOthers, RecordInvalid: as named.
    """
    with writing("voucher.kept", change):
        kept = voucher or Voucher(enterprise=enterprise)
        for name, value in values.items():
            setattr(kept, name, value.strip() if isinstance(value, str) else value)
        if file is not None:
            kept.file = file
        _check(kept, change.at.date())
        save_valid(kept)
    return kept


def _check(voucher: Voucher, today: date) -> None:
    if voucher.gross_fen < voucher.net_fen:
        raise TaxBelowNought
    if voucher.dated_on > today:
        raise VoucherOfLater(day=voucher.dated_on)
    if voucher.project and voucher.project.enterprise_id != voucher.enterprise_id:
        raise ProjectOfOthers(project=voucher.project.name)
    same = Voucher.objects.filter(
        enterprise_id=voucher.enterprise_id,
        number=voucher.number,
        item=voucher.item,
        is_struck=False,
    )
    if not voucher.is_struck and same.exclude(pk=voucher.pk).exists():
        raise VoucherThere(number=voucher.number, item=voucher.item)
