"""Supply chains: maps, what hangs on a firm, ties, places of firms in links."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.supply.actions.place_firm import place_firm
from jigai.apps.supply.actions.record_ties import record_tie
from jigai.apps.supply.actions.remove_firm import remove_firm
from jigai.apps.supply.actions.withdraw_tie import withdraw_tie
from jigai.apps.supply.entries import PartyRef, TieEntry
from jigai.apps.supply.queries.access import place_for, tie_for
from jigai.apps.supply.queries.chain_map import (
    FORMULA,
    ChainMap,
    LinkRow,
    chain_map,
    chain_maps,
)
from jigai.apps.supply.queries.hanging import MEANING, hanging_on
from jigai.apps.supply.queries.ties import PartyName, TieRow, tie_rows
from jigai.domain.supply_chain.standing import LinkState
from jigai.flows.export_chain import export_map, export_ties
from jigai.flows.print_chain import print_chain

router = Router()
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Year = Annotated[int, Field(ge=2000, le=2999)]
Name = Annotated[str, Field(max_length=120)]
Word = Annotated[str, Field(max_length=80)]
Paper = Annotated[str, Field(max_length=200)]
Bp = Annotated[int, Field(ge=0, le=10_000)]


class ChainLine(Schema):
    """A chain with its counts; ``is_proposal``: the list of links is this product's own."""

    code: str
    title: Said
    source: Said
    is_proposal: bool
    year: int
    link_count: int
    firm_count: int
    tie_count: int
    states: dict[str, int]


class FirmOut(Schema):
    """``enterprise_id`` is null where the name is masked; ``place_id`` where a tie placed it."""

    name: Said
    enterprise_id: int | None
    place_id: int | None
    source: str


class LinkOut(Schema):
    """``hhi_low`` and ``hhi_high``: exact fractions; ``is_bound``: the high end is a safe bound."""

    code: str
    title: Said
    stage: str
    feeds: list[str]
    state: str
    states: list[str]
    firms: list[FirmOut]
    supplier_outside_count: int
    buyer_count: int
    single_sourced_count: int
    importer_count: int
    hhi: Said
    hhi_low: str | None
    hhi_high: str | None
    is_bound: bool


class ChainOut(ChainLine):
    formula: Said
    masked_count: int
    links: list[LinkOut]


class PartyOut(Schema):
    name: Said
    enterprise_id: int | None
    region: str
    is_inside: bool
    is_masked: bool


class TieOut(Schema):
    """``share_bp``: of the buyer's purchases of the link, in 1/10,000; null: unknown."""

    id: int
    supplier: PartyOut
    buyer: PartyOut
    chain: str
    link: str
    product: str
    year: int
    share_bp: int | None
    is_single_source: bool
    distance_km: int | None
    imports: str
    source: str
    supplier_consents: bool
    buyer_consents: bool
    consent_paper: str
    is_sensitive: bool


class HangingOut(Schema):
    """``low`` and ``high``: exact fractions of the worst-hit input."""

    tier: int
    name: Said
    enterprise_id: int | None
    is_inside: bool
    low: str
    high: str
    lost: Said
    link_title: Said


class FirmCardOut(Schema):
    enterprise_id: int
    name: str
    year: int
    meaning: Said
    rows: list[HangingOut]
    supplies: list[TieOut]
    buys: list[TieOut]


class PartyIn(Schema):
    """An enterprise of the register, or the name and region of an outside party."""

    enterprise_id: Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)] | None = None
    name: Name = ""
    region: Word = ""


class TieIn(Reasoned):
    supplier: PartyIn
    buyer: PartyIn
    chain: Annotated[str, Field(max_length=40)]
    link: Annotated[str, Field(max_length=60)]
    product: Annotated[str, Field(min_length=1, max_length=80)]
    year: Year
    source: Paper
    share_bp: Bp | None = None
    is_single_source: bool = False
    distance_km: Annotated[int, Field(ge=0, le=20_000)] | None = None
    imports: Literal["unknown", "none", "partly", "wholly"] = "unknown"
    supplier_consents: bool = False
    buyer_consents: bool = False
    consent_paper: Paper = ""
    is_sensitive: bool = False


class PlaceIn(Reasoned):
    enterprise_id: Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]
    chain: Annotated[str, Field(max_length=40)]
    link: Annotated[str, Field(max_length=60)]
    source: Paper


@router.get("", response={200: list[ChainLine], **PROBLEMS})
def list_chains(request: HttpRequest, year: Year | None = None) -> object:
    """The chains in force with what is missing, thin and single-sourced in each."""
    viewer = _reader(request)
    return [_line(one) for one in chain_maps(viewer, on=timezone.localdate(), year=year)]


@router.get("/ties", response={200: list[TieOut], **PROBLEMS})
def list_ties(request: HttpRequest, year: Year | None = None, chain: str = "") -> object:
    """The ties that the caller may see, of all years without ``year``; names masked by role."""
    viewer = _reader(request)
    return [_tie(one) for one in tie_rows(viewer, on=timezone.localdate(), year=year, chain=chain)]


@router.get("/ties/sheet", response={200: bytes, **PROBLEMS})
def download_ties(request: HttpRequest, year: Year | None = None, chain: str = "") -> HttpResponse:
    """The ties as a workbook to edit; POST /ledgers takes it."""
    viewer = _reader(request)
    content = export_ties(viewer, on=timezone.localdate(), year=year, chain=chain)
    return HttpResponse(content, content_type=WORKBOOK)


@router.post("/ties", response={201: Made, **PROBLEMS})
def add_tie(request: HttpRequest, given: TieIn) -> Status[Made]:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    return Status(201, Made(id=record_tie(entry=_entry(request, given), change=change).pk))


@router.put("/ties/{pk}", response={200: Made, **PROBLEMS})
def put_tie(request: HttpRequest, pk: Number, given: TieIn) -> Made:
    """Put another tie in the place of one."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    tie = tie_for(viewer_in(request), pk)
    return Made(id=record_tie(entry=_entry(request, given), change=change, tie=tie).pk)


@router.post("/ties/{pk}/withdraw", response={200: Made, **PROBLEMS})
def take_tie_out(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    withdraw_tie(tie=tie_for(viewer_in(request), pk), change=change)
    return Made(id=pk)


@router.post("/places", response={201: Made, **PROBLEMS})
def put_place(request: HttpRequest, given: PlaceIn) -> Status[Made]:
    """Place an enterprise in a link."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    place = place_firm(
        enterprise=enterprise_for(viewer_in(request), given.enterprise_id),
        chain=given.chain,
        link=given.link,
        source=given.source,
        change=change,
    )
    return Status(201, Made(id=place.pk))


@router.post("/places/{pk}/remove", response={200: Made, **PROBLEMS})
def take_place(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    remove_firm(place=place_for(viewer_in(request), pk), change=change)
    return Made(id=pk)


@router.get("/enterprises/{pk}", response={200: FirmCardOut, **PROBLEMS})
def show_firm(request: HttpRequest, pk: Number, year: Year | None = None) -> object:
    """What hangs on an enterprise downstream, and its own ties."""
    viewer = _reader(request)
    card = hanging_on(viewer, enterprise_for(viewer, pk), on=timezone.localdate(), year=year)
    rows = [
        {
            "tier": row.tier,
            "name": row.name,
            "enterprise_id": row.enterprise_id,
            "is_inside": row.is_inside,
            "low": str(row.low),
            "high": str(row.high),
            "lost": row.lost,
            "link_title": row.link_title,
        }
        for row in card.rows
    ]
    return {
        "enterprise_id": card.enterprise_id,
        "name": card.name,
        "year": card.year,
        "meaning": MEANING,
        "rows": rows,
        "supplies": [_tie(one) for one in card.supplies],
        "buys": [_tie(one) for one in card.buys],
    }


@router.get("/{chain}", response={200: ChainOut, **PROBLEMS})
def show_chain(request: HttpRequest, chain: str, year: Year | None = None) -> object:
    """Every link with its firms, its state and its concentration."""
    found = chain_map(_reader(request), chain, on=timezone.localdate(), year=year)
    links = [_link(link) for link in found.links]
    return {
        **_line(found),
        "formula": FORMULA,
        "masked_count": found.masked_count,
        "links": links,
    }


@router.get("/{chain}/paper", response={200: bytes, **PROBLEMS})
def show_chain_paper(
    request: HttpRequest, chain: str, year: Year | None = None, language: Literal["zh", "en"] = "zh"
) -> HttpResponse:
    """The map as PDF of one page."""
    on: date = timezone.localdate()
    found = chain_map(_reader(request), chain, on=on, year=year)
    content = print_chain(found, on=on, language=language)
    return HttpResponse(content, content_type="application/pdf")


@router.get("/{chain}/sheet", response={200: bytes, **PROBLEMS})
def show_chain_sheet(request: HttpRequest, chain: str, year: Year | None = None) -> HttpResponse:
    """The table of the map as a workbook."""
    found = chain_map(_reader(request), chain, on=timezone.localdate(), year=year)
    return HttpResponse(export_map(found), content_type=WORKBOOK)


def _reader(request: HttpRequest) -> Viewer:
    viewer = viewer_in(request)
    require(viewer, Deed.READ_CHECKS)
    return viewer


def _line(found: ChainMap) -> dict[str, Any]:
    return {
        "code": found.chain.code,
        "title": found.chain.title,
        "source": found.chain.source,
        "is_proposal": found.chain.is_proposal,
        "year": found.year,
        "link_count": len(found.links),
        "firm_count": found.firm_count,
        "tie_count": found.tie_count,
        "states": {state.value: found.counted(state) for state in LinkState},
    }


def _link(link: LinkRow) -> dict[str, Any]:
    index = link.concentration
    return {
        "code": link.code,
        "title": link.title,
        "stage": link.stage,
        "feeds": link.feeds,
        "state": link.state,
        "states": link.states,
        "firms": link.firms,
        "supplier_outside_count": link.supplier_outside_count,
        "buyer_count": link.buyer_count,
        "single_sourced_count": link.single_sourced_count,
        "importer_count": link.importer_count,
        "hhi": link.hhi,
        "hhi_low": str(index.low) if index else None,
        "hhi_high": str(index.high) if index else None,
        "is_bound": bool(index and index.is_bound),
    }


def _tie(tie: TieRow) -> dict[str, Any]:
    same = {name: getattr(tie, name) for name in TieOut.model_fields if hasattr(tie, name)}
    return {**same, "supplier": _party(tie.supplier), "buyer": _party(tie.buyer)}


def _party(party: PartyName) -> dict[str, Any]:
    return {name: getattr(party, name) for name in PartyOut.model_fields}


def _entry(request: HttpRequest, given: TieIn) -> TieEntry:
    values = given.model_dump(exclude={"reason", "supplier", "buyer"})
    return TieEntry(
        supplier=_ref(request, given.supplier), buyer=_ref(request, given.buyer), **values
    )


def _ref(request: HttpRequest, given: PartyIn) -> PartyRef:
    """An enterprise must be one that the caller sees."""
    if given.enterprise_id is not None:
        return PartyRef(enterprise_for(viewer_in(request), given.enterprise_id).pk)
    return PartyRef(None, given.name.strip(), given.region.strip())
