"""What waits for me: reports to fill or mend, queues, decisions, by role; phone first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.portal.queries.waiting import portal_waiting
from jigai.apps.reports.queries.waiting import WaitingTask, what_waits
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.coverage import CoverageRow, EntryState, coverage
from jigai.apps.rounds.queries.rounds import RoundRow, round_rows
from jigai.apps.rounds.queries.timeliness import Arrival, arrivals
from jigai.web.portal.forms import own_form_list
from jigai.web.requests import PageRequest
from jigai.web.rounds.words import ENTRY_STATES, ENTRY_TONES, TASK_ICONS, TASKS

ADDRESSES = {
    "publish_round": "rounds:show",
    "review_report": "rounds:review",
    "rule_on_objection": "badges:matters",
    "grant_exemption": "badges:matters",
    "confirm_finding": "badges:matters",
    "follow_up": "badges:matters",
    "move_inclusion": "inclusion:list",
    "verify_follow_up": "badges:matters",
    "ladder": "cultivation:tasks",
    "request": "support:list",
    "answer_signal": "signals:list",
    "approve_reopening": "rounds:list",
    "decide_change": "changes:list",
    "release_rule": "rules:drafts",
    "confirm_rule": "rules:editions",
    "review_platform": "platforms:list",
    "rule_on_card": "platforms:scores",
    "answer_use": "platforms:bookings",
}
QUERIES = {
    "request": "?q=is:mine",
    "review_platform": "?q=is:due",
    "answer_use": "?q=is:mine",
}


@dataclass(frozen=True, slots=True)
class TaskCard:
    """One kind of work with its address; ``url`` is blank while that page does not exist."""

    title: Promise
    icon: str
    period: str
    count: int
    due_on: date | None
    is_overdue: bool
    url: str


@dataclass(frozen=True, slots=True)
class ReportCard:
    """One due project of the viewer; a returned one carries the reviewer's reason."""

    row: CoverageRow
    state: str
    tone: str
    arrival: Arrival | None


@dataclass(frozen=True, slots=True)
class OwnRound:
    round: RoundRow
    days_left: int
    days_over: int
    due: tuple[ReportCard, ...]
    done: tuple[ReportCard, ...]


@require_safe
def mine(request: PageRequest) -> HttpResponse:
    viewer, today = request.viewer, localdate()
    waits = what_waits(viewer, on=today)
    cards = [_card(task, today) for task in waits if _is_linked(task)]
    if may(viewer, Deed.PROPOSE) and not may(viewer, Deed.HAND_IN):
        return own_form_list(request, cards)
    reports = may(viewer, Deed.HAND_IN) and not viewer.may_edit
    shown = {
        "cards": [*cards, *_of_enterprises(viewer, today)],
        "own_rounds": list(_own_rounds(viewer, today)) if reports else [],
        "is_reader": not reports and not may(viewer, Deed.REVIEW),
        "latest": next(iter(round_rows()), None),
    }
    return render(request, "rounds/mine.html", shown)


def _of_enterprises(viewer: Viewer, today: date) -> Iterator[TaskCard]:
    """What enterprises and persons have asked."""
    waits, url = portal_waiting(viewer, on=today), reverse("portal:desk")
    if waits.forms:
        yield TaskCard(_("企业填写待采纳"), "note", "", waits.forms, None, False, url)
    if waits.questions:
        late = waits.due_on is not None and waits.due_on < today
        title = _("更正和个人信息请求待答复")
        yield TaskCard(title, "person", "", waits.questions, waits.due_on, late, url)


def _is_linked(task: WaitingTask) -> bool:
    """Reports to fill are listed one by one below, not as a card."""
    return task.task not in {"report", "correct_report"}


def _card(task: WaitingTask, today: date) -> TaskCard:
    return TaskCard(
        TASKS[task.task],
        TASK_ICONS[task.task],
        task.period,
        task.count,
        task.due_on,
        task.due_on is not None and task.due_on < today,
        _url(task),
    )


def _url(task: WaitingTask) -> str:
    try:
        url = reverse(ADDRESSES[task.task], args=[task.period] if task.period else [])
    except NoReverseMatch:
        return ""
    return url + QUERIES.get(task.task, "")


def _own_rounds(viewer: Viewer, today: date) -> Iterator[OwnRound]:
    """Rounds that still take reports, the most urgent first, returned reports on top."""
    for row in sorted(round_rows(), key=lambda one: one.due_on):
        if row.stage == "published":
            continue
        held = round_of(row.period)
        came = arrivals(viewer, round=held)
        ledger = coverage(viewer, round=held)
        due = sorted(ledger.missing, key=lambda one: one.state is not EntryState.RETURNED)
        left = (row.due_on - today).days
        yield OwnRound(
            row,
            left,
            -left,
            tuple(_report(one, came) for one in due),
            tuple(_report(one, came) for one in (*ledger.seen, *ledger.excused)),
        )


def _report(row: CoverageRow, came: dict[int, Arrival]) -> ReportCard:
    words = str(ENTRY_STATES[row.state])
    return ReportCard(row, words, ENTRY_TONES[row.state], came.get(row.project_id))
