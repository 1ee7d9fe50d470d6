from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import GapTolerance
from jigai.domain.change import Change
from jigai.domain.quantities import WHOLE_BP
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

MOST_BP = 10 * WHOLE_BP


class ToleranceOfThatDay(Refusal):
    code = "gap.tolerance_of_that_day"
    message = Sentence(
        "自{day}起的容差已经定过（{source}）。",
        "A tolerance from {day} is set already ({source}).",
    )
    remedy = Sentence(
        "请换一个启用日；定过的不改写。", "Choose another first day; a set one stays."
    )


class ToleranceSourceMissing(Refusal):
    code = "gap.tolerance_source_missing"
    message = Sentence("容差要写明依据的文件。", "A tolerance needs the document it rests on.")


class ToleranceOutOfRange(Refusal):
    code = "gap.tolerance_out_of_range"
    message = Sentence("容差应在0%到1000%之间。", "A tolerance lies between 0 % and 1000 %.")


def set_gap_tolerance(
    *,
    valid_from: date,
    planned_bp: int,
    verified_bp: int,
    paid_bp: int,
    source: str,
    change: Change,
) -> GapTolerance:
    """Set from a day on how far streams may differ; earlier periods keep what was in force.

    Args:
        planned_bp: reported against planned, in basis points of the project's total.
        verified_bp: reported against verified, in basis points of the larger amount.
        paid_bp: verified against paid, in basis points of the larger amount.
        source: the document of the county.

    Raises:
        ToleranceOfThatDay, ToleranceSourceMissing, ToleranceOutOfRange: as named.
    """
    if not source.strip():
        raise ToleranceSourceMissing
    if not all(0 <= bp <= MOST_BP for bp in (planned_bp, verified_bp, paid_bp)):
        raise ToleranceOutOfRange
    if held := GapTolerance.objects.filter(valid_from=valid_from).first():
        raise ToleranceOfThatDay(day=valid_from, source=held.source)
    with writing("gap_tolerance.set", change):
        row = GapTolerance(
            valid_from=valid_from,
            planned_bp=planned_bp,
            verified_bp=verified_bp,
            paid_bp=paid_bp,
            source=source.strip(),
        )
        save_valid(row)
    return row
