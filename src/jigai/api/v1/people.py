"""People, their roles, and the responsible units."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Changed, Made, Number, Reasoned, Text
from jigai.apps.accounts.actions.admit_person import admit_person
from jigai.apps.accounts.actions.appoint import appoint, end_appointment
from jigai.apps.accounts.actions.create_person import create_person, set_active
from jigai.apps.accounts.actions.invite import invite
from jigai.apps.accounts.actions.open_agency import (
    AgencyValues,
    close_agency,
    edit_agency,
    open_agency,
    open_township_agencies,
)
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.people import (
    AgencyRow,
    PersonRow,
    agency_by,
    agency_rows,
    agency_version,
    appointment_by,
    person_by,
    person_rows,
)
from jigai.apps.registry.actions.appoint_representative import end_representation
from jigai.apps.registry.queries.representatives import representative_by

router = Router()


class NewPerson(Reasoned):
    username: Text
    display_name: Text


class NewAdmission(NewPerson):
    language: str = "zh-hans"
    role: str
    valid_from: date
    agency_id: int | None = None
    division_id: int | None = None


class Activity(Reasoned):
    is_active: bool


class NewAppointment(Reasoned):
    role: str
    valid_from: date
    agency_id: int | None = None
    division_id: int | None = None


class End(Reasoned):
    on: date


class InvitationOut(Schema):
    """The secret of a one-time link, shown once; the link is ``/people/join/<secret>/``."""

    secret: str


class AdmissionOut(InvitationOut):
    """The new person, and the secret of the one-time link."""

    id: int


class NewAgency(Reasoned):
    name: Text
    name_en: str = ""
    kind: str
    division_id: int | None = None


class AgencyFields(Schema):
    name: Text | None = None
    name_en: str | None = None
    kind: str | None = None
    division_id: int | None = None


class AgencyOut(AgencyFields):
    """One unit with the version that an edit names."""

    id: int
    is_active: bool
    version: int


class AgencyEdit(Reasoned):
    """``version`` is the one that was read; what is left out stays."""

    version: int
    values: AgencyFields


class Count(Schema):
    count: int


@router.get("", response={200: list[PersonRow], **PROBLEMS})
def list_people(request: HttpRequest) -> list[PersonRow]:
    require(viewer_in(request), Deed.ADMINISTER)
    return person_rows(on=timezone.localdate())


@router.post("", response={201: Made, **PROBLEMS})
def create(request: HttpRequest, new: NewPerson) -> Status[Made]:
    change = change_by(request, Deed.ADMINISTER, new.reason)
    person = create_person(username=new.username, display_name=new.display_name, change=change)
    return Status(201, Made(id=person.pk))


@router.post("/admissions", response={201: AdmissionOut, **PROBLEMS})
def admit(request: HttpRequest, new: NewAdmission) -> Status[AdmissionOut]:
    """Account, first role and one-time link at one stroke."""
    change = change_by(request, Deed.ADMINISTER, new.reason)
    made = admit_person(**new.model_dump(exclude={"reason"}), change=change)
    return Status(201, AdmissionOut(id=made.user.pk, secret=made.secret))


@router.get("/agencies", response={200: list[AgencyRow], **PROBLEMS})
def list_agencies(request: HttpRequest) -> list[AgencyRow]:
    return agency_rows()


@router.post("/agencies", response={201: Made, **PROBLEMS})
def create_agency(request: HttpRequest, new: NewAgency) -> Status[Made]:
    change = change_by(request, Deed.ADMINISTER, new.reason)
    made = open_agency(**new.model_dump(exclude={"reason"}), change=change)
    return Status(201, Made(id=made.pk))


@router.post("/agencies/of-townships", response={200: Count, **PROBLEMS})
def create_township_agencies(request: HttpRequest, said: Reasoned) -> Count:
    """A unit for each township that none answers for."""
    change = change_by(request, Deed.ADMINISTER, said.reason)
    return Count(count=open_township_agencies(change=change))


@router.get("/agencies/{pk}", response={200: AgencyOut, **PROBLEMS})
def show_agency(request: HttpRequest, pk: Number) -> dict[str, object]:
    unit = agency_by(pk)
    names = ("id", *AgencyFields.model_fields, "is_active")
    return {name: getattr(unit, name) for name in names} | {"version": agency_version(unit)}


@router.patch("/agencies/{pk}", response={200: Changed, **PROBLEMS})
def correct_agency(request: HttpRequest, pk: Number, given: AgencyEdit) -> Changed:
    change = change_by(request, Deed.ADMINISTER, given.reason)
    values: AgencyValues = given.values.model_dump(exclude_unset=True)  # type: ignore[assignment]
    fields = edit_agency(
        agency=agency_by(pk), base_version=given.version, values=values, change=change
    )
    return Changed(fields=list(fields))


@router.post("/agencies/{pk}/activity", response={200: Made, **PROBLEMS})
def change_agency(request: HttpRequest, pk: Number, given: Activity) -> Made:
    change = change_by(request, Deed.ADMINISTER, given.reason)
    close_agency(agency=agency_by(pk), is_active=given.is_active, change=change)
    return Made(id=pk)


@router.post("/appointments/{pk}/end", response={200: Made, **PROBLEMS})
def end(request: HttpRequest, pk: Number, given: End) -> Made:
    change = change_by(request, Deed.ADMINISTER, given.reason)
    end_appointment(appointment=appointment_by(pk), on=given.on, change=change)
    return Made(id=pk)


@router.post("/represents/{pk}/end", response={200: Made, **PROBLEMS})
def stop_representing(request: HttpRequest, pk: Number, given: End) -> Made:
    """From this day on the person no longer speaks for the enterprise."""
    change = change_by(request, Deed.ADMINISTER, given.reason)
    end_representation(representative=representative_by(pk), on=given.on, change=change)
    return Made(id=pk)


@router.post("/{pk}/appointments", response={201: Made, **PROBLEMS})
def create_appointment(request: HttpRequest, pk: Number, new: NewAppointment) -> Status[Made]:
    change = change_by(request, Deed.ADMINISTER, new.reason)
    row = appoint(user=person_by(pk), **new.model_dump(exclude={"reason"}), change=change)
    return Status(201, Made(id=row.pk))


@router.post("/{pk}/invitations", response={201: InvitationOut, **PROBLEMS})
def create_invitation(request: HttpRequest, pk: Number, said: Reasoned) -> Status[InvitationOut]:
    """A one-time link by which the person sets a password; earlier links end."""
    change = change_by(request, Deed.ADMINISTER, said.reason)
    return Status(201, InvitationOut(secret=invite(user=person_by(pk), change=change)))


@router.post("/{pk}/activity", response={200: Made, **PROBLEMS})
def change_activity(request: HttpRequest, pk: Number, given: Activity) -> Made:
    change = change_by(request, Deed.ADMINISTER, given.reason)
    set_active(user=person_by(pk), is_active=given.is_active, change=change)
    return Made(id=pk)
