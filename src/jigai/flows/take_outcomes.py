"""Figures that diagnosis and planning hold already, taken over instead of typed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.models import Figure
from jigai.apps.diagnosis.queries.lists import rates_of_one
from jigai.apps.outcomes.actions.record_outcome import OutcomeEntry, record_outcome
from jigai.apps.outcomes.models import OutcomeFigure
from jigai.apps.outcomes.queries.dictionary import by_title, definition_of, version_for_span
from jigai.apps.planning.catalogue import LineKind
from jigai.apps.planning.models import GapResult, PlanLine, VersionState
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.maturity.lists import EQUIPMENT_CNC
from jigai.domain.maturity.rates import Rate
from jigai.domain.quantities import rounded
from jigai.domain.refusal import Refusal
from jigai.domain.results.indicator import PLACES
from jigai.domain.results.spans import Span, half_of, span_of
from jigai.domain.results.states import FigureKind, FigureState
from jigai.domain.sentence import Sentence

NO_PERIOD = Sentence("{what}：没有期间", "{what}: no period")
NOT_IN_DICTIONARY = Sentence("{what}：字典里没有这个指标", "{what}: not in the dictionary")
OTHER_UNIT = Sentence("{what}：{why}", "{what}: {why}")
OPEN_MARKS = Sentence(
    "{what}：清单里还有未知的标记，算不出一个数",
    "{what}: marks in the list are unknown, no one value",
)
TYPED_STAYS = Sentence(
    "{what}：已另行填报，不覆盖", "{what}: already reported otherwise, left as it is"
)
FROM_DIAGNOSIS = Sentence("企业诊断", "diagnosis")
FROM_LIST = "设备与工序清单（{day} 按清单测算）"
PLAN_SAYS = "规划“{title}”（{day} 批准）"
BY_VALUE = "equipment_cnc_rate_by_value"


@dataclass(frozen=True, slots=True)
class Offer:
    """One figure that another part holds, or why it cannot be taken."""

    what: Sentence
    indicator: str = ""
    state: FigureState = FigureState.REPORTED
    entry: OutcomeEntry | None = None
    taken_from: str = ""
    project: Project | None = None
    unit: str | None = None
    why_not: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """How many figures came over, how many were there already, and what was left out and why."""

    taken: int
    unchanged: int
    left: tuple[Sentence, ...]


def take_outcomes(*, enterprise: Enterprise, on: date, change: Change) -> Taken:
    """Take over what diagnosis and planning hold of an enterprise; asking again adds nothing.

    Diagnosis gives reported and verified actuals and, from its lists, computed ones; approved
    plans give targets and the value of then as the baseline; measured results of plan gaps give
    actuals. A figure that somebody typed is never overwritten.
    """
    taken = unchanged = 0
    left: list[Sentence] = []
    with writing("outcomes.taken", change):
        for offer in offers_of(enterprise, on=on):
            if offer.entry is None:
                left.append(offer.why_not or offer.what)
                continue
            try:
                done = _take(enterprise, offer, change)
            except Refusal as refused:
                left.append(OTHER_UNIT.format(what=offer.what, why=refused.said))
                continue
            if done is None:
                left.append(TYPED_STAYS.format(what=offer.what))
            else:
                taken, unchanged = taken + done, unchanged + (not done)
    return Taken(taken, unchanged, tuple(left))


def offers_of(enterprise: Enterprise, *, on: date) -> Iterator[Offer]:
    """Everything that other parts hold of an enterprise."""
    yield from _measured(enterprise)
    yield from _counted(enterprise, on)
    known = by_title()
    yield from _planned(enterprise, known)
    yield from _closed_gaps(enterprise, known)


def _take(enterprise: Enterprise, offer: Offer, change: Change) -> bool | None:
    """Whether something changed; ``None`` where a typed figure stays."""
    entry = offer.entry
    if entry is None or entry.value is None:
        return None
    version = version_for_span(offer.indicator, last_on=entry.span.last_on)
    value = entry.value
    if offer.unit is not None:
        value = definition_of(version).in_base_unit(value, offer.unit)
    subject = offer.project or enterprise
    of = {"project": subject} if offer.project else {"enterprise": subject}
    kept = OutcomeFigure.objects.filter(
        **of,
        version=version,
        kind=entry.kind,
        state=offer.state,
        year=entry.span.year,
        half=entry.span.half,
        market=entry.market,
    ).first()
    if kept is not None and not kept.taken_from:
        return None
    if kept is not None and (kept.taken_from, kept.value) == (offer.taken_from, value):
        return False
    record_outcome(
        subject=subject,
        version=version,
        entry=OutcomeEntry(
            kind=entry.kind,
            span=entry.span,
            value=value,
            covers=entry.covers,
            source=entry.source,
            note=entry.note,
        ),
        state=offer.state,
        taken_from=offer.taken_from,
        change=change,
    )
    return True


def _measured(enterprise: Enterprise) -> Iterator[Offer]:
    """The latest figure of each measure, basis and half-year of the diagnosis."""
    latest: dict[tuple[str, str, Span], Figure] = {}
    for row in Figure.objects.filter(enterprise=enterprise).order_by("last_on", "pk"):
        span = span_of(row.first_on, row.last_on) if row.first_on and row.last_on else None
        if span is None:
            what = Sentence(f"{row.measure}（{row.source}）", f"{row.measure} ({row.source})")
            yield Offer(what, why_not=NO_PERIOD.format(what=what))
            continue
        latest[row.measure, row.basis, span] = row
    for (measure, basis, span), row in latest.items():
        covers = (row.first_on, row.last_on) if row.first_on and row.last_on else None
        is_whole = covers == (span.first_on, span.last_on)
        yield Offer(
            what=Sentence(f"{measure} {span}", f"{measure} {span}"),
            indicator=measure,
            state=FigureState(basis),
            entry=OutcomeEntry(
                kind=FigureKind.ACTUAL,
                span=span,
                value=rounded(Fraction(row.value), places=PLACES),
                covers=None if is_whole else covers,
                source=row.source,
                note=f"取自企业诊断，登记人 {row.recorded_by}",
            ),
            taken_from=f"diagnosis.figure:{row.pk}",
        )


def _counted(enterprise: Enterprise, on: date) -> Iterator[Offer]:
    """What the equipment and process lists give on a day."""
    for one in rates_of_one(enterprise.pk, on=on):
        yield from _rate(one.indicator.name, one.indicator.title, one.by_count, on)
        if one.indicator is EQUIPMENT_CNC and one.by_value is not None:
            yield from _rate(BY_VALUE, one.indicator.title, one.by_value, on)


def _rate(name: str, title: Sentence, rate: Rate, on: date) -> Iterator[Offer]:
    if rate.low is None:
        return
    if not rate.is_exact:
        yield Offer(title, why_not=OPEN_MARKS.format(what=title))
        return
    yield Offer(
        what=title,
        indicator=name,
        state=FigureState.COMPUTED,
        entry=OutcomeEntry(
            kind=FigureKind.ACTUAL,
            span=half_of(on),
            value=rounded(rate.low, places=PLACES),
            covers=(on, on),
            source=FROM_LIST.format(day=on),
        ),
        taken_from="diagnosis.lists",
    )


def _planned(enterprise: Enterprise, known: dict[str, str]) -> Iterator[Offer]:
    """Yearly targets of the approved plan, and the value of then as the baseline."""
    lines = PlanLine.objects.filter(
        version__plan__enterprise=enterprise,
        version__state=VersionState.APPROVED,
        kind=LineKind.TARGET,
    ).select_related("version__plan")
    newest: dict[tuple[int, str], PlanLine] = {}
    for line in lines.order_by("version__number"):
        newest[line.version.plan_id, line.key] = line
    for line in newest.values():
        yield from _line(line, known)


def _line(line: PlanLine, known: dict[str, str]) -> Iterator[Offer]:
    version = line.version
    name = known.get(line.indicator.strip()) or known.get(line.indicator.strip().lower())
    what = Sentence(f"规划 {line.indicator}", f"plan {line.indicator}")
    if name is None:
        yield Offer(what, why_not=NOT_IN_DICTIONARY.format(what=what))
        return
    day = version.approved_at.date() if version.approved_at else version.edited_at.date()
    source = PLAN_SAYS.format(title=version.plan.title, day=day)[:200]
    told = (
        (FigureKind.TARGET, line.target, Span(line.year) if line.year else None),
        (FigureKind.BASELINE, line.baseline, Span(version.plan.begun_at.year)),
    )
    for kind, text, span in told:
        if not text or span is None:
            continue
        yield Offer(
            what=what,
            indicator=name,
            entry=OutcomeEntry(
                kind=kind, span=span, value=Decimal(text), source=source, note=line.evidence[:300]
            ),
            taken_from=f"planning.line:{version.plan_id}/{line.key}",
            unit=line.unit,
        )


def _closed_gaps(enterprise: Enterprise, known: dict[str, str]) -> Iterator[Offer]:
    """What was measured after the work, of the project that carried it out."""
    rows = GapResult.objects.filter(gap__enterprise=enterprise).select_related("project")
    for row in rows.order_by("measured_on", "pk"):
        name = known.get(row.indicator.strip()) or known.get(row.indicator.strip().lower())
        what = Sentence(f"差距结果 {row.indicator}", f"gap result {row.indicator}")
        if name is None:
            yield Offer(what, why_not=NOT_IN_DICTIONARY.format(what=what))
            continue
        yield Offer(
            what=what,
            indicator=name,
            entry=OutcomeEntry(
                kind=FigureKind.ACTUAL,
                span=half_of(row.measured_on),
                value=Decimal(row.value),
                covers=(row.measured_on, row.measured_on),
                source=row.evidence[:200],
            ),
            taken_from=f"planning.gap_result:{row.pk}",
            project=row.project,
            unit=row.unit,
        )
