"""Log a contact with one enterprise."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.visits.actions.log_interaction import log_interaction
from jigai.apps.visits.queries.caps import cap_standing
from jigai.apps.visits.queries.departments import department_for
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.requests import PageRequest
from jigai.web.visits.log_form import LogForm, cap_words


def log(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.SERVE)
    enterprise, today = enterprise_for(request.viewer, pk), localdate()
    first = {"held_on": today, "kind": "call", "officer_id": request.viewer.user_id}
    own = min(request.viewer.agency_ids, default=None)
    form = LogForm(
        request.POST or None,
        viewer=request.viewer,
        initial=first | ({"agency_id": own} if own else {}),
    )
    standing = cap_standing(enterprise_id=pk, on=today)
    act = Act(
        title=_("登记联系"),
        about=enterprise.name,
        back=reverse("desk:show", args=[pk]),
        said=_("已登记。"),
        submit=_("登记"),
        reason=_("登记走访联系"),
        template="visits/log.html",
        at_field={
            "visits.consent_missing": "consent",
            "visits.cap_reached": "beyond_cap",
            "visits.held_in_future": "held_on",
        },
    )

    def keep(_values: dict[str, Any], change: Change) -> None:
        told = form.told()
        department_for(request.viewer, told.agency_id)
        log_interaction(enterprise=enterprise, told=told, promises=form.promises(), change=change)

    shown = {"cap": cap_words(standing), "is_reached": standing.is_reached}
    return acted(request, form, act, keep, shown=shown)
