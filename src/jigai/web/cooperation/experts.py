"""The directory of experts and laboratories, one of them, and the cases they take."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.cooperation.actions.assign_expert import assign_expert, close_case
from jigai.apps.cooperation.actions.list_expert import (
    ExpertEntry,
    correct_expert,
    list_expert,
    withdraw_consent,
)
from jigai.apps.cooperation.fields import DISCIPLINES, TECHNICAL_FIELDS
from jigai.apps.cooperation.queries.access import (
    acts_for,
    case_for,
    demand_for,
    expert_for,
    institution_for,
    kept_expert,
    own_institution,
)
from jigai.apps.cooperation.queries.achievement_profile import holder_names
from jigai.apps.cooperation.queries.catalogue import (
    expert_rows,
    visible_demand_rows,
    visible_expert_rows,
)
from jigai.apps.cooperation.queries.expert_profile import case_rows, expert_text
from jigai.apps.cooperation.words import EXPERT_KINDS, OUTCOMES
from jigai.domain.change import Change
from jigai.web.cooperation.demand_forms import CloseForm, long_text
from jigai.web.cooperation.words import (
    CHOOSE,
    DISCIPLINE_CHOICES,
    EXPERT_CHOICES,
    FIELD_CHOICES,
    OUTCOME_CHOICES,
    SHORT_FIELD_CHOICES,
    coded_word,
    worded,
)
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import KeyChoiceField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.forms.sections import SectionedForm
from jigai.web.fragments import fragment
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest

TWO_YEARS = timedelta(days=730)
SOON = timedelta(days=60)
AT_FIELD = {
    "cooperation.expert_name_taken": "name",
    "cooperation.consent_missing": "consent_document",
    "cooperation.consent_too_long": "consent_until",
    "cooperation.case_given_already": "demand_id",
}
COLUMNS = (
    Column(key="name", title=gettext_lazy("姓名或实验室"), path="name", sort_path="name_sort"),
    Column(key="kind", title=gettext_lazy("类别"), path="kind", kind=Kind.CHOICE,
           choices=EXPERT_CHOICES),
    Column(key="institution", title=gettext_lazy("所在院校"), path="institution_name"),
    Column(key="title", title=gettext_lazy("职称"), path="title"),
    Column(key="field", title=gettext_lazy("技术领域"), path="technical_field", kind=Kind.CHOICE,
           choices=SHORT_FIELD_CHOICES),
    Column(key="keywords", title=gettext_lazy("专长"), path="keywords"),
    Column(key="open", title=gettext_lazy("在办"), path="open_count", kind=Kind.NUMBER,
           unit=gettext_lazy("件")),
    Column(key="limit", title=gettext_lazy("上限"), path="load_limit", kind=Kind.NUMBER,
           unit=gettext_lazy("件")),
    Column(key="free", title=gettext_lazy("还可接"), path="free_count", kind=Kind.NUMBER,
           unit=gettext_lazy("件")),
    Column(key="closed", title=gettext_lazy("办结"), path="closed_count", kind=Kind.NUMBER,
           unit=gettext_lazy("件")),
    Column(key="success", title=gettext_lazy("解决或签约"), path="success_count", kind=Kind.NUMBER,
           unit=gettext_lazy("件")),
    Column(key="discipline", title=gettext_lazy("学科分类"), path="discipline", kind=Kind.CHOICE,
           choices=DISCIPLINE_CHOICES, is_shown=False),
    Column(key="until", title=gettext_lazy("同意至"), path="consent_until", kind=Kind.DATE,
           is_shown=False),
)  # fmt: skip


def experts_page(on: date) -> ListPage:
    """Who consents to be listed on a day."""
    return ListPage(
        name="experts",
        title=gettext_lazy("专家和实验室"),
        subtitle=gettext_lazy("经本人书面同意入库，同意到期即不再显示；在办不超过各自上限"),
        noun=gettext_lazy("位"),
        rows=expert_rows,
        visible=partial(visible_expert_rows, on=on),
        columns=COLUMNS,
        sort="name",
        search_paths=("name", "keywords", "institution_name"),
        code_paths=("name_sort",),
        initials_paths=("name_initials",),
        row_url=lambda pk: reverse("cooperation:expert", args=[pk]),
        marks=(
            Mark(key="free", title=gettext_lazy("还可接"), where=lambda _v: Q(free_count__gt=0)),
            Mark(key="ending", title=gettext_lazy("60天内到期"),
                 where=lambda _v: Q(consent_until__lte=on + SOON)),
        ),
        empty=FirstStep(text=gettext_lazy("取得本人同意后登记专家和实验室，这里列出专长和在办件数。")),
    )  # fmt: skip


class ExpertForm(SectionedForm):
    """Personal data are name, title and field; no telephone, no identity number."""

    SECTIONS = (
        (gettext_lazy("专家或实验室"), ("holder", "kind", "name", "title", "summary")),
        (gettext_lazy("专长"), ("technical_field", "discipline", "keywords")),
        (gettext_lazy("本人同意"), ("consent_on", "consent_until", "consent_document")),
        (gettext_lazy("派单"), ("load_limit",)),
    )

    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=(CHOOSE, *EXPERT_CHOICES))
    name = forms.CharField(label=gettext_lazy("姓名或实验室名称"), max_length=60)
    title = forms.CharField(label=gettext_lazy("职称"), max_length=60, required=False)
    technical_field = forms.ChoiceField(
        label=gettext_lazy("技术领域"), choices=(CHOOSE, *FIELD_CHOICES)
    )
    discipline = forms.ChoiceField(
        label=gettext_lazy("学科分类"), choices=(CHOOSE, *DISCIPLINE_CHOICES)
    )
    keywords = forms.CharField(
        label=gettext_lazy("专长"), max_length=120, help_text=gettext_lazy("用顿号分开。")
    )
    summary = long_text(gettext_lazy("简介"), required=False)
    load_limit = forms.IntegerField(
        label=gettext_lazy("同时在办上限（件）"), min_value=1, max_value=50, initial=3
    )
    consent_on = DayField(label=gettext_lazy("同意日"))
    consent_until = DayField(
        label=gettext_lazy("同意至"), help_text=gettext_lazy("最长三年，到期自动不显示。")
    )
    consent_document = forms.CharField(
        label=gettext_lazy("同意书"), max_length=200,
        help_text=gettext_lazy("书面同意的名称或编号，原件由院校留存。"),
    )  # fmt: skip


class NewExpertForm(ExpertForm):
    holder = forms.ChoiceField(label=gettext_lazy("所在院校"))

    def __init__(self, *given: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["holder"].choices = [CHOOSE, *choices]  # type: ignore[attr-defined]


class AssignForm(ReasonedForm):
    demand_id = KeyChoiceField(label=gettext_lazy("技术需求"), required=False)
    title = forms.CharField(
        label=gettext_lazy("或另写事项"), max_length=120, required=False,
        help_text=gettext_lazy("不针对某条需求时填。"),
    )  # fmt: skip

    def __init__(self, *given: Any, choices: list[tuple[Any, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["demand_id"].choices = [CHOOSE, *choices]  # type: ignore[attr-defined]


class OutcomeForm(ReasonedForm):
    outcome = forms.ChoiceField(label=gettext_lazy("办理结果"), choices=(CHOOSE, *OUTCOME_CHOICES))


def expert_list(request: PageRequest) -> HttpResponseBase:
    may_list = may(request.viewer, Deed.KEEP_REGISTERS) or may(request.viewer, Deed.ASK_NAMES)
    extra = {
        "here_tab": "experts",
        "first_url": reverse("cooperation:expert_new") if may_list else "",
        "first_words": _("登记专家或实验室"),
    }
    page = experts_page(localdate())
    return list_response(request, page, template="cooperation/list.html", extra=extra)


@require_safe
@vary_on_headers("HX-Request")
def expert(request: PageRequest, pk: int) -> HttpResponse:
    viewer, today = request.viewer, localdate()
    found = expert_for(viewer, pk, on=today)
    is_keeper = may(viewer, Deed.KEEP_REGISTERS)
    is_own = acts_for(viewer, found.institution)
    text = expert_text(found, on=today)
    shown = {
        "one": text,
        "kind": worded(EXPERT_KINDS, text.kind),
        "field": coded_word(TECHNICAL_FIELDS, text.technical_field),
        "discipline": coded_word(DISCIPLINES, text.discipline),
        "cases": [(row, worded(OUTCOMES, row.outcome)) for row in case_rows(found)],
        "rights": {"keep": is_keeper or is_own, "assign": is_keeper},
    }
    return render(request, "cooperation/expert.html" + fragment(request, "record"), shown)


def expert_new(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.OFFER)
    choices = holder_names(request.viewer, ())
    initial = {"consent_on": localdate(), "consent_until": localdate() + TWO_YEARS}
    form = NewExpertForm(request.POST or None, choices=choices, initial=initial)
    act = Act(
        title=_("登记专家或实验室"),
        about=_("须先取得本人书面同意；只登记姓名、职称和专长。"),
        back=reverse("cooperation:experts"),
        said=_("已登记。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        key = int(values.pop("holder").rpartition("-")[2])
        if may(request.viewer, Deed.KEEP_REGISTERS):
            institution = institution_for(request.viewer, key)
        else:
            institution = own_institution(request.viewer, key)
        list_expert(institution=institution, entry=ExpertEntry(**values), change=change)

    return acted(request, form, act, save)


def expert_edit(request: PageRequest, pk: int) -> HttpResponse:
    found = kept_expert(request.viewer, pk, on=localdate())
    present = {name: getattr(found, name) for name in ExpertEntry.__dataclass_fields__}
    act = Act(
        title=_("修改或续期"),
        about=found.name,
        back=reverse("cooperation:experts"),
        said=_("已修改。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        correct_expert(expert=found, entry=ExpertEntry(**values), change=change)

    return acted(request, ExpertForm(request.POST or None, initial=present), act, save)


def expert_withdraw(request: PageRequest, pk: int) -> HttpResponse:
    found = kept_expert(request.viewer, pk, on=localdate())
    act = Act(
        title=_("撤回同意"),
        about=found.name,
        back=reverse("cooperation:experts"),
        said=_("同意已撤回，不再显示。"),
    )

    def save(_values: dict[str, Any], change: Change) -> None:
        withdraw_consent(expert=found, change=change)

    return acted(request, CloseForm(request.POST or None), act, save)


def assign(request: PageRequest, pk: int) -> HttpResponse:
    """Over the limit it is refused, with the two who fit next best."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    viewer, today = request.viewer, localdate()
    found = expert_for(viewer, pk, on=today)
    rows: Any = visible_demand_rows(viewer, today)
    choices = list(rows.filter(matching="open").order_by("pk").values_list("pk", "shown_name"))
    act = Act(
        title=_("派给专家"),
        about=found.name,
        back=reverse("cooperation:expert", args=[pk]),
        said=_("已派单。"),
        submit=_("派单"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        key = values["demand_id"]
        demand = demand_for(viewer, key) if key else None
        assign_expert(expert=found, demand=demand, title=values["title"], change=change)

    return acted(request, AssignForm(request.POST or None, choices=choices), act, save)


def case_close(request: PageRequest, pk: int) -> HttpResponse:
    found = case_for(request.viewer, pk)
    act = Act(
        title=_("办结派单"),
        about=f"{found.expert.name} · {found.title}",
        back=reverse("cooperation:expert", args=[found.expert_id]),
        said=_("已办结。"),
    )

    def save(values: dict[str, Any], change: Change) -> None:
        close_case(case=found, change=change, **values)

    return acted(request, OutcomeForm(request.POST or None), act, save)
