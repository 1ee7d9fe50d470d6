"""What waits for whom: the first thing that each role sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.follow_ups import Turn
from jigai.apps.badges.models import EvidenceFinding, Exemption, Objection, Signal
from jigai.apps.badges.queries.overdue import open_follow_ups, turn_days
from jigai.apps.cultivation.queries.tasks import waiting_tasks
from jigai.apps.platforms.models import Booking, BookingState
from jigai.apps.platforms.queries.access import represented
from jigai.apps.platforms.queries.platform_list import review_due, visible_platform_rows
from jigai.apps.platforms.queries.scores import visible_objections as visible_score_objections
from jigai.apps.projects.models import (
    PendingChange,
    ProgressReport,
    Project,
    ProjectQuerySet,
    ReportState,
)
from jigai.apps.reports.queries.cockpit_work import visible_alarms
from jigai.apps.rounds.models import Reopening, Round, RoundStage
from jigai.apps.rounds.queries.coverage import EntryState, coverage
from jigai.apps.scoring.queries.drafts import waiting_drafts
from jigai.apps.scoring.queries.timeline import rules_past_review
from jigai.apps.support.queries.requests import visible_requests, waits_for_viewer
from jigai.domain.request_clocks.office_time import local
from jigai.domain.rules.review import review_day


class Task(StrEnum):
    """Kinds of waiting work, in the order of a round."""

    REPORT = "report"
    CORRECT_REPORT = "correct_report"
    REVIEW_REPORT = "review_report"
    PUBLISH_ROUND = "publish_round"
    RULE_ON_OBJECTION = "rule_on_objection"
    GRANT_EXEMPTION = "grant_exemption"
    CONFIRM_FINDING = "confirm_finding"
    APPROVE_REOPENING = "approve_reopening"
    DECIDE_CHANGE = "decide_change"
    ANSWER_SIGNAL = "answer_signal"
    FOLLOW_UP = "follow_up"
    MOVE_INCLUSION = "move_inclusion"
    VERIFY_FOLLOW_UP = "verify_follow_up"
    LADDER = "ladder"
    REQUEST = "request"
    RELEASE_RULE = "release_rule"
    CONFIRM_RULE = "confirm_rule"
    REVIEW_PLATFORM = "review_platform"
    RULE_ON_CARD = "rule_on_card"
    ANSWER_USE = "answer_use"


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """One kind of work: how much of it waits for the viewer, and until when the first of it."""

    task: Task
    period: str
    count: int
    due_on: date | None


def what_waits(viewer: Viewer, *, on: date) -> list[WaitingTask]:
    """The work that waits for a viewer by role on a day; what another must do is left out."""
    seen = Project.objects.visible_to(viewer)
    found = [
        *_of_rounds(viewer),
        *_of_matters(viewer, seen),
        _of_ladder(viewer),
        _of_requests(viewer),
        *_of_rules(viewer, on),
        *_of_platforms(viewer, on),
    ]
    return [one for one in found if one.count]


def _of_rounds(viewer: Viewer) -> Iterator[WaitingTask]:
    for held in Round.objects.exclude(stage=RoundStage.PUBLISHED).order_by("ends_on"):
        if may(viewer, Deed.HAND_IN) and not viewer.may_edit:
            yield from _to_report(viewer, held)
        if may(viewer, Deed.REVIEW):
            seen = Project.objects.visible_to(viewer)
            waiting = ProgressReport.objects.filter(
                period=held.period, state=ReportState.SUBMITTED, project__in=seen
            ).exclude(submitted_by=viewer.name)
            yield WaitingTask(Task.REVIEW_REPORT, held.period, waiting.count(), held.due_on)
        if may(viewer, Deed.PUBLISH) and held.stage == RoundStage.PROVISIONAL:
            yield WaitingTask(Task.PUBLISH_ROUND, held.period, 1, held.objections_until_on)


def _to_report(viewer: Viewer, held: Round) -> Iterator[WaitingTask]:
    states = [row.state for row in coverage(viewer, round=held).missing]
    returned = states.count(EntryState.RETURNED)
    yield WaitingTask(Task.REPORT, held.period, len(states) - returned, held.due_on)
    yield WaitingTask(Task.CORRECT_REPORT, held.period, returned, held.due_on)


def _of_matters(viewer: Viewer, seen: ProjectQuerySet) -> Iterator[WaitingTask]:
    key = viewer.key
    if may(viewer, Deed.RULE):
        objections = Objection.objects.filter(ruling="", badge__project__in=seen)
        count = objections.exclude(lodged_by_key=key).count()
        yield WaitingTask(Task.RULE_ON_OBJECTION, "", count, None)
    if may(viewer, Deed.APPROVE):
        exemptions = Exemption.objects.filter(approved_by_key="", project__in=seen)
        count = exemptions.exclude(asked_by_key=key).count()
        yield WaitingTask(Task.GRANT_EXEMPTION, "", count, None)
        changes = PendingChange.objects.filter(decision="", project__in=seen)
        count = changes.exclude(asked_by_key=key).count()
        yield WaitingTask(Task.DECIDE_CHANGE, "", count, None)
        reopenings = Reopening.objects.filter(approved_by_key="", closed_at=None)
        count = reopenings.exclude(asked_by_key=key).count()
        yield WaitingTask(Task.APPROVE_REOPENING, "", count, None)
    if may(viewer, Deed.REVIEW):
        findings = EvidenceFinding.objects.filter(confirmed_by_key="", project__in=seen)
        count = findings.exclude(found_by_key=key).count()
        yield WaitingTask(Task.CONFIRM_FINDING, "", count, None)
        signals = Signal.objects.filter(answered_at=None, project__in=seen)
        yield WaitingTask(Task.ANSWER_SIGNAL, "", signals.count(), None)
    if may(viewer, Deed.OBJECT):
        alarms = visible_alarms(viewer)
        first = alarms.order_by("due_on").values_list("due_on", flat=True).first()
        yield WaitingTask(Task.MOVE_INCLUSION, "", alarms.count(), first)
    yield from _follow_ups(viewer, seen)


def _follow_ups(viewer: Viewer, seen: ProjectQuerySet) -> Iterator[WaitingTask]:
    """Plans wait for the responsible units, checks for those who review; never both."""
    mine: list[tuple[Task, Turn]] = []
    if may(viewer, Deed.OBJECT) and not viewer.may_edit:
        mine.append((Task.FOLLOW_UP, Turn.UNIT))
    if may(viewer, Deed.REVIEW):
        mine.append((Task.VERIFY_FOLLOW_UP, Turn.OFFICE))
    for task, turn in mine:
        days = turn_days(open_follow_ups(turn).filter(badge__project__in=seen))
        yield WaitingTask(task, "", len(days), min(days, default=None))


def _of_ladder(viewer: Viewer) -> WaitingTask:
    """Renewals, windows and yearly duties of the enterprises that the viewer accompanies."""
    days = sorted(waiting_tasks(viewer).values_list("due_on", flat=True))
    return WaitingTask(Task.LADDER, "", len(days), min(days, default=None))


def _of_requests(viewer: Viewer) -> WaitingTask:
    """Requests of enterprises in which it is the viewer's turn."""
    mine = visible_requests(viewer).filter(waits_for_viewer(viewer))
    days = [local(at).date() for at in mine.values_list("due_at", flat=True) if at]
    return WaitingTask(Task.REQUEST, "", mine.count(), min(days, default=None))


def _of_rules(viewer: Viewer, on: date) -> Iterator[WaitingTask]:
    """Drafts that another wrote, and rules in force that are past their review day."""
    if may(viewer, Deed.RELEASE_RULES):
        yield WaitingTask(Task.RELEASE_RULE, "", waiting_drafts(person=viewer.key).count(), None)
    if may(viewer, Deed.DRAFT_RULES):
        days = [review_day(one) for one in rules_past_review(on=on)]
        yield WaitingTask(Task.CONFIRM_RULE, "", len(days), min(days, default=None))


def _of_platforms(viewer: Viewer, on: date) -> Iterator[WaitingTask]:
    """Reviews due for the office, objections for who rules, uses for the firm that they concern."""
    if may(viewer, Deed.KEEP_REGISTERS):
        rows = visible_platform_rows(viewer, on).filter(review_due(on))
        days = [day for day in rows.values_list("next_review_on", flat=True) if day]
        yield WaitingTask(Task.REVIEW_PLATFORM, "", len(days), min(days, default=None))
    if may(viewer, Deed.RULE):
        waiting = visible_score_objections(viewer).filter(ruling="")
        count = waiting.exclude(lodged_by_key=viewer.key).count()
        yield WaitingTask(Task.RULE_ON_CARD, "", count, None)
    if own := represented(viewer):
        uses = Booking.objects.filter(state=BookingState.USED, enterprise__in=own)
        yield WaitingTask(Task.ANSWER_USE, "", uses.count(), None)
