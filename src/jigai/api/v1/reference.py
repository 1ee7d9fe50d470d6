"""Divisions, directions, industries, work calendar, settings of the programme."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Router, Schema, UploadedFile
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Changed, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.reference.actions.change_boundaries import (
    NewDivision,
    change_boundaries,
)
from jigai.apps.reference.actions.load_calendar import (
    load_calendar_file,
    load_published_calendar,
)
from jigai.apps.reference.actions.load_industries import load_industries
from jigai.apps.reference.actions.load_townships import load_townships
from jigai.apps.reference.actions.open_programme import ProgrammeValues, set_programme
from jigai.apps.reference.actions.set_directions import DirectionLine, set_directions
from jigai.apps.reference.queries.divisions import (
    BoundaryChangeRow,
    DivisionRow,
    boundary_changes,
    division_by,
    division_rows,
)
from jigai.apps.reference.queries.settings import (
    ChoiceRow,
    county_of_programme,
    direction_rows,
    industry_rows,
    programme,
    programme_version,
)

router = Router()


class DivisionIn(Schema):
    code: Text
    name: Text
    name_en: str = ""


class BoundaryChange(Reasoned):
    """One former and one new: a rename; one and several: a split; several and one: a merger."""

    source: Text = ""
    former_ids: Annotated[list[int], Field(min_length=1)]
    into: Annotated[list[DivisionIn], Field(min_length=1)]
    changed_on: date


class Numbers(Schema):
    ids: list[int]


class Loaded(Schema):
    count: int


class Years(Reasoned):
    first: int
    last: int


class DirectionIn(Schema):
    code: str
    name: Text
    name_en: Text


class DirectionsIn(Reasoned):
    directions: list[DirectionIn]


class ProgrammeFields(Schema):
    name: Text | None = None
    name_en: Text | None = None
    rhythm: str | None = None
    report_due_work_days: int | None = None
    objection_work_days: int | None = None
    ruling_work_days: int | None = None
    inclusion_reminder_days: int | None = None
    inclusion_breach_days: int | None = None
    group_minimum: int | None = None
    approval_change_bp: int | None = None
    set_up_on: date | None = None


class ProgrammeEdit(Reasoned):
    version: int
    values: ProgrammeFields


@router.get("/divisions", response={200: list[DivisionRow], **PROBLEMS})
def list_divisions(
    request: HttpRequest, on: date | None = None, level: str = ""
) -> list[DivisionRow]:
    """The divisions that exist on a day, today by default."""
    return division_rows(on=on or timezone.localdate(), level=level)


@router.get("/divisions/changes", response={200: list[BoundaryChangeRow], **PROBLEMS})
def list_boundary_changes(request: HttpRequest) -> list[BoundaryChangeRow]:
    """Every split, merger and renaming with its day and document."""
    viewer_in(request)
    return boundary_changes()


@router.post("/divisions/changes", response={201: Numbers, **PROBLEMS})
def change_divisions(request: HttpRequest, given: BoundaryChange) -> Status[Numbers]:
    change = change_by(request, Deed.ADMINISTER, given.reason)
    formers = [division_by(pk) for pk in given.former_ids]
    into = [NewDivision(**one.model_dump()) for one in given.into]
    made = change_boundaries(
        formers=formers,
        into=into,
        changed_on=given.changed_on,
        source=given.source,
        change=change,
    )
    return Status(201, Numbers(ids=[one.pk for one in made]))


@router.post("/townships", response={200: Loaded, **PROBLEMS})
def upload_townships(
    request: HttpRequest, said: Form[Reasoned], file: File[UploadedFile]
) -> Loaded:
    """CSV with the columns code, name and, if wanted, name_en and valid_from."""
    change = change_by(request, Deed.ADMINISTER, said.reason)
    county = county_of_programme()
    return Loaded(count=load_townships(county=county, content=file.read(), change=change))


@router.get("/directions", response={200: list[ChoiceRow], **PROBLEMS})
def list_directions(request: HttpRequest) -> list[ChoiceRow]:
    return direction_rows()


@router.put("/directions", response={200: list[ChoiceRow], **PROBLEMS})
def put_directions(request: HttpRequest, given: DirectionsIn) -> list[ChoiceRow]:
    change = change_by(request, Deed.ADMINISTER, given.reason)
    lines = [DirectionLine(**one.model_dump()) for one in given.directions]
    set_directions(directions=lines, change=change)
    return direction_rows()


@router.get("/industries", response={200: list[ChoiceRow], **PROBLEMS})
def list_industries(request: HttpRequest) -> list[ChoiceRow]:
    return industry_rows()


@router.post("/industries", response={200: Loaded, **PROBLEMS})
def upload_industries(
    request: HttpRequest, said: Form[Reasoned], file: File[UploadedFile]
) -> Loaded:
    """CSV lines of code, name and, if wanted, the English name."""
    change = change_by(request, Deed.ADMINISTER, said.reason)
    return Loaded(count=load_industries(content=file.read(), change=change))


@router.post("/calendar", response={200: Loaded, **PROBLEMS})
def upload_calendar(request: HttpRequest, said: Form[Reasoned], file: File[UploadedFile]) -> Loaded:
    """CSV lines of date, ``work`` or ``off``, and a note."""
    change = change_by(request, Deed.ADMINISTER, said.reason)
    return Loaded(count=load_calendar_file(content=file.read(), change=change))


@router.post("/calendar/published", response={200: Loaded, **PROBLEMS})
def load_published(request: HttpRequest, given: Years) -> Loaded:
    """Days off and make-up days that the product knows; 0 where none is published."""
    change = change_by(request, Deed.ADMINISTER, given.reason)
    years = range(given.first, given.last + 1)
    return Loaded(count=load_published_calendar(years=years, change=change))


@router.patch("/programme", response={200: Changed, **PROBLEMS})
def edit_programme(request: HttpRequest, given: ProgrammeEdit) -> Changed:
    change = change_by(request, Deed.ADMINISTER, given.reason)
    values: ProgrammeValues = given.values.model_dump(exclude_unset=True)  # type: ignore[assignment]
    fields = set_programme(
        programme=programme(), base_version=given.version, values=values, change=change
    )
    return Changed(fields=list(fields))


class ProgrammeOut(ProgrammeFields):
    version: int
    division_id: int
    is_demo: bool


@router.get("/programme", response={200: ProgrammeOut, **PROBLEMS})
def show_programme(request: HttpRequest) -> dict[str, object]:
    row = programme()
    names = (*ProgrammeFields.model_fields, "division_id", "is_demo")
    return {name: getattr(row, name) for name in names} | {"version": programme_version()}
