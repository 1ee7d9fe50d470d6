"""A half-month form as the enterprise says it; it waits for the responsible unit."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.portal.models import Decision, ReportProposal
from jigai.apps.projects.actions.save_draft_report import ReportValues
from jigai.apps.projects.models import Project
from jigai.domain.change import Change


def propose_report(
    *, project: Project, period: str, values: ReportValues, change: Change
) -> ReportProposal:
    """Keep what the enterprise says; a proposal that waits is replaced by the newer one.

    Raises:
        RecordInvalid: a value does not fit.
    """
    with writing("reportproposal.made", change):
        waiting = ReportProposal.objects.filter(
            project=project, period=period, state=Decision.WAITING
        )
        made = waiting.first() or ReportProposal(project=project, period=period)
        made.values = given(values)
        made.asked_by_key, made.asked_by = change.actor.key, change.actor.name
        made.asked_at = change.at
        save_valid(made)
    return made


def given(values: ReportValues) -> dict[str, Any]:
    """What was filled in, as JSON holds it (days as 2026-11-15); blanks say nothing."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if value not in (None, "")
    }


def said_values(kept: dict[str, Any]) -> ReportValues:
    """The values of a kept proposal, days as days."""
    days = {n: date.fromisoformat(v) for n, v in kept.items() if n.endswith("_on") and v}
    return cast("ReportValues", {**kept, **days})
