"""Follow-ups of a published round: created once, planned by the unit, verified by the office."""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.badges.follow_ups import follow_up_of
from jigai.apps.badges.models import FollowUp
from jigai.apps.rounds.models import Round
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.domain.workdays import WorkCalendar


class FollowUpDone(Refusal):
    code = "follow_up.done_already"
    message = Sentence("这项后续事项已经办结。", "This follow-up is already done.")


def create_follow_ups(*, round: Round, calendar: WorkCalendar, change: Change) -> int:
    """What the colours of a published round ask for; how many."""
    on = change.at.date()
    wanted = []
    for badge in round.badges.filter(follow_ups=None).defer("facts", "verdict").order_by("id"):
        due = follow_up_of(
            colour=badge.colour,
            red_in_a_row=badge.red_in_a_row,
            yellow_in_a_row=badge.yellow_in_a_row,
            on=on,
            calendar=calendar,
        )
        if due:
            wanted.append(FollowUp(badge=badge, kind=due.kind.value, due_on=due.due_on))
    with writing("follow_ups.created", change):
        FollowUp.objects.bulk_create(wanted)
    return len(wanted)


def plan_follow_up(*, follow_up: FollowUp, plan: str, change: Change) -> FollowUp:
    """The responsible unit's written plan.

    Raises:
        FollowUpDone: as named.
    """
    with writing("follow_up.planned", change):
        _refuse_done(follow_up)
        follow_up.plan = plan
        follow_up.save(update_fields=["plan"])
    return follow_up


def finish_follow_up(*, follow_up: FollowUp, done_on: date, change: Change) -> FollowUp:
    """The office has verified that it was done.

    Raises:
        FollowUpDone: as named.
    """
    with writing("follow_up.finished", change):
        _refuse_done(follow_up)
        follow_up.done_on, follow_up.verified_by = done_on, change.actor.name
        follow_up.save(update_fields=["done_on", "verified_by"])
    return follow_up


def _refuse_done(follow_up: FollowUp) -> None:
    follow_up.refresh_from_db()
    if follow_up.done_on:
        raise FollowUpDone
