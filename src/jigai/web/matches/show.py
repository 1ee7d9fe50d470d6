"""One match: where it stands, what can be done next, its contract with parties and payments."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.audit.queries.change_sets import story_of
from jigai.apps.matches.actions.advance_match import BY_PAPER
from jigai.apps.matches.queries.access import match_for
from jigai.apps.matches.queries.links import MatchLinks, match_links
from jigai.apps.matches.queries.names import names_for
from jigai.apps.matches.queries.pipeline import contract_row, match_rows_of, step_rows
from jigai.apps.matches.words import CONTRACT_KINDS, MOVES, PARTY_SIDES, STAGES, WITHDRAWABLE
from jigai.domain.match_reasons.refusal_codes import CODES
from jigai.web.changes.words import story_lines
from jigai.web.fragments import fragment
from jigai.web.matches.words import offer_url, worded
from jigai.web.requests import PageRequest

STORY_SHOWN = 8
PAGE_OF = {"signed": "matches:sign", "registered": "matches:register", "paid": "matches:pay"}


@require_safe
@vary_on_headers("HX-Request")
def match_show(request: PageRequest, pk: int) -> HttpResponse:
    viewer, match = request.viewer, match_for(request.viewer, pk)
    row = match_rows_of(viewer, match, on=localdate())
    contract = contract_row(match, names_for(viewer))
    links = match_links(viewer, match, on=localdate())
    moves = [(to, worded(STAGES, to), PAGE_OF.get(to, "")) for to in MOVES[match.stage]]
    shown = {
        "match": row,
        "links": links,
        "offer_url": offer_url(row.offer_key) if links.offer else "",
        "outcomes_url": _outcomes_url(links),
        "stage": worded(STAGES, row.stage),
        "code": worded({code.value: said for code, said in CODES.items()}, row.withdrawn_code),
        "steps": [(one, worded(STAGES, one.stage)) for one in step_rows(match)],
        "contract": contract,
        "kind": worded(CONTRACT_KINDS, contract.kind) if contract else "",
        "parties": [(one, worded(PARTY_SIDES, one.side)) for one in contract.parties]
        if contract
        else [],
        "plain_moves": [one for one in moves if one[0] not in BY_PAPER],
        "paper_moves": [one for one in moves if one[0] in BY_PAPER],
        "may_pay_more": match.stage in {"paid", "product"},
        "may_act": may(viewer, Deed.MATCH),
        "may_withdraw": match.stage in WITHDRAWABLE,
        "reads_list": may(viewer, Deed.KEEP_REGISTERS) or viewer.has_role("enterprise"),
        "story": story_lines(viewer, story_of(table="matches_match", key=pk, limit=STORY_SHOWN)),
    }
    return render(request, "matches/show.html" + fragment(request, "record"), shown)


def _outcomes_url(links: MatchLinks) -> str:
    """Where the demander's figures before and after stand."""
    if links.enterprise_id is None:
        return ""
    return reverse("outcomes:enterprise", args=[links.enterprise_id])
