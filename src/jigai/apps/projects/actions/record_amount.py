from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models import InvestmentEntry, InvestmentStream, Project
from jigai.domain.change import Change
from jigai.domain.periods import parse_period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class GradeMissing(Refusal):
    code = "amount.grade_missing"
    message = Sentence(
        "核实金额要注明证据等级（A—D）。", "A verified amount needs a grade of evidence (A to D)."
    )


class AmountNegative(Refusal):
    code = "amount.negative"
    message = Sentence("累计金额不能为负数。", "A cumulative amount cannot be negative.")


def record_amount(
    *,
    project: Project,
    stream: str,
    period: str,
    amount_fen: int,
    change: Change,
    grade: str = "",
    attachment: Attachment | None = None,
    note: str = "",
) -> InvestmentEntry:
    """Keep a verified or paid amount, cumulative since start; what was reported stays untouched.

    Raises:
        GradeMissing, AmountNegative, RecordInvalid, PeriodUnreadable: as named.
    """
    key = str(parse_period(period))
    if stream == InvestmentStream.VERIFIED and not grade:
        raise GradeMissing
    if amount_fen < 0:
        raise AmountNegative
    with writing("amount.recorded", change):
        row = project.entries.filter(stream=stream, period=key).first()
        row = row or InvestmentEntry(project=project, stream=stream, period=key)
        row.amount_fen, row.grade, row.note = amount_fen, grade, note
        row.attachment = attachment or row.attachment
        save_valid(row)
    return row
