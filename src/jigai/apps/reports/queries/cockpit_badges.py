"""Badges of a round for the cockpit: counts, townships, projects in need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.projects.models import Project
from jigai.apps.reference.models import Division
from jigai.apps.reference.queries.divisions import sole_successors
from jigai.apps.reports.queries.area_table import AreaLine, area_table, stands_on
from jigai.apps.reports.queries.board_lines import WORST_FIRST, score_text
from jigai.apps.rounds.models import Round
from jigai.domain.quantities import share_bp

IN_NEED = ("red", "yellow")
ATTENTION_BP, URGENT_BP = 1_000, 3_000
"""Share of red and yellow among the assessed from which a township is marked ◆, and ▲."""


@dataclass(frozen=True, slots=True)
class ColourCount:
    """How many projects hold a colour, and how many more than in the round before."""

    colour: str
    count: int
    change: int | None


@dataclass(frozen=True, slots=True)
class BadgeCounts:
    """All colours of a round; shares in basis points of all its projects."""

    colours: tuple[ColourCount, ...]
    total: int

    def of(self, colour: str) -> ColourCount:
        return next(c for c in self.colours if c.colour == colour)

    @property
    def not_assessed_bp(self) -> int | None:
        return share_bp(self.of("not_assessed").count, self.total)


@dataclass(frozen=True, slots=True)
class TownshipRow:
    """One township: assessed projects, red and yellow ones, and the mark that follows."""

    division_id: int
    code: str
    name: str
    outline: dict[str, Any] | None
    total: int
    assessed: int
    red: int
    yellow: int

    @property
    def share_bp(self) -> int | None:
        return share_bp(self.red + self.yellow, self.assessed) if self.assessed else None

    @property
    def mark(self) -> str:
        """The fill of the map: by the share of red and yellow, never by one project alone."""
        share = self.share_bp
        if share is None:
            return "not_assessed"
        return "red" if share >= URGENT_BP else "yellow" if share >= ATTENTION_BP else "blue"


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One red or yellow project."""

    badge_id: int
    project_id: int
    project: str
    division: str
    agency: str
    colour: str
    score: str
    in_a_row: int
    planned_completion_on: Any


def badge_rows() -> QuerySet[ProjectBadge]:
    """Every badge of every round; the list that the tiles open."""
    return ProjectBadge.objects.all()


def visible_badge_rows(viewer: Viewer) -> QuerySet[ProjectBadge]:
    """Badges of the projects that the viewer may see."""
    return badge_rows().filter(project__in=Project.objects.visible_to(viewer).values("pk"))


def badge_counts(viewer: Viewer, *, round_id: int, before_id: int | None) -> BadgeCounts:
    """Counts by colour with the change; one query."""
    rounds = [key for key in (round_id, before_id) if key is not None]
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    grouped = visible_badge_rows(viewer).filter(round__in=rounds).values_list("round", "colour")
    for key, colour, count in grouped.annotate(n=Count("pk")).order_by():
        counted[key][colour] = count
    now = counted[round_id]
    then = counted[before_id] if before_id is not None else None
    return BadgeCounts(
        tuple(
            ColourCount(colour, now[colour], now[colour] - then[colour] if then else None)
            for colour in WORST_FIRST
        ),
        now.total(),
    )


def township_rows(viewer: Viewer, *, round_id: int | None, today: date) -> tuple[TownshipRow, ...]:
    """The townships in force with their badges of a round; three queries.

    Projects of a renamed or merged township count in its successor; those that a split left
    behind stay visible in the dissolved one until somebody moves them.
    """
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    onward = sole_successors(on=today)
    if round_id is not None:
        grouped = visible_badge_rows(viewer).filter(round=round_id, project__division__isnull=False)
        for division, colour, count in (
            grouped.values_list("project__division", "colour").annotate(n=Count("pk")).order_by()
        ):
            counted[onward.get(division, division)][colour] += count
    found = Division.objects.filter(level="township").order_by("code")
    return tuple(
        _township(one, counted[one.pk])
        for one in found
        if stands_on(one, today) or one.pk in counted
    )


def townships_then(
    viewer: Viewer, *, round: Round, today: date
) -> tuple[tuple[TownshipRow, bool], ...]:
    """The townships of a round's own day; with each, whether it holds the same projects today."""
    now = area_table(viewer, round=round, boundaries="now", today=today).lines
    held = {line.division_id: line.project_ids for line in now}
    then = area_table(viewer, round=round, boundaries="then", today=today).lines
    return tuple(
        (_township(line, line.counts), held.get(line.division_id) == line.project_ids)
        for line in then
    )


def projects_in_need(
    viewer: Viewer, *, round_id: int, colours: Iterable[str] = IN_NEED, limit: int = 8
) -> tuple[NeedRow, ...]:
    """Red before yellow, the lowest score first within each; one query."""
    found = (
        visible_badge_rows(viewer)
        .filter(round=round_id, colour__in=list(colours))
        .select_related("project__division", "project__responsible_agency")
        .defer("facts", "verdict")
    )
    ordered = sorted(found, key=lambda one: (IN_NEED.index(one.colour), _lowest(one), one.pk))
    return tuple(_need(one) for one in ordered[:limit])


def _township(division: Division | AreaLine, counts: Mapping[str, int]) -> TownshipRow:
    """One township with its badges counted by colour."""
    total = sum(counts.values())
    unassessed = counts.get("not_assessed", 0) + counts.get("none", 0)
    key = division.pk if isinstance(division, Division) else division.division_id or 0
    return TownshipRow(
        key, division.code, division.name, division.outline, total, total - unassessed,
        counts.get("red", 0), counts.get("yellow", 0),
    )  # fmt: skip


def _lowest(badge: ProjectBadge) -> Fraction:
    return Fraction(badge.score_low) if badge.score_low else Fraction(0)


def _need(badge: ProjectBadge) -> NeedRow:
    project = badge.project
    return NeedRow(
        badge_id=badge.pk,
        project_id=project.pk,
        project=project.name,
        division=project.division.name if project.division else "",
        agency=project.responsible_agency.name if project.responsible_agency else "",
        colour=badge.colour,
        score=score_text(badge.score_low, badge.score_high),
        in_a_row=badge.red_in_a_row if badge.colour == "red" else badge.yellow_in_a_row,
        planned_completion_on=project.planned_completion_on,
    )
