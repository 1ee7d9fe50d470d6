"""Give an enterprise the officer who accompanies it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.cultivation.actions.assign_coach import assign_coach
from jigai.apps.cultivation.queries.coaches import officers
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.requests import PageRequest


class CoachForm(ReasonedForm):
    user_id = forms.TypedChoiceField(
        label=_("培育联系人"),
        coerce=int,
        help_text=_("到期提醒和年度义务由他办理；须能看到该企业。"),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        chosen: Any = self.fields["user_id"]
        chosen.choices = [("", _("— 请选择 —")), *officers()]


def coach(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    enterprise = enterprise_for(request.viewer, pk)
    act = Act(
        title=gettext("指定培育联系人"),
        about=enterprise.name,
        back=reverse("cultivation:ladder", args=[pk]),
        said=gettext("培育联系人已指定，未办结的事项已转给他。"),
        at_field={
            "cultivation.coach_cannot_see": "user_id",
            "cultivation.coach_already": "user_id",
        },
    )

    def assign(values: dict[str, Any], change: Change) -> None:
        assign_coach(
            enterprise=enterprise, user_id=values["user_id"], since=localdate(), change=change
        )

    return acted(request, CoachForm(request.POST or None), act, assign)
