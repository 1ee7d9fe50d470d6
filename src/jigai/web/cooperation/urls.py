"""Addresses of cooperation."""

from __future__ import annotations

from django.urls import path

from jigai.web.cooperation import achievement, demand_acts, experts, institution_acts, names
from jigai.web.cooperation.achievements import achievement_list
from jigai.web.cooperation.demand import demand
from jigai.web.cooperation.institutions import agreement_list, institution, institution_list
from jigai.web.cooperation.list import demand_list

app_name = "cooperation"
urlpatterns = [
    path("", demand_list, name="list"),
    path("demands/new/", demand_acts.demand_new, name="demand_new"),
    path("demands/<int:pk>/", demand, name="demand"),
    path("demands/<int:pk>/edit/", demand_acts.demand_edit, name="demand_edit"),
    path("demands/<int:pk>/masked/", demand_acts.masked, name="masked"),
    path("demands/<int:pk>/review/", demand_acts.demand_review, name="demand_review"),
    path("demands/<int:pk>/keep/", demand_acts.demand_keep, name="demand_keep"),
    path("demands/<int:pk>/close/", demand_acts.demand_close, name="demand_close"),
    path("demands/<int:pk>/look/", names.look, name="look"),
    path("demands/<int:pk>/ask/", names.ask, name="ask"),
    path("demands/<int:pk>/offer/", names.offer, name="offer"),
    path("disclosures/<int:pk>/agree/", names.agree, name="agree"),
    path("disclosures/<int:pk>/end/", names.disclosure_end, name="disclosure_end"),
    path("achievements/", achievement_list, name="achievements"),
    path("achievements/new/", achievement.achievement_new, name="achievement_new"),
    path("achievements/<int:pk>/", achievement.achievement, name="achievement"),
    path("achievements/<int:pk>/edit/", achievement.achievement_edit, name="achievement_edit"),
    path("achievements/<int:pk>/evidence/", achievement.evidence, name="evidence"),
    path(
        "achievements/<int:pk>/review/", achievement.achievement_review, name="achievement_review"
    ),
    path("achievements/<int:pk>/keep/", achievement.achievement_keep, name="achievement_keep"),
    path("achievements/<int:pk>/close/", achievement.achievement_close, name="achievement_close"),
    path("experts/", experts.expert_list, name="experts"),
    path("experts/new/", experts.expert_new, name="expert_new"),
    path("experts/<int:pk>/", experts.expert, name="expert"),
    path("experts/<int:pk>/edit/", experts.expert_edit, name="expert_edit"),
    path("experts/<int:pk>/withdraw/", experts.expert_withdraw, name="expert_withdraw"),
    path("experts/<int:pk>/assign/", experts.assign, name="assign"),
    path("cases/<int:pk>/close/", experts.case_close, name="case_close"),
    path("institutions/", institution_list, name="institutions"),
    path("institutions/new/", institution_acts.institution_new, name="institution_new"),
    path("institutions/<int:pk>/", institution, name="institution"),
    path("institutions/<int:pk>/edit/", institution_acts.institution_edit, name="institution_edit"),
    path("institutions/<int:pk>/bodies/new/", institution_acts.body_new, name="body_new"),
    path("bodies/<int:pk>/edit/", institution_acts.body_edit, name="body_edit"),
    path("institutions/<int:pk>/training/", institution_acts.training, name="training"),
    path("institutions/<int:pk>/members/new/", institution_acts.member_new, name="member_new"),
    path("members/<int:pk>/end/", institution_acts.member_end, name="member_end"),
    path(
        "institutions/<int:pk>/agreements/new/",
        institution_acts.agreement_new,
        name="agreement_new",
    ),
    path("agreements/", agreement_list, name="agreements"),
    path("agreements/<int:pk>/", institution_acts.agreement, name="agreement"),
    path("agreements/<int:pk>/edit/", institution_acts.agreement_edit, name="agreement_edit"),
    path("agreements/<int:pk>/end/", institution_acts.agreement_end, name="agreement_end"),
    path("agreements/<int:pk>/terms/new/", institution_acts.term_new, name="term_new"),
    path("terms/<int:pk>/meet/", institution_acts.term_meet, name="term_meet"),
]
