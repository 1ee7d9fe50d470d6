"""Reminders of the demo county: two groups that are off, and messages as they would have gone.

Nothing leaves the machine: the robots have no address, and no person has an e-mail address.
"""

from __future__ import annotations

from datetime import date

from jigai.apps.accounts.models import Agency, User
from jigai.apps.audit.writing import writing
from jigai.apps.reminders.models import Delivery, Message, MessageState, QuietSpan, Robot, Sending
from jigai.demo.moments import at, by

ADDED_ON = date(2025, 11, 6)
TOLD: tuple[tuple[date, int, str, str, int, int, str], ...] = (
    (date(2026, 11, 16), 0, "技改提醒：41件待办", MessageState.SENT, 41, 1, ""),
    (date(2026, 11, 17), 1, "技改提醒：6件待办", MessageState.SENT, 6, 1, ""),
    (date(2026, 11, 18), 0, "技改提醒：12件待办，5件逾期", MessageState.SENT, 12, 2, ""),
    (
        date(2026, 11, 19),
        1,
        "技改提醒：2件待办，1件逾期",
        MessageState.FAILED,
        2,
        7,
        "演示机器人未接通",
    ),
)
"""Day, which group, subject, how it went, things told, tries, the problem."""


def connect_groups(agencies: dict[str, Agency]) -> None:
    """Robots, quiet days and the messages of one week; all invented."""
    with writing("robot.added", by("林知远", at(ADDED_ON), "演示：群机器人未接通")):
        groups = Robot.objects.bulk_create(
            [
                Robot(
                    messenger="wecom", name="县技改专班群（演示）", role="office", is_active=False
                ),
                Robot(
                    messenger="dingtalk",
                    name="崔口镇工作群（演示）",
                    role="unit",
                    agency=agencies["崔口镇人民政府"],
                    is_active=False,
                ),
            ]
        )
        Sending.objects.create(hour=8, work_days_only=True)
        QuietSpan.objects.create(
            first_on=date(2026, 10, 1), last_on=date(2026, 10, 8), reason="国庆假期（演示）"
        )
    for day, group, subject, state, count, attempts, problem in TOLD:
        _told(groups[group], day, subject, state, count=count, tries=attempts, problem=problem)
    _letter()


def _told(
    robot: Robot, day: date, subject: str, state: str, *, count: int, tries: int, problem: str
) -> None:
    made = Message.objects.create(
        robot=robot,
        day=day,
        subject=subject,
        text=f"### {subject}",
        item_count=count,
        state=state,
        made_at=at(day, 8),
        tried_at=at(day, 8, 1),
        attempts=tries,
        problem=problem,
    )
    Delivery.objects.create(message=made, robot=robot, key=f"demo|{robot.name}|{day}")


def _letter() -> None:
    day = date(2026, 11, 18)
    Message.objects.create(
        user=User.objects.get(username="cuikou"),
        day=day,
        subject="技改提醒：5件待办，1件逾期",
        text="",
        item_count=5,
        state=MessageState.SENT,
        made_at=at(day, 8),
        tried_at=at(day, 8, 1),
        attempts=1,
    )
