"""The days of inclusion that lie ahead of each waiting project, and the monthly cut-offs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.queries.inclusion_deadlines import inclusion_deadlines
from jigai.domain.reminders.kinds import INCLUSION
from jigai.domain.sentence import Sentence
from jigai.flows.calendar_sources.marked import Marked

REMINDER = Sentence("入统提醒：{project}", "inclusion, reminder: {project}")
BREACH = Sentence("入统期限：{project}", "inclusion, deadline: {project}")
CUTOFF = Sentence("入统月度截止：{state}", "monthly cut-off of inclusion: {state}")


def inclusion_days(viewer: Viewer, *, on: date) -> Iterator[Marked]:
    """Reminder and deadline of each project that the viewer sees; six queries."""
    cutoffs: dict[str, tuple[Sentence, date]] = {}
    for row in inclusion_deadlines(viewer, on=on):
        for name, title, day in (
            ("reminder", REMINDER, row.reminder_on),
            ("breach", BREACH, row.breach_on),
        ):
            if day is not None and day >= on:
                yield Marked(
                    kind=INCLUSION,
                    uid=f"inclusion-{row.project_id}-{name}",
                    title=title.format(project=row.project),
                    link=f"/projects/{row.project_id}/",
                    first=day,
                )
        if row.cutoff_on is not None:
            cutoffs[row.state] = (row.label, row.cutoff_on)
    for state, (label, day) in sorted(cutoffs.items()):
        yield Marked(
            kind=INCLUSION,
            uid=f"cutoff-{state}-{day:%Y-%m}",
            title=CUTOFF.format(state=label),
            link="/inclusion/",
            first=day,
        )
