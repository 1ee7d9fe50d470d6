"""Addresses of the outcomes."""

from __future__ import annotations

from django.urls import path

from jigai.web.outcomes.charts import chart, charts, publish
from jigai.web.outcomes.contribution import contribution_page
from jigai.web.outcomes.dictionary import dictionary_page, indicator_page, revise
from jigai.web.outcomes.enter import enter, project_enter
from jigai.web.outcomes.figure import figure, verify
from jigai.web.outcomes.follow_ups import close, follow_up, follow_up_page
from jigai.web.outcomes.list import outcome_list, sheet
from jigai.web.outcomes.overlap import overlap
from jigai.web.outcomes.programmes import admit, open_, programmes, rule
from jigai.web.outcomes.subject import enterprise, enterprise_paper, project, project_paper, take

app_name = "outcomes"
urlpatterns = [
    path("", outcome_list, name="list"),
    path("sheet/", sheet, name="sheet"),
    path("dictionary/", dictionary_page, name="dictionary"),
    path("dictionary/<slug:indicator>/", indicator_page, name="indicator"),
    path("dictionary/<slug:indicator>/revise/", revise, name="revise"),
    path("enterprises/<int:pk>/", enterprise, name="enterprise"),
    path("enterprises/<int:pk>/paper/", enterprise_paper, name="enterprise_paper"),
    path("enterprises/<int:pk>/take/", take, name="take"),
    path("enterprises/<int:pk>/enter/", enter, name="enter"),
    path("projects/<int:pk>/", project, name="project"),
    path("projects/<int:pk>/paper/", project_paper, name="project_paper"),
    path("projects/<int:pk>/enter/", project_enter, name="project_enter"),
    path("figures/<int:pk>/", figure, name="figure"),
    path("figures/<int:pk>/verify/", verify, name="verify"),
    path("contribution/", contribution_page, name="contribution"),
    path("charts/", charts, name="charts"),
    path("charts/publish/", publish, name="publish"),
    path("charts/<int:pk>/", chart, name="chart"),
    path("programmes/", programmes, name="programmes"),
    path("programmes/open/", open_, name="open"),
    path("programmes/members/", admit, name="admit"),
    path("programmes/rule/", rule, name="rule"),
    path("programmes/overlap/", overlap, name="overlap"),
    path("follow-ups/", follow_up_page, name="follow_ups"),
    path("follow-ups/<int:pk>/", follow_up, name="follow_up"),
    path("follow-ups/<int:pk>/close/", close, name="close"),
]
