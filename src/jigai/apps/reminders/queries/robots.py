"""Group robots as the office sees them: never with their address."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.reminders.models import Robot, RobotSecret
from jigai.apps.reminders.sealing import opened
from jigai.domain.refusal import NotFound
from jigai.domain.reminders.robots import SERVICES, Address, Messenger
from jigai.domain.sentence import Sentence


class NoSuchRobot(NotFound):
    code = "robot.not_found"
    message = Sentence("没有编号为{pk}的机器人。", "There is no robot {pk}.")


class RobotEnded(NotFound):
    code = "robot.ended"
    message = Sentence("机器人“{name}”已停用。", "The robot “{name}” has ended.")
    remedy = Sentence("请重新添加。", "Add it anew.")


@dataclass(frozen=True, slots=True)
class RobotRow:
    id: int
    messenger: str
    service: Sentence
    name: str
    role: str
    agency: str
    agency_en: str
    division: str
    division_en: str
    is_active: bool


def robot_rows() -> list[RobotRow]:
    """Every robot, those at work first; one query."""
    found = Robot.objects.select_related("agency", "division").order_by("-is_active", "name")
    return [
        RobotRow(
            id=one.pk,
            messenger=one.messenger,
            service=SERVICES[Messenger(one.messenger)].name,
            name=one.name,
            role=one.role,
            agency=one.agency.name if one.agency else "",
            agency_en=one.agency.name_en if one.agency else "",
            division=one.division.name if one.division else "",
            division_en=one.division.name_en if one.division else "",
            is_active=one.is_active,
        )
        for one in found
    ]


def robot_by(pk: int) -> Robot:
    """The robot of a number.

    Raises:
        NoSuchRobot: there is none.
    """
    found = Robot.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchRobot(pk=pk)
    return found


def active_robots() -> list[Robot]:
    return list(Robot.objects.filter(is_active=True).order_by("pk"))


def address_of(robot: Robot) -> Address:
    """Where it listens; for sending alone.

    Raises:
        RobotEnded, SealBroken: as named.
    """
    kept = RobotSecret.objects.filter(robot=robot).first()
    if kept is None:
        raise RobotEnded(name=robot.name)
    return opened(kept.sealed, messenger=robot.messenger, name=robot.name)
