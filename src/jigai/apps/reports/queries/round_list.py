"""Rounds as the list page reads them: stage, coverage and colours within a viewer's reach."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.models import Colour, ProjectBadge
from jigai.apps.projects.models import ProgressReport, Project, ReportState
from jigai.apps.rounds.models import Round, RoundEntry
from jigai.apps.rounds.queries.access import NoSuchRound

HANDED_IN = (ReportState.SUBMITTED, ReportState.ACCEPTED)
COLOURS = (Colour.RED, Colour.YELLOW, Colour.BLUE, Colour.GOLD, Colour.NOT_ASSESSED)


def all_rounds() -> QuerySet[Round]:
    """Every round; anybody of the programme may know of it."""
    return Round.objects.all()


def rounds_with_counts(viewer: Viewer) -> QuerySet[Round]:
    """Rounds with due, seen, excused, missing and each colour, of projects the viewer may see."""
    seen = Project.objects.visible_to(viewer).order_by().values("pk")
    report = ProgressReport.objects.filter(
        period=OuterRef("round__period"), project=OuterRef("project"), state__in=HANDED_IN
    )
    entries = RoundEntry.objects.filter(round=OuterRef("pk"), project__in=seen)
    handed_in = entries.alias(came=Exists(report)).filter(came=True)
    excused = entries.alias(came=Exists(report)).filter(came=False, is_excused=True)
    badges = ProjectBadge.objects.filter(round=OuterRef("pk"), project__in=seen)
    colours = {f"{one.value}_count": _count(badges.filter(colour=one)) for one in COLOURS}
    counted = Round.objects.annotate(
        due_count=_count(entries),
        seen_count=_count(handed_in),
        excused_count=_count(excused),
        **colours,
    )
    return counted.annotate(
        missing_count=F("due_count") - F("seen_count") - F("excused_count"),
    )


def period_of_round(pk: int) -> str:
    """The period of a round by its number.

    Raises:
        NoSuchRound: there is none.
    """
    found = Round.objects.filter(pk=pk).values_list("period", flat=True).first()
    if found is None:
        raise NoSuchRound(period=pk)
    return found


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("round").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
