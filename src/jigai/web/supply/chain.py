"""One chain: the drawing, the same facts as a table, the paper and the workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, reads_all_changes, require
from jigai.apps.supply.queries.chain_map import FORMULA, ChainMap, chain_map
from jigai.flows.draw_chain import map_pictures
from jigai.flows.export_chain import export_map
from jigai.flows.print_chain import print_chain
from jigai.web.language import page_language, said_on_page
from jigai.web.requests import PageRequest
from jigai.web.supply.asked import PDF, WORKBOOK, file_answer, year_asked


@require_safe
def chain_show(request: PageRequest, chain: str) -> HttpResponse:
    found = _found(request, chain)

    def address(link: str) -> str:
        return f"{reverse('supply:link', args=[chain, link])}?year={found.year}"

    wide, tall = map_pictures(found, language=page_language(), address=address)
    shown = {
        "found": found,
        "year": found.year,
        "years": found.years,
        "wide": mark_safe(wide),  # noqa: S308 - every text in it is escaped by svg_of
        "tall": mark_safe(tall),  # noqa: S308 - as above
        "formula": FORMULA,
        "today": localdate(),
        "may_keep": may(request.viewer, Deed.KEEP_REGISTERS),
        "reads_portfolios": reads_all_changes(request.viewer),
        "here_tab": "chains",
    }
    return render(request, "supply/chain.html", shown)


@require_safe
def map_paper(request: PageRequest, chain: str) -> HttpResponse:
    """The map as PDF of one page."""
    found = _found(request, chain)
    content = print_chain(found, on=localdate(), language=page_language())
    return file_answer(content, kind=PDF, name=_name(found, "pdf"), is_inline=True)


@require_safe
def map_sheet(request: PageRequest, chain: str) -> HttpResponse:
    """The table of the map as a workbook."""
    found = _found(request, chain)
    content = export_map(found, language=page_language())
    return file_answer(content, kind=WORKBOOK, name=_name(found, "xlsx"))


def _found(request: PageRequest, chain: str) -> ChainMap:
    require(request.viewer, Deed.READ_CHECKS)
    return chain_map(request.viewer, chain, on=localdate(), year=year_asked(request))


def _name(found: ChainMap, form: str) -> str:
    return f"{said_on_page(found.chain.title)}-{found.year}.{form}"
