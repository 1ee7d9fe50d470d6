from __future__ import annotations

from datetime import date

from jigai.apps.accounts.models import Appointment, Role, User
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class AgencyMissing(Refusal):
    code = "appointment.agency_missing"
    message = Sentence(
        "责任单位角色要写明所属单位。", "The role of a responsible unit needs its agency."
    )


class LastAdministrator(Refusal):
    code = "appointment.last_administrator"
    message = Sentence(
        "这是最后一位管理员，不能解除。", "This is the last administrator: the role cannot end."
    )
    remedy = Sentence("请先任命另一位管理员。", "Appoint another administrator first.")


def appoint(
    *,
    user: User,
    role: str,
    valid_from: date,
    change: Change,
    agency_id: int | None = None,
    division_id: int | None = None,
) -> Appointment:
    """Give a role from a day on, county-wide, for an area or for an agency.

    Raises:
        AgencyMissing, RecordInvalid: as named.
    """
    if role == Role.UNIT and agency_id is None:
        raise AgencyMissing
    with writing("appointment.given", change):
        appointment = Appointment(
            user=user,
            role=role,
            agency_id=agency_id,
            division_id=division_id,
            valid_from=valid_from,
        )
        save_valid(appointment)
    return appointment


def end_appointment(*, appointment: Appointment, on: date, change: Change) -> None:
    """Let a role end on a day.

    Raises:
        LastAdministrator: nobody else could administer any more.
    """
    with writing("appointment.ended", change):
        others = Appointment.objects.filter(
            role=Role.ADMINISTRATOR, valid_to__isnull=True, user__is_active=True
        ).exclude(pk=appointment.pk)
        if appointment.role == Role.ADMINISTRATOR and not others.exists():
            raise LastAdministrator
        appointment.valid_to = on
        appointment.save(update_fields=["valid_to"])
