"""The ties that a person may see: filtered, a page at a time, and as a sheet to fill in."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, reads_all_changes, require
from jigai.apps.supply.queries.ties import TieRow, newest_year, tie_rows, years_of
from jigai.domain.supply_chain.read_chains import chains_in_force
from jigai.flows.export_chain import export_ties
from jigai.web.requests import PageRequest
from jigai.web.supply.asked import WORKBOOK, file_answer, year_asked

PAGE = 100


@require_safe
def tie_list(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.READ_CHECKS)
    on, chain = localdate(), request.GET.get("chain", "")
    year = year_asked(request) or newest_year(request.viewer, on=on)
    words, only = request.GET.get("q", "").strip(), request.GET.get("only", "")
    found = tie_rows(request.viewer, on=on, year=year, chain=chain)
    chosen = [tie for tie in found if _fits(tie, words, only)]
    page = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    asked = {"chain": chain, "year": year, "q": words, "only": only}
    shown = {
        "ties": page.object_list,
        "page": page,
        "count": len(chosen),
        "all_count": len(found),
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "chains": chains_in_force(on=on),
        "years": years_of(request.viewer),
        "may_keep": may(request.viewer, Deed.KEEP_REGISTERS),
        "may_import": may(request.viewer, Deed.IMPORT),
        "reads_portfolios": reads_all_changes(request.viewer),
        "here_tab": "ties",
    }
    return render(request, "supply/ties.html", shown)


@require_safe
def tie_sheet(request: PageRequest) -> HttpResponse:
    """Every tie with its names, to edit and import again."""
    content = export_ties(
        request.viewer,
        on=localdate(),
        year=year_asked(request),
        chain=request.GET.get("chain", ""),
    )
    return file_answer(content, kind=WORKBOOK, name=f"supply-ties-{localdate()}.xlsx")


def _fits(tie: TieRow, words: str, only: str) -> bool:
    """Whether a tie meets the link's conditions; only names that are shown are searched."""
    named = (tie.product, tie.supplier.name.zh, tie.buyer.name.zh, tie.link_title.zh)
    kinds = {
        "single": tie.is_single_source,
        "unknown": tie.known_bp is None,
        "imported": tie.imports in {"partly", "wholly"},
        "unconsented": not tie.has_consent,
    }
    return (not words or any(words in name for name in named)) and kinds.get(only, True)
