"""Drafts of rules as a list, and the page on which a new one begins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.scoring.queries.access import require_workshop
from jigai.apps.scoring.queries.drafts import draft_rows
from jigai.apps.scoring.queries.rulebook import standing_editions
from jigai.domain.change import Change
from jigai.domain.sentence import Sentence
from jigai.flows.draft_rule import draft_from_edition, draft_from_nothing
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest
from jigai.web.rules.words import STATES, SUBJECTS

EMPTY = "new"


def _visible(viewer: Viewer) -> Any:
    sees = may(viewer, Deed.RELEASE_RULES) or may(viewer, Deed.DRAFT_RULES)
    return draft_rows() if sees else draft_rows().none()


def _waits(viewer: Viewer) -> Q:
    return Q(state="submitted") & ~Q(author_keys__contains=f"|{viewer.key}|")


DRAFTS = ListPage(
    name="rule-drafts",
    title=gettext_lazy("规则草稿"),
    subtitle=gettext_lazy("起草人提交，另一人复核并发布；没有人能独自改规则"),
    noun=gettext_lazy("份草稿"),
    rows=draft_rows,
    visible=_visible,
    columns=(
        Column(key="title", title=gettext_lazy("名称"), path="title", path_en="title_en"),
        Column(key="rule", title=gettext_lazy("规则代号"), path="rule_set", kind=Kind.CODE),
        Column(
            key="subject",
            title=gettext_lazy("对象"),
            path="subject",
            kind=Kind.CHOICE,
            choices=SUBJECTS,
        ),
        Column(
            key="state",
            title=gettext_lazy("状态"),
            path="state",
            kind=Kind.CHOICE,
            choices=STATES,
        ),
        Column(key="authors", title=gettext_lazy("起草人"), path="authors"),
        Column(key="reason", title=gettext_lazy("缘由"), path="reason", sort_path=""),
        Column(key="edited", title=gettext_lazy("最近修改"), path="edited_at", kind=Kind.MOMENT),
    ),
    sort="-edited",
    search_paths=("title", "rule_set", "authors"),
    row_url=lambda pk: reverse("rules:draft", args=[pk]),
    marks=(Mark(key="waiting", title=gettext_lazy("等我复核"), where=_waits),),
    empty=FirstStep(
        text=gettext_lazy("还没有草稿。先从一版现行规则抄一份，改几个数，预览谁会变。"),
        action=gettext_lazy("起草"),
        url_name="rules:draft_new",
    ),
)


def draft_list(request: PageRequest) -> HttpResponseBase:
    require_workshop(request.viewer)
    return list_response(request, DRAFTS, template="rules/drafts.html")


def _bases() -> list[tuple[str, str]]:
    found = [
        (
            f"{one.rule_set.id} {one.rule_set.digest}",
            f"{said_on_page(one.rule_set.title)} · {one.rule_set.id} · {one.rule_set.valid_from}",
        )
        for one in standing_editions()
    ]
    return [*found, (EMPTY, _("另写一条新规则"))]


class BeginForm(ReasonedForm):
    base = forms.ChoiceField(label=gettext_lazy("从哪一版起草"), choices=_bases)
    as_id = forms.CharField(
        label=gettext_lazy("规则代号"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("留空：改原来的规则。另起一条规则时填，例如 county_badge"),
    )
    subject = forms.ChoiceField(
        label=gettext_lazy("对象"),
        choices=SUBJECTS,
        help_text=gettext_lazy("只在另写新规则时用"),
    )
    title = forms.CharField(label=gettext_lazy("名称"), required=False, max_length=60)
    title_en = forms.CharField(label=gettext_lazy("英文名称"), required=False, max_length=80)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("base") == EMPTY:
            for name in ("as_id", "title", "title_en"):
                if not given.get(name):
                    self.add_error(name, _("另写新规则时要填。"))
        return given


def draft_new(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.DRAFT_RULES)
    base = " ".join(request.GET.get(name, "") for name in ("rule", "digest")).strip()
    form = BeginForm(request.POST or None, initial={"base": base})
    act = Act(
        title=_("起草规则"),
        about=_("正文和边界样例一起抄来；现行规则不受影响"),
        back=reverse("rules:drafts"),
        said=_("草稿已建立。"),
        submit=_("起草"),
        at_field={"rules.name_unfit": "as_id"},
    )
    made: list[int] = []

    def begin(values: dict[str, Any], change: Change) -> None:
        made.append(_begun(values, change))

    answer = acted(request, form, act, begin)
    if made:
        return HttpResponseRedirect(reverse("rules:draft", args=made))
    return answer


def _begun(values: dict[str, Any], change: Change) -> int:
    if values["base"] == EMPTY:
        title = Sentence(values["title"], values["title_en"])
        return draft_from_nothing(
            rule_set_id=values["as_id"], subject=values["subject"], title=title, change=change
        ).pk
    rule_set_id, digest = values["base"].split(" ")
    return draft_from_edition(
        rule_set_id=rule_set_id, digest=digest, as_id=values["as_id"], change=change
    ).pk
