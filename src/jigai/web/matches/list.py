"""Matches on their way."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.matches.queries.match_list import all_matches, seen_matches
from jigai.apps.matches.queries.pipeline import stalled
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.matches.words import CODE_CHOICES, KIND_CHOICES, STAGE_CHOICES
from jigai.web.requests import PageRequest


def _stalled(_viewer: Viewer) -> Q:
    return stalled(on=localdate())


MATCHES = ListPage(
    name="matches",
    title=_("对接进展"),
    subtitle=_("从首次联系到合同登记、到款和产品；一份合同全县只计一次"),
    noun=_("次对接"),
    rows=all_matches,
    visible=seen_matches,
    columns=(
        Column(key="demand", title=_("需求"), path="demand_name"),
        Column(key="offer", title=_("成果或专家"), path="offer_name"),
        Column(key="holder", title=_("供给方"), path="holder_name"),
        Column(key="stage", title=_("阶段"), path="stage", kind=Kind.CHOICE,
               choices=STAGE_CHOICES),
        Column(key="last", title=_("最近一步"), path="last_step_on", kind=Kind.DATE),
        Column(key="kind", title=_("合同类别"), path="kind", kind=Kind.CHOICE,
               choices=KIND_CHOICES),
        Column(key="amount", title=_("合同成交额"), path="amount_fen", kind=Kind.MONEY,
               unit=_("万元"), totals=True),
        Column(key="technology", title=_("技术交易额"), path="technology_fen", kind=Kind.MONEY,
               unit=_("万元"), totals=True),
        Column(key="number", title=_("登记编号"), path="number", kind=Kind.CODE, is_shown=False),
        Column(key="code", title=_("退出原因"), path="withdrawn_code", kind=Kind.CHOICE,
               choices=CODE_CHOICES, is_shown=False),
    ),
    sort="-last",
    search_paths=("demand_name", "offer_name", "holder_name"),
    code_paths=("number",),
    row_url=lambda pk: reverse("matches:show", args=[pk]),
    marks=(
        Mark(key="stalled", title=_("久无进展"), where=_stalled),
        Mark(key="open", title=_("在办"),
             where=lambda _v: ~Q(stage__in=("product", "withdrawn"))),
        Mark(key="registered", title=_("已登记合同"), where=lambda _v: ~Q(number="")),
    ),
    empty=FirstStep(
        text=_("供需双方第一次联系之后，这里列出每次对接到了哪一步。"),
        action=_("为需求找成果"),
        url_name="matches:demands",
    ),
)  # fmt: skip


def match_list(request: PageRequest) -> HttpResponseBase:
    extra = {"here_tab": "list", "may_run": may(request.viewer, Deed.RUN_MATCHING)}
    return list_response(request, MATCHES, template="matches/list.html", extra=extra)
