"""One project's report for one period: form, draft that keeps itself, handing in."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.audit.editing import EditedByOthers, RecordInvalid
from jigai.apps.audit.queries.versions import Merge, version_of
from jigai.apps.projects.actions.save_draft_report import ReportValues
from jigai.apps.projects.actions.submit_report import (
    DataAfterPeriod,
    ProgressMissing,
    ReasonForJumpMissing,
)
from jigai.apps.projects.queries.access import project_for
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.report_form import ReportForm, report_form
from jigai.apps.scoring.queries.in_force import BADGE, rule_set_in_force
from jigai.domain.refusal import Refusal
from jigai.flows.report_progress import draft_report, report_progress
from jigai.web.authorship import change_by
from jigai.web.forms.conflicts import CHOICE, conflict_rows
from jigai.web.language import said_on_page
from jigai.web.layout.figures import dated, in_percent, in_wan
from jigai.web.refusals import http_status
from jigai.web.requests import PageRequest
from jigai.web.rounds.evidence import PURPOSES
from jigai.web.rounds.report_form import GROUPS, LATER, ProgressForm, besides
from jigai.web.rounds.words import ENTRY_STATES, ENTRY_TONES
from jigai.web.toasts import tell

AT_FIELD: dict[type[Refusal], str] = {
    ProgressMissing: "progress_bp",
    DataAfterPeriod: "data_on",
    ReasonForJumpMissing: "jump_reason",
}


@require_http_methods(["GET", "POST"])
def report(request: PageRequest, period: str, project_id: int) -> HttpResponse:
    """The form; on POST the report is handed in. An enterprise has a form without any figure."""
    shown = report_form(request.viewer, period=period, project_id=project_id)
    if not may(request.viewer, Deed.READ_CHECKS) and request.method == "GET":
        return redirect("portal:form", period=shown.period, project_id=project_id)
    if request.method == "POST":
        require(request.viewer, Deed.HAND_IN)
        return _handed_in(request, shown)
    first = {**shown.values}
    first.setdefault("data_on", round_of(period).ends_on)
    return _page(request, shown, ProgressForm(initial=first))


def _handed_in(request: PageRequest, shown: ReportForm) -> HttpResponse:
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, form, status=422)
    values, base = _settled(request, form.cleaned_data, shown)
    try:
        report_progress(
            project=project_for(request.viewer, shown.project_id),
            period=shown.period,
            values=values,
            base_version=base,
            change=change_by(request, _("填报")),
        )
    except EditedByOthers as refusal:
        rows = conflict_rows(Merge(dict(values), refusal.conflicts), form, say=_worded)
        newest = report_form(request.viewer, period=shown.period, project_id=shown.project_id)
        return _page(request, newest, form, status=409, conflicts=rows)
    except RecordInvalid as refusal:
        for name, text in refusal.fields.items():
            form.add_error(name if name in form.fields else None, said_on_page(text))
        return _page(request, shown, form, status=422)
    except Refusal as refusal:
        words = said_on_page(refusal.said + refusal.advice)
        form.add_error(AT_FIELD.get(type(refusal)), words)
        return _page(request, shown, form, status=http_status(refusal))
    tell(request, _("“{project}”已提交，等待审核。").format(project=shown.project))
    return redirect("rounds:mine")


def _settled(
    request: PageRequest, given: dict[str, Any], shown: ReportForm
) -> tuple[ReportValues, int | None]:
    """My values, with theirs where I chose theirs in the conflict card."""
    values = dict(given)
    for name, choice in request.POST.items():
        if name.startswith(CHOICE) and choice == "theirs":
            field = name.removeprefix(CHOICE)
            values[field] = cast("dict[str, Any]", shown.values).get(field)
    base = request.POST.get("version", "")
    return cast("ReportValues", values), int(base) if base.isdecimal() else None


@require_POST
def report_draft(request: PageRequest, period: str, project_id: int) -> HttpResponse:
    """Keep what can be read so far; the answer carries the version for the next save."""
    require(request.viewer, Deed.HAND_IN)
    shown = report_form(request.viewer, period=period, project_id=project_id)
    form = ProgressForm(request.POST)
    form.is_valid()
    values, base = _settled(request, form.cleaned_data, shown)
    kept = draft_report(
        project=project_for(request.viewer, project_id),
        period=period,
        values=values,
        base_version=base,
        change=change_by(request, _("自动保存草稿")),
    )
    return HttpResponse(status=204, headers={"X-Record-Version": str(version_of(kept))})


def _worded(field: str, value: Any) -> str:
    if value is None or value == "":
        return "—"
    if field.endswith("_fen"):
        return f"{in_wan(value)} {_('万元')}"
    if field.endswith("_bp"):
        return in_percent(value)
    return dated(value) if field.endswith("_on") else str(value)


def _page(
    request: PageRequest,
    shown: ReportForm,
    form: ProgressForm,
    *,
    status: int = 200,
    conflicts: Any = (),
) -> HttpResponse:
    rules = rule_set_in_force(BADGE, on=round_of(shown.period).ends_on)
    known = besides(shown)
    groups = [(title, [(form[name], known.get(name)) for name in names]) for title, names in GROUPS]
    jumped = "jump_reason" in form.errors or bool(form["jump_reason"].value())
    context = {
        "report": shown,
        "form": form,
        "groups": groups,
        "later": [form[name] for name in LATER],
        "jump_field": form["jump_reason"] if jumped else None,
        "conflicts": conflicts,
        "version": shown.version,
        "rules": rules,
        "state": ENTRY_STATES[shown.state],
        "state_tone": ENTRY_TONES[shown.state],
        "is_open": may(request.viewer, Deed.HAND_IN) and shown.state != "accepted",
        "files": shown.files,
        "purposes": PURPOSES,
        "keeps_drafts": shown.state in {"missing", "draft", "returned", "excused"},
    }
    return render(request, "rounds/report.html", context, status=status)
