"""The rule sets that ship, which one is in force from which day, and the county's choice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.scoring.actions.choose_rule_set import choose_rule_set
from jigai.apps.scoring.queries.in_force import BADGE, chosen_rules, rule_set_in_force
from jigai.apps.scoring.queries.rulebook import rule_sets
from jigai.domain.refusal import Refusal
from jigai.web.authorship import change_by
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


def _known() -> list[tuple[str, str]]:
    return list({one.id: said_on_page(one.title) for one in rule_sets(subject="project")}.items())


class ChoiceForm(forms.Form):
    rule_set = forms.ChoiceField(label=gettext_lazy("规则"), choices=_known)
    valid_from = forms.DateField(
        label=gettext_lazy("自哪一天起执行"), widget=forms.DateInput({"type": "date"})
    )
    decision = forms.CharField(
        label=gettext_lazy("决定文件"),
        max_length=200,
        help_text=gettext_lazy("例：庆技改办〔2026〕3号"),
    )


@login_not_required
def rule_list(request: PageRequest) -> HttpResponse:
    """Public; the choice is only for those who administer."""
    may_choose = may(request.viewer, Deed.ADMINISTER)
    form = ChoiceForm(request.POST or None)
    if request.method == "POST":
        require(request.viewer, Deed.ADMINISTER)
        if form.is_valid() and _is_chosen(request, form):
            return redirect("rules:list")
    on = localdate()
    shown: dict[str, Any] = {
        "rules": rule_sets(),
        "chosen": chosen_rules(BADGE),
        "titles": dict(_known()),
        "in_force": rule_set_in_force(BADGE, on=on),
        "may_see_drafts": may(request.viewer, Deed.RELEASE_RULES),
        "today": on,
        "form": form if may_choose else None,
    }
    return render(request, "rules/list.html", shown, status=422 if form.errors else 200)


def _is_chosen(request: PageRequest, form: ChoiceForm) -> bool:
    given = form.cleaned_data
    try:
        choose_rule_set(
            purpose=BADGE,
            rule_set_id=given["rule_set"],
            valid_from=given["valid_from"],
            decision=given["decision"],
            change=change_by(request, given["decision"]),
        )
    except Refusal as refusal:
        form.add_error("valid_from", said_on_page(refusal.said + refusal.advice))
        return False
    tell(request, _("已选定；自该日起的各期按此规则计算，以前各期不变。"))
    return True
