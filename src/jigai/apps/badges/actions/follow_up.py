"""Follow-ups of a published round: created once, planned by the unit, verified by the office."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localtime

from jigai.apps.audit.writing import writing
from jigai.apps.badges.follow_ups import follow_up_of, recheck_day
from jigai.apps.badges.models import FollowUp
from jigai.apps.reference.queries.settings import programme
from jigai.apps.rounds.models import Round
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence
from jigai.domain.workdays import WorkCalendar


class FollowUpDone(Refusal):
    code = "follow_up.done_already"
    message = Sentence("这项后续事项已经办结。", "This follow-up is already done.")


class PlanBlank(Refusal):
    code = "follow_up.plan_blank"
    message = Sentence("整改计划是空的。", "The plan is empty.")
    remedy = Sentence("请写明措施、责任人和时限。", "Write what is done, by whom and by when.")


class OwnPlan(NotAllowed):
    code = "follow_up.own_plan"
    message = Sentence("填写整改计划的人不能自己核实。", "Who wrote the plan cannot verify it.")
    remedy = Sentence("请由另一位同事核实。", "Let a colleague verify it.")


class DoneDayImpossible(Refusal):
    code = "follow_up.done_day_impossible"
    message = Sentence(
        "办结日{day}不在发布之后、今天之前。",
        "The day {day} does not lie between publication and today.",
    )


def create_follow_ups(*, round: Round, calendar: WorkCalendar, change: Change) -> int:
    """What the colours of a published round ask for; how many."""
    on, due_days = change.at.date(), programme().report_due_work_days
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
            recheck_on = recheck_day(
                period=round.period, due=due, calendar=calendar, report_days=due_days
            )
            wanted.append(
                FollowUp(badge=badge, kind=due.kind.value, due_on=due.due_on, recheck_on=recheck_on)
            )
    with writing("follow_ups.created", change):
        FollowUp.objects.bulk_create(wanted)
    return len(wanted)


def plan_follow_up(*, follow_up: FollowUp, plan: str, change: Change) -> FollowUp:
    """The responsible unit's written plan; the day of the first one is kept.

    Raises:
        FollowUpDone, PlanBlank: as named.
    """
    with writing("follow_up.planned", change):
        _refuse_done(follow_up)
        if not plan.strip():
            raise PlanBlank
        follow_up.plan = plan.strip()
        follow_up.planned_on = follow_up.planned_on or localtime(change.at).date()
        follow_up.planned_by_key, follow_up.planned_by = change.actor.key, change.actor.name
        follow_up.save(update_fields=["plan", "planned_on", "planned_by_key", "planned_by"])
    return follow_up


def finish_follow_up(*, follow_up: FollowUp, done_on: date, change: Change) -> FollowUp:
    """Somebody else than the planner has verified it; the reason says what the check found.

    Raises:
        FollowUpDone, OwnPlan, DoneDayImpossible: as named.
    """
    with writing("follow_up.finished", change):
        _refuse_done(follow_up)
        if follow_up.planned_by_key == change.actor.key:
            raise OwnPlan
        published = follow_up.badge.round.published_at
        is_early = published is not None and done_on < localtime(published).date()
        if is_early or done_on > localtime(change.at).date():
            raise DoneDayImpossible(day=done_on)
        follow_up.done_on, follow_up.verified_by = done_on, change.actor.name
        follow_up.outcome = change.reason
        follow_up.save(update_fields=["done_on", "verified_by", "outcome"])
    return follow_up


def _refuse_done(follow_up: FollowUp) -> None:
    follow_up.refresh_from_db()
    if follow_up.done_on:
        raise FollowUpDone
