"""Begin a diagnosis with one edition of a bank."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.diagnosis.actions.start_diagnosis import start_diagnosis
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.domain.maturity.bank import STANDING_WORDS
from jigai.domain.maturity.banks import banks_in_force
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest


class StartForm(ReasonedForm):
    bank = forms.ChoiceField(
        label=_("题库"), help_text=_("结果永远按这一版题库保存，换版不影响旧结果。")
    )
    note = forms.CharField(label=_("备注"), max_length=300, required=False)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        chosen: Any = self.fields["bank"]
        chosen.choices = [
            (one.key, f"{said_on_page(one.title)} · {said_on_page(STANDING_WORDS[one.standing])}")
            for one in banks_in_force(on=localdate())
        ]


def start(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.REPORT)
    enterprise = enterprise_for(request.viewer, pk)
    act = Act(
        title=gettext("开始诊断"),
        about=enterprise.name,
        back=reverse("diagnosis:enterprise", args=[pk]),
        said=gettext("诊断已开始，可以填写答案。"),
        submit=gettext("开始"),
        at_field={"diagnosis.running": "bank"},
    )

    def begin(values: dict[str, Any], change: Change) -> None:
        start_diagnosis(
            enterprise=enterprise,
            bank=values["bank"],
            on=localdate(),
            note=values["note"],
            change=change,
        )

    return acted(request, StartForm(request.POST or None), act, begin)
