"""Addresses of planning."""

from __future__ import annotations

from django.urls import path

from jigai.web.planning.adopt import adopt, tie
from jigai.web.planning.files import difference_show, paper, route, sheet, sheet_in, word
from jigai.web.planning.gaps import (
    gap_drop,
    gap_list,
    gap_new,
    gap_result,
    gap_show,
    link,
    orphan_list,
    unlink,
)
from jigai.web.planning.list import plan_list
from jigai.web.planning.moves import amend, approve, discard, give_back, submit
from jigai.web.planning.scenarios import (
    scenario_new,
    scenario_remove,
    scenario_set,
    scenario_show,
    scenario_take_back,
)
from jigai.web.planning.show import plan_show, version_show
from jigai.web.planning.targets import (
    target_list,
    target_new,
    target_publish,
    target_restate,
    target_show,
    target_split,
)
from jigai.web.planning.write import (
    head,
    line,
    line_attach,
    line_file,
    line_new,
    line_remove,
    plan_new,
)

app_name = "planning"
urlpatterns = [
    path("", plan_list, name="list"),
    path("new/", plan_new, name="new"),
    path("<int:pk>/", plan_show, name="show"),
    path("<int:pk>/amend/", amend, name="amend"),
    path("<int:pk>/scenarios/new/", scenario_new, name="scenario_new"),
    path("versions/<int:pk>/", version_show, name="version"),
    path("versions/<int:pk>/head/", head, name="head"),
    path("versions/<int:pk>/lines/<slug:kind>/", line_new, name="line_new"),
    path("versions/<int:pk>/route/", route, name="route"),
    path("versions/<int:pk>/difference/", difference_show, name="difference"),
    path("versions/<int:pk>/sheet/", sheet, name="sheet"),
    path("versions/<int:pk>/sheet/in/", sheet_in, name="sheet_in"),
    path("versions/<int:pk>/paper/", paper, name="paper"),
    path("versions/<int:pk>/word/", word, name="word"),
    path("versions/<int:pk>/submit/", submit, name="submit"),
    path("versions/<int:pk>/return/", give_back, name="return"),
    path("versions/<int:pk>/approve/", approve, name="approve"),
    path("versions/<int:pk>/discard/", discard, name="discard"),
    path("lines/<int:pk>/", line, name="line"),
    path("lines/<int:pk>/remove/", line_remove, name="line_remove"),
    path("lines/<int:pk>/attach/", line_attach, name="line_attach"),
    path("lines/<int:pk>/file/", line_file, name="line_file"),
    path("lines/<int:pk>/link/", link, name="link"),
    path("links/<int:pk>/remove/", unlink, name="unlink"),
    path("gaps/", gap_list, name="gaps"),
    path("gaps/new/", gap_new, name="gap_new"),
    path("gaps/adopt/<int:pk>/", adopt, name="adopt"),
    path("gaps/orphans/", orphan_list, name="orphans"),
    path("gaps/<int:pk>/", gap_show, name="gap"),
    path("gaps/<int:pk>/tie/", tie, name="gap_tie"),
    path("gaps/<int:pk>/drop/", gap_drop, name="gap_drop"),
    path("gaps/<int:pk>/result/", gap_result, name="gap_result"),
    path("scenarios/<int:pk>/", scenario_show, name="scenario"),
    path("scenarios/<int:pk>/set/", scenario_set, name="scenario_set"),
    path("scenarios/<int:pk>/remove/", scenario_remove, name="scenario_remove"),
    path("scenarios/changes/<int:pk>/remove/", scenario_take_back, name="scenario_take_back"),
    path("targets/", target_list, name="targets"),
    path("targets/new/", target_new, name="target_new"),
    path("targets/<int:pk>/", target_show, name="target"),
    path("targets/<int:pk>/split/", target_split, name="target_split"),
    path("targets/<int:pk>/publish/", target_publish, name="target_publish"),
    path("targets/<int:pk>/restate/", target_restate, name="target_restate"),
]
