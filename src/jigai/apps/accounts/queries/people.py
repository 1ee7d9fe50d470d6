"""People with their roles, agencies, and the gates to both."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from jigai.apps.accounts.models import Agency, Appointment, User
from jigai.apps.audit.queries.versions import version_of
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchPerson(NotFound):
    code = "person.not_found"
    message = Sentence("没有编号为{pk}的人员。", "There is no person {pk}.")


class NoSuchLogin(NotFound):
    code = "person.no_such_login"
    message = Sentence("没有登录名“{username}”。", "There is no login “{username}”.")


class NoSuchAgency(NotFound):
    code = "agency.not_found"
    message = Sentence("没有编号为{pk}的责任单位。", "There is no agency {pk}.")


class NoSuchAppointment(NotFound):
    code = "appointment.not_found"
    message = Sentence("没有编号为{pk}的任职。", "There is no appointment {pk}.")


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    id: int
    role: str
    agency: str
    division: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    username: str
    display_name: str
    is_active: bool
    appointments: tuple[AppointmentRow, ...]


@dataclass(frozen=True, slots=True)
class AgencyRow:
    id: int
    name: str
    name_en: str
    kind: str
    division_id: int | None
    is_active: bool


def person_rows(*, on: date) -> list[PersonRow]:
    """Everybody with the roles held on a day; two queries."""
    held: dict[int, list[AppointmentRow]] = defaultdict(list)
    valid = Appointment.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    for one in valid.select_related("agency", "division").order_by("id"):
        agency = one.agency.name if one.agency else ""
        division = one.division.name if one.division else ""
        held[one.user_id].append(
            AppointmentRow(one.pk, one.role, agency, division, one.valid_from, one.valid_to)
        )
    people = User.objects.order_by("username").values_list(
        "pk", "username", "display_name", "is_active"
    )
    return [PersonRow(*values, tuple(held[values[0]])) for values in people]


def agency_rows() -> list[AgencyRow]:
    rows = Agency.objects.order_by("kind", "id").values(*AgencyRow.__dataclass_fields__)
    return [AgencyRow(**values) for values in rows]


def person_by(pk: int) -> User:
    """The person of a number.

    Raises:
        NoSuchPerson: there is none.
    """
    found = User.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchPerson(pk=pk)
    return found


def person_named(username: str) -> User:
    """The person of a login.

    Raises:
        NoSuchLogin: there is none.
    """
    found = User.objects.filter(username=username).first()
    if found is None:
        raise NoSuchLogin(username=username)
    return found


def agency_by(pk: int) -> Agency:
    """The agency of a number.

    Raises:
        NoSuchAgency: there is none.
    """
    found = Agency.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchAgency(pk=pk)
    return found


def appointment_by(pk: int) -> Appointment:
    """The appointment of a number.

    Raises:
        NoSuchAppointment: there is none.
    """
    found = Appointment.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchAppointment(pk=pk)
    return found


def role_counts(*, on: date) -> dict[str, int]:
    """Role → number of persons who hold it on a day and may sign in."""
    valid = Appointment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on, user__is_active=True
    )
    counts = valid.order_by().values("role").annotate(count=Count("user", distinct=True))
    return dict(counts.values_list("role", "count"))


def staffed_agency_ids(*, on: date) -> set[int]:
    """Agencies for which somebody answers on a day."""
    valid = Appointment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on, user__is_active=True
    )
    return set(valid.filter(agency__isnull=False).values_list("agency_id", flat=True))


def appointments_of(person: User) -> list[AppointmentRow]:
    """Everything that a person held, holds or will hold, newest first."""
    rows = person.appointments.select_related("agency", "division").order_by("-valid_from", "-id")
    return [
        AppointmentRow(
            one.pk,
            one.role,
            one.agency.name if one.agency else "",
            one.division.name if one.division else "",
            one.valid_from,
            one.valid_to,
        )
        for one in rows
    ]


def open_invitation_until(person: User, *, at: datetime) -> datetime | None:
    """Until when a one-time link of the person is good; ``None`` without one."""
    found = person.invitations.filter(used_at__isnull=True, expires_at__gt=at).first()
    return found.expires_at if found else None


def agency_version(agency: Agency) -> int:
    return version_of(agency)


def ids_by_display_name() -> dict[str, int]:
    """Active persons by name; a name that two bear is left out."""
    found: dict[str, list[int]] = defaultdict(list)
    for pk, name in User.objects.filter(is_active=True).values_list("pk", "display_name"):
        found[name].append(pk)
    return {name: keys[0] for name, keys in found.items() if len(keys) == 1}
