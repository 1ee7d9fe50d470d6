"""The list of diagnoses; by name, never by level."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import F, Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jigai.apps.diagnosis.queries.diagnosis_list import (
    diagnosis_rows,
    own_diagnosis_areas,
    visible_diagnoses,
)
from jigai.apps.registry.queries.enterprise_list import area_names
from jigai.domain.quantities import number_text
from jigai.web.diagnosis.words import LEVELS, STATES, bank_choices
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest


def _points(value: Decimal) -> str:
    return number_text(value, places=3)


DIAGNOSES = ListPage(
    name="diagnoses",
    title=_("企业诊断"),
    subtitle=_("自评与评估并列；等级为自评，非官方结果；不给企业排名"),
    noun=_("次诊断"),
    rows=diagnosis_rows,
    visible=visible_diagnoses,
    columns=(
        Column(key="enterprise", title=_("企业名称"), path="enterprise_name",
               sort_path="enterprise_sort"),
        Column(key="bank", title=_("题库"), path="bank", kind=Kind.CHOICE,
               choices=bank_choices(), sort_path=""),
        Column(key="state", title=_("进度"), path="state", kind=Kind.CHOICE, choices=STATES),
        Column(key="level", title=_("等级"), path="level", kind=Kind.CHOICE, choices=LEVELS,
               sort_path=""),
        Column(key="low", title=_("最低得分"), path="score_low", kind=Kind.NUMBER, says=_points,
               sort_path=""),
        Column(key="high", title=_("最高得分"), path="score_high", kind=Kind.NUMBER, says=_points,
               sort_path=""),
        Column(key="started", title=_("开始日期"), path="started_on", kind=Kind.DATE),
        Column(key="area", title=_("乡镇"), path="area", path_en="area_en",
               suggestions=area_names),
        Column(key="direction", title=_("产业方向"), path="direction_name",
               path_en="direction_en", is_shown=False),
        Column(key="assessed", title=_("评估日期"), path="assessed_on", kind=Kind.DATE,
               is_shown=False),
        Column(key="code", title=_("统一社会信用代码"), path="credit_code", kind=Kind.CODE,
               is_shown=False),
    ),
    sort="enterprise",
    search_paths=("enterprise_name",),
    code_paths=("credit_code", "enterprise_sort"),
    initials_paths=("enterprise_initials",),
    row_url=lambda pk: reverse("diagnosis:show", args=[pk]),
    marks=(
        Mark(key="waiting", title=_("待评估"), where=lambda _viewer: Q(state="handed_in")),
        Mark(key="unsettled", title=_("等级未定"), where=lambda _viewer: Q(level="")),
        Mark(key="open", title=_("答案不全"),
             where=lambda _viewer: ~Q(score_low=F("score_high"))),
    ),
    mine={"area": own_diagnosis_areas},
    empty=FirstStep(
        text=_("在企业的诊断页开始一次诊断，这里列出每家企业的进度和结果。"),
        action=_("企业库"),
        url_name="enterprises:list",
    ),
)  # fmt: skip


def diagnosis_list(request: PageRequest) -> HttpResponseBase:
    return list_response(request, DIAGNOSES, template="diagnosis/list.html")
