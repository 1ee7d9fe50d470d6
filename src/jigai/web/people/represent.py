"""For which enterprise a contact speaks: from a day, until a day."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.people import person_by
from jigai.apps.registry.actions.appoint_representative import (
    appoint_representative,
    end_representation,
)
from jigai.apps.registry.queries.representatives import (
    NoSuchCode,
    enterprise_coded,
    representative_by,
)
from jigai.domain.change import Change
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.refused import add_refusal
from jigai.web.people.forms import EndForm, RepresentForm
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


def represent(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    person, back = person_by(pk), reverse("people:show", args=[pk])
    act = Act(title=_("指定代表的企业"), about=person.display_name, back=back, said=_("已指定"))
    form = RepresentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            appoint_representative(
                enterprise=enterprise_coded(form.cleaned_data["credit_code"]),
                user_id=person.pk,
                valid_from=form.cleaned_data["valid_from"],
                change=change_by(request, form.cleaned_data["reason"]),
            )
        except NoSuchCode as refusal:
            add_refusal(form, refusal, field="credit_code")
        else:
            tell(request, str(act.said))
            return HttpResponseRedirect(back)
    return render(request, act.template, {"form": form, "act": act})


def represent_end(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    held = representative_by(pk)
    act = Act(
        title=_("终止代表企业"),
        about=f"{held.user.display_name} · {held.enterprise.name}",
        back=reverse("people:show", args=[held.user_id]),
        said=_("已终止"),
        at_field={"representative.ends_before_it_begins": "on"},
    )
    form = EndForm(request.POST or None, initial={"on": localdate()})

    def end(values: dict[str, object], change: Change) -> None:
        end_representation(representative=held, on=values["on"], change=change)  # type: ignore[arg-type]

    return acted(request, form, act, end)
