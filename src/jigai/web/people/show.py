"""One person: roles with their dates, one-time link, admission."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.actions.appoint import appoint, end_appointment
from jigai.apps.accounts.actions.create_person import set_active
from jigai.apps.accounts.actions.invite import invite
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.factors import (
    factor_state,
    other_administrators,
    waiting_reset,
)
from jigai.apps.accounts.queries.people import (
    appointment_by,
    appointments_of,
    open_invitation_until,
    person_by,
)
from jigai.apps.audit.queries.versions import versions_of
from jigai.apps.registry.queries.representatives import representations_of
from jigai.domain.refusal import Refusal
from jigai.web.authorship import change_by
from jigai.web.forms.refused import add_refusal
from jigai.web.fragments import fragment
from jigai.web.people.forms import AppointmentForm, EndForm, ReasonForm
from jigai.web.people.words import ROLES
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


@require_safe
@vary_on_headers("HX-Request")
def person_show(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    return _page(request, pk)


@require_POST
def person_appoint(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    form = AppointmentForm(request.POST)
    if form.is_valid():
        role = dict(ROLES)[form.cleaned_data["role"]]
        change = change_by(request, f"任命为{role}")
        try:
            appoint(user=person_by(pk), **form.cleaned_data, change=change)
        except Refusal as refusal:
            add_refusal(form, refusal, field="agency_id")
        else:
            tell(request, _("已任命"))
            return _back(pk)
    return _page(request, pk, appointment_form=form)


@require_POST
def appointment_end(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    held = appointment_by(pk)
    form = EndForm(request.POST)
    if form.is_valid():
        change = change_by(request, form.cleaned_data["reason"])
        try:
            end_appointment(appointment=held, on=form.cleaned_data["on"], change=change)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            tell(request, _("任职已终止"))
            return _back(held.user_id)
    return _page(request, held.user_id, end_form=form, ending=pk)


@require_POST
@never_cache
def person_invite(request: PageRequest, pk: int) -> HttpResponse:
    """The link is in this one answer and nowhere else."""
    require(request.viewer, Deed.ADMINISTER)
    secret = invite(user=person_by(pk), change=change_by(request, "发出一次性链接"))
    return _page(request, pk, link=link_of(request, secret))


@require_POST
def person_activity(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    form = ReasonForm(request.POST)
    if form.is_valid():
        is_active = request.POST.get("is_active") == "1"
        change = change_by(request, form.cleaned_data["reason"])
        set_active(user=person_by(pk), is_active=is_active, change=change)
        tell(request, _("账号已启用") if is_active else _("账号已停用"))
        return _back(pk)
    return _page(request, pk, activity_form=form)


def link_of(request: PageRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("people:join", args=[secret]))


def _page(request: PageRequest, pk: int, **more: Any) -> HttpResponse:
    person = person_by(pk)
    today = localdate()
    words = dict(ROLES)
    held = [
        (one, words.get(one.role, one.role), one.valid_to is None or one.valid_to > today)
        for one in appointments_of(person)
    ]
    shown = {
        "person": person,
        "has_password": person.has_usable_password(),
        "invited_until": open_invitation_until(person, at=now()),
        "appointments": held,
        "appointment_form": AppointmentForm(),
        "end_form": EndForm(initial={"on": today}),
        "activity_form": ReasonForm(auto_id="activity_%s"),
        **_factor(request, pk),
        "represents": representations_of(person),
        "is_contact": any(one.role == "enterprise" for one, _word, is_open in held if is_open),
        "versions": versions_of(table="accounts_user", key=pk),
        **more,
    }
    return render(request, "people/show.html" + fragment(request, "record"), shown)


def _factor(request: PageRequest, pk: int) -> dict[str, Any]:
    person = person_by(pk)
    reset, me = waiting_reset(person), request.viewer
    is_self = me.user_id == person.pk
    return {
        "factor": factor_state(person.pk),
        "reset": reset,
        "is_self": is_self,
        "may_confirm": reset and not is_self and reset.asked_by_key != me.key,
        "has_second": other_administrators(person_by(me.user_id), on=localdate()),
    }


def _back(pk: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("people:show", args=[pk]))
