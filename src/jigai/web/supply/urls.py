"""Addresses of chains, ties and portfolios."""

from __future__ import annotations

from django.urls import path

from jigai.web.supply.chain import chain_show, map_paper, map_sheet
from jigai.web.supply.decide import decide
from jigai.web.supply.draw import draw
from jigai.web.supply.firm import firm_show
from jigai.web.supply.link import link_show
from jigai.web.supply.list import chain_list
from jigai.web.supply.place import place, unplace
from jigai.web.supply.portfolio import portfolio_list, portfolio_sheet, portfolio_show
from jigai.web.supply.tie_form import tie_edit, tie_new, tie_withdraw
from jigai.web.supply.ties import tie_list, tie_sheet

app_name = "supply"
urlpatterns = [
    path("", chain_list, name="list"),
    path("ties/", tie_list, name="ties"),
    path("ties/sheet.xlsx", tie_sheet, name="tie_sheet"),
    path("ties/new/", tie_new, name="tie_new"),
    path("ties/<int:pk>/", tie_edit, name="tie_edit"),
    path("ties/<int:pk>/withdraw/", tie_withdraw, name="tie_withdraw"),
    path("places/<int:pk>/remove/", unplace, name="unplace"),
    path("firms/<int:pk>/", firm_show, name="firm"),
    path("portfolio/", portfolio_list, name="portfolios"),
    path("portfolio/new/", draw, name="draw"),
    path("portfolio/<int:pk>/", portfolio_show, name="portfolio"),
    path("portfolio/<int:pk>/decide/", decide, name="decide"),
    path("portfolio/<int:pk>/sheet.xlsx", portfolio_sheet, name="portfolio_sheet"),
    path("<slug:chain>/", chain_show, name="chain"),
    path("<slug:chain>/map.pdf", map_paper, name="map_paper"),
    path("<slug:chain>/map.xlsx", map_sheet, name="map_sheet"),
    path("<slug:chain>/links/<slug:link>/", link_show, name="link"),
    path("<slug:chain>/links/<slug:link>/place/", place, name="place"),
]
