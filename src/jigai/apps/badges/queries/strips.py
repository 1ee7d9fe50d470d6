"""The colour history of projects: what was published stays, made good late shows both dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.utils.timezone import localtime

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.projects.models import ProgressReport, Project, ReportState
from jigai.domain.badges.colours import Colour
from jigai.domain.badges.history import Cell, PublishedRound, strip
from jigai.domain.periods import parse_period

HANDED_IN = (ReportState.SUBMITTED, ReportState.ACCEPTED)


def strips(viewer: Viewer, *, project_ids: Collection[int]) -> dict[int, tuple[Cell, ...]]:
    """The published rounds of projects in the viewer's reach, oldest first; two queries."""
    seen = Project.objects.visible_to(viewer).filter(pk__in=project_ids)
    reports = ProgressReport.objects.filter(project__in=seen, state__in=HANDED_IN)
    came = {
        (key, period): localtime(moment).date()
        for key, period, moment in reports.values_list("project_id", "period", "submitted_at")
        if moment
    }
    badges = ProjectBadge.objects.filter(
        project__in=seen, round__published_at__isnull=False
    ).values_list("project_id", "round__period", "colour", "round__due_on", "made_good_on")
    found: dict[int, list[PublishedRound]] = defaultdict(list)
    for key, period, colour, due_on, made_good_on in badges:
        reported_on = made_good_on or came.get((key, period))
        found[key].append(PublishedRound(parse_period(period), Colour(colour), due_on, reported_on))
    return {key: strip(rounds) for key, rounds in found.items()}
