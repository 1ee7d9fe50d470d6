"""A person's rights over data on them: what is held as a file, requests with a clock, consents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.portal.actions.ask_about_data import ask_about_data
from jigai.apps.portal.actions.decide import withdraw
from jigai.apps.portal.queries.access import own_data_request
from jigai.apps.portal.queries.requests import data_request_rows
from jigai.apps.registry.queries.access import NoSuchEnterprise
from jigai.apps.registry.queries.contact_looks import looks_at
from jigai.apps.registry.queries.contacts import contact_rows
from jigai.apps.registry.queries.own import own_enterprises
from jigai.apps.vouchers.queries.vouchers import consents_of
from jigai.domain.change import Change
from jigai.domain.data_rights import SOURCE, RequestKind
from jigai.flows.own_data import own_data
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted
from jigai.web.language import page_language
from jigai.web.portal.person import file_answer, in_person, own_requests_url, stamped
from jigai.web.portal.words import GROUNDS, REQUEST_KINDS, STATES, TONES
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


class RequestForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("请求"), choices=REQUEST_KINDS)
    contact_id = forms.TypedChoiceField(
        label=gettext_lazy("涉及的联系人"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("只在请求涉及某位联系人时选择。"),
    )
    text = forms.CharField(
        label=gettext_lazy("说明"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("写明涉及哪些信息、希望怎样处理。"),
    )


def rights(request: PageRequest) -> HttpResponse:
    """What is held, who looked, what was asked; the form asks."""
    in_person(request)
    own = own_enterprises(request.viewer, on=localdate())
    contacts = [row for one in own for row in contact_rows(enterprise_id=one.pk)]
    form = RequestForm(request.POST or None)
    live = [row for row in contacts if not row.is_erased]
    if live:
        form.fields["contact_id"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((row.id, f"{row.name} {row.telephone} {row.duty}".strip()) for row in live),
        ]
    else:
        del form.fields["contact_id"]
    act = Act(
        title=_("我的数据权利"),
        about=request.viewer.name,
        back=reverse("portal:rights"),
        said=_("请求已收到，30日内答复。"),
        submit=_("提出请求"),
        reason=_("提出个人信息请求"),
        template="portal/rights.html",
        at_field={"data_request.blank": "text"},
    )
    shown = {
        "source": SOURCE,
        "requests": _request_lines(request),
        "looks": looks_at([row.id for row in contacts]),
        "consents": [line for one in own for line in consents_of(one.pk)],
        "is_enterprise": bool(own),
        "several": own,
        "tab": "rights",
        "requests_url": own_requests_url(),
    }

    def ask(values: dict[str, Any], change: Change) -> None:
        key = values.get("contact_id")
        ask_about_data(
            user_id=request.viewer.user_id,
            kind=RequestKind(values["kind"]),
            text=values["text"],
            enterprise_id=own[0].pk if own else None,
            contact_id=_own_contact(key, {row.id for row in contacts}),
            change=change,
        )

    return acted(request, form, act, ask, shown=shown)


def _own_contact(key: int | None, known: set[int]) -> int | None:
    if key is not None and key not in known:
        raise NoSuchEnterprise(pk=key)
    return key


def _request_lines(request: PageRequest) -> list[tuple[Any, ...]]:
    kinds, grounds = dict(REQUEST_KINDS), dict(GROUNDS)
    return [
        (one, kinds[one.kind], STATES[one.said.state], TONES[one.said.state],
         grounds.get(one.ground, ""))
        for one in data_request_rows(request.viewer, is_own=True)
    ]  # fmt: skip


@require_safe
def data_export(request: PageRequest) -> HttpResponse:
    """“What you hold about me”: one ZIP, for the person alone."""
    in_person(request)
    today = localdate()
    content = own_data(request.viewer, on=today, language=page_language())
    return file_answer(content, stamped("own-data", today, "zip"), "application/zip")


@require_POST
def request_withdraw(request: PageRequest, pk: int) -> HttpResponse:
    found = own_data_request(request.viewer, pk)
    withdraw(asked=found, change=change_by(request, _("撤回个人信息请求")))
    tell(request, _("已撤回。"))
    return redirect("portal:rights")
