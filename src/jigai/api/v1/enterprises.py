"""The enterprise library."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.paging import Listed, Page
from jigai.api.schemas import Changed, Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.registry.actions.correct_enterprise import EnterpriseValues, correct_enterprise
from jigai.apps.registry.actions.register_enterprise import register_enterprise
from jigai.apps.registry.actions.rename_enterprise import rename_enterprise
from jigai.apps.registry.queries.access import enterprise_for, merge_for
from jigai.apps.registry.queries.duplicates import LikelyDuplicate, likely_duplicates
from jigai.apps.registry.queries.enterprises import (
    EnterpriseProfile,
    EnterpriseRow,
    enterprise_count,
    enterprise_profile,
    enterprise_rows,
)
from jigai.flows.merge_enterprises import merge_enterprises, unmerge_enterprises

router = Router()


class EnterpriseFields(Schema):
    credit_code: Text | None = None
    name: Text | None = None
    division_id: int | None = None
    direction_id: int | None = None
    industry_code: str | None = None
    size: str | None = None
    founded_on: date | None = None
    is_active: bool | None = None


class NewEnterprise(Reasoned):
    credit_code: Text
    name: Text
    division_id: int | None = None
    direction_id: int | None = None
    industry_code: str = ""
    size: str = ""
    founded_on: date | None = None


class Correction(Reasoned):
    """``version`` is the one read before; fields left out stay as they are."""

    version: int
    values: EnterpriseFields


class Renaming(Reasoned):
    name: Text
    renamed_on: date


class Merging(Reasoned):
    merged_id: int


class UnmergedOthersOut(Schema):
    """Of one further table: keys that came back, and those of the meantime that stay."""

    table: str
    returned: list[int]
    to_assign: list[int]


class UnmergedOut(Schema):
    returned: list[int]
    to_assign: list[int]
    visits_returned: list[int]
    visits_to_assign: list[int]
    others: list[UnmergedOthersOut]


@router.get("", response={200: Listed[EnterpriseRow], **PROBLEMS})
def list_enterprises(request: HttpRequest, page: Query[Page], text: str = "") -> dict[str, object]:
    """Enterprises by pinyin; ``text`` finds by name, code, pinyin or initials."""
    viewer = viewer_in(request)
    rows = enterprise_rows(viewer, text=text, page=page.page, size=page.size)
    return {"items": rows, "total": enterprise_count(viewer, text=text), **page.model_dump()}


@router.get("/duplicates", response={200: list[LikelyDuplicate], **PROBLEMS})
def list_duplicates(request: HttpRequest) -> list[LikelyDuplicate]:
    return likely_duplicates(viewer_in(request))


@router.post("", response={201: Made, **PROBLEMS})
def create_enterprise(request: HttpRequest, new: NewEnterprise) -> Status[Made]:
    change = change_by(request, Deed.KEEP_REGISTERS, new.reason)
    made = register_enterprise(**new.model_dump(exclude={"reason"}), change=change)
    return Status(201, Made(id=made.pk))


@router.get("/{pk}", response={200: EnterpriseProfile, **PROBLEMS})
def show_enterprise(request: HttpRequest, pk: Number) -> EnterpriseProfile:
    return enterprise_profile(enterprise_for(viewer_in(request), pk))


@router.patch("/{pk}", response={200: Changed, **PROBLEMS})
def correct(request: HttpRequest, pk: Number, correction: Correction) -> Changed:
    change = change_by(request, Deed.KEEP_REGISTERS, correction.reason)
    values: EnterpriseValues = correction.values.model_dump(exclude_unset=True)  # type: ignore[assignment]
    fields = correct_enterprise(
        enterprise=enterprise_for(viewer_in(request), pk),
        base_version=correction.version,
        values=values,
        change=change,
    )
    return Changed(fields=list(fields))


@router.post("/{pk}/names", response={200: Made, **PROBLEMS})
def rename(request: HttpRequest, pk: Number, renaming: Renaming) -> Made:
    """A new name from a day on; the former stays in the history."""
    change = change_by(request, Deed.KEEP_REGISTERS, renaming.reason)
    enterprise = enterprise_for(viewer_in(request), pk)
    rename_enterprise(
        enterprise=enterprise, name=renaming.name, renamed_on=renaming.renamed_on, change=change
    )
    return Made(id=enterprise.pk)


@router.post("/{pk}/merges", response={201: Made, **PROBLEMS})
def merge(request: HttpRequest, pk: Number, merging: Merging) -> Status[Made]:
    """Merge another record of the same enterprise into this one."""
    change = change_by(request, Deed.KEEP_REGISTERS, merging.reason)
    viewer = viewer_in(request)
    made = merge_enterprises(
        kept=enterprise_for(viewer, pk),
        merged=enterprise_for(viewer, merging.merged_id),
        merged_on=timezone.localdate(),
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.post("/merges/{pk}/undo", response={200: UnmergedOut, **PROBLEMS})
def unmerge(request: HttpRequest, pk: Number, said: Reasoned) -> UnmergedOut:
    change = change_by(request, Deed.KEEP_REGISTERS, said.reason)
    found = merge_for(viewer_in(request), pk)
    undone = unmerge_enterprises(merge=found, on=timezone.localdate(), change=change)
    return UnmergedOut(
        returned=list(undone.returned),
        to_assign=list(undone.to_assign),
        visits_returned=list(undone.visits_returned),
        visits_to_assign=list(undone.visits_to_assign),
        others=[UnmergedOthersOut(**asdict(one)) for one in undone.others],
    )
