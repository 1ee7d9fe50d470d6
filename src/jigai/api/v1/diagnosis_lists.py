"""Equipment and process lists, rates and figures of an enterprise."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned
from jigai.api.v1 import diagnosis_shapes as shapes
from jigai.apps.accounts.permissions import Deed
from jigai.apps.diagnosis.actions.record_figure import record_figure
from jigai.apps.diagnosis.actions.save_list_line import save_machine, save_process
from jigai.apps.diagnosis.queries.access import machine_for, process_for
from jigai.apps.diagnosis.queries.figures import figure_rows, rate_rows
from jigai.apps.diagnosis.queries.gaps import gaps
from jigai.apps.diagnosis.queries.lists import machine_rows, process_rows
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.export_lists import export_list

router = Router()
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/enterprises/{pk}/rates", response={200: list[shapes.RateOut], **PROBLEMS})
def show_rates(request: HttpRequest, pk: Number, on: date | None = None) -> list[shapes.RateOut]:
    """The rates of the lists on a day, each with numerator and denominator."""
    found = enterprise_for(viewer_in(request), pk)
    rows = rate_rows(enterprise_id=found.pk, on=on or timezone.localdate())
    return [
        shapes.RateOut.from_orm(
            {
                **{name: getattr(row, name) for name in shapes.RateOut.model_fields},
                "low": shapes.fraction(row.low),
                "high": shapes.fraction(row.high),
            }
        )
        for row in rows
    ]


@router.get("/enterprises/{pk}/gaps", response={200: list[shapes.DiagnosisGapOut], **PROBLEMS})
def list_gaps(request: HttpRequest, pk: Number) -> object:
    viewer = viewer_in(request)
    return gaps(viewer, enterprise_id=enterprise_for(viewer, pk).pk)


@router.get("/enterprises/{pk}/figures", response={200: list[shapes.FigureOut], **PROBLEMS})
def list_figures(request: HttpRequest, pk: Number) -> object:
    """Figures of periods, reported and verified beside each other."""
    return list(figure_rows(enterprise_id=enterprise_for(viewer_in(request), pk).pk))


@router.post("/enterprises/{pk}/figures", response={201: Made, **PROBLEMS})
def put_figure(request: HttpRequest, pk: Number, given: shapes.FigureIn) -> Status[Made]:
    """Keep a figure; the same measure, period and basis again replaces what was kept."""
    basis = Basis(given.basis)
    change = change_by(
        request, Deed.REVIEW if basis is Basis.VERIFIED else Deed.REPORT, given.reason
    )
    period = (given.first_on, given.last_on) if given.first_on and given.last_on else None
    row = record_figure(
        enterprise=enterprise_for(viewer_in(request), pk),
        measure=given.measure,
        basis=basis,
        period=period,
        parts=given.parts,
        value=given.value,
        source=given.source,
        note=given.note,
        change=change,
    )
    return Status(201, Made(id=row.pk))


@router.get("/enterprises/{pk}/machines", response={200: list[shapes.MachineOut], **PROBLEMS})
def list_machines(request: HttpRequest, pk: Number, on: date | None = None) -> object:
    found = enterprise_for(viewer_in(request), pk)
    return machine_rows(enterprise_id=found.pk, on=on or timezone.localdate())


@router.post("/enterprises/{pk}/machines", response={201: Made, **PROBLEMS})
def add_machine(request: HttpRequest, pk: Number, given: shapes.MachineIn) -> Status[Made]:
    change = change_by(request, Deed.REPORT, given.reason)
    found = enterprise_for(viewer_in(request), pk)
    line = save_machine(enterprise=found, line=None, values=_values(given), change=change)
    return Status(201, Made(id=line.pk))


@router.put("/machines/{pk}", response={200: Made, **PROBLEMS})
def put_machine(request: HttpRequest, pk: Number, given: shapes.MachineIn) -> Made:
    """The line as a whole; ``in_use_to`` ends it."""
    change = change_by(request, Deed.REPORT, given.reason)
    line = machine_for(viewer_in(request), pk)
    save_machine(enterprise=line.enterprise, line=line, values=_values(given), change=change)
    return Made(id=line.pk)


@router.get("/enterprises/{pk}/processes", response={200: list[shapes.ProcessOut], **PROBLEMS})
def list_processes(request: HttpRequest, pk: Number, on: date | None = None) -> object:
    found = enterprise_for(viewer_in(request), pk)
    return process_rows(enterprise_id=found.pk, on=on or timezone.localdate())


@router.post("/enterprises/{pk}/processes", response={201: Made, **PROBLEMS})
def add_process(request: HttpRequest, pk: Number, given: shapes.ProcessIn) -> Status[Made]:
    change = change_by(request, Deed.REPORT, given.reason)
    found = enterprise_for(viewer_in(request), pk)
    line = save_process(enterprise=found, line=None, values=_values(given), change=change)
    return Status(201, Made(id=line.pk))


@router.put("/processes/{pk}", response={200: Made, **PROBLEMS})
def put_process(request: HttpRequest, pk: Number, given: shapes.ProcessIn) -> Made:
    """The line as a whole; ``in_use_to`` ends it."""
    change = change_by(request, Deed.REPORT, given.reason)
    line = process_for(viewer_in(request), pk)
    save_process(enterprise=line.enterprise, line=line, values=_values(given), change=change)
    return Made(id=line.pk)


@router.get("/enterprises/{pk}/sheet/{which}", response={200: bytes, **PROBLEMS})
def download_sheet(
    request: HttpRequest, pk: Number, which: Literal["machinery", "processes"]
) -> HttpResponse:
    """One list as a workbook to fill in; POST /ledgers takes it."""
    found = enterprise_for(viewer_in(request), pk)
    made = export_list(found, which=which, on=timezone.localdate())
    answer = HttpResponse(made.content, content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="{which}-{pk}.xlsx"'
    return answer


def _values(given: Reasoned) -> dict[str, Any]:
    """Every field of the line but the reason."""
    return {name: value for name, value in given.dict().items() if name != "reason"}
