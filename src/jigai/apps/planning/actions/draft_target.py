from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.planning.actions.begin_plan import refuse_strange_year
from jigai.apps.planning.conservation import INDICATORS
from jigai.apps.planning.models import SplitState, TargetSplit
from jigai.apps.planning.numbers import NotANumber, exact_text, number_in
from jigai.apps.reference.models import Division
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NoSuchIndicator(Refusal):
    code = "targets.no_such_indicator"
    message = Sentence("没有目标指标“{name}”。", "There is no target indicator “{name}”.")
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


class TargetStands(Refusal):
    code = "targets.stands_already"
    message = Sentence(
        "{division} {year} 年的这个目标已在编制或已发布（第 {edition} 版）。",
        "That target of {division} for {year} stands already (edition {edition}).",
    )
    remedy = Sentence(
        "草稿请直接改；已发布的请用“更正重发”。", "Edit the draft, or restate what is published."
    )


class BelowNought(Refusal):
    code = "targets.below_nought"
    message = Sentence("目标和容差不能小于 0。", "Target and tolerance are not below 0.")


def draft_target(
    *,
    indicator: str,
    year: int,
    division: Division,
    value: object,
    tolerance: object,
    basis: str,
    change: Change,
) -> TargetSplit:
    """Begin to split a year's target of an area; nobody outside the office goes by it yet.

    Raises:
        YearOutOfRange, NoSuchIndicator, TargetStands, BelowNought, NotANumber,
        RecordInvalid: as named.
    """
    refuse_strange_year(year)
    if indicator not in INDICATORS:
        raise NoSuchIndicator(name=indicator, known=", ".join(INDICATORS))
    same = TargetSplit.objects.filter(indicator=indicator, year=year, division=division)
    standing = same.order_by("-edition").first()
    if standing is not None:
        raise TargetStands(division=division.name, year=year, edition=standing.edition)
    with writing("target.drafted", change):
        split = TargetSplit(
            indicator=indicator,
            year=year,
            division=division,
            state=SplitState.DRAFT,
            value=not_below_nought(value),
            tolerance=not_below_nought(tolerance or 0),
            basis=basis,
        )
        save_valid(split)
    return split


def not_below_nought(value: object) -> str:
    """The number as it is kept.

    Raises:
        NotANumber, BelowNought: as named.
    """
    text = exact_text(value)
    number = number_in(text)
    if number is None:
        raise NotANumber(text=value)
    if number < 0:
        raise BelowNought
    return text
