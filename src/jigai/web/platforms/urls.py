"""Addresses of the platforms."""

from __future__ import annotations

from django.urls import path

from jigai.web.platforms.bookings import answer, booking, booking_list, cancel, use
from jigai.web.platforms.coverage import coverage_page, levels_page
from jigai.web.platforms.facts import facts
from jigai.web.platforms.instruments import instrument, instrument_list, offer, offer_change
from jigai.web.platforms.list import platform_list, platform_list_on
from jigai.web.platforms.register import correct, register, review, upgrade, withdraw
from jigai.web.platforms.scores import compute, object_, rule, score, scores, settle
from jigai.web.platforms.services import service, service_confirm, service_list, service_new
from jigai.web.platforms.show import paper, platform_show

app_name = "platforms"
urlpatterns = [
    path("", platform_list, name="list"),
    path("on/<str:day>/", platform_list_on, name="on"),
    path("register/", register, name="register"),
    path("coverage/", coverage_page, name="coverage"),
    path("levels/", levels_page, name="levels"),
    path("<int:pk>/", platform_show, name="show"),
    path("<int:pk>/paper/", paper, name="paper"),
    path("<int:pk>/correct/", correct, name="correct"),
    path("<int:pk>/upgrade/", upgrade, name="upgrade"),
    path("<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("<int:pk>/review/", review, name="review"),
    path("<int:pk>/facts/", facts, name="facts"),
    path("<int:pk>/offer/", offer, name="offer"),
    path("<int:pk>/services/", service_new, name="service_new"),
    path("scores/", scores, name="scores"),
    path("scores/compute/", compute, name="compute"),
    path("scores/settle/", settle, name="settle"),
    path("scores/<int:pk>/", score, name="score"),
    path("scores/<int:pk>/object/", object_, name="object"),
    path("objections/<int:pk>/rule/", rule, name="rule"),
    path("instruments/", instrument_list, name="instruments"),
    path("instruments/<int:pk>/", instrument, name="instrument"),
    path("instruments/<int:pk>/change/", offer_change, name="offer_change"),
    path("bookings/", booking_list, name="bookings"),
    path("bookings/<int:pk>/", booking, name="booking"),
    path("bookings/<int:pk>/cancel/", cancel, name="cancel"),
    path("bookings/<int:pk>/use/", use, name="use"),
    path("bookings/<int:pk>/answer/", answer, name="answer"),
    path("services/", service_list, name="services"),
    path("services/<int:pk>/", service, name="service"),
    path("services/<int:pk>/confirm/", service_confirm, name="service_confirm"),
]
