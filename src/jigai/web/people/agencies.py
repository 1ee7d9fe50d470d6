"""Responsible units: the list, a new one, and corrections."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jigai.apps.accounts.actions.open_agency import close_agency, edit_agency, open_agency
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.people import (
    agency_by,
    agency_rows,
    agency_version,
    staffed_agency_ids,
)
from jigai.apps.audit.editing import EditedByOthers, RecordInvalid
from jigai.apps.reference.queries.divisions import division_rows
from jigai.web.authorship import change_by
from jigai.web.forms.refused import add_refusal
from jigai.web.language import name_on_page
from jigai.web.people.forms import AgencyForm
from jigai.web.people.words import AGENCY_KINDS
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


def agencies(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    form = AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            open_agency(**form.cleaned_data, change=change_by(request, "增加责任单位"))
        except RecordInvalid as invalid:
            add_refusal(form, invalid)
        else:
            tell(request, _("已增加 %(name)s") % {"name": form.cleaned_data["name"]})
            return HttpResponseRedirect(reverse("people:agencies"))
    kinds = dict(AGENCY_KINDS)
    areas = {one.id: name_on_page(one) for one in division_rows(on=localdate())}
    staffed = staffed_agency_ids(on=localdate())
    rows = [
        (
            unit,
            name_on_page(unit),
            kinds[unit.kind],
            areas.get(unit.division_id or 0),
            unit.id in staffed,
        )
        for unit in agency_rows()
    ]
    return render(request, "people/agencies.html", {"form": form, "rows": rows})


def agency_edit(request: PageRequest, pk: int) -> HttpResponse:
    """Two who edit at once: a field that both changed is refused, the others are joined."""
    require(request.viewer, Deed.ADMINISTER)
    unit = agency_by(pk)
    names = list(AgencyForm.base_fields)
    form = AgencyForm(request.POST or None, initial={name: getattr(unit, name) for name in names})
    given = request.POST.get("version", "")
    version = int(given) if given.isdecimal() else agency_version(unit)
    if request.method == "POST" and form.is_valid():
        change = change_by(request, "更正责任单位")
        try:
            values = form.cleaned_data
            edit_agency(agency=unit, base_version=version, values=values, change=change)  # type: ignore[arg-type]
        except (RecordInvalid, EditedByOthers) as refusal:
            add_refusal(form, refusal)
            version = agency_version(unit)
        else:
            tell(request, _("已保存"))
            return HttpResponseRedirect(reverse("people:agencies"))
    shown = {"form": form, "unit": unit, "version": version}
    return render(request, "people/agency.html", shown)


@require_POST
def agency_activity(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    is_active = request.POST.get("is_active") == "1"
    change = change_by(request, "启用责任单位" if is_active else "停用责任单位")
    close_agency(agency=agency_by(pk), is_active=is_active, change=change)
    return HttpResponseRedirect(reverse("people:agencies"))
