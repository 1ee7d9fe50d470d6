"""What the demo county's units and office do after each publication: plans, checks, delays."""

from __future__ import annotations

from datetime import date

from jigai.apps.badges.actions.follow_up import finish_follow_up, plan_follow_up
from jigai.apps.badges.follow_ups import FollowUpKind
from jigai.apps.badges.models import FollowUp
from jigai.apps.reference.queries.settings import work_calendar
from jigai.apps.rounds.models import Round
from jigai.demo.moments import at, by
from jigai.domain.change import Actor, Change, Path
from jigai.domain.workdays import WorkCalendar

REVIEWER, OFFICE = "沈问渠", "林知远"
PLANS = (
    "主设备已催交，增加一个安装班组，本月底前追平计划。",
    "调整施工顺序，土建与设备基础同步进行，两周内补齐形象进度。",
    "资金已到位，按合同支付第二笔设备款，催供应商分批发货。",
    "由分管负责人每周到现场协调，缺的凭证在下一期填报前补齐。",
)
OUTCOMES = (
    "现场核对：设备已到货，本期进度追上计划。",
    "凭证齐全，完成额与台账一致，整改到位。",
    "已按计划复工，形象进度逐期回升，转为常规跟踪。",
)
MEETING = "专班会议已研究：明确牵头单位和每周节点，由县领导包联推进。"
LATE_EVERY, VERY_LATE_EVERY = 7, 13
LIVED_UNTIL = date(2026, 11, 22)


def answer_follow_ups(held: Round) -> None:
    """The units' plans of a published round, one by one: most in time, some late, few very late."""
    calendar = work_calendar()
    for one in _open(held):
        if one.kind == FollowUpKind.SPECIAL_MEETING or held.published_at is None:
            continue
        on = calendar.add(held.published_at.date(), _days_to_answer(one))
        if on > LIVED_UNTIL:
            continue
        agency = one.badge.project.responsible_agency
        unit = Actor("system:demo-unit", agency.name if agency else OFFICE)
        change = Change(unit, "报整改计划", at(on, 10 + _key(one) % 7), Path.SETUP, batch="demo")
        plan_follow_up(follow_up=one, plan=PLANS[_key(one) % len(PLANS)], change=change)


def check_follow_ups(*, until: date) -> None:
    """What the reviewer closes by a day, each after its own day."""
    calendar, until = work_calendar(), min(until, LIVED_UNTIL)
    for one in _open():
        done_on = _done_on(one, calendar)
        if done_on is None or done_on > until:
            continue
        is_meeting = one.kind == FollowUpKind.SPECIAL_MEETING
        said = MEETING if is_meeting else OUTCOMES[_key(one) % len(OUTCOMES)]
        finish_follow_up(follow_up=one, done_on=done_on, change=by(REVIEWER, at(done_on, 16), said))


def _days_to_answer(one: FollowUp) -> int:
    """Work-days until the plan is handed in; five or ten are allowed."""
    if _key(one) % VERY_LATE_EVERY == 0:
        return 22
    return 12 if _key(one) % LATE_EVERY == 0 else 2 + _key(one) % 3


def _done_on(one: FollowUp, calendar: WorkCalendar) -> date | None:
    """A letter is checked after its last day, a reminder at the next round, once it is answered."""
    if one.kind == FollowUpKind.SPECIAL_MEETING:
        return calendar.add(one.due_on, 6) if _key(one) % LATE_EVERY == 0 else one.due_on
    if one.planned_on is None:
        return None
    day = max(one.recheck_on or one.due_on, one.planned_on)
    return calendar.add(day, _key(one) % 3)


def _open(held: Round | None = None) -> list[FollowUp]:
    found = FollowUp.objects.filter(done_on=None).order_by("id")
    if held is not None:
        found = found.filter(badge__round=held)
    return list(found.select_related("badge__project__responsible_agency", "badge__round"))


def _key(one: FollowUp) -> int:
    return one.badge.project_id * 3 + one.badge.round_id * 7
