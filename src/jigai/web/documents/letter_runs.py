"""Letters to many enterprises: order a run, see how far it is, take its files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.reports.queries.letter_runs import run_called, run_row, run_rows
from jigai.domain.refusal import NotAllowed, NotFound, Refusal
from jigai.flows.document_details import MEDIA
from jigai.flows.hand_over import named_enterprises
from jigai.flows.issue_letters import (
    AT_ONCE,
    letters_as_zip,
    merged_letters,
    order_letter_run,
    work_through,
)
from jigai.flows.letter_places import firms_of
from jigai.jobs.make_letters import make_letters
from jigai.web.authorship import change_by
from jigai.web.documents.details_form import THREE_LINES, DetailsForm, offered
from jigai.web.language import said_on_page
from jigai.web.refusals import http_status
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

CHOICES = (
    ("ending", gettext_lazy("资格 90 天内到期的在库企业")),
    ("silent", gettext_lazy("久未联系的在库企业")),
    ("library", gettext_lazy("全部在库企业")),
    ("named", gettext_lazy("下面逐家写的企业")),
)


class LetterRunForm(DetailsForm):
    whom = forms.ChoiceField(label=gettext_lazy("收函企业"), choices=CHOICES)
    codes = forms.CharField(
        label=gettext_lazy("逐家选定"),
        required=False,
        widget=THREE_LINES,
        help_text=gettext_lazy("一行一个统一社会信用代码或企业编号"),
    )
    subject = forms.CharField(label=gettext_lazy("标题"), max_length=100)
    text = forms.CharField(
        label=gettext_lazy("正文"),
        max_length=4_000,
        widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy(
            "一行一段；可用 {企业名称} {统一社会信用代码} {联系人} {资格到期日}"
        ),
    )

    field_order = ("whom", "codes", "subject", "text", "series", "issuing_body", "issued_on")


@require_safe
def run_list(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.PUBLISH)
    return render(request, "documents/runs.html", {"runs": run_rows()})


def run_order(request: PageRequest) -> HttpResponse:
    """The words and the addressees; numbers are given when it is sent."""
    require(request.viewer, Deed.PUBLISH)
    form = LetterRunForm(request.POST or None, initial=_initial())
    if not form.is_bound or not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    try:
        batch = _ordered(request, form.cleaned_data, form)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refused:
        form.add_error(None, said_on_page(refused.said + refused.advice))
        return _page(request, form, status=http_status(refused))
    return HttpResponseRedirect(reverse("documents:run", args=[batch]))


def _ordered(request: PageRequest, said: dict[str, Any], form: LetterRunForm) -> str:
    keys = named_enterprises(request.viewer, said["codes"]) if said["whom"] == "named" else (
        firms_of(request.viewer, said["whom"], on=localdate())
    )  # fmt: skip
    run = order_letter_run(
        request.viewer,
        enterprise_ids=keys,
        subject=said["subject"],
        text=said["text"],
        details=form.details(),
        issued_on=said["issued_on"],
        change=change_by(request, f"印发：{said['subject']}"),
    )
    if len(run.places) <= AT_ONCE:
        work_through(batch=run.batch, at=localtime())
    else:
        make_letters.enqueue(run.batch)
    tell(request, _("已编号 %(count)s 件，正在生成文件。") % {"count": len(run.places)})
    return run.batch


def _page(request: PageRequest, form: LetterRunForm, *, status: int) -> HttpResponse:
    return render(request, "documents/run_order.html", {"form": form}, status=status)


def _initial() -> dict[str, object]:
    found = offered("service_letter", {})
    return {**found, "issued_on": localdate()}


@require_safe
def run_show(request: PageRequest, batch: str) -> HttpResponse:
    require(request.viewer, Deed.PUBLISH)
    run = run_called(batch)
    return render(request, "documents/run.html", {"run": run_row(run)})


@require_safe
def run_zip(request: PageRequest, batch: str) -> HttpResponse:
    require(request.viewer, Deed.PUBLISH)
    return _file(letters_as_zip(run_called(batch)), "application/zip", f"letters-{batch}.zip")


@require_safe
def run_merged(request: PageRequest, batch: str) -> HttpResponse:
    require(request.viewer, Deed.PUBLISH)
    return _file(merged_letters(run_called(batch)), MEDIA["pdf"], f"letters-{batch}.pdf")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
