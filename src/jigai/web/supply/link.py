"""One link: its firms, who supplies from outside, who buys, and who may belong here."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.supply.queries.chain_map import FORMULA, chain_map
from jigai.apps.supply.queries.hanging import lost_said, most_hanging
from jigai.apps.supply.queries.places import may_belong
from jigai.apps.supply.queries.ties import PartyName, TieRow, tie_rows
from jigai.domain.sentence import Sentence
from jigai.web.requests import PageRequest
from jigai.web.supply.asked import year_asked


@dataclass(frozen=True, slots=True)
class Outside:
    """A supplier outside the county and what hangs on it."""

    party: PartyName
    reached: int
    lost: Sentence


@require_safe
def link_show(request: PageRequest, chain: str, link: str) -> HttpResponse:
    require(request.viewer, Deed.READ_CHECKS)
    on = localdate()
    found = chain_map(request.viewer, chain, on=on, year=year_asked(request))
    found.chain.link(link)
    row = next(one for one in found.links if one.code == link)
    every = tie_rows(request.viewer, on=on, year=found.year)
    ties = [tie for tie in every if (tie.chain, tie.link) == (chain, link)]
    keeps = may(request.viewer, Deed.KEEP_REGISTERS)
    shown = {
        "found": found,
        "year": found.year,
        "row": row,
        "ties": ties,
        "outside": _outside(ties, every),
        "fed_by": [found.chain.link(code) for code in found.chain.feeders[link]],
        "feeds": [found.chain.link(code) for code in row.feeds],
        "formula": FORMULA,
        "may_keep": keeps,
        "may_belong": may_belong(request.viewer, found.chain, link) if keeps else [],
    }
    return render(request, "supply/link.html", shown)


def _outside(ties: list[TieRow], every: list[TieRow]) -> list[Outside]:
    parties = {tie.supplier.key: tie.supplier for tie in ties if not tie.supplier.is_inside}
    found = []
    for key, party in parties.items():
        reached, high = most_hanging(every, key)
        found.append(Outside(party, reached, lost_said(high, high)))
    return found
