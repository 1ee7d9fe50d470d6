"""The enterprise's own voucher ledger: read by it alone, by the office as far as it is shared."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, owner_in, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Fen, Made, Number, Reasoned
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.projects.queries.access import project_for
from jigai.apps.registry.queries.own import own_enterprise
from jigai.apps.vouchers.actions.share_vouchers import share_vouchers, withdraw_shares
from jigai.apps.vouchers.actions.strike_voucher import restore_voucher, strike_voucher
from jigai.apps.vouchers.queries.access import (
    NoSuchVoucher,
    own_voucher,
    own_vouchers,
    readable_voucher,
    shared_vouchers,
)
from jigai.apps.vouchers.queries.vouchers import (
    VoucherRow,
    VoucherTotals,
    voucher_rows,
    voucher_totals,
)
from jigai.domain.voucher_totals import VoucherKind
from jigai.flows.export_vouchers import vouchers_csv, vouchers_workbook
from jigai.flows.import_vouchers import import_vouchers, read_vouchers
from jigai.flows.keep_voucher import keep_with_file

router = Router()
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"xlsx": WORKBOOK, "csv": "text/csv; charset=utf-8"}


class VoucherIn(Reasoned):
    """Money in fen. ``project_id`` is one of the enterprise's own."""

    dated_on: date
    number: Annotated[str, Field(min_length=1, max_length=60)]
    supplier: Annotated[str, Field(min_length=1, max_length=120)]
    item: Annotated[str, Field(min_length=1, max_length=200)]
    kind: VoucherKind
    net_fen: Fen
    gross_fen: Fen
    paid_on: date | None = None
    note: Annotated[str, Field(max_length=200)] = ""
    project_id: int | None = None


class ShareIn(Reasoned):
    """``reason`` is the purpose for which the office may read the rows."""

    voucher_ids: Annotated[list[int], Field(max_length=5_000)]


class SheetOut(Schema):
    """``problems``: cell by cell; while there is one, nothing is saved."""

    is_saved: bool
    created: int
    changed: int
    unchanged: int
    problems: list[Said]


@router.get("", response={200: list[VoucherRow], **PROBLEMS})
def list_vouchers(request: HttpRequest) -> object:
    """The whole ledger of the caller's own enterprises, the newest first."""
    return voucher_rows(own_vouchers(owner_in(request), on=timezone.localdate()))


@router.get("/totals", response={200: VoucherTotals, **PROBLEMS})
def show_totals(request: HttpRequest) -> object:
    """Sums by project and month, and of the whole, in fen."""
    return voucher_totals(voucher_rows(own_vouchers(owner_in(request), on=timezone.localdate())))


@router.get("/shared", response={200: list[VoucherRow], **PROBLEMS})
def list_shared(request: HttpRequest) -> object:
    """What enterprises share with the office at present."""
    viewer = viewer_in(request)
    require(viewer, Deed.REVIEW)
    return voucher_rows(shared_vouchers(viewer))


@router.get("/export/{form}", response={200: None, **PROBLEMS})
def export(request: HttpRequest, form: Literal["xlsx", "csv"]) -> HttpResponse:
    """All of it, as a workbook that can be imported again, or as a text table."""
    rows = voucher_rows(own_vouchers(owner_in(request), on=timezone.localdate()))
    content = vouchers_csv(rows) if form == "csv" else vouchers_workbook(rows)
    return HttpResponse(content, content_type=KINDS[form])


@router.post("", response={201: Made, **PROBLEMS})
def create(request: HttpRequest, given: VoucherIn) -> Status[Made]:
    change = change_by(request, Deed.PROPOSE, given.reason)
    own = own_enterprise(owner_in(request), on=timezone.localdate())
    made = keep_with_file(enterprise=own, values=_values(request, given), change=change)
    return Status(201, Made(id=made.pk))


@router.post("/import", response={200: SheetOut, **PROBLEMS})
def import_sheet(
    request: HttpRequest,
    file: File[UploadedFile],
    reason: Form[str],
    is_trial: Form[bool] = True,  # noqa: FBT002 - a form field
) -> SheetOut:
    """A sheet in; ``is_trial`` only checks. Faults are told cell by cell and nothing is saved."""
    change = change_by(request, Deed.PROPOSE, reason)
    today = timezone.localdate()
    own = own_enterprise(owner_in(request), on=today)
    sheet = read_vouchers(file.read(), name=file.name or "", enterprise=own, today=today)
    is_saved = sheet.is_sound and not is_trial
    if is_saved:
        import_vouchers(sheet=sheet, change=change)
    return SheetOut(
        is_saved=is_saved,
        created=len(sheet.plan.created),
        changed=len(sheet.plan.changed),
        unchanged=sheet.plan.unchanged_count,
        problems=[Said(zh=one.sentence.zh, en=one.sentence.en) for one in sheet.problems],
    )


@router.post("/share", response={200: Made, **PROBLEMS})
def share(request: HttpRequest, given: ShareIn) -> Made:
    """Consent that the office reads these rows; the number is how many were newly shared."""
    change = change_by(request, Deed.PROPOSE, given.reason)
    made = share_vouchers(
        vouchers=_chosen(request, given.voucher_ids), purpose=given.reason, change=change
    )
    return Made(id=len(made))


@router.post("/withdraw", response={200: Made, **PROBLEMS})
def withdraw(request: HttpRequest, given: ShareIn) -> Made:
    """The office reads these rows no longer; the number is how many shares ended."""
    change = change_by(request, Deed.PROPOSE, given.reason)
    return Made(id=withdraw_shares(vouchers=_chosen(request, given.voucher_ids), change=change))


@router.put("/{pk}", response={200: Made, **PROBLEMS})
def correct(request: HttpRequest, pk: Number, given: VoucherIn) -> Made:
    change = change_by(request, Deed.PROPOSE, given.reason)
    voucher = own_voucher(owner_in(request), pk, on=timezone.localdate())
    keep_with_file(
        enterprise=voucher.enterprise,
        voucher=voucher,
        values=_values(request, given),
        change=change,
    )
    return Made(id=voucher.pk)


@router.post("/{pk}/strike", response={200: Made, **PROBLEMS})
def strike(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    """Struck out of the sums, or a struck one taken back."""
    change = change_by(request, Deed.PROPOSE, said.reason)
    voucher = own_voucher(owner_in(request), pk, on=timezone.localdate())
    move = restore_voucher if voucher.is_struck else strike_voucher
    return Made(id=move(voucher=voucher, change=change).pk)


@router.get("/{pk}/file", response={200: None, **PROBLEMS})
def show_file(request: HttpRequest, pk: Number) -> HttpResponse:
    kept = readable_voucher(owner_in(request), pk, on=timezone.localdate()).file
    if kept is None:
        raise NoSuchVoucher(pk=pk)
    return HttpResponse(content_of(kept), content_type=kept.media_type)


def _values(request: HttpRequest, given: VoucherIn) -> Any:
    said = given.model_dump(exclude={"reason", "project_id"})
    key = given.project_id
    project = project_for(viewer_in(request), key) if key else None
    return {**said, "kind": given.kind.value, "project": project}


def _chosen(request: HttpRequest, keys: list[int]) -> list[Any]:
    return list(own_vouchers(owner_in(request), on=timezone.localdate()).filter(pk__in=keys))
