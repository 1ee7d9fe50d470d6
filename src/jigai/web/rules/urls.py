"""Addresses of the public rule pages and of the workshop."""

from __future__ import annotations

from django.urls import path

from jigai.web.rules.draft import draft_cases, draft_show
from jigai.web.rules.draft_moves import (
    draft_discard,
    draft_release,
    draft_return,
    draft_submit,
)
from jigai.web.rules.draft_part import draft_part, draft_shape
from jigai.web.rules.draft_text import draft_names, draft_text
from jigai.web.rules.drafts import draft_list, draft_new
from jigai.web.rules.editions import edition_list, edition_stop
from jigai.web.rules.list import rule_list
from jigai.web.rules.preview import draft_back_test, draft_preview
from jigai.web.rules.show import rule_show

app_name = "rules"
urlpatterns = [
    path("", rule_list, name="list"),
    path("editions/", edition_list, name="editions"),
    path("editions/<int:pk>/stop/", edition_stop, name="edition_stop"),
    path("drafts/", draft_list, name="drafts"),
    path("drafts/new/", draft_new, name="draft_new"),
    path("drafts/<int:pk>/", draft_show, name="draft"),
    path("drafts/<int:pk>/cases/", draft_cases, name="draft_cases"),
    path("drafts/<int:pk>/text/", draft_text, name="draft_text"),
    path("drafts/<int:pk>/names/", draft_names, name="draft_names"),
    path("drafts/<int:pk>/preview/", draft_preview, name="draft_preview"),
    path("drafts/<int:pk>/back-test/", draft_back_test, name="draft_back_test"),
    path("drafts/<int:pk>/release/", draft_release, name="draft_release"),
    path("drafts/<int:pk>/parts/<str:address>/", draft_part, name="draft_part"),
    path("drafts/<int:pk>/parts/<str:address>/<str:shaping>/", draft_shape, name="draft_shape"),
    path("drafts/<int:pk>/submit/", draft_submit, name="draft_submit"),
    path("drafts/<int:pk>/return/", draft_return, name="draft_return"),
    path("drafts/<int:pk>/discard/", draft_discard, name="draft_discard"),
    path("<str:rule_id>/<str:valid_from>/", rule_show, name="show"),
]
