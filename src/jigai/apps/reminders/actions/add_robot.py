"""A group robot joins, or leaves; its address is sealed and never shown again."""

from __future__ import annotations

from django.conf import settings

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.reminders.models import Robot, RobotSecret
from jigai.apps.reminders.sealing import sealed
from jigai.domain.change import Change
from jigai.domain.reminders.robots import Address, Messenger, checked_address


def add_robot(
    *,
    messenger: str,
    name: str,
    url: str,
    role: str,
    change: Change,
    secret: str = "",
    agency_id: int | None = None,
    division_id: int | None = None,
) -> Robot:
    """Let a group hear what waits for a role in an area.

    Raises:
        RobotAddressWrong, SignatureMissing, RecordInvalid: as named.
    """
    address = checked_address(
        Address(Messenger(messenger), url.strip(), secret.strip()),
        more_hosts=settings.ROBOT_HOSTS,
    )
    robot = Robot(
        messenger=messenger, name=name, role=role, agency_id=agency_id, division_id=division_id
    )
    with writing("robot.added", change):
        save_valid(robot)
        RobotSecret.objects.create(robot=robot, sealed=sealed(address))
    return robot


def end_robot(*, robot: Robot, change: Change) -> None:
    """The group hears nothing more; the address is destroyed."""
    with writing("robot.ended", change):
        RobotSecret.objects.filter(robot=robot).delete()
        robot.is_active = False
        robot.save(update_fields=["is_active"])
