"""Days of the measures of approved plans, for who accompanies or represents the firm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.models import Coach
from jigai.apps.planning.queries.waiting import AHEAD, open_measures
from jigai.apps.registry.models import Representative
from jigai.domain.reminders.kinds import PLANNING
from jigai.domain.sentence import Sentence
from jigai.flows.calendar_sources.marked import Marked

DUE = Sentence("规划措施到期：{firm} {title}", "plan measure due: {firm} {title}")


def measure_days(viewer: Viewer, *, on: date) -> Iterator[Marked]:
    """Open measures that lie further ahead than a reminder reaches; four queries.

    An officer's nearer ones are reminders; the firm itself gets all that are not past.
    """
    held = {"user_id": viewer.user_id, "valid_to": None}
    own = set(Representative.objects.filter(**held).values_list("enterprise_id", flat=True))
    firms = own | set(Coach.objects.filter(**held).values_list("enterprise_id", flat=True))
    found = open_measures(before=date.max).filter(version__plan__enterprise__in=firms)
    for one in found.select_related("version__plan__enterprise").order_by("due_on", "pk"):
        firm = one.version.plan.enterprise
        begins = on if firm.pk in own else on + AHEAD
        if one.due_on and one.due_on >= begins:
            yield Marked(
                kind=PLANNING,
                uid=f"measure-{one.version.plan_id}-{one.key}",
                title=DUE.format(firm=firm.name, title=one.title),
                link=f"/planning/{one.version.plan_id}/",
                first=one.due_on,
            )
