"""What hangs on an enterprise: indicators, library places, certificates, representatives."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Fen, Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.registry.actions.add_certificate import add_certificate
from jigai.apps.registry.actions.admit_to_library import admit_to_library
from jigai.apps.registry.actions.appoint_representative import appoint_representative
from jigai.apps.registry.actions.record_indicators import IndicatorValues, record_indicators
from jigai.apps.registry.queries.access import enterprise_for

router = Router()


class Indicators(Reasoned):
    """Those left out stay as they are."""

    employees: int | None = None
    tech_staff: int | None = None
    sales_revenue_fen: Fen | None = None
    rd_expense_fen: Fen | None = None
    cost_expense_fen: Fen | None = None
    total_assets_fen: Fen | None = None
    class1_ip: int | None = None
    class2_ip: int | None = None
    source: Text = ""


class Membership(Reasoned):
    registration_number: Text
    valid_from: date
    valid_to: date | None = None


class CertificateIn(Reasoned):
    kind: Text
    number: Text = ""
    valid_from: date | None = None
    valid_to: date | None = None
    issued_by: Text = ""
    document: Text = ""


class RepresentativeIn(Reasoned):
    person_id: int
    valid_from: date


@router.put("/{pk}/indicators/{year}", response={200: Made, **PROBLEMS})
def put_indicators(request: HttpRequest, pk: Number, year: int, given: Indicators) -> Made:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    named = given.model_dump(exclude_unset=True, exclude={"reason", "source"})
    values: IndicatorValues = named  # type: ignore[assignment]
    row = record_indicators(
        enterprise=enterprise_for(viewer_in(request), pk),
        year=year,
        values=values,
        source=given.source,
        change=change,
    )
    return Made(id=row.pk)


@router.post("/{pk}/memberships", response={201: Made, **PROBLEMS})
def add_membership(request: HttpRequest, pk: Number, given: Membership) -> Status[Made]:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    enterprise = enterprise_for(viewer_in(request), pk)
    row = admit_to_library(
        enterprise=enterprise, **given.model_dump(exclude={"reason"}), change=change
    )
    return Status(201, Made(id=row.pk))


@router.post("/{pk}/certificates", response={201: Made, **PROBLEMS})
def create_certificate(request: HttpRequest, pk: Number, given: CertificateIn) -> Status[Made]:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    enterprise = enterprise_for(viewer_in(request), pk)
    row = add_certificate(
        enterprise=enterprise, **given.model_dump(exclude={"reason"}), change=change
    )
    return Status(201, Made(id=row.pk))


@router.post("/{pk}/representatives", response={201: Made, **PROBLEMS})
def add_representative(request: HttpRequest, pk: Number, given: RepresentativeIn) -> Status[Made]:
    change = change_by(request, Deed.ADMINISTER, given.reason)
    row = appoint_representative(
        enterprise=enterprise_for(viewer_in(request), pk),
        user_id=given.person_id,
        valid_from=given.valid_from,
        change=change,
    )
    return Status(201, Made(id=row.pk))
