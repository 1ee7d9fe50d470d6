"""Raise a request: the enterprise itself, or an officer for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.people import agency_by
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.project_list import projects_of_enterprise
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.registry.queries.representatives import represented
from jigai.apps.support.actions.raise_request import RequestWords, raise_request
from jigai.domain.change import Change
from jigai.domain.request_clocks.words import Category, Origin, Urgency
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import EnterpriseField, KeyChoiceField, agency_choices
from jigai.web.requests import PageRequest
from jigai.web.support.words import CATEGORIES, ORIGINS, URGENCIES

CHOOSE = ("", _("— 请选择 —"))


class RaiseForm(forms.Form):
    """What is asked. ``own``: the enterprises of a representative, who raises for these alone."""

    enterprise = EnterpriseField(label=_("企业"))
    title = forms.CharField(
        label=_("诉求标题"), max_length=120, help_text=_("例：二期车间增容缺一台变压器")
    )
    text = forms.CharField(
        label=_("诉求内容"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("写清困难、希望怎样解决、最晚何时需要。不得填写国家秘密。"),
    )
    category = forms.ChoiceField(label=_("类别"), choices=[CHOOSE, *CATEGORIES])
    urgency = forms.ChoiceField(label=_("紧急程度"), choices=URGENCIES)
    origin = forms.ChoiceField(label=_("来源"), choices=ORIGINS)
    receiver_id = KeyChoiceField(
        label=_("首接单位"), required=False, help_text=_("不选即由县技改办受理。")
    )
    project_id = KeyChoiceField(label=_("关联项目"), required=False)
    asker_name = forms.CharField(
        label=_("提出人"), max_length=30, required=False, help_text=_("加密保存，只显示姓氏。")
    )
    asker_telephone = forms.CharField(
        label=_("联系电话"),
        max_length=20,
        required=False,
        help_text=_("加密保存，中间四位不显示。"),
    )
    is_confidential = forms.BooleanField(
        label=_("涉及商业秘密"),
        required=False,
        help_text=_("只有本企业、经办单位和县技改办能看到内容。"),
    )

    def __init__(
        self, data: Any, *, viewer: Viewer, own: list[tuple[int, str]], chosen: int | None
    ) -> None:
        super().__init__(data)
        field: Any = self.fields["enterprise"]
        field.viewer = viewer
        if own:
            self.fields["enterprise"] = KeyChoiceField(label=_("企业"), choices=own)
            del self.fields["origin"]
            del self.fields["receiver_id"]
        else:
            self._choose("receiver_id", agency_choices())
            self.initial["origin"] = Origin.VISIT.value
        projects = projects_of_enterprise(viewer, chosen) if chosen else []
        if projects:
            self._choose("project_id", [CHOOSE, *((one.id, one.name) for one in projects)])
        else:
            del self.fields["project_id"]
        if chosen and not own:
            self.initial["enterprise"] = enterprise_for(viewer, chosen).credit_code

    def _choose(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("asker_telephone") and not cleaned.get("asker_name"):
            self.add_error("asker_name", ValidationError(gettext("请写明提出人。")))
        return cleaned


def raise_page(request: PageRequest) -> HttpResponse:
    """``?enterprise=`` starts with that enterprise and offers its projects."""
    require(request.viewer, Deed.RAISE_REQUEST)
    own = represented(request.viewer.user_id) if request.viewer.has_role("enterprise") else []
    form = RaiseForm(
        request.POST or None, viewer=request.viewer, own=own, chosen=_chosen(request, own)
    )
    act = Act(
        title=gettext("提出诉求"),
        back=reverse("support:list") + "?q=is:open",
        said=gettext("诉求已提出，响应时限开始计时。"),
        submit=gettext("提出"),
        reason=gettext("提出企业诉求"),
        is_final=True,
        at_field={"support.project_of_another": "project_id"},
    )

    def do(values: dict[str, Any], change: Change) -> None:
        receiver, project = values.get("receiver_id"), values.get("project_id")
        raise_request(
            enterprise=enterprise_for(request.viewer, values["enterprise"]),
            words=_words(values),
            project=project_for(request.viewer, project) if project else None,
            receiver=agency_by(receiver) if receiver else None,
            change=change,
        )

    return acted(request, form, act, do)


def _chosen(request: PageRequest, own: list[tuple[int, str]]) -> int | None:
    if len(own) == 1:
        return own[0][0]
    asked = request.GET.get("enterprise", "")
    if not asked.isdecimal():
        return None
    return enterprise_for(request.viewer, int(asked)).pk


def _words(values: dict[str, Any]) -> RequestWords:
    return RequestWords(
        title=values["title"],
        text=values["text"],
        category=Category(values["category"]),
        origin=Origin(values.get("origin") or Origin.PLATFORM),
        urgency=Urgency(values["urgency"]),
        asker_name=values["asker_name"],
        asker_telephone=values["asker_telephone"],
        is_confidential=values["is_confidential"],
    )
