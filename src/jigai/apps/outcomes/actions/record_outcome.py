from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.models import IndicatorVersion, OutcomeFigure, ProjectFollowUp
from jigai.apps.outcomes.queries.dictionary import definition_of
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.results.spans import Span
from jigai.domain.results.states import FigureKind, FigureState
from jigai.domain.sentence import Sentence

BUREAU = ("联网直报", "一套表", "统计局单位数据", "统计联网")


class OutcomeSourceMissing(Refusal):
    code = "outcomes.source_missing"
    message = Sentence("“{indicator}”没有写明来源。", "“{indicator}” names no source.")
    remedy = Sentence("例如“2026年9月生产报表”。", "Such as “production report of September 2026”.")


class MarketMissing(Refusal):
    code = "outcomes.market_missing"
    message = Sentence(
        "“{indicator}”要写明是哪个市场、哪一年。",
        "“{indicator}” says of which market and of which year.",
    )
    remedy = Sentence(
        "例如“国内单张纸印刷机市场”，2025。", "Such as “sheet-fed presses in China”, 2025."
    )


class BureauFigure(Refusal):
    code = "outcomes.bureau_figure"
    message = Sentence(
        "来源“{source}”是统计部门的单位数据，不能录入。",
        "“{source}” is unit data of the statistics bureau and is not taken in.",
    )
    remedy = Sentence(
        "请用企业自己的账簿、凭证或生产报表。",
        "Use the enterprise's own books, receipts or production reports.",
    )


class ComputedIsNotTyped(Refusal):
    code = "outcomes.computed_is_not_typed"
    message = Sentence(
        "“测算”只由系统从清单算出，不能填写。",
        "“Computed” comes from lists alone; it is not typed.",
    )


class VerifiedNeedsReported(Refusal):
    code = "outcomes.verified_needs_reported"
    message = Sentence(
        "核实要对着一条填报数据进行。", "A verification is of a figure that was reported."
    )
    remedy = Sentence("请先填报，再由另一个人核实。", "Report it first; another person verifies.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeEntry:
    """What is said of one figure.

    ``value`` in the kept unit (share as a fraction, money in yuan); unused where ``parts`` are
    given. ``covers``: the days really measured, where they are less than the span.
    """

    kind: FigureKind
    span: Span
    value: Decimal | None = None
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    market: str = ""
    market_year: int | None = None
    covers: tuple[date, date] | None = None
    source: str = ""
    note: str = ""


def record_outcome(
    *,
    subject: Enterprise | Project,
    version: IndicatorVersion,
    entry: OutcomeEntry,
    change: Change,
    state: FigureState = FigureState.REPORTED,
    taken_from: str = "",
    follow_up: ProjectFollowUp | None = None,
) -> OutcomeFigure:
    """Keep a figure; said again for the same span, kind and state it replaces what was kept.

    Computed and taken figures come from a flow, which names ``taken_from``.

    Raises:
        OutcomeSourceMissing, BureauFigure, MarketMissing, ComputedIsNotTyped,
        VerifiedNeedsReported, OutcomePartMissing, OutcomeEmpty, ShareBeyondWhole, DividedByZero,
        RecordInvalid: as named.
    """
    if not taken_from:
        _refuse_state(state)
    with writing(f"outcome.{'taken' if taken_from else 'reported'}", change):
        row = planned_outcome(subject=subject, version=version, entry=entry, state=state)
        row.taken_from, row.follow_up = taken_from, follow_up or row.follow_up
        signed_by(row, change)
        save_valid(row, known={"version", "enterprise", "project", "follow_up"})
    return row


def planned_outcome(
    *,
    subject: Enterprise | Project,
    version: IndicatorVersion,
    entry: OutcomeEntry,
    state: FigureState,
) -> OutcomeFigure:
    """The row as it would be kept, checked but not saved.

    Raises:
        As ``record_outcome``.
    """
    value = checked_value(version, entry)
    of = {"project": subject} if isinstance(subject, Project) else {"enterprise": subject}
    key = {
        **of,
        "version": version,
        "kind": entry.kind,
        "state": state,
        "year": entry.span.year,
        "half": entry.span.half,
        "market": entry.market.strip(),
    }
    row = OutcomeFigure.objects.filter(**key).first() or OutcomeFigure(**key)
    row.value = value
    row.parts = {name: f"{number:f}" for name, number in entry.parts.items()}
    row.market_year = entry.market_year
    row.first_on, row.last_on = entry.covers or (None, None)
    row.source, row.note = entry.source.strip(), entry.note.strip()
    return row


def checked_value(version: IndicatorVersion, entry: OutcomeEntry) -> Decimal:
    """The value of an entry, in the kept unit, once everything that must be said is said.

    Raises:
        As ``record_outcome``.
    """
    _check(entry, version)
    return definition_of(version).reckoned(entry.parts, entry.value)


def signed_by(row: OutcomeFigure, change: Change) -> None:
    row.given_on = change.at.date()
    row.given_by, row.given_by_key = change.actor.name, change.actor.key


def _check(entry: OutcomeEntry, version: IndicatorVersion) -> None:
    title = definition_of(version).title
    if not entry.source.strip():
        raise OutcomeSourceMissing(indicator=title)
    if any(word in entry.source for word in BUREAU):
        raise BureauFigure(source=entry.source.strip())
    if "market" in version.qualifiers and not (entry.market.strip() and entry.market_year):
        raise MarketMissing(indicator=title)


def _refuse_state(state: FigureState) -> None:
    if state is FigureState.COMPUTED:
        raise ComputedIsNotTyped
    if state is FigureState.VERIFIED:
        raise VerifiedNeedsReported
