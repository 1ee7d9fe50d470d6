"""A demand's ten matches with reasons both ways, and what leaving a field out would change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.matches.queries.access import demand_for
from jigai.apps.matches.queries.digest import RefusalRow, refusal_rows
from jigai.apps.matches.queries.names import names_for
from jigai.apps.matches.queries.pipeline import match_rows
from jigai.apps.matches.queries.proposals import SHOWN, Proposals, proposals
from jigai.apps.matches.words import STAGES
from jigai.domain.match_reasons.facts import ASPECTS, REMOVABLE, Aspect
from jigai.domain.match_reasons.match_list import RankedMatch
from jigai.domain.match_reasons.reasons import Fit, Reason
from jigai.domain.match_reasons.refusal_codes import CODES
from jigai.domain.sentence import Sentence
from jigai.web.language import said_on_page
from jigai.web.matches.words import offer_url, worded
from jigai.web.requests import PageRequest

REMOVABLE_KEYS = {aspect.value for aspect in REMOVABLE}


@dataclass(frozen=True, slots=True)
class Line:
    """One match in its place; ``up`` and ``down`` against the list with every field.

    ``begun``: number and stage of the match that runs already.
    """

    place: int
    key: str
    name: str
    url: str
    holder: str
    points: str
    parts: tuple[tuple[str, str], ...]
    fits: tuple[Sentence, ...]
    fits_not: tuple[Sentence, ...]
    unknown: tuple[Sentence, ...]
    moved: tuple[Sentence, ...]
    up: int
    down: int
    is_new: bool
    begun: tuple[int, str] | None = None


@require_safe
def proposals_page(request: PageRequest, demand: int) -> HttpResponse:
    viewer, today = request.viewer, localdate()
    found = demand_for(viewer, demand)
    names = names_for(viewer)
    without = [key for key in request.GET.getlist("without") if key in REMOVABLE_KEYS]
    whole = proposals(found, on=today)
    places = {one.offer.key: place for place, one in enumerate(whole.found.eligible, 1)}
    tried = (
        proposals(found, on=today, without=[Aspect(key) for key in without]) if without else None
    )
    running = [
        (one, worded(STAGES, one.stage))
        for one in match_rows(viewer, on=today, only=Q(demand_id=demand))
    ]
    begun = {one.offer_key: (one.id, stage) for one, stage in running if not one.withdrawn_code}
    may_know = may(viewer, Deed.KEEP_REGISTERS) or viewer.has_role("enterprise")
    shown = {
        "here_tab": "demands",
        "running": running,
        "may_run": may(viewer, Deed.RUN_MATCHING),
        "may_act": may(viewer, Deed.MATCH),
        "demand": found,
        "name": names.demand(found),
        "demander": names.demander(found),
        "whole": whole,
        "lines": [replace(one, begun=begun.get(one.key)) for one in _lines(whole, {})],
        "tried": _lines(tried, places) if tried else None,
        "left_out": [(one, [reason.said for reason in _hard(one)]) for one in whole.found.left_out],
        "removed": whole.found.removed,
        "may_know": may_know,
        "fields": [
            (aspect.value, said_on_page(ASPECTS[aspect]), aspect.value in without)
            for aspect in REMOVABLE
        ],
        "weights": [
            (said_on_page(ASPECTS[aspect]), f"{points:g}", said_on_page(whole.edition.whys[aspect]))
            for aspect, points in whole.edition.weights.items()
        ],
        "failing_since": localtime() - timedelta(seconds=whole.by.failing_s),
        "is_past_review": whole.edition.review_by < today,
        "refusals": _refusals(refusal_rows(viewer, demand_id=demand)),
        "codes": [(code.value, said_on_page(said)) for code, said in CODES.items()],
    }
    return render(request, "matches/proposals.html", shown)


def _lines(found: Proposals, places: dict[str, int]) -> list[Line]:
    return [
        _line(place, one, places.get(one.offer.key))
        for place, one in enumerate(found.found.eligible[:SHOWN], 1)
    ]


def _line(place: int, one: RankedMatch, before: int | None) -> Line:
    return Line(
        place,
        one.offer.key,
        one.offer.name,
        offer_url(one.offer.key),
        "、".join(sorted(one.offer.names)),
        f"{one.points:.1f}",
        tuple(
            (said_on_page(ASPECTS[aspect]), f"{points:.1f}") for aspect, points in one.parts.items()
        ),
        _said(one.said(Fit.FITS)),
        _said(one.said(Fit.FITS_NOT)),
        _said(one.said(Fit.UNKNOWN)),
        one.moved,
        max((before or place) - place, 0),
        max(place - (before or place), 0),
        before is None,
    )


def _said(reasons: list[Reason]) -> tuple[Sentence, ...]:
    return tuple(reason.said for reason in reasons)


def _hard(one: RankedMatch) -> list[Reason]:
    return [reason for reason in one.said(Fit.FITS_NOT) if reason.is_hard]


def _refusals(rows: list[RefusalRow]) -> list[tuple[RefusalRow, str]]:
    words = {code.value: said for code, said in CODES.items()}
    return [(one, worded(words, one.code)) for one in rows if one.taken_back_on is None]
