"""The page of the first day, and the forms that stand on it."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.actions.open_agency import open_township_agencies
from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.reference.actions.load_calendar import (
    CalendarUnreadable,
    load_calendar_file,
    load_published_calendar,
)
from jigai.apps.reference.actions.load_townships import TownshipsUnreadable, load_townships
from jigai.apps.reference.queries.settings import county_of_programme
from jigai.apps.scoring.actions.choose_rule_set import choose_rule_set
from jigai.apps.scoring.queries.in_force import BADGE, chosen_rules
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.web.authorship import change_by
from jigai.web.forms.refused import add_refusal
from jigai.web.requests import PageRequest
from jigai.web.setup.forms import CalendarForm, RuleForm, TownshipForm
from jigai.web.setup.steps import steps
from jigai.web.toasts import tell

YEARS_AHEAD = 2


@require_safe
def setup_show(request: PageRequest) -> HttpResponse:
    if not request.viewer.may_edit:
        raise NotAllowed
    return _page(request)


@require_POST
def townships(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    form = TownshipForm(request.POST, request.FILES)
    if form.is_valid():
        content, first_line = form.content()
        change = change_by(request, "载入乡镇")
        try:
            count = load_townships(
                county=county_of_programme(),
                content=content,
                first_line=first_line,
                change=change,
            )
        except TownshipsUnreadable as refusal:
            add_refusal(form, refusal, field="file" if form.cleaned_data["file"] else "lines")
        else:
            tell(request, _("已保存 %(count)s 个乡镇") % {"count": count})
            return _back("townships")
    return _page(request, townships=form)


@require_POST
def units(request: PageRequest) -> HttpResponse:
    """A responsible unit for each township that has none."""
    require(request.viewer, Deed.ADMINISTER)
    count = open_township_agencies(change=change_by(request, "按乡镇建立责任单位"))
    tell(request, _("已建立 %(count)s 个责任单位") % {"count": count})
    return _back("units")


@require_POST
def calendar(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    form = CalendarForm(request.POST, request.FILES)
    if form.is_valid():
        content = form.cleaned_data["days"].read()
        try:
            count = load_calendar_file(content=content, change=change_by(request, "载入工作日历"))
        except CalendarUnreadable as refusal:
            add_refusal(form, refusal, field="days")
        else:
            tell(request, _("工作日历有 %(count)s 天更新") % {"count": count})
            return _back("calendar")
    return _page(request, calendar=form)


@require_POST
def published_calendar(request: PageRequest) -> HttpResponse:
    """The days that the product knows, for this year and its neighbours."""
    require(request.viewer, Deed.ADMINISTER)
    year = localdate().year
    count = load_published_calendar(
        years=range(year - YEARS_AHEAD, year + YEARS_AHEAD),
        change=change_by(request, "载入国务院公布的放假安排"),
    )
    tell(request, _("工作日历有 %(count)s 天更新") % {"count": count})
    return _back("calendar")


@require_POST
def rule(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    form = RuleForm(request.POST)
    if form.is_valid():
        asked = form.cleaned_data
        try:
            choose_rule_set(
                purpose=BADGE,
                rule_set_id=asked["rule_set"],
                valid_from=asked["valid_from"],
                decision=asked["decision"],
                change=change_by(request, asked["decision"]),
            )
        except Refusal as refusal:
            add_refusal(form, refusal, field="valid_from")
        else:
            tell(request, _("评定规则已选定"))
            return _back("rule")
    return _page(request, rule=form)


def _page(request: PageRequest, **bound: Form) -> HttpResponse:
    """The whole page; a form that was refused keeps its place, its words and its errors."""
    found = steps(request.viewer, on=localdate())
    forms = {"townships": TownshipForm(), "calendar": CalendarForm(), "rule": RuleForm(), **bound}
    shown = {
        "steps": [(step, forms.get(step.key), step.key in bound) for step in found],
        "done_count": sum(step.is_done for step in found),
        "next_step": next((step for step in found if not step.is_done), None),
        "chosen_rules": chosen_rules(BADGE),
        "may_administer": may(request.viewer, Deed.ADMINISTER),
    }
    return render(request, "setup/show.html", shown)


def _back(step: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('setup:show')}#{step}")
