"""Addresses of the half-month cycle."""

from __future__ import annotations

from django.urls import path

from jigai.web.rounds.advance import round_add_due, round_close, round_publish, round_remind
from jigai.web.rounds.correct import (
    reopening_approve,
    reopening_ask,
    reopening_end,
    round_restate,
)
from jigai.web.rounds.coverage import round_coverage, round_excuse
from jigai.web.rounds.evidence import evidence_give, evidence_remove, evidence_show
from jigai.web.rounds.list import round_list
from jigai.web.rounds.mine import mine
from jigai.web.rounds.open import round_open
from jigai.web.rounds.report import report, report_draft
from jigai.web.rounds.review import review, review_decide, review_preview, review_undo
from jigai.web.rounds.show import round_row_show, round_show

app_name = "rounds"
urlpatterns = [
    path("", round_list, name="list"),
    path("open/", round_open, name="open"),
    path("mine/", mine, name="mine"),
    path("no/<int:pk>/", round_row_show, name="row"),
    path("reopenings/<int:pk>/approve/", reopening_approve, name="approve_reopening"),
    path("evidence/<int:pk>/", evidence_show, name="evidence"),
    path("evidence/<int:pk>/remove/", evidence_remove, name="evidence_remove"),
    path("<str:period>/", round_show, name="show"),
    path("<str:period>/coverage/", round_coverage, name="coverage"),
    path("<str:period>/excuse/", round_excuse, name="excuse"),
    path("<str:period>/remind/", round_remind, name="remind"),
    path("<str:period>/add-due/", round_add_due, name="add_due"),
    path("<str:period>/close/", round_close, name="close"),
    path("<str:period>/publish/", round_publish, name="publish"),
    path("<str:period>/reopen/", reopening_ask, name="ask_reopening"),
    path("<str:period>/restate/", round_restate, name="restate"),
    path("<str:period>/end-reopening/", reopening_end, name="end_reopening"),
    path("<str:period>/review/", review, name="review"),
    path("<str:period>/review/preview/", review_preview, name="review_preview"),
    path("<str:period>/review/decide/", review_decide, name="review_decide"),
    path("<str:period>/review/undo/", review_undo, name="review_undo"),
    path("<str:period>/reports/<int:project_id>/", report, name="report"),
    path("<str:period>/reports/<int:project_id>/evidence/", evidence_give, name="evidence_give"),
    path("<str:period>/reports/<int:project_id>/draft/", report_draft, name="draft"),
]
