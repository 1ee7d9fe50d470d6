"""Plans as lists and pages read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.accounts.models import Agency
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.queries.versions import present_versions
from jigai.apps.planning.catalogue import (
    COMMON,
    INDICATOR,
    KINDS,
    LABELS,
    ORIGINS,
    THEMES,
    LineKind,
    Origin,
    Theme,
    fields_of,
    spec_of,
)
from jigai.apps.planning.models import (
    MeasureProject,
    Plan,
    PlanLine,
    PlanQuerySet,
    PlanVersion,
    VersionState,
)
from jigai.apps.planning.queries.words import column_said
from jigai.apps.projects.models import Project
from jigai.apps.reference.models import Division
from jigai.apps.registry.models import Enterprise
from jigai.domain.sentence import Sentence

APART = {*COMMON, "gap", "detail"}
"""Columns that a card shows in a place of their own."""


@dataclass(frozen=True, slots=True)
class Link:
    """A project or a gap by number and name; ``link_id`` is the link's own number."""

    id: int
    name: str
    link_id: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    name: str
    label: Sentence
    said: Sentence


@dataclass(frozen=True, slots=True)
class LineCard:
    """One line in words. ``version`` is its optimistic version, for edits."""

    id: int
    key: str
    kind: str
    kind_label: Sentence
    title: str
    detail: str
    cells: tuple[Cell, ...]
    gap: Link | None
    projects: tuple[Link, ...]
    evidence: str
    file_id: int | None
    origin: str
    origin_label: Sentence
    note: str
    is_measure: bool
    version: int


@dataclass(frozen=True, slots=True)
class ThemeCard:
    theme: str
    label: Sentence
    lines: tuple[LineCard, ...]
    kinds: tuple[tuple[str, Sentence], ...]


@dataclass(frozen=True, slots=True)
class VersionHead:
    id: int
    number: int
    state: str
    authors: str
    approved_by: str
    approved_at: datetime | None
    decision: str
    amended_because: str


@dataclass(frozen=True, slots=True)
class VersionCard:
    """A version with its lines by theme. Money in fen; ``cost_fen`` is what its measures cost."""

    plan_id: int
    title: str
    enterprise_id: int
    enterprise: str
    first_year: int
    last_year: int
    head: VersionHead
    owner: Sentence
    budget_fen: int | None
    starts_on: date | None
    ends_on: date | None
    summary: str
    submitted_at: datetime | None
    returned_by: str
    returned_because: str
    cost_fen: int
    themes: tuple[ThemeCard, ...]
    versions: tuple[VersionHead, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    id: int
    title: str
    enterprise_id: int
    enterprise: str
    area: str
    first_year: int
    last_year: int
    version: int
    state: str
    approved: int | None
    owner: str
    budget_fen: int | None


def standing_version(plan: Plan) -> PlanVersion | None:
    """The latest approved version; while there is none, the latest that was not discarded."""
    rows = plan.versions.exclude(state=VersionState.DISCARDED).select_related("owner")
    approved = rows.filter(state=VersionState.APPROVED).order_by("-number").first()
    return approved or rows.order_by("-number").first()


def standing_ids(rows: PlanQuerySet) -> list[int]:
    """The standing version of each plan; one query."""
    latest: dict[int, tuple[bool, int, int]] = {}
    versions = PlanVersion.objects.filter(plan__in=rows.order_by().values("pk")).exclude(
        state=VersionState.DISCARDED
    )
    for pk, plan, number, state in versions.values_list("pk", "plan_id", "number", "state"):
        rank = (state == VersionState.APPROVED, number, pk)
        latest[plan] = max(latest.get(plan, rank), rank)
    return [pk for _approved, _number, pk in latest.values()]


def plan_rows() -> PlanQuerySet:
    """All plans with names, latest version, its state, owner and budget beside them."""
    latest = (
        PlanVersion.objects.filter(plan=OuterRef("pk"))
        .exclude(state=VersionState.DISCARDED)
        .order_by("-number")
    )
    approved = PlanVersion.objects.filter(
        plan=OuterRef("pk"), state=VersionState.APPROVED
    ).order_by("-number")
    enterprise = Enterprise.objects.filter(pk=OuterRef("enterprise_id"))
    area = Division.objects.filter(pk=OuterRef("division"))
    owner = Agency.objects.filter(pk=OuterRef("owner_id"))
    english = Coalesce(NullIf("name_en", Value("")), "name")
    return Plan.objects.annotate(
        enterprise_name=Subquery(enterprise.values("name")),
        enterprise_sort=Subquery(enterprise.values("name_sort")),
        division=Subquery(enterprise.values("division_id")),
        version=Subquery(latest.values("number")[:1]),
        state=Subquery(latest.values("state")[:1]),
        budget_fen=Subquery(latest.values("budget_fen")[:1]),
        ends_on=Subquery(latest.values("ends_on")[:1]),
        owner_id=Subquery(latest.values("owner_id")[:1]),
        author_keys=Subquery(latest.values("author_keys")[:1]),
        approved=Subquery(approved.values("number")[:1]),
    ).annotate(
        area=Subquery(area.values("name")),
        area_en=Subquery(area.values(said=english)),
        owner=Subquery(owner.values("name")),
        owner_en=Subquery(owner.values(said=english)),
    )


def visible_plan_rows(viewer: Viewer) -> PlanQuerySet:
    return plan_rows().visible_to(viewer)


def waits_for_approval_by(viewer: Viewer) -> Q:
    """Submitted, and not written by this person."""
    return Q(state=VersionState.SUBMITTED) & ~Q(author_keys__contains=f"|{viewer.key}|")


def plans_seen(viewer: Viewer, *, enterprise_id: int | None = None) -> list[PlanRow]:
    """Plans by the name of the enterprise; of one enterprise, if it is given."""
    rows: Any = visible_plan_rows(viewer)
    if enterprise_id is not None:
        rows = rows.filter(enterprise=enterprise_id)
    return [_row(one) for one in rows.order_by("enterprise_sort", "first_year", "pk")]


def version_card(version: PlanVersion, viewer: Viewer) -> VersionCard:
    """A version in words; projects that the viewer may not see are left out. Six queries."""
    plan = version.plan
    lines = list(version.lines.select_related("gap").order_by("place", "pk"))
    projects = _projects(plan, viewer)
    marks = present_versions(table="planning_planline", keys=[line.pk for line in lines])
    cards = [_line(line, projects.get(line.key, ()), marks.get(line.pk, 0)) for line in lines]
    heads = [head_of(one) for one in plan.versions.order_by("-number")]
    return VersionCard(
        plan_id=plan.pk,
        title=plan.title,
        enterprise_id=plan.enterprise_id,
        enterprise=plan.enterprise.name,
        first_year=plan.first_year,
        last_year=plan.last_year,
        head=head_of(version),
        owner=unit_said(version.owner),
        budget_fen=version.budget_fen,
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        summary=version.summary,
        submitted_at=version.submitted_at,
        returned_by=version.returned_by,
        returned_because=version.returned_because,
        cost_fen=cost_of(lines),
        themes=tuple(_theme(theme, cards) for theme in Theme),
        versions=tuple(heads),
    )


def cost_of(lines: list[PlanLine]) -> int:
    """What the measures of a version cost together, in fen; investments say who pays it."""
    return sum(line.cost_fen or 0 for line in lines if spec_of(line.kind).is_cost)


def head_of(version: PlanVersion) -> VersionHead:
    return VersionHead(
        version.pk,
        version.number,
        version.state,
        version.authors,
        version.approved_by,
        version.approved_at,
        version.decision,
        version.amended_because,
    )


def unit_said(unit: Agency | None) -> Sentence:
    return Sentence(unit.name, unit.name_en or unit.name) if unit else Sentence("", "")


def _projects(plan: Plan, viewer: Viewer) -> dict[str, tuple[Link, ...]]:
    """Key of a line → the projects that carry it out, as far as the viewer may see them."""
    seen = Project.objects.visible_to(viewer).order_by().values("pk")
    found: dict[str, tuple[Link, ...]] = {}
    links = MeasureProject.objects.filter(plan=plan, project__in=seen).order_by("pk")
    for link in links.select_related("project"):
        one = Link(link.project_id, link.project.name, link.pk)
        found[link.line_key] = (*found.get(link.line_key, ()), one)
    return found


def _theme(theme: Theme, cards: list[LineCard]) -> ThemeCard:
    kinds = tuple((kind.value, spec.label) for kind, spec in KINDS.items() if spec.theme is theme)
    lines = tuple(card for card in cards if spec_of(card.kind).theme is theme)
    return ThemeCard(theme.value, THEMES[theme], lines, kinds)


def _line(line: PlanLine, projects: tuple[Link, ...], version: int) -> LineCard:
    cells = [_figures(line)] if line.indicator else []
    cells += [
        Cell(name, LABELS[name], column_said(name, getattr(line, name)))
        for name in fields_of(line.kind)
        if name not in APART and not (line.indicator and name in INDICATOR)
    ]
    return LineCard(
        id=line.pk,
        key=line.key,
        kind=line.kind,
        kind_label=KINDS[LineKind(line.kind)].label,
        title=line.title,
        detail=line.detail,
        cells=tuple(cell for cell in cells if cell.said.zh),
        gap=Link(line.gap.pk, line.gap.title) if line.gap else None,
        projects=projects,
        evidence=line.evidence,
        file_id=line.file_id,
        origin=line.origin,
        origin_label=ORIGINS[Origin(line.origin)],
        note=line.note,
        is_measure=spec_of(line.kind).is_measure,
        version=version,
    )


def _figures(line: PlanLine) -> Cell:
    """The indicator with its value now, its target and unit, as one cell."""
    values = " → ".join(value for value in (line.baseline, line.target) if value)
    said = " ".join(part for part in (line.indicator, values, line.unit) if part)
    return Cell("indicator", LABELS["indicator"], Sentence(said, said))


def _row(one: Plan) -> PlanRow:
    said = vars(one)
    names = ("version", "state", "approved", "budget_fen")
    return PlanRow(
        id=one.pk,
        title=one.title,
        enterprise_id=one.enterprise_id,
        enterprise=said["enterprise_name"],
        area=said["area"] or "",
        first_year=one.first_year,
        last_year=one.last_year,
        owner=said["owner"] or "",
        **{name: said[name] for name in names},
    )
