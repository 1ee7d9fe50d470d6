"""What the registers of results count of a span."""

from __future__ import annotations

from jigai.apps.outcomes.models import IndicatorVersion, ProjectFollowUp
from jigai.apps.planning.catalogue import Origin
from jigai.apps.planning.models import GapResult
from jigai.apps.projects.models import Project
from jigai.domain.annual_figures.span import Span
from jigai.domain.results.states import FollowUpState

Pair = tuple[int | None, int | None]
"""In the span, by its end; ``None`` where the question has no sense."""
DAYS = {
    "completed": "actual_completion_on",
    "production": "production_on",
    "output": "output_reached_on",
}


def reached(span: Span) -> dict[str, tuple[int, int]]:
    """Row → in the span, by its end."""
    days = (span.start_on, span.end_on)
    projects = Project.objects.filter(is_withdrawn=False)
    found = {
        key: (
            projects.filter(**{f"{field}__range": days}).count(),
            projects.filter(**{f"{field}__lte": span.end_on}).count(),
        )
        for key, field in DAYS.items()
    }
    results = GapResult.objects.filter(measured_on__lte=span.end_on)
    other = results.exclude(origin=Origin.ENTERPRISE)
    for key, rows in (("measured", results), ("verified", other)):
        found[key] = (rows.filter(measured_on__gte=span.start_on).count(), rows.count())
    return found


def asked(span: Span) -> dict[str, Pair]:
    """Follow-ups after completion: due, answered, silent; what was open at the end."""
    days, end = (span.start_on, span.end_on), span.end_on
    due = ProjectFollowUp.objects.filter(due_on__lte=end)
    closed = ProjectFollowUp.objects.filter(closed_on__lte=end)
    found: dict[str, Pair] = {"due": (due.filter(due_on__range=days).count(), due.count())}
    states = (("answered", FollowUpState.ANSWERED), ("silent", FollowUpState.NO_ANSWER))
    for name, state in states:
        rows = closed.filter(state=state)
        found[name] = (rows.filter(closed_on__range=days).count(), rows.count())
    waiting = due.exclude(closed_on__lte=end).filter(due_on__lt=end)
    return found | {"overdue": (None, waiting.count())}


def defined(span: Span) -> dict[str, Pair]:
    """Indicators in force at the end, and their versions."""
    held = IndicatorVersion.objects.filter(valid_from__lte=span.end_on)
    fresh = held.filter(valid_from__gte=span.start_on)
    return {
        "indicators": (None, held.values("indicator").distinct().count()),
        "versions": (fresh.count(), held.count()),
    }
