"""An issued document handed to an enterprise."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.registry.queries.enterprises import every_visible
from jigai.apps.reports.actions.hand_over_document import hand_over_document
from jigai.apps.reports.queries.deliveries import handed_to
from jigai.apps.reports.queries.issued_documents import document_for
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import KeyChoiceField
from jigai.web.requests import PageRequest


class DeliveryForm(forms.Form):
    enterprise_id = KeyChoiceField(label=gettext_lazy("送达企业"))


def document_deliver(request: PageRequest, pk: int) -> HttpResponse:
    """To whom, and who has confirmed the receipt."""
    require(request.viewer, Deed.PUBLISH)
    document = document_for(request.viewer, pk)
    form = DeliveryForm(request.POST or None, initial={"enterprise_id": _of_project(document)})
    form.fields["enterprise_id"].choices = [  # type: ignore[attr-defined]
        ("", "—"),
        *((one.id, one.name) for one in every_visible(request.viewer)),
    ]
    act = Act(
        title=_("送达企业"),
        about=document.title,
        back=reverse("documents:show", args=[pk]),
        said=_("已送达，等待企业签收。"),
        submit=_("送达"),
        reason=_("送达文书"),
        template="portal/deliver.html",
        at_field={"delivery.of_another_enterprise": "enterprise_id"},
    )

    def hand_over(values: dict[str, Any], change: Change) -> None:
        enterprise = enterprise_for(request.viewer, values["enterprise_id"])
        hand_over_document(document=document, enterprise=enterprise, change=change)

    return acted(request, form, act, hand_over, shown={"deliveries": handed_to(document)})


def _of_project(document: Any) -> int | None:
    return document.project.enterprise_id if document.project else None
