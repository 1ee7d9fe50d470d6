"""Rows of the part on outcomes: indicators by version and state, and who made the growth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import Grant, Viewer
from jigai.apps.outcomes.models import IndicatorVersion, OutcomeFigure
from jigai.apps.outcomes.queries.contribution import Grouping, contribution, group_minimum
from jigai.apps.outcomes.queries.dictionary import definition_of
from jigai.domain.annual_figures.figures import FigureRow, Text
from jigai.domain.annual_figures.span import Span
from jigai.domain.quantities import number_text
from jigai.domain.results.spans import Span as ResultSpan
from jigai.domain.results.states import KINDS, STATES, FigureKind, FigureState
from jigai.domain.sentence import Sentence
from jigai.flows.annual_parts.wording import NOT_KNOWN, WITHHELD

COUNTY = Viewer(0, "report", (Grant(Role.OFFICE, None, None),))
"""The report is of the whole county, whoever drafts it."""
FIRM, PROJECT = Sentence("企业", "enterprises"), Sentence("项目", "projects")
LINE = Sentence(
    "{title}（第{version}版）：{subject}{kind}·{state}",
    "{title} (version {version}): {kind} of {subject}, {state}",
)
SHARE = Sentence(
    "{title}（第{version}版，{state}）增长贡献：{group}",
    "{title} (version {version}, {state}), contribution to growth: {group}",
)
POINTS = Sentence("{points} 个百分点", "{points} points")
NOT_SUMMED = Sentence("不相加", "not summed")


@dataclass(frozen=True, slots=True)
class Held:
    """One figure of the span, as a row needs it."""

    version_id: int
    is_project: bool
    kind: str
    state: str
    value: Decimal
    has_market: bool

    @property
    def group(self) -> tuple[int, bool, int, int]:
        """Version, subject, kind and state in the order of their lists."""
        kinds, states = list(KINDS), list(STATES)
        return (
            self.version_id,
            self.is_project,
            kinds.index(FigureKind(self.kind)),
            states.index(FigureState(self.state)),
        )


def result_span(span: Span) -> ResultSpan:
    return ResultSpan(span.year, span.half)


def figure_rows(span: Span) -> list[FigureRow]:
    """Targets and actuals that are about the span; three queries."""
    held = sorted(_held(result_span(span)), key=lambda one: one.group)
    versions = IndicatorVersion.objects.in_bulk({one.version_id for one in held})
    least = group_minimum()
    return [
        _figure_row(versions[key[0]], list(group), least)
        for key, group in groupby(held, key=lambda one: one.group)
    ]


def _held(span: ResultSpan) -> Iterator[Held]:
    rows = OutcomeFigure.objects.filter(
        year=span.year, half=span.half, kind__in=(FigureKind.TARGET, FigureKind.ACTUAL)
    )
    named = ("version_id", "project_id", "kind", "state", "value", "market")
    for version, project, kind, state, value, market in rows.values_list(*named):
        yield Held(version, project is not None, kind, state, value, bool(market))


def _figure_row(version: IndicatorVersion, group: list[Held], least: int) -> FigureRow:
    first, definition = group[0], definition_of(version)
    value: Text = NOT_SUMMED
    if version.is_additive and not any(one.has_market for one in group):
        total = sum((one.value for one in group), Decimal(0))
        value = definition.said(total) if len(group) >= least else WITHHELD
    label = LINE.format(
        title=definition.title,
        version=version.number,
        subject=PROJECT if first.is_project else FIRM,
        kind=KINDS[FigureKind(first.kind)],
        state=STATES[FigureState(first.state)],
    )
    subject = "project" if first.is_project else "firm"
    key = f"{version.indicator}@{version.number}_{subject}_{first.kind}_{first.state}"
    return FigureRow(key, (label, str(len(group)), NOT_KNOWN, value))


def contribution_rows(span: Span) -> list[FigureRow]:
    """By area, against the same span a year before; the points add up to the growth."""
    after = result_span(span)
    found: list[FigureRow] = []
    for version, state in _comparable(after):
        table = contribution(
            COUNTY, version=version, before=ResultSpan(after.year - 1, after.half), after=after,
            state=state, grouping=Grouping.AREA,
        )  # fmt: skip
        words = {
            "title": table.definition.title,
            "version": version.number,
            "state": STATES[state],
        }
        key = f"growth_{version.indicator}@{version.number}_{state.value}"
        if table.is_hidden:
            label = SHARE.format(group=table.total.name, **words)
            found.append(FigureRow(key, (label, WITHHELD, NOT_KNOWN, WITHHELD)))
            continue
        for row in (*table.rows, table.total):
            label = SHARE.format(group=row.name, **words)
            cells = (label, str(row.growth.count), NOT_KNOWN, _points(row.growth.points))
            found.append(FigureRow(f"{key}_{row.name.zh}", cells))
    return found


def _points(points: Decimal | None) -> Text:
    """In percentage points; a base of 0 or below gives none."""
    if points is None:
        return NOT_KNOWN
    return POINTS.format(points=number_text(points, places=2, at_least=2))


def _comparable(after: ResultSpan) -> Iterable[tuple[IndicatorVersion, FigureState]]:
    """Additive versions and states of which some firm has both figures; two queries."""
    firms = OutcomeFigure.objects.filter(
        project=None, half=after.half, version__is_additive=True, market=""
    )
    named = ("version_id", "state", "enterprise_id")
    now = set(firms.filter(year=after.year, kind=FigureKind.ACTUAL).values_list(*named).order_by())
    then = set(
        firms.filter(year=after.year - 1, kind__in=(FigureKind.ACTUAL, FigureKind.BASELINE))
        .values_list(*named)
        .order_by()
    )
    pairs = {(version, state) for version, state, _ in now & then}
    versions = IndicatorVersion.objects.in_bulk({version for version, _ in pairs})
    for state in STATES:
        for key in sorted(versions):
            if (key, state.value) in pairs:
                yield versions[key], state
