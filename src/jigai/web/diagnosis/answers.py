"""Answering: a form that keeps its drafts, files as evidence, closing a side, taking it back."""

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
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.diagnosis.actions.finish_side import (
    agree_with_own,
    assess,
    hand_in,
    reopen_diagnosis,
)
from jigai.apps.diagnosis.actions.save_answers import (
    attach_to_answer,
    refuse_unless_open,
    save_answers,
)
from jigai.apps.diagnosis.editions import bank_of
from jigai.apps.diagnosis.queries.access import diagnosis_for
from jigai.apps.diagnosis.queries.cards import diagnosis_card
from jigai.apps.diagnosis.queries.figures import rate_rows
from jigai.domain.change import Change
from jigai.domain.maturity.states import Side
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence
from jigai.web.authorship import change_by
from jigai.web.diagnosis.answers_form import AnswersForm
from jigai.web.forms.acting import Act, acted, done
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

DEEDS = {Side.OWN: Deed.REPORT, Side.ASSESSOR: Deed.REVIEW}
RATES = {"equipment": "equipment_digital_rate", "connected": "equipment_networked_rate"}
"""Question → the rate of the lists that is shown beside it; nothing is filled in by itself."""


class NoSuchSide(NotFound):
    code = "diagnosis.no_such_side"
    message = Sentence("没有“{name}”这一方。", "There is no side “{name}”.")
    remedy = Sentence("可选：own、assessor。", "Choose own or assessor.")


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("佐证文件"),
        help_text=gettext_lazy("照片（JPEG、PNG、WebP）或 PDF，20 MB 以内。"),
    )
    is_multipart = True  # type: ignore[assignment]


def side_of(viewer: Viewer, name: str) -> Side:
    """The side of an address, once the viewer may answer for it.

    Raises:
        NoSuchSide, RoleMissing: as named.
    """
    if name not in set(Side):
        raise NoSuchSide(name=name)
    side = Side(name)
    require(viewer, DEEDS[side])
    return side


def answers(request: PageRequest, pk: int, side: str) -> HttpResponse:
    whose = side_of(request.viewer, side)
    diagnosis = diagnosis_for(request.viewer, pk)
    refuse_unless_open(diagnosis, whose)
    form = _form(request, pk, whose)
    if form.is_bound and form.is_valid():
        change = change_by(request, _("填写诊断答案"))
        save_answers(diagnosis=diagnosis, side=whose, entries=form.entries(), change=change)
        done(request, _("答案已保存。"), change)
        return redirect("diagnosis:show", pk=pk)
    shown = {
        "form": form,
        "groups": form.groups(),
        "card": form.card,
        "side": whose.value,
        "is_own": whose == Side.OWN,
    }
    status = 422 if form.is_bound else 200
    return render(request, "diagnosis/answers.html", shown, status=status)


@require_POST
def draft(request: PageRequest, pk: int, side: str) -> HttpResponse:
    """Keep what can be read so far."""
    whose = side_of(request.viewer, side)
    diagnosis = diagnosis_for(request.viewer, pk)
    form = _form(request, pk, whose)
    form.is_valid()
    change = change_by(request, _("自动保存草稿"))
    save_answers(diagnosis=diagnosis, side=whose, entries=form.entries(), change=change)
    return HttpResponse(status=204)


@require_POST
def agree(request: PageRequest, pk: int) -> HttpResponse:
    """Take over the enterprise's answers where the assessor has none; then change what differs."""
    require(request.viewer, Deed.REVIEW)
    diagnosis = diagnosis_for(request.viewer, pk)
    count = agree_with_own(diagnosis=diagnosis, change=change_by(request, _("沿用企业自评")))
    tell(request, _("已沿用 {count} 题的企业自评，请逐题核对。").format(count=count))
    return redirect("diagnosis:answers", pk=pk, side=Side.ASSESSOR.value)


def attach(request: PageRequest, pk: int, side: str, question: str) -> HttpResponse:
    """A file as the evidence of one answer."""
    whose = side_of(request.viewer, side)
    diagnosis = diagnosis_for(request.viewer, pk)
    asked = bank_of(diagnosis.edition).question(question)
    act = Act(
        title=_("附佐证文件"),
        about=said_on_page(asked.label) if asked else question,
        back=reverse("diagnosis:answers", args=[pk, whose.value]),
        said=_("佐证已附上。"),
        submit=_("上传"),
        reason=_("附诊断佐证"),
    )

    def save(values: dict[str, Any], change: Change) -> None:
        file = values["file"]
        attach_to_answer(
            diagnosis=diagnosis,
            side=whose,
            question=question,
            name=file.name,
            content=file.read(),
            change=change,
        )

    is_sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_sent else FileForm()
    return acted(request, form, act, save)


def finish(request: PageRequest, pk: int, side: str) -> HttpResponse:
    """Hand in, or complete the assessment; the gap list follows."""
    whose = side_of(request.viewer, side)
    diagnosis = diagnosis_for(request.viewer, pk)
    card = diagnosis_card(diagnosis)
    is_own = whose == Side.OWN
    act = Act(
        title=_("交卷") if is_own else _("完成评估"),
        about=card.enterprise,
        back=reverse("diagnosis:show", args=[pk]),
        said=_("已交卷，等待评估。") if is_own else _("评估完成，差距清单已更新。"),
        submit=_("交卷") if is_own else _("完成评估"),
        template="diagnosis/finish.html",
    )

    def close(_values: dict[str, Any], change: Change) -> None:
        deed = hand_in if is_own else assess
        deed(diagnosis=diagnosis, on=localdate(), change=change)

    view = card.own if is_own else card.assessed
    return acted(request, ReasonedForm(request.POST or None), act, close, shown={"side": view})


def reopen(request: PageRequest, pk: int) -> HttpResponse:
    """One step back, with the reason."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    diagnosis = diagnosis_for(request.viewer, pk)
    act = Act(
        title=_("退回诊断"),
        about=diagnosis.enterprise.name,
        back=reverse("diagnosis:show", args=[pk]),
        said=_("已退回上一步，答案都在。"),
        submit=_("退回"),
    )

    def take_back(_values: dict[str, Any], change: Change) -> None:
        reopen_diagnosis(diagnosis=diagnosis, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, take_back)


def _form(request: PageRequest, pk: int, side: Side) -> AnswersForm:
    diagnosis = diagnosis_for(request.viewer, pk)
    rates = {
        row.name: row for row in rate_rows(enterprise_id=diagnosis.enterprise_id, on=localdate())
    }
    hints = {
        question: _("按清单计算：{rate}").format(rate=said_on_page(rates[name].by_count))
        for question, name in RATES.items()
        if rates[name].low is not None
    }
    return AnswersForm(
        request.POST or None,
        bank=bank_of(diagnosis.edition),
        card=diagnosis_card(diagnosis),
        side=side.value,
        hints=hints,
    )
