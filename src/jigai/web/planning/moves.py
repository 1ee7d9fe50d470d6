"""What happens to a version: submitted, returned, approved by a second person, amended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.planning.actions.amend_plan import amend_plan
from jigai.apps.planning.actions.approve_plan import approve_plan
from jigai.apps.planning.actions.discard_plan_version import discard_plan_version
from jigai.apps.planning.actions.return_plan import return_plan
from jigai.apps.planning.actions.submit_plan import submit_plan
from jigai.apps.planning.queries.access import plan_for, version_for
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.requests import PageRequest


@dataclass(frozen=True, slots=True)
class Move:
    """A move that asks for nothing but its reason."""

    deed: Deed
    title: Promise
    about: Promise
    said: Promise
    do: Callable[..., object]


SUBMIT = Move(
    Deed.PLAN,
    gettext_lazy("提交批准"),
    gettext_lazy("提交后不能再改，除非被退回；须由没有参与编制的人批准"),
    gettext_lazy("已提交，等另一人批准。"),
    submit_plan,
)
RETURN = Move(
    Deed.APPROVE_PLANS,
    gettext_lazy("退回修改"),
    gettext_lazy("写明要改什么，编制人会看到"),
    gettext_lazy("已退回编制人。"),
    return_plan,
)
DISCARD = Move(
    Deed.PLAN,
    gettext_lazy("放弃草稿"),
    gettext_lazy("草稿留在记录里，不再可改；已批准的版本照常执行"),
    gettext_lazy("草稿已放弃。"),
    discard_plan_version,
)


class ApprovalForm(ReasonedForm):
    decision = forms.CharField(
        label=gettext_lazy("批准文件或会议"),
        max_length=200,
        help_text=gettext_lazy("例：县技改专班会议纪要〔2026〕3号"),
    )


def submit(request: PageRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, SUBMIT, ReasonedForm(request.POST or None))


def give_back(request: PageRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, RETURN, ReasonedForm(request.POST or None))


def discard(request: PageRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, DISCARD, ReasonedForm(request.POST or None))


def _moved(request: PageRequest, pk: int, chosen: Move, form: ReasonedForm) -> HttpResponse:
    require(request.viewer, chosen.deed)
    version = version_for(request.viewer, pk)
    act = Act(
        title=chosen.title,
        about=chosen.about,
        back=reverse("planning:version", args=[pk]),
        said=chosen.said,
        submit=chosen.title,
    )

    def move_it(_values: dict[str, Any], change: Change) -> None:
        chosen.do(version=version, change=change)

    return acted(request, form, act, move_it)


def approve(request: PageRequest, pk: int) -> HttpResponse:
    """The second person's deed: never an author's."""
    require(request.viewer, Deed.APPROVE_PLANS)
    version = version_for(request.viewer, pk)
    act = Act(
        title=_("批准“%(title)s”第 %(number)s 版")
        % {"title": version.plan.title, "number": version.number},
        about=_("编制人：%(authors)s。编制人不能批准") % {"authors": version.authors},
        back=reverse("planning:version", args=[pk]),
        said=_("已批准；此后只能修订为新版。"),
        submit=_("批准"),
    )

    def approve_it(values: dict[str, Any], change: Change) -> None:
        approve_plan(version=version, decision=values["decision"], change=change)

    return acted(request, ApprovalForm(request.POST or None), act, approve_it)


def amend(request: PageRequest, pk: int) -> HttpResponse:
    """The next version begins as a copy of the approved one."""
    require(request.viewer, Deed.PLAN)
    plan = plan_for(request.viewer, pk)
    act = Act(
        title=_("修订为新版"),
        about=_("抄一份执行中的版本来改；批准以前仍按原版执行，两版都能打开"),
        back=reverse("planning:show", args=[pk]),
        said=_("新版已建立。"),
        submit=_("修订为新版"),
    )
    made: list[int] = []

    def amend_it(_values: dict[str, Any], change: Change) -> None:
        made.append(amend_plan(plan=plan, change=change).pk)

    answer = acted(request, ReasonedForm(request.POST or None), act, amend_it)
    if made:
        return HttpResponseRedirect(reverse("planning:version", args=made))
    return answer
