"""The whole text of a draft for those who write it by hand, and the names that it may use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.scoring.actions.edit_rule_draft import LONGEST, edit_rule_draft
from jigai.apps.scoring.queries.access import draft_for
from jigai.apps.scoring.queries.drafts import draft_row
from jigai.domain.change import Change
from jigai.domain.rules.kinds import UNITS
from jigai.domain.rules.rulebook import shipped
from jigai.web.forms.acting import Act, acted
from jigai.web.requests import PageRequest
from jigai.web.rules.drafting import head_of


class WholeText(forms.CharField):
    """Text as it stands, line ends as in files; blanks at both ends are kept."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        area = forms.Textarea({"rows": rows, "class": "code", "spellcheck": "false", "wrap": "off"})
        super().__init__(widget=area, max_length=LONGEST, strip=False, **options)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class TextForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = WholeText(label=gettext_lazy("规则正文（TOML）"), rows=36)
    cases = WholeText(label=gettext_lazy("边界样例（TOML）"), rows=24)


def draft_text(request: PageRequest, pk: int) -> HttpResponse:
    """Anything may be saved; what is wrong with it stands on the page of the draft."""
    require(request.viewer, Deed.DRAFT_RULES)
    draft = draft_for(request.viewer, pk)
    kept = {"text": draft.text, "cases": draft.cases, "version": version_of(draft)}
    form = TextForm(request.POST or None, initial=kept)
    act = Act(
        title=_("规则全文"),
        about=_("保存后在草稿页检查，并指出出错的行"),
        back=reverse("rules:draft", args=[pk]),
        said=_("全文已保存。"),
        reason=_("编辑草稿全文"),
    )

    def save(values: dict[str, Any], change: Change) -> None:
        edit_rule_draft(
            draft=draft,
            text=values["text"],
            cases=values["cases"],
            base=values["version"],
            change=change,
        )

    return acted(
        request, form, act, save, shown={"draft": head_of(draft_row(draft), request.viewer)}
    )


@require_safe
def draft_names(request: PageRequest, pk: int) -> HttpResponse:
    """Every fact that an expression may name, with its unit, period and source."""
    draft = draft_for(request.viewer, pk)
    facts = shipped().facts[draft.subject].values()
    shown = {
        "draft": head_of(draft_row(draft), request.viewer),
        "facts": [(fact, UNITS.get(fact.unit)) for fact in facts],
    }
    return render(request, "rules/draft_names.html", shown)
