"""Before and after of one enterprise or project: baseline, target, actual, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jigai.apps.outcomes.models import OutcomeFigure
from jigai.apps.outcomes.queries.dictionary import definition_of
from jigai.apps.outcomes.queries.figures import OutcomeRow, figure_rows, outcome_row
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.domain.results.before_after import BeforeAfter, before_after
from jigai.domain.results.indicator import Definition
from jigai.domain.results.spans import Span
from jigai.domain.results.states import FigureKind, FigureState
from jigai.domain.sentence import Sentence

VERSIONS_APART = Sentence(
    "“{title}”有第 {versions} 版的数据；不同版本算法不同，分行列出，不互相比较。",
    "“{title}” has figures by versions {versions}; they are reckoned differently, stand in rows of "
    "their own and are not compared.",
)
Key = tuple[str, int, str, str]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One indicator by one version and one state, with all its actual values in time order.

    ``target`` is of the same state, or else the reported one, and then ``target_state`` says so.
    """

    definition: Definition
    state: str
    market: str
    baseline: OutcomeRow | None
    target: OutcomeRow | None
    actual: OutcomeRow | None
    actuals: tuple[OutcomeRow, ...]
    result: BeforeAfter

    @property
    def target_state(self) -> str:
        return self.target.state if self.target else ""


@dataclass(frozen=True, slots=True)
class BeforeAfterCard:
    """Everything of a subject; ``warnings`` names what is by several versions."""

    rows: tuple[ComparedRow, ...]
    warnings: tuple[Sentence, ...]
    figures: tuple[OutcomeRow, ...]


def figures_of(subject: Enterprise | Project) -> list[OutcomeRow]:
    """The figures of the subject itself; one query."""
    of = {"project": subject} if isinstance(subject, Project) else {"enterprise": subject}
    rows: Any = figure_rows().filter(**of).select_related("version")
    return [outcome_row(one) for one in rows.order_by("indicator", "number", "year", "half", "pk")]


def before_after_card(subject: Enterprise | Project) -> BeforeAfterCard:
    """Baseline, target and actual of every indicator; two queries."""
    rows = figures_of(subject)
    of = {"project": subject} if isinstance(subject, Project) else {"enterprise": subject}
    kept = OutcomeFigure.objects.filter(**of).select_related("version")
    definitions = {(one.version.indicator, one.version.number): one.version for one in kept}
    groups: dict[Key, list[OutcomeRow]] = defaultdict(list)
    targets: dict[tuple[str, int, str], OutcomeRow] = {}
    for row in rows:
        if row.kind == FigureKind.TARGET and row.state == FigureState.REPORTED:
            targets[row.indicator, row.version, row.market] = row
        groups[row.indicator, row.version, row.state, row.market].append(row)
    compared = []
    for (name, number, state, market), found in groups.items():
        definition = definition_of(definitions[name, number])
        target = targets.get((name, number, market))
        one = _compared(definition, state, market, found, target)
        if one.baseline or one.actual or state == FigureState.REPORTED:
            compared.append(one)
    return BeforeAfterCard(tuple(compared), _warnings(compared), tuple(rows))


def _compared(
    definition: Definition,
    state: str,
    market: str,
    found: Sequence[OutcomeRow],
    reported_target: OutcomeRow | None,
) -> ComparedRow:
    of = {kind: [row for row in found if row.kind == kind] for kind in FigureKind}
    actuals = of[FigureKind.ACTUAL]
    actual = _latest(actuals)
    baseline = _latest(of[FigureKind.BASELINE])
    target = _latest(of[FigureKind.TARGET]) or reported_target
    result = before_after(
        definition,
        baseline=_value(baseline),
        target=_value(target),
        actual=_value(actual),
    )
    return ComparedRow(definition, state, market, baseline, target, actual, tuple(actuals), result)


def _latest(rows: Sequence[OutcomeRow]) -> OutcomeRow | None:
    return max(rows, key=lambda row: (Span(row.year, row.half).last_on, row.half), default=None)


def _value(row: OutcomeRow | None) -> Decimal | None:
    return row.value if row else None


def _warnings(rows: Sequence[ComparedRow]) -> tuple[Sentence, ...]:
    versions: dict[str, set[int]] = defaultdict(set)
    titles = {row.definition.id: row.definition.title for row in rows}
    for row in rows:
        versions[row.definition.id].add(row.definition.version)
    return tuple(
        VERSIONS_APART.format(
            title=titles[name],
            versions=Sentence(
                "、".join(map(str, sorted(found))), " and ".join(map(str, sorted(found)))
            ),
        )
        for name, found in versions.items()
        if len(found) > 1
    )
