"""The answers: corrections and data requests by the office, proposals by the responsible unit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.portal.actions.permit_form import end_form_permit, permit_form
from jigai.apps.portal.actions.propose_report import said_values
from jigai.apps.portal.queries.access import correction_for, data_request_for, proposal_for
from jigai.apps.portal.queries.permits import permits_of
from jigai.apps.portal.queries.requests import correction_row, data_request_row, proposal_row
from jigai.apps.projects.queries.access import project_for
from jigai.domain.change import Change
from jigai.domain.data_rights import REFUSING, RequestKind
from jigai.flows.answer_data_request import answer_data_request
from jigai.flows.correct_file import decide_correction
from jigai.flows.propose_report import decide_proposal
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted
from jigai.web.layout.figures import dated, in_percent, in_yuan, period_named
from jigai.web.portal.words import GROUNDS, REQUEST_KINDS, field_words, value_words
from jigai.web.requests import PageRequest
from jigai.web.rounds.report_form import ProgressForm
from jigai.web.toasts import tell

VERDICTS = (("accept", gettext_lazy("采纳")), ("refuse", gettext_lazy("不采纳")))
AT_ANSWER = {"portal.answer_missing": "answer", "data_request.ground_missing": "ground"}


class AnswerForm(forms.Form):
    verdict = forms.ChoiceField(
        label=gettext_lazy("决定"), choices=VERDICTS, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=gettext_lazy("答复"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("提出人能看到；不采纳时写明理由。"),
    )


class RequestAnswerForm(AnswerForm):
    ground = forms.ChoiceField(label=gettext_lazy("拒绝的法定理由"), required=False)


class ProposalAnswerForm(AnswerForm):
    jump_reason = forms.CharField(
        label=gettext_lazy("变化原因"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("与上期相比变化较大而企业没有写明时填写。"),
    )


def correction_decide(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ANSWER)
    found = correction_for(request.viewer, pk, on=localdate())
    row = correction_row(found)
    act = _act(_("答复更正"), row.enterprise, _("已答复。"))

    def decide(values: dict[str, Any], change: Change) -> None:
        decide_correction(
            correction=found,
            is_accepted=values["verdict"] == "accept",
            answer=values["answer"],
            change=change,
        )

    lines = [
        (_("内容"), field_words(row.subject, row.field)),
        (_("登记为"), value_words(row.subject, row.field, row.before)),
        (_("企业认为应为"), value_words(row.subject, row.field, row.after)),
        (_("为什么有误"), row.because),
        (_("答复期限"), dated(row.due_on)),
    ]
    form = AnswerForm(request.POST or None)
    return _answered(request, form, act, decide, lines, row.said)


def request_answer(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ANSWER)
    found = data_request_for(request.viewer, pk)
    row = data_request_row(found)
    form = RequestAnswerForm(request.POST or None)
    lawful = {one.value for one in REFUSING[RequestKind(row.kind)]}
    form.fields["ground"].choices = [  # type: ignore[attr-defined]
        ("", "—"),
        *((key, words) for key, words in GROUNDS if key in lawful),
    ]
    act = _act(_("答复个人信息请求"), row.person, _("已答复。"))

    def decide(values: dict[str, Any], change: Change) -> None:
        answer_data_request(
            request=found,
            is_granted=values["verdict"] == "accept",
            answer=values["answer"],
            ground=values["ground"],
            change=change,
        )

    lines = [
        (_("请求"), dict(REQUEST_KINDS)[row.kind]),
        (_("说明"), row.text),
        (_("企业"), row.enterprise or "—"),
        (_("答复期限"), dated(row.due_on)),
    ]
    return _answered(request, form, act, decide, lines, row.said)


def proposal_decide(request: PageRequest, pk: int) -> HttpResponse:
    """The responsible unit takes the form over as its own report, or refuses it."""
    require(request.viewer, Deed.HAND_IN)
    found = proposal_for(request.viewer, pk)
    row = proposal_row(found)
    act = _act(_("企业填写的调度表"), row.project, _("已答复企业。"))

    def decide(values: dict[str, Any], change: Change) -> None:
        decide_proposal(
            proposal=found,
            is_accepted=values["verdict"] == "accept",
            answer=values["answer"],
            jump_reason=values["jump_reason"],
            change=change,
        )

    told = said_values(row.values)
    labels = ProgressForm().fields
    lines = [(_("期次"), period_named(row.period))]
    lines += [(str(labels[n].label), _worded(n, v)) for n, v in told.items() if n in labels]
    form = ProposalAnswerForm(request.POST or None)
    return _answered(request, form, act, decide, lines, row.said)


def _act(title: str, about: str, said: str) -> Act:
    return Act(
        title=title,
        about=about,
        back=reverse("portal:desk"),
        said=said,
        submit=_("答复"),
        reason=title,
        template="portal/decide.html",
        at_field={**AT_ANSWER, "report.reason_for_jump_missing": "jump_reason"},
    )


def _answered(
    request: PageRequest, form: Any, act: Act, decide: Any, lines: Any, said: Any
) -> HttpResponse:
    shown = {"lines": lines, "said": said, "is_waiting": said.state == "waiting"}
    if not form.is_bound:
        return render(request, act.template, {"form": form, "act": act, **shown})
    return acted(request, form, act, decide, shown=shown)


def _worded(name: str, value: Any) -> str:
    if name.endswith("_fen"):
        return f"{in_yuan(value)} {_('元')}"
    if name.endswith("_bp"):
        return in_percent(value)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return dated(value) if name.endswith("_on") else str(value)


@require_POST
def permit(request: PageRequest, project_id: int) -> HttpResponse:
    """Open the form of a project to its enterprise, or close it again."""
    require(request.viewer, Deed.HAND_IN)
    project, today = project_for(request.viewer, project_id), localdate()
    if project_id in permits_of([project_id], on=today):
        change = change_by(request, _("停止企业填写"))
        end_form_permit(project=project, on=today, change=change)
        tell(request, _("已停止企业填写。"))
    else:
        permit_form(project=project, on=today, change=change_by(request, _("开放企业填写")))
        tell(request, _("已开放企业填写。"))
    return redirect("portal:desk")
