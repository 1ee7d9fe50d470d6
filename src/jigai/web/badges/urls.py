"""Addresses of the badges."""

from __future__ import annotations

from django.urls import path

from jigai.web.badges.areas import areas
from jigai.web.badges.board import board, round_board
from jigai.web.badges.frozen import frozen
from jigai.web.badges.matters import matters
from jigai.web.badges.peers import peers
from jigai.web.badges.settle import (
    exemption_ask,
    exemption_grant,
    finding_confirm,
    finding_record,
    follow_up_finish,
    follow_up_plan,
    objection_lodge,
    objection_rule,
)
from jigai.web.badges.show import badge_file, badge_row_show, badge_show

app_name = "badges"
urlpatterns = [
    path("", board, name="board"),
    path("no/<int:pk>/", badge_row_show, name="row"),
    path("matters/", matters, name="matters"),
    path("objections/<int:pk>/rule/", objection_rule, name="rule"),
    path("exemptions/<int:pk>/grant/", exemption_grant, name="grant_exemption"),
    path("findings/<int:pk>/confirm/", finding_confirm, name="confirm_finding"),
    path("follow-ups/<int:pk>/plan/", follow_up_plan, name="plan"),
    path("follow-ups/<int:pk>/finish/", follow_up_finish, name="finish"),
    path("projects/<int:project_id>/exemptions/", exemption_ask, name="ask_exemption"),
    path("<str:period>/", round_board, name="round"),
    path("<str:period>/frozen/", frozen, name="frozen"),
    path("<str:period>/areas/", areas, name="areas"),
    path("<str:period>/peers/", peers, name="peers"),
    path("<str:period>/<int:project_id>/", badge_show, name="show"),
    path("<str:period>/<int:project_id>/badge.json", badge_file, name="file"),
    path("<str:period>/<int:project_id>/object/", objection_lodge, name="object"),
    path("<str:period>/<int:project_id>/find/", finding_record, name="find"),
]
