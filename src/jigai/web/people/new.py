"""A new person: account, first role and one-time link at one stroke."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from jigai.apps.accounts.actions.admit_person import admit_person
from jigai.apps.accounts.actions.appoint import AgencyMissing
from jigai.apps.accounts.actions.create_person import UsernameTaken
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.audit.editing import RecordInvalid
from jigai.web.authorship import change_by
from jigai.web.forms.refused import add_refusal
from jigai.web.people.forms import PersonForm
from jigai.web.people.show import link_of
from jigai.web.requests import PageRequest


@never_cache
def person_new(request: PageRequest) -> HttpResponse:
    """The link is in this one answer and nowhere else."""
    require(request.viewer, Deed.ADMINISTER)
    form = PersonForm(request.POST or None, initial={"valid_from": localdate(), "role": "unit"})
    if request.method == "POST" and form.is_valid():
        try:
            admitted = admit_person(**form.cleaned_data, change=change_by(request, "开通人员"))
        except UsernameTaken as taken:
            add_refusal(form, taken, field="username")
        except AgencyMissing as missing:
            add_refusal(form, missing, field="agency_id")
        except RecordInvalid as invalid:
            add_refusal(form, invalid)
        else:
            shown = {"person": admitted.user, "link": link_of(request, admitted.secret)}
            return render(request, "people/admitted.html", shown)
    shown = {"form": form, "submit_words": _("开通"), "cancel_url": reverse("people:list")}
    return render(request, "people/new.html", shown)
