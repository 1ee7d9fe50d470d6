"""Hand enterprises over: choose, look at what would move, then move it with one undo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.cultivation.queries.coaches import accompanied_by, officers
from jigai.domain.refusal import NotAllowed, NotFound, Refusal
from jigai.flows.hand_over import HandOverPlan, hand_over, named_enterprises, plan_hand_over
from jigai.web.authorship import change_by
from jigai.web.forms.acting import done
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.refusals import http_status
from jigai.web.requests import PageRequest


class HandOverForm(ReasonedForm):
    from_id = forms.TypedChoiceField(
        label=_("原联系人"), coerce=int, required=False, empty_value=None,
        help_text=_("他现在负责的企业全部交接；也可留空，在下面逐家写"),
    )  # fmt: skip
    codes = forms.CharField(
        label=_("或逐家选定"), required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("一行一个统一社会信用代码或企业编号"),
    )  # fmt: skip
    to_id = forms.TypedChoiceField(label=_("新联系人"), coerce=int)
    since = DayField(label=_("交接日"), help_text=_("当天起由新联系人负责；不能晚于今天"))

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        people = officers()
        source: Any = self.fields["from_id"]
        source.choices = [("", _("— 不按人选 —")), *people]
        target: Any = self.fields["to_id"]
        target.choices = [("", _("— 请选择 —")), *people]


def hand_over_page(request: PageRequest) -> HttpResponse:
    """The first sending shows what would move; the second, with the same values, moves it."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    first = {"since": localdate(), "from_id": request.GET.get("from", "")}
    form = HandOverForm(request.POST or None, initial=first)
    if not form.is_bound or not form.is_valid():
        return _page(request, form, None, status=422 if form.is_bound else 200)
    try:
        return _planned_or_done(request, form)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refused:
        form.add_error(None, said_on_page(refused.said + refused.advice))
        return _page(request, form, None, status=http_status(refused))


def _planned_or_done(request: PageRequest, form: HandOverForm) -> HttpResponse:
    said = form.cleaned_data
    chosen = [*(accompanied_by(said["from_id"]) if said["from_id"] else ())]
    chosen += named_enterprises(request.viewer, said["codes"])
    given: dict[str, Any] = {
        "enterprise_ids": chosen,
        "to_user_id": said["to_id"],
        "since": said["since"],
    }
    if request.POST.get("step") != "move":
        return _page(request, form, plan_hand_over(request.viewer, **given))
    change = change_by(request, said["reason"])
    plan = hand_over(request.viewer, **given, change=change)
    words = {"count": len(plan.lines), "officer": plan.officer}
    done(request, gettext("%(count)s 家企业已交给%(officer)s。") % words, change)
    return HttpResponseRedirect(reverse("desk:responsible"))


def _page(
    request: PageRequest, form: HandOverForm, plan: HandOverPlan | None, *, status: int = 200
) -> HttpResponse:
    shown = {
        "form": form,
        "plan": plan,
        "totals": list(zip(plan.shares, plan.totals, strict=True)) if plan else [],
    }
    return render(request, "desk/hand_over.html", shown, status=status)
