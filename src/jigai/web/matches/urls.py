"""Addresses of matching."""

from __future__ import annotations

from django.urls import path

from jigai.web.matches.answers import answer, decline, start, take_back
from jigai.web.matches.back_test import backtest
from jigai.web.matches.contract import pay, register, sign
from jigai.web.matches.day import assign, day, day_calendar, day_paper, fill, propose
from jigai.web.matches.days import day_new, days
from jigai.web.matches.demands import demands
from jigai.web.matches.digest import digest
from jigai.web.matches.list import match_list
from jigai.web.matches.participants import join, leave, wishes
from jigai.web.matches.proposals import proposals_page
from jigai.web.matches.show import match_show
from jigai.web.matches.steps import advance, withdraw
from jigai.web.matches.terms import demand_terms, offer_terms
from jigai.web.matches.ties import tie_end, tie_new, ties
from jigai.web.matches.totals import totals

app_name = "matches"
urlpatterns = [
    path("", match_list, name="list"),
    path("<int:pk>/", match_show, name="show"),
    path("<int:pk>/advance/", advance, name="advance"),
    path("<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("<int:pk>/sign/", sign, name="sign"),
    path("<int:pk>/register/", register, name="register"),
    path("<int:pk>/pay/", pay, name="pay"),
    path("demands/", demands, name="demands"),
    path("demands/<int:demand>/", proposals_page, name="proposals"),
    path("demands/<int:demand>/decline/", decline, name="decline"),
    path("demands/<int:demand>/answer/", answer, name="answer"),
    path("demands/<int:demand>/start/", start, name="start"),
    path("demands/<int:demand>/terms/", demand_terms, name="demand_terms"),
    path("achievements/<int:achievement>/terms/", offer_terms, name="offer_terms"),
    path("refusals/<int:pk>/back/", take_back, name="take_back"),
    path("digest/", digest, name="digest"),
    path("totals/", totals, name="totals"),
    path("backtest/", backtest, name="backtest"),
    path("ties/", ties, name="ties"),
    path("ties/new/", tie_new, name="tie_new"),
    path("ties/<int:pk>/end/", tie_end, name="tie_end"),
    path("days/", days, name="days"),
    path("days/new/", day_new, name="day_new"),
    path("days/<int:pk>/", day, name="day"),
    path("days/<int:pk>/join/", join, name="join"),
    path("days/<int:pk>/fill/", fill, name="fill"),
    path("days/<int:pk>/propose/", propose, name="propose"),
    path("days/<int:pk>/assign/", assign, name="assign"),
    path("days/<int:pk>/paper.<str:form>", day_paper, name="day_paper"),
    path("days/<int:pk>/calendar.ics", day_calendar, name="day_calendar"),
    path("days/<int:pk>/participants/<int:participant>/wishes/", wishes, name="wishes"),
    path("days/<int:pk>/participants/<int:participant>/leave/", leave, name="leave"),
]
