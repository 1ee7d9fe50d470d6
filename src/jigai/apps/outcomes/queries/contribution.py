"""Targets, actuals, growth and contribution by area, industry or class, of what a viewer sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.outcomes.models import IndicatorVersion
from jigai.apps.outcomes.queries.dictionary import definition_of
from jigai.apps.outcomes.queries.figures import OutcomeRow, figures
from jigai.apps.reference.models import Direction, Division, Industry, Programme
from jigai.domain.contribution.growth import (
    BASE_SAID,
    GroupGrowth,
    GroupSums,
    growth_table,
)
from jigai.domain.contribution.small_groups import REST, pooled_groups
from jigai.domain.refusal import Refusal
from jigai.domain.results.indicator import Definition
from jigai.domain.results.spans import Span
from jigai.domain.results.states import FigureKind, FigureState
from jigai.domain.sentence import Sentence

LEAST = 3
POOLED = Sentence("其余各组合计", "all other groups together")
UNKNOWN_GROUP = Sentence("未填", "not given")
TOTAL = Sentence("合计", "total")
CLASS_DIGITS = 2


class NotAdditive(Refusal):
    code = "outcomes.not_additive"
    message = Sentence(
        "“{indicator}”是比率或单位量，不能把各企业的数值相加。",
        "“{indicator}” is a rate or a unit figure; values of enterprises cannot be summed.",
    )
    remedy = Sentence(
        "请选营业收入、税金、从业人数等可加的指标。",
        "Choose one that can be summed, such as revenue, tax or jobs.",
    )


class SpansNotAlike(Refusal):
    code = "outcomes.spans_not_alike"
    message = Sentence(
        "{before} 和 {after} 不能比较：要同为年度或同一个半年，且先后有序。",
        "{before} and {after} cannot be compared: both years or the same half, the earlier first.",
    )


class Grouping(StrEnum):
    AREA = "area"
    DIRECTION = "direction"
    INDUSTRY = "industry"


GROUPINGS = {
    Grouping.AREA: Sentence("乡镇", "township"),
    Grouping.DIRECTION: Sentence("产业方向", "industry"),
    Grouping.INDUSTRY: Sentence("行业大类", "industry division"),
}


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group in words. ``target`` is the sum of the targets of ``target_count`` firms of it."""

    name: Sentence
    growth: GroupGrowth
    target: Decimal | None
    target_count: int


@dataclass(frozen=True, slots=True)
class ContributionTable:
    """One table.

    Attributes:
        pooled: names of the groups behind the row of the others.
        only_before, only_after: firms that have one of the two figures; they are in no sum.
        is_hidden: too few firms for any row.
        base_said: what a base of 0 or below means; blank where growth can be said.
    """

    definition: Definition
    grouping: Grouping
    state: str
    before: Span
    after: Span
    rows: tuple[GroupRow, ...]
    total: GroupRow
    pooled: tuple[Sentence, ...]
    only_before: int
    only_after: int
    least: int
    is_hidden: bool
    base_said: Sentence


@dataclass(frozen=True, slots=True)
class Paired:
    """One enterprise with both figures."""

    row: OutcomeRow
    before: Decimal
    after: Decimal
    target: Decimal | None


def contribution(
    viewer: Viewer,
    *,
    version: IndicatorVersion,
    before: Span,
    after: Span,
    state: FigureState,
    grouping: Grouping,
) -> ContributionTable:
    """The table of what a viewer sees; some eight queries.

    Only figures of enterprises as wholes, of one version and one state, count; the figure of the
    earlier span is its baseline or else its actual.

    Raises:
        NotAdditive, SpansNotAlike: as named.
    """
    pairs, only_before, only_after = paired(
        viewer, version=version, before=before, after=after, state=state
    )
    names = _names(grouping)
    groups: dict[str, list[Paired]] = defaultdict(list)
    for pair in pairs:
        groups[_key(pair.row, grouping)].append(pair)
    sums = [_sums(key, groups[key]) for key in sorted(groups)]
    least = group_minimum()
    found = pooled_groups(sums, least=least)
    table = growth_table(found.groups)
    rows = tuple(_row(one, groups, found.pooled, names=names, least=least) for one in table.groups)
    return ContributionTable(
        definition=definition_of(version),
        grouping=grouping,
        state=state,
        before=before,
        after=after,
        rows=rows,
        total=_with_target(TOTAL, table.total, pairs, least),
        pooled=tuple(names.get(key, UNKNOWN_GROUP) for key in found.pooled),
        only_before=only_before,
        only_after=only_after,
        least=least,
        is_hidden=found.is_hidden or not pairs,
        base_said=BASE_SAID[table.total.base],
    )


def paired(
    viewer: Viewer,
    *,
    version: IndicatorVersion,
    before: Span,
    after: Span,
    state: FigureState,
) -> tuple[list[Paired], int, int]:
    """Enterprises with both figures, and how many have one alone; one query for the figures.

    Raises:
        NotAdditive, SpansNotAlike: as named.
    """
    if not version.is_additive:
        raise NotAdditive(indicator=definition_of(version).title)
    if before.half != after.half or before >= after:
        raise SpansNotAlike(before=before, after=after)
    rows = figures(
        viewer, indicator=version.indicator, version=version.number, spans=(before, after)
    )
    whole = [row for row in rows if row.project_id is None]
    mine = [row for row in whole if row.state == state]
    first = _by_firm(mine, before, FigureKind.ACTUAL) | _by_firm(mine, before, FigureKind.BASELINE)
    last = _by_firm(mine, after, FigureKind.ACTUAL)
    told = [row for row in whole if row.state == FigureState.REPORTED]
    targets = _by_firm(told, after, FigureKind.TARGET) | _by_firm(mine, after, FigureKind.TARGET)
    both = sorted(first.keys() & last.keys())
    pairs = [
        Paired(
            last[key],
            first[key].value,
            last[key].value,
            targets[key].value if key in targets else None,
        )
        for key in both
    ]
    return pairs, len(first) - len(both), len(last) - len(both)


def group_minimum() -> int:
    """The fewest enterprises that a row may stand for: the programme's, at least 3."""
    found = Programme.objects.values_list("group_minimum", flat=True).first()
    return max(LEAST, found or LEAST)


def _by_firm(rows: Sequence[OutcomeRow], span: Span, kind: FigureKind) -> dict[int, OutcomeRow]:
    return {
        row.enterprise_id: row
        for row in rows
        if row.enterprise_id and row.kind == kind and Span(row.year, row.half) == span
    }


def _sums(key: str, pairs: Sequence[Paired]) -> GroupSums:
    return GroupSums(
        key,
        len(pairs),
        sum((one.before for one in pairs), Decimal(0)),
        sum((one.after for one in pairs), Decimal(0)),
    )


def _row(
    one: GroupGrowth,
    groups: dict[str, list[Paired]],
    pooled: Sequence[str],
    *,
    names: dict[str, Sentence],
    least: int,
) -> GroupRow:
    if one.key == REST:
        members = [pair for key in pooled for pair in groups[key]]
        return _with_target(POOLED, one, members, least)
    name = names.get(one.key, UNKNOWN_GROUP)
    return _with_target(name, one, groups[one.key], least)


def _with_target(name: Sentence, one: GroupGrowth, pairs: Sequence[Paired], least: int) -> GroupRow:
    """With the targets of the group, unless too few firms have one."""
    targets = [pair.target for pair in pairs if pair.target is not None]
    enough = len(targets) >= least and len(pairs) - len(targets) not in range(1, least)
    return GroupRow(name, one, sum(targets, Decimal(0)) if enough else None, len(targets))


def _key(row: OutcomeRow, grouping: Grouping) -> str:
    match grouping:
        case Grouping.AREA:
            return str(row.division_id or "")
        case Grouping.DIRECTION:
            return str(row.direction_id or "")
        case Grouping.INDUSTRY:
            return row.industry_code[:CLASS_DIGITS]


def _names(grouping: Grouping) -> dict[str, Sentence]:
    rows: Any
    match grouping:
        case Grouping.AREA:
            rows = Division.objects.values_list("pk", "name", "name_en")
        case Grouping.DIRECTION:
            rows = Direction.objects.values_list("pk", "name", "name_en")
        case Grouping.INDUSTRY:
            rows = Industry.objects.values_list("code", "name", "name_en")
    return {str(key): Sentence(name, english or name) for key, name, english in rows}
