"""How long personal data are kept: rules with sources, what is due, and the run."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jigai.apps.accounts.actions.set_retention import RuleStartsEarlier, set_retention
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.retention import retention_rows
from jigai.flows.apply_retention import apply_retention, retention_plan
from jigai.web.authorship import change_by
from jigai.web.forms.refused import add_refusal
from jigai.web.people.forms import ReasonForm, RetentionForm
from jigai.web.people.words import RETENTION_KINDS
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


def retention(request: PageRequest) -> HttpResponse:
    """Rules of every kind, and what today's rules would take away."""
    require(request.viewer, Deed.ADMINISTER)
    form = RetentionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change = change_by(request, form.cleaned_data["source"])
            set_retention(**form.cleaned_data, change=change)
        except RuleStartsEarlier as refusal:
            add_refusal(form, refusal, field="valid_from")
        else:
            tell(request, _("已保存"))
            return HttpResponseRedirect(reverse("people:retention"))
    return _page(request, form=form)


@require_POST
def retention_run(request: PageRequest) -> HttpResponse:
    """Take the names of all that is due now, instead of waiting for the night."""
    require(request.viewer, Deed.ADMINISTER)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, run_form=form)
    plan = apply_retention(change=change_by(request, form.cleaned_data["reason"]))
    tell(request, _("已清除 %(count)s 条，合计不变") % {"count": sum(plan.counts.values())})
    return HttpResponseRedirect(reverse("people:retention"))


def _page(request: PageRequest, **more: Any) -> HttpResponse:
    today = localdate()
    words = dict(RETENTION_KINDS)
    rows = [
        (row, words[row.kind], row.valid_to is None or row.valid_to > today)
        for row in retention_rows()
    ]
    plan = retention_plan(on=today)
    shown = {
        "form": RetentionForm(),
        "run_form": ReasonForm(auto_id="run_%s"),
        "rows": rows,
        "due": [(words[kind], count) for kind, count in plan.counts.items()],
        "is_due": any(plan.counts.values()),
        **more,
    }
    return render(request, "people/retention.html", shown)
