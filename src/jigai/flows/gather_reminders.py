"""What waits for whom on a day, gathered from every part; a new part adds its line to SOURCES."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import Project
from jigai.apps.reference.queries.settings import work_calendar
from jigai.apps.registry.models import Enterprise
from jigai.apps.reminders.queries.switches import is_on, switched_off
from jigai.domain.reminders.due import BOUND_TO_AGENCY, Due, Reach, Who, concerns
from jigai.domain.reminders.kinds import Medium
from jigai.domain.reminders.occasions import Occasion, is_escalated, occasion_of
from jigai.domain.reminders.wording import Item
from jigai.domain.workdays import WorkCalendar
from jigai.flows.reminder_sources import (
    badges,
    contacts,
    cooperation,
    ladder,
    matches,
    outcomes,
    plans,
    platforms,
    registers,
    requests,
    rounds,
    views,
)
from jigai.flows.reminder_sources.asked import Asked, Source

SOURCES: tuple[Source, ...] = (
    rounds.reports,
    rounds.reviews,
    rounds.results,
    rounds.reopenings,
    badges.objections,
    badges.exemptions,
    badges.findings,
    badges.signals,
    badges.plans,
    badges.checks,
    badges.letters,
    registers.pending_changes,
    registers.inclusion,
    ladder.tasks,
    ladder.drafts,
    ladder.past_review,
    outcomes.follow_ups,
    requests.turns,
    requests.askers,
    requests.raised_above,
    contacts.silent,
    contacts.promises,
    plans.approvals,
    plans.measures,
    platforms.reviews,
    platforms.recognitions,
    platforms.uses,
    cooperation.demands,
    cooperation.achievements,
    cooperation.names_asked,
    cooperation.terms,
    cooperation.consents,
    matches.stalled_matches,
    matches.refusals,
    views.followed,
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything of a day, for many receivers."""

    on: date
    calendar: WorkCalendar
    rows: tuple[Due, ...]

    def items_for(self, *, key: str, reaches: Sequence[Reach]) -> Iterator[Item]:
        """What concerns a receiver, or is escalated to their role; each with its occasion."""
        for due in self.rows:
            if concerns(due.who, division_id=due.division_id, key=key, reaches=reaches):
                yield Item(due, occasion_of(due.due_on, on=self.on, calendar=self.calendar))
            elif self._is_escalated_to(due, key, reaches):
                yield Item(due, Occasion.ESCALATED)

    def _is_escalated_to(self, due: Due, key: str, reaches: Sequence[Reach]) -> bool:
        role = due.kind.escalates_to
        if not role or role in BOUND_TO_AGENCY:
            return False
        if not is_escalated(due.due_on, on=self.on, calendar=self.calendar):
            return False
        who = Who(roles=frozenset({role}), not_keys=due.who.not_keys)
        return concerns(who, division_id=due.division_id, key=key, reaches=reaches)


def gather_reminders(*, on: date, viewer: Viewer | None = None) -> Gathered:
    """All of the county, or only of what a viewer sees; some sixty queries."""
    projects, enterprises = Project.objects.all(), Enterprise.objects.all()
    if viewer is not None:
        projects = Project.objects.visible_to(viewer)
        enterprises = Enterprise.objects.visible_to(viewer)
    calendar = work_calendar()
    asked = Asked(
        on,
        calendar,
        projects.filter(is_withdrawn=False).order_by(),
        enterprises.order_by(),
        viewer.user_id if viewer else None,
        viewer,
    )
    return Gathered(on, calendar, tuple(due for source in SOURCES for due in source(asked)))


def reaches_of(viewer: Viewer) -> list[Reach]:
    return [
        Reach(role=grant.role, agency_id=grant.agency_id, division_ids=grant.division_ids)
        for grant in viewer.grants
    ]


def items_of(viewer: Viewer, gathered: Gathered, *, medium: Medium) -> list[Item]:
    """What a person is told on a medium: of their roles, in their sight, not switched off."""
    if not viewer.grants:
        return []
    off = switched_off(viewer.user_id)
    found = gathered.items_for(key=viewer.key, reaches=reaches_of(viewer))
    return _seen([item for item in found if is_on(off, item.due.kind, medium)], viewer)


def reminders_of(viewer: Viewer, *, on: date, medium: Medium = Medium.PAGE) -> list[Item]:
    """What waits for one person, the earliest day first."""
    found = items_of(viewer, gather_reminders(on=on, viewer=viewer), medium=medium)
    return sorted(found, key=lambda item: (item.due.due_on or date.max, item.due.title.zh))


def _seen(items: Iterable[Item], viewer: Viewer) -> list[Item]:
    """Once more by the gates of the registers: whoever may not see a record is not told of it."""
    kept = list(items)
    projects = {item.due.project_id for item in kept if item.due.project_id is not None}
    enterprises = {item.due.enterprise_id for item in kept if item.due.enterprise_id is not None}
    seen = Project.objects.visible_to(viewer).filter(pk__in=projects)
    mine = set(seen.values_list("pk", flat=True))
    known = Enterprise.objects.visible_to(viewer).filter(pk__in=enterprises)
    firms = set(known.values_list("pk", flat=True))
    return [
        item
        for item in kept
        if (item.due.project_id is None or item.due.project_id in mine)
        and (item.due.enterprise_id is None or item.due.enterprise_id in firms | _own(item, viewer))
    ]


def _own(item: Item, viewer: Viewer) -> set[int | None]:
    """An officer is told of the firm given to them, whatever their area."""
    is_mine = item.due.who.person_id == viewer.user_id
    return {item.due.enterprise_id} if is_mine else set()
