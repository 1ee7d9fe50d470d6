"""Badges of a round: list, counts, explanation and colour history."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from jigai.api.authentication import viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Number
from jigai.apps.badges.queries.access import badge_for
from jigai.apps.badges.queries.board import badge_rows
from jigai.apps.badges.queries.counts import round_counts
from jigai.apps.badges.queries.lawful_explanation import explanation_for
from jigai.apps.badges.queries.strips import strips
from jigai.apps.reports.queries.area_table import Boundaries, area_table
from jigai.apps.rounds.queries.access import round_of

router = Router()


class BadgeOut(Schema):
    project_id: int
    project: str
    enterprise: str
    division: str
    agency: str
    direction: str
    period: str
    colour: str
    badge: Said
    word: Said
    state: str
    score_low: str
    score_high: str
    reason: Said
    missing: list[Said]
    peer_group: str
    made_good_on: date | None


class ColourOut(Schema):
    colour: str
    count: int
    change: int | None


class CountsOut(Schema):
    period: str
    before: str
    total: int
    colours: list[ColourOut]
    exempt_count: int


class AreaOut(Schema):
    """One township, or the county; investment is the total planned then, in fen."""

    division_id: int | None
    code: str
    name: str
    name_en: str
    counts: dict[str, int]
    project_count: int
    investment_fen: int
    is_ended: bool


class AreaTableOut(Schema):
    """Both readings have the same county total; ``drawn_on`` is the day of the boundaries."""

    period: str
    boundaries: str
    drawn_on: date | None
    lines: list[AreaOut]
    county: AreaOut


class LineOut(Schema):
    kind: str
    name: str
    met: bool | None
    text: Said


class LiftOut(Schema):
    fact: str
    outcome: str
    sentence: Said


class ExplanationOut(Schema):
    """``agrees``: the rule applied again to the kept facts gives this colour."""

    project_id: int
    project: str
    period: str
    colour: str
    badge: Said
    word: Said
    state: str
    rule_set: str
    rule_title: Said
    rule_hash: str
    rule_valid_from: date
    paragraph: Said
    lines: list[LineOut]
    lifts: list[LiftOut]
    agrees: bool
    needs_review: bool


class CellOut(Schema):
    period: str
    colour: str
    mark: str
    due_on: date
    made_good_on: date | None
    said: Said


@router.get("/{period}", response={200: list[BadgeOut], **PROBLEMS})
def list_badges(request: HttpRequest, period: str, colour: str = "") -> object:
    return badge_rows(viewer_in(request), round=round_of(period), colour=colour)


@router.get("/{period}/counts", response={200: CountsOut, **PROBLEMS})
def show_counts(request: HttpRequest, period: str) -> object:
    """How many of each colour, and the change since the round before."""
    return round_counts(viewer_in(request), round=round_of(period))


@router.get("/{period}/townships", response={200: AreaTableOut, **PROBLEMS})
def show_townships(request: HttpRequest, period: str, boundaries: Boundaries = "then") -> object:
    """A round by township, by the boundaries of ``then`` or of ``now``."""
    viewer, today = viewer_in(request), timezone.localdate()
    return area_table(viewer, round=round_of(period), boundaries=boundaries, today=today)


@router.get("/{period}/{project_id}", response={200: ExplanationOut, **PROBLEMS})
def explain_badge(request: HttpRequest, period: str, project_id: Number) -> object:
    """Which rule, which value from where, by how much, and what would lift it."""
    viewer = viewer_in(request)
    return explanation_for(viewer, badge_for(viewer, period=period, project_id=project_id))


@router.get("/projects/{project_id}/strip", response={200: list[CellOut], **PROBLEMS})
def show_strip(request: HttpRequest, project_id: Number) -> list[dict[str, object]]:
    """The colour history of a project; what was made good late shows both dates."""
    cells = strips(viewer_in(request), project_ids=[project_id]).get(project_id, ())
    return [
        {
            "period": str(cell.period),
            "colour": cell.colour.value,
            "mark": cell.mark.value,
            "due_on": cell.due_on,
            "made_good_on": cell.made_good_on,
            "said": cell.sentence,
        }
        for cell in cells
    ]
