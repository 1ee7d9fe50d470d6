"""The days on which results are asked for again, of the projects that a person sees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.outcomes.models import ProjectFollowUp
from jigai.domain.reminders.kinds import OUTCOME
from jigai.domain.results.states import FollowUpState
from jigai.domain.sentence import Sentence
from jigai.flows.calendar_sources.marked import Marked

LOOK_BACK = timedelta(days=31)
LOOK_AHEAD = timedelta(days=400)
ASKED = Sentence(
    "{project}：竣工后 {months} 个月成效回访", "{project}: results {months} months after completion"
)


def follow_up_days(viewer: Viewer, *, on: date) -> Iterator[Marked]:
    """Open follow-ups around a day; one query."""
    rows = ProjectFollowUp.objects.visible_to(viewer).filter(
        state=FollowUpState.OPEN, due_on__gte=on - LOOK_BACK, due_on__lte=on + LOOK_AHEAD
    )
    for one in rows.select_related("project").order_by("due_on", "pk"):
        yield Marked(
            kind=OUTCOME,
            uid=f"outcome-follow-up-{one.pk}",
            title=ASKED.format(project=one.project.name, months=one.months),
            link=f"/outcomes/follow-ups/{one.pk}/",
            first=one.due_on,
        )
