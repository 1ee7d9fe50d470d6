"""The special team's contacts of the demo county: calls, visits, promises; all of it invented.

On the demo's last day nine members of the library have not been called for twenty days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from jigai.apps.accounts.models import Agency, User
from jigai.apps.audit.inserting import insert_many, made
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.visits.actions.set_rhythm import set_rhythm
from jigai.apps.visits.actions.set_visit_cap import set_visit_cap
from jigai.apps.visits.models import FollowUp, Interaction
from jigai.demo.enterprises import MEMBERS
from jigai.demo.moments import at, by
from jigai.demo.people import BUREAU, OFFICE
from jigai.domain.periods import HalfMonth

LAST_DAY = date(2026, 11, 23)
WRITTEN_BY = date(2026, 11, 22)
RHYTHM_IN = "2026-07A"
SET_ON = date(2026, 7, 3)
RHYTHM: tuple[tuple[str, str, int], ...] = (
    ("", "", 30),
    ("", "red", 10),
    ("cn.little_giant", "", 45),
)
CAP_A_YEAR = 4
DECISION = "演示县技改工作专班会议纪要〔2026〕7号"
SILENT: Mapping[int, int | None] = {
    5: 20, 14: 22, 23: 24, 32: 26, 41: 29, 50: 33, 59: 40, 68: 55, 77: None,
}  # fmt: skip
"""Place among the members → days before the last day on which somebody last called."""
PURPOSES = (
    ("了解设备更新进展", "数控机床已订货，预计下月到厂；问贴息政策。"),
    ("宣讲高企重新认定", "科技人员清单还缺社保佐证，请财务补齐。"),
    ("了解用工和用电需求", "夜班缺两名电工，用电增容已报供电所。"),
    ("核对入统材料清单", "施工合同已有，缺设备发票扫描件。"),
    ("对接产学研", "希望高校帮助改进电芯涂布的一致性。"),
)
PROMISES = ("送设备更新贴息申报指南", "约供电所上门答复增容", "请高校老师来厂会诊", "送材料清单")
FUNCTIONS = ("总经理", "财务负责人", "技术负责人", "办公室主任")


def set_service_rules() -> None:
    """What the office decided on contacts, before the first of them."""
    change = by("林知远", at(SET_ON), "定联系频次和走访上限")
    with writing("contact_rhythm.set", change):
        for rung, colour, days in RHYTHM:
            set_rhythm(
                rung=rung, colour=colour, most_days=days, valid_from=SET_ON, decision=DECISION,
                change=change,
            )  # fmt: skip
        set_visit_cap(most_a_year=CAP_A_YEAR, valid_from=SET_ON, decision=DECISION, change=change)


def log_contacts(period: HalfMonth, enterprises: Sequence[Enterprise]) -> None:
    """The contacts of a half-month, entered on its last day."""
    if str(period) == RHYTHM_IN:
        set_service_rules()
    members = enterprises[:MEMBERS]
    told = [one for one in _planned(len(members)) if one[1] in _days(period)]
    if not told:
        return
    moment = at(min(period.end_on, WRITTEN_BY), 17)
    users = {user.username: user.pk for user in User.objects.all()}
    agencies = {one.division_id: one.pk for one in Agency.objects.exclude(division=None)}
    named = dict(Agency.objects.values_list("name", "pk"))
    kept: list[Interaction] = []
    for number, day, step in told:
        one = members[number]
        officer, agency = (
            (users["office"], named[OFFICE[0]]),
            (users["reviewer"], named[BUREAU[0]]),
            (None, agencies.get(one.division_id, named[OFFICE[0]])),
        )[(number + step) % 3]
        said = {"enterprise_id": one.pk, "held_on": day, "officer_id": officer, "agency_id": agency}
        kept.append(made(Interaction, said | _words(number, step) | {"logged_at": moment}))
    with writing("interactions.logged", by("林知远", moment, f"{period}联系企业")):
        insert_many(kept)
        insert_many([*_promises(kept)])


def _days(period: HalfMonth) -> set[date]:
    length = (period.end_on - period.start_on).days + 1
    return {period.start_on + timedelta(days=at) for at in range(length)}


def _planned(count: int) -> Iterator[tuple[int, date, int]]:
    """(member, day, step): the last contact of each, and two before it."""
    for number in range(count):
        last = SILENT.get(number, 1 + number * 7 % 9)
        if last is None:
            continue
        for step, before in enumerate((0, 38 + number % 20, 96 + number % 15)):
            yield number, LAST_DAY - timedelta(days=max(last, 1) + before), step


def _words(number: int, step: int) -> dict[str, Any]:
    purpose, said = PURPOSES[(number + step) % len(PURPOSES)]
    kind = "visit" if step == 1 and number % 4 == 0 else ("call", "message", "meeting")[number % 3]
    return {
        "kind": kind,
        "purpose": purpose,
        "said": f"{said}（演示）",
        "consent": "电话约定" if kind == "visit" else "",
        "met": FUNCTIONS[(number + step) % len(FUNCTIONS)],
        "others": "" if step else "镇工信站",
        "logged_by": "林知远",
    }


def _promises(kept: Sequence[Interaction]) -> Iterator[FollowUp]:
    """Every fifth contact promised something; those of before November were kept."""
    for one in kept[::5]:
        is_done = one.held_on < date(2026, 11, 1)
        values: dict[str, Any] = {
            "interaction_id": one.pk,
            "text": PROMISES[one.enterprise_id % len(PROMISES)],
            "owner_id": one.officer_id,
            "agency_id": one.agency_id,
            "due_on": one.held_on + timedelta(days=10),
        }
        if is_done:
            done = one.held_on + timedelta(days=6)
            values |= {"done_on": done, "done_by": "林知远", "note": "已办（演示）"}
        yield made(FollowUp, values)
