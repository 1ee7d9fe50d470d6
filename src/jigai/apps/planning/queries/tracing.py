"""The line of sight both ways: gap, measure, project, result; and who is left without."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.diagnosis.queries.gaps import GapRow, gap_row
from jigai.apps.planning.catalogue import KINDS, ORIGINS, THEMES, LineKind, Origin, Theme
from jigai.apps.planning.models import GapResult, MeasureProject, Plan, PlanGap, PlanLine
from jigai.apps.planning.queries.diagnosed import OpenGaps, open_gaps_left
from jigai.apps.planning.queries.plans import Link, standing_ids
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.domain.maturity.states import GapState
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class ResultCard:
    id: int
    indicator: str
    value: str
    unit: str
    measured_on: date
    evidence: str
    origin: str
    origin_label: Sentence
    project: Link | None


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """A line that closes a gap, with the projects that carry it out."""

    line_id: int
    version_id: int
    key: str
    kind_label: Sentence
    title: str
    projects: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GapCard:
    """A gap with its whole line of sight, as far as the viewer may see it.

    ``diagnosed`` is the gap of the diagnosis as it stands now; without one it was found by the
    plan's own people.
    """

    id: int
    title: str
    theme: str
    theme_label: Sentence
    enterprise_id: int
    enterprise: str
    indicator: str
    baseline: str
    wanted: str
    unit: str
    found_on: date
    found_by: str
    origin: str
    origin_label: Sentence
    dropped_on: date | None
    dropped_because: str
    diagnosed: GapRow | None
    measures: tuple[MeasureCard, ...]
    results: tuple[ResultCard, ...]

    @property
    def has_project(self) -> bool:
        return any(one.projects for one in self.measures)


@dataclass(frozen=True, slots=True)
class Orphans:
    """Gaps that no project closes, and projects of planned enterprises that answer to no gap.

    ``gaps`` stand in plans; ``diagnosed`` are those of diagnoses that no plan has adopted. A gap
    that was adopted counts among the former alone.
    """

    gaps: tuple[GapCard, ...]
    projects: tuple[Link, ...]
    diagnosed: tuple[OpenGaps, ...]

    @property
    def gap_count(self) -> int:
        return len(self.gaps) + sum(one.count for one in self.diagnosed)


def gap_rows() -> QuerySet[PlanGap]:
    """All gaps with the enterprise's name and whether a project closes them.

    Counted are the lines of the standing version of each plan: the approved one, or the draft
    while none is approved.
    """
    standing = standing_ids(Plan.objects.all())
    carried = MeasureProject.objects.filter(
        plan=OuterRef("version__plan_id"), line_key=OuterRef("key")
    )
    lines = PlanLine.objects.filter(gap=OuterRef("pk"), version__in=standing)
    return PlanGap.objects.annotate(
        enterprise_name=F("enterprise__name"),
        enterprise_sort=F("enterprise__name_sort"),
        is_diagnosed=Q(diagnosis_gap__isnull=False),
        has_measure=Exists(lines),
        has_project=Exists(lines.filter(Exists(carried))),
        has_result=Exists(GapResult.objects.filter(gap=OuterRef("pk"))),
    )


def visible_gap_rows(viewer: Viewer) -> QuerySet[PlanGap]:
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    return gap_rows().filter(enterprise__in=seen)


STANDS = Q(diagnosis_gap=None) | Q(diagnosis_gap__state=GapState.OPEN)
ORPHAN = Q(has_project=False, dropped_on=None) & STANDS
"""No project closes it, and neither the plan nor the diagnosis has settled it."""


def gaps_seen(viewer: Viewer, *, enterprise_id: int | None = None) -> list[GapCard]:
    """Gaps with their line of sight, by enterprise; of one enterprise, if it is given."""
    rows = visible_gap_rows(viewer)
    if enterprise_id is not None:
        rows = rows.filter(enterprise=enterprise_id)
    return gap_cards(rows, viewer)


def orphans(viewer: Viewer) -> Orphans:
    """What answers to nothing, both ways; a fixed number of queries."""
    planned = Plan.objects.visible_to(viewer).order_by().values("enterprise")
    answering = _answering(Plan.objects.visible_to(viewer))
    rows = Project.objects.visible_to(viewer).filter(enterprise__in=planned, is_withdrawn=False)
    free = rows.exclude(pk__in=answering).order_by("name_sort", "pk")
    return Orphans(
        tuple(gap_cards(visible_gap_rows(viewer).filter(ORPHAN), viewer)),
        tuple(Link(pk, name) for pk, name in free.values_list("pk", "name")),
        open_gaps_left(viewer),
    )


def gaps_of_project(project: Project, viewer: Viewer) -> list[GapCard]:
    """The gaps that a project answers to."""
    links = MeasureProject.objects.filter(project=project)
    pairs = Q(pk__in=[])
    for plan, key in links.values_list("plan_id", "line_key"):
        pairs |= Q(version__plan=plan, key=key)
    standing = standing_ids(Plan.objects.filter(enterprise=project.enterprise_id))
    lines = PlanLine.objects.filter(pairs, version__in=standing, gap__isnull=False)
    rows = visible_gap_rows(viewer).filter(pk__in=lines.order_by().values("gap"))
    return gap_cards(rows, viewer)


def gap_cards(rows: QuerySet[PlanGap], viewer: Viewer) -> list[GapCard]:
    """Gaps in words with measures, projects and results; seven queries, whatever their number."""
    ordered: Any = rows
    ordered = ordered.select_related("diagnosis_gap__enterprise")
    gaps: list[PlanGap] = list(ordered.order_by("enterprise_sort", "found_on", "pk"))
    keys = [gap.pk for gap in gaps]
    measures = _measures(keys, gaps, viewer)
    results = _results(keys, viewer)
    return [_card(gap, measures.get(gap.pk, ()), results.get(gap.pk, ())) for gap in gaps]


def _answering(plans: QuerySet[Plan]) -> set[int]:
    """Projects that carry out a line which closes a gap."""
    standing = standing_ids(plans)  # type: ignore[arg-type]
    closing = {
        (plan, key)
        for plan, key in PlanLine.objects.filter(
            version__in=standing, gap__isnull=False
        ).values_list("version__plan_id", "key")
    }
    links = MeasureProject.objects.values_list("plan_id", "line_key", "project_id")
    return {project for plan, key, project in links if (plan, key) in closing}


def _measures(
    keys: list[int], gaps: Iterable[PlanGap], viewer: Viewer
) -> dict[int, tuple[MeasureCard, ...]]:
    plans = Plan.objects.filter(enterprise__in={gap.enterprise_id for gap in gaps})
    lines = PlanLine.objects.filter(gap__in=keys, version__in=standing_ids(plans))
    seen = Project.objects.visible_to(viewer).order_by().values("pk")
    links = MeasureProject.objects.filter(plan__in=plans.values("pk"), project__in=seen)
    carried: dict[tuple[int, str], tuple[Link, ...]] = {}
    for link in links.select_related("project").order_by("pk"):
        one = Link(link.project_id, link.project.name, link.pk)
        place = (link.plan_id, link.line_key)
        carried[place] = (*carried.get(place, ()), one)
    found: dict[int, tuple[MeasureCard, ...]] = {}
    for line in lines.select_related("version").order_by("place", "pk"):
        card = MeasureCard(
            line.pk,
            line.version_id,
            line.key,
            KINDS[LineKind(line.kind)].label,
            line.title,
            carried.get((line.version.plan_id, line.key), ()),
        )
        key = int(line.gap_id or 0)
        found[key] = (*found.get(key, ()), card)
    return found


def _results(keys: list[int], viewer: Viewer) -> dict[int, tuple[ResultCard, ...]]:
    seen = set(
        Project.objects.visible_to(viewer)
        .filter(gap_results__gap__in=keys)
        .values_list("pk", flat=True)
    )
    found: dict[int, tuple[ResultCard, ...]] = {}
    rows = GapResult.objects.filter(gap__in=keys).select_related("project")
    for one in rows.order_by("measured_on", "pk"):
        project = one.project if one.project_id in seen else None
        card = ResultCard(
            one.pk,
            one.indicator,
            one.value,
            one.unit,
            one.measured_on,
            one.evidence,
            one.origin,
            ORIGINS[Origin(one.origin)],
            Link(project.pk, project.name) if project else None,
        )
        found[one.gap_id] = (*found.get(one.gap_id, ()), card)
    return found


def _card(
    gap: PlanGap, measures: tuple[MeasureCard, ...], results: tuple[ResultCard, ...]
) -> GapCard:
    return GapCard(
        id=gap.pk,
        title=gap.title,
        theme=gap.theme,
        theme_label=THEMES[Theme(gap.theme)],
        enterprise_id=gap.enterprise_id,
        enterprise=vars(gap)["enterprise_name"],
        indicator=gap.indicator,
        baseline=gap.baseline,
        wanted=gap.wanted,
        unit=gap.unit,
        found_on=gap.found_on,
        found_by=gap.found_by,
        origin=gap.origin,
        origin_label=ORIGINS[Origin(gap.origin)],
        dropped_on=gap.dropped_on,
        dropped_because=gap.dropped_because,
        diagnosed=gap_row(gap.diagnosis_gap) if gap.diagnosis_gap else None,
        measures=measures,
        results=results,
    )
