"""How many projects of each colour: with the change since the last round."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.models import Exemption, ProjectBadge
from jigai.apps.projects.models import Project
from jigai.apps.rounds.models import Round
from jigai.domain.badges.colours import Colour
from jigai.domain.periods import kind_of, parse_period


@dataclass(frozen=True, slots=True)
class ColourCount:
    """``change`` is ``None`` where there is no round before to compare with."""

    colour: Colour
    count: int
    change: int | None


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """Counts of one round within the viewer's reach; exemptions are told in number only."""

    period: str
    before: str
    total: int
    colours: tuple[ColourCount, ...]
    exempt_count: int


def round_counts(viewer: Viewer, *, round: Round) -> RoundCounts:
    """Every colour that either round shows, worst first; five queries."""
    before = previous_round(round)
    now = _counted(viewer, round)
    then = _counted(viewer, before) if before else Counter[str]()
    colours = tuple(
        ColourCount(c, now[c], now[c] - then[c] if before else None)
        for c in Colour
        if now[c] or then[c]
    )
    period = before.period if before else ""
    exempt = _exempt_count(viewer, round.ends_on)
    return RoundCounts(round.period, period, now.total(), colours, exempt)


def previous_round(round: Round) -> Round | None:
    """The last round of the same rhythm before this one."""
    kind = kind_of(parse_period(round.period))
    earlier = Round.objects.filter(ends_on__lt=round.ends_on).order_by("-ends_on")
    return next((r for r in earlier if kind_of(parse_period(r.period)) is kind), None)


def _counted(viewer: Viewer, round: Round) -> Counter[str]:
    rows = _seen(viewer, round).order_by().values_list("colour").annotate(count=Count("id"))
    return Counter(dict(rows))


def _seen(viewer: Viewer, round: Round) -> QuerySet[ProjectBadge]:
    return ProjectBadge.objects.filter(round=round, project__in=Project.objects.visible_to(viewer))


def _exempt_count(viewer: Viewer, on: date) -> int:
    seen = Project.objects.visible_to(viewer)
    in_force = Q(valid_from__lte=on, valid_to__gte=on, approved_at__isnull=False)
    return Exemption.objects.filter(in_force, project__in=seen).values("project").distinct().count()
