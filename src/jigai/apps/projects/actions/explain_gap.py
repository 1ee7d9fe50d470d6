from __future__ import annotations

from enum import StrEnum

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import GapReason, Project
from jigai.domain.change import Change
from jigai.domain.periods import parse_period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class Pair(StrEnum):
    """Two streams that are compared."""

    PLANNED_REPORTED = "planned_reported"
    REPORTED_VERIFIED = "reported_verified"
    VERIFIED_PAID = "verified_paid"


REASONS: dict[str, Sentence] = {
    "invoice_pending": Sentence("发票未到", "Invoice not yet here"),
    "delivered_not_accepted": Sentence("设备到货未验收", "Equipment delivered, not accepted"),
    "payment_terms": Sentence("按合同账期付款", "Payment due later by contract"),
    "prepayment": Sentence("预付款", "Prepayment"),
    "misreported": Sentence("填报有误，待更正", "Reported wrongly, to be corrected"),
    "plan_changed": Sentence("计划调整", "Plan changed"),
    "other": Sentence("其他（见说明）", "Other (see note)"),
}


class GapReasonUnknown(Refusal):
    code = "gap.reason_unknown"
    message = Sentence("没有“{reason}”这个差异原因。", "There is no gap reason “{reason}”.")
    remedy = Sentence("可选：{choices}。", "Choose one of: {choices}.")


def explain_gap(
    *, project: Project, period: str, pair: str, reason_code: str, change: Change, note: str = ""
) -> GapReason:
    """Say why two streams differ at a period; a later reason replaces the earlier.

    Raises:
        GapReasonUnknown: the pair or the reason is not in the list.
    """
    for value, choices in ((reason_code, tuple(REASONS)), (pair, tuple(Pair))):
        if value not in choices:
            raise GapReasonUnknown(reason=value, choices=", ".join(choices))
    key = str(parse_period(period))
    with writing("gap.explained", change):
        row = project.gap_reasons.filter(period=key, pair=pair).first()
        row = row or GapReason(project=project, period=key, pair=pair)
        row.reason_code, row.note = reason_code, note
        save_valid(row)
    return row
