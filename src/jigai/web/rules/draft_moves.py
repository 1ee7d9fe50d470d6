"""What happens to a draft: submitted, returned, discarded, released by a second person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.scoring.actions.discard_rule_draft import discard_rule_draft
from jigai.apps.scoring.actions.release_rule_draft import release_rule_draft
from jigai.apps.scoring.actions.return_rule_draft import return_rule_draft
from jigai.apps.scoring.actions.submit_rule_draft import submit_rule_draft
from jigai.apps.scoring.queries.access import draft_for
from jigai.apps.scoring.queries.drafts import draft_row
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.requests import PageRequest
from jigai.web.rules.drafting import head_of


@dataclass(frozen=True, slots=True)
class Move:
    """A move of a draft that asks for nothing but its reason."""

    deed: Deed
    title: Promise
    about: Promise
    said: Promise
    do: Callable[..., object]


MOVES = {
    "submit": Move(
        Deed.DRAFT_RULES,
        gettext_lazy("提交复核"),
        gettext_lazy("提交后不能再改，除非被退回；须由没有参与起草的人发布"),
        gettext_lazy("已提交，等另一人复核。"),
        submit_rule_draft,
    ),
    "return": Move(
        Deed.RELEASE_RULES,
        gettext_lazy("退回修改"),
        gettext_lazy("写明要改什么，起草人会看到"),
        gettext_lazy("已退回起草人。"),
        return_rule_draft,
    ),
    "discard": Move(
        Deed.DRAFT_RULES,
        gettext_lazy("放弃草稿"),
        gettext_lazy("草稿留在记录里，不再可改"),
        gettext_lazy("草稿已放弃。"),
        discard_rule_draft,
    ),
}


def draft_submit(request: PageRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, MOVES["submit"], ReasonedForm(request.POST or None))


def draft_return(request: PageRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, MOVES["return"], ReasonedForm(request.POST or None))


def draft_discard(request: PageRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, MOVES["discard"], ReasonedForm(request.POST or None))


def _moved(request: PageRequest, pk: int, chosen: Move, form: ReasonedForm) -> HttpResponse:
    require(request.viewer, chosen.deed)
    draft = draft_for(request.viewer, pk)
    act = Act(
        title=chosen.title,
        about=chosen.about,
        back=reverse("rules:draft", args=[pk]),
        said=chosen.said,
        submit=chosen.title,
    )

    def move_it(_values: dict[str, Any], change: Change) -> None:
        chosen.do(draft=draft, change=change)

    return acted(request, form, act, move_it)


class ReleaseForm(ReasonedForm):
    valid_from = DayField(
        label=gettext_lazy("自哪一天起执行"), help_text=gettext_lazy("今天或以后；以前各期不变")
    )
    decision = forms.CharField(
        label=gettext_lazy("决定文件"),
        max_length=200,
        help_text=gettext_lazy("例：庆技改办〔2026〕3号"),
    )


def draft_release(request: PageRequest, pk: int) -> HttpResponse:
    """The second person's deed: never an author's."""
    require(request.viewer, Deed.RELEASE_RULES)
    draft = draft_for(request.viewer, pk)
    form = ReleaseForm(request.POST or None, initial={"valid_from": localdate()})
    act = Act(
        title=_("复核并发布“%(title)s”")
        % {"title": head_of(draft_row(draft), request.viewer).title},
        about=_("起草人：%(authors)s。起草人不能发布") % {"authors": draft.authors},
        back=reverse("rules:editions"),
        said=_("已发布；自该日起的各期和评分按它计算，以前的结果不变。"),
        submit=_("发布"),
        at_field={
            "rules.released_into_the_past": "valid_from",
            "rules.edition_starts_that_day": "valid_from",
            "rules.dates_wrong": "valid_from",
        },
    )

    def release(values: dict[str, Any], change: Change) -> None:
        release_rule_draft(
            draft=draft,
            valid_from=values["valid_from"],
            decision=values["decision"],
            change=change,
        )

    return acted(request, form, act, release)
