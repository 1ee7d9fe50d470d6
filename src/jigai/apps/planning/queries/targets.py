"""Targets with their parts, and how far the parts are from the whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from jigai.apps.accounts.models import Agency
from jigai.apps.accounts.viewer import COUNTY_WIDE, Viewer
from jigai.apps.planning.conservation import INDICATORS, Balance, Indicator, Joining, Share, balance
from jigai.apps.planning.models import SplitState, TargetPart, TargetSplit
from jigai.apps.planning.queries.access import targets_for
from jigai.apps.planning.queries.plans import unit_said
from jigai.apps.reference.models import Division
from jigai.domain.quantities import number_text
from jigai.domain.sentence import Sentence

PLACES = 6


@dataclass(frozen=True, slots=True)
class PartRow:
    """One township or department; ``value`` is blank while it has none."""

    division_id: int | None
    agency_id: int | None
    name: Sentence
    value: str
    weight: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One edition. Numbers are exact text in ``unit``; ``missing`` is above 0 where short."""

    id: int
    indicator: str
    label: Sentence
    unit: Sentence
    weighed_by: Sentence | None
    year: int
    division_id: int
    division: Sentence
    edition: int
    state: str
    holds_now: bool
    value: str
    tolerance: str
    basis: str
    restated_because: str
    published_at: datetime | None
    published_by: str
    digest: str
    joined: str
    missing: str
    adds_up: bool


@dataclass(frozen=True, slots=True)
class TargetCard:
    row: TargetRow
    parts: tuple[PartRow, ...]
    editions: tuple[TargetRow, ...]


def indicator_of(split: TargetSplit) -> Indicator:
    return INDICATORS[split.indicator]


def balance_of(split: TargetSplit) -> Balance:
    """Whether the parts of an edition add up to its whole."""
    parts = [
        Share(Decimal(part.value), Decimal(part.weight or 0)) for part in split.parts.order_by("pk")
    ]
    return balance(
        Decimal(split.value),
        parts,
        tolerance=Decimal(split.tolerance),
        joining=indicator_of(split).joining,
    )


def target_rows(viewer: Viewer, *, year: int | None = None) -> list[TargetRow]:
    """Every edition, the latest year first.

    Raises:
        RoleMissing: the viewer is no officer.
    """
    rows = targets_for(viewer).prefetch_related("parts")
    if year is not None:
        rows = rows.filter(year=year)
    return [
        row_of(one) for one in rows.order_by("-year", "indicator", "division__code", "-edition")
    ]


def target_card(split: TargetSplit, viewer: Viewer) -> TargetCard:
    """An edition with the parts that the viewer may see, and its sisters."""
    sisters = TargetSplit.objects.filter(
        indicator=split.indicator, year=split.year, division=split.division_id
    )
    editions = sisters.select_related("division").order_by("-edition")
    return TargetCard(
        row_of(split), tuple(_parts(split, viewer)), tuple(row_of(one) for one in editions)
    )


def row_of(split: TargetSplit) -> TargetRow:
    what, found = indicator_of(split), balance_of(split)
    place = split.division
    return TargetRow(
        id=split.pk,
        indicator=split.indicator,
        label=what.label,
        unit=what.unit,
        weighed_by=what.weight if what.joining is Joining.MEAN else None,
        year=split.year,
        division_id=place.pk,
        division=Sentence(place.name, place.name_en or place.name),
        edition=split.edition,
        state=split.state,
        holds_now=_is_newest(split),
        value=split.value,
        tolerance=split.tolerance,
        basis=split.basis,
        restated_because=split.restated_because,
        published_at=split.published_at,
        published_by=split.published_by,
        digest=split.digest,
        joined="" if found.joined is None else number_text(found.joined, places=PLACES),
        missing="" if found.missing is None else number_text(found.missing, places=PLACES),
        adds_up=found.holds,
    )


def _is_newest(split: TargetSplit) -> bool:
    if split.state != SplitState.PUBLISHED:
        return False
    later = TargetSplit.objects.filter(
        indicator=split.indicator,
        year=split.year,
        division=split.division_id,
        state=SplitState.PUBLISHED,
        edition__gt=split.edition,
    )
    return not later.exists()


def _parts(split: TargetSplit, viewer: Viewer) -> list[PartRow]:
    """The areas below, then the departments; a draft shows also those without a value."""
    held = {(p.division_id, p.agency_id): p for p in split.parts.all()}
    is_draft = split.state == SplitState.DRAFT
    rows = [
        _part(one.pk, None, Sentence(one.name, one.name_en or one.name), held)
        for one in Division.objects.filter(parent=split.division_id, valid_to=None).order_by("code")
        if _sees(viewer, division=one.pk)
    ]
    rows += [
        _part(None, one.pk, unit_said(one), held)
        for one in Agency.objects.filter(division=None).order_by("pk")
        if _sees(viewer, agency=one.pk)
    ]
    return [row for row in rows if row.value or is_draft]


def _part(
    division: int | None,
    agency: int | None,
    name: Sentence,
    held: dict[tuple[int | None, int | None], TargetPart],
) -> PartRow:
    part = held.get((division, agency))
    return PartRow(division, agency, name, part.value if part else "", part.weight if part else "")


def _sees(viewer: Viewer, *, division: int | None = None, agency: int | None = None) -> bool:
    """Who sees the whole county sees every part; others those of their own area or unit."""
    own = set(Agency.objects.filter(pk__in=viewer.agency_ids).values_list("division_id", flat=True))
    return any(
        (grant.role in COUNTY_WIDE and grant.division_ids is None)
        or (division is not None and division in (grant.division_ids or own))
        or (agency is not None and grant.agency_id == agency)
        for grant in viewer.grants
    )
