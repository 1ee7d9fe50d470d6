"""Portfolios: the list, one proposal with every reason, and its workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.supply.queries.portfolios import (
    PortfolioCard,
    portfolio_card,
    portfolio_for,
    portfolio_rows,
)
from jigai.domain.portfolio.rules import PointsFormula
from jigai.domain.sentence import Sentence
from jigai.domain.stages import STAGE_LABELS, Stage
from jigai.flows.export_chain import export_portfolio
from jigai.web.language import page_language, said_on_page
from jigai.web.requests import PageRequest
from jigai.web.supply.asked import WORKBOOK, file_answer


@require_safe
def portfolio_list(request: PageRequest) -> HttpResponse:
    shown = {
        "rows": portfolio_rows(request.viewer),
        "may_allot": may(request.viewer, Deed.ALLOT),
        "reads_portfolios": True,
        "here_tab": "portfolios",
    }
    return render(request, "supply/portfolios.html", shown)


@require_safe
def portfolio_show(request: PageRequest, pk: int) -> HttpResponse:
    card = portfolio_card(portfolio_for(request.viewer, pk))
    shown = {
        "card": card,
        "lines": sorted(card.lines, key=lambda one: (not one.is_in, -(one.points or -1), one.id)),
        "stages": [STAGE_LABELS[Stage(one)] for one in sorted(card.rules.stages)],
        "points": _points(card),
        "least": _least(card),
        "must": _named(card, card.rules.must),
        "never": _named(card, card.rules.never),
        "may_allot": may(request.viewer, Deed.ALLOT),
    }
    return render(request, "supply/portfolio.html", shown)


@require_safe
def portfolio_sheet(request: PageRequest, pk: int) -> HttpResponse:
    card = portfolio_card(portfolio_for(request.viewer, pk))
    content = export_portfolio(card, language=page_language())
    return file_answer(content, kind=WORKBOOK, name=f"{card.title}.xlsx")


def _points(card: PortfolioCard) -> list[tuple[str, int]]:
    """The parts of a table of points with the names that people read."""
    own: PointsFormula = card.rules.points
    directions = {code: said_on_page(word) for code, word in card.directions.items()}
    found = [(directions.get(code, code), n) for code, n in own.by_direction.items()]
    found += list(own.by_aim.items())
    found += [(said_on_page(STAGE_LABELS[Stage(code)]), n) for code, n in own.by_stage.items()]
    return [(name, number) for name, number in found if number]


def _least(card: PortfolioCard) -> list[tuple[str, int]]:
    areas: dict[str, Sentence] = {**card.areas, **card.directions}
    tables = (card.rules.least_by_direction, card.rules.least_by_area)
    return [
        (said_on_page(areas[code]) if code in areas else code, least)
        for table in tables
        for code, least in table.items()
    ]


def _named(card: PortfolioCard, numbers: frozenset[int]) -> list[str]:
    return [line.name for line in card.lines if line.id in numbers]
