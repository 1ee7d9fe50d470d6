"""The half-month form of an own project: entry fields alone, and no figure beside any of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.portal.actions.propose_report import said_values
from jigai.apps.portal.queries.requests import proposal_rows
from jigai.apps.projects.actions.save_draft_report import ReportValues
from jigai.apps.projects.queries.access import project_for
from jigai.apps.rounds.queries.access import entry_for
from jigai.domain.change import Change
from jigai.domain.periods import parse_period
from jigai.flows.own_file import own_forms
from jigai.flows.propose_report import NOTICE, propose_progress
from jigai.web.forms.acting import Act, acted
from jigai.web.language import said_on_page
from jigai.web.portal.person import desk_of, enterprise_in
from jigai.web.portal.words import STATES, TONES
from jigai.web.requests import PageRequest
from jigai.web.rounds.report_form import GROUPS, LATER, ProgressForm
from jigai.web.rounds.words import ENTRY_STATES, ENTRY_TONES


@require_safe
def own_form_list(request: PageRequest, cards: Sequence[object] = ()) -> HttpResponse:
    """Every form that is due of the own projects, open to the enterprise or not.

    Args:
        cards: what else waits for the enterprise, on its first page.
    """
    desk = desk_of(request, "forms")
    rows = own_forms(request.viewer, enterprise=desk["enterprise"], on=localdate())
    shown = {
        **desk,
        "cards": cards,
        "forms": [(one, ENTRY_STATES[one.state], ENTRY_TONES[one.state]) for one in rows],
        "notice": NOTICE,
        "proposals": [
            (one, STATES[one.said.state], TONES[one.said.state])
            for one in proposal_rows(request.viewer)
        ],
    }
    return render(request, "portal/forms.html", shown)


def own_form(request: PageRequest, period: str, project_id: int) -> HttpResponse:
    """The form of one project; handing it in proposes it to the responsible unit."""
    require(request.viewer, Deed.PROPOSE)
    entry = entry_for(request.viewer, period=period, project_id=project_id)
    code = entry.round.period
    last = next(
        (one for one in proposal_rows(request.viewer, project_id=project_id)
         if one.period == code and one.said.state == "waiting"),
        None,
    )  # fmt: skip
    first: dict[str, Any] = {"data_on": entry.round.ends_on}
    if last:
        first |= said_values(last.values)
        first["is_started"] = str(first.get("is_started", "")).lower()
    form = ProgressForm(request.POST or None, initial=first)
    act = Act(
        title=entry.project.name,
        about=said_on_page(parse_period(code).name),
        back=reverse("portal:forms"),
        said=_("已交给责任单位，等待采纳。"),
        submit=_("交给责任单位"),
        reason=_("企业填写"),
        template="portal/form.html",
        at_field={
            "report.progress_missing": "progress_bp",
            "report.date_after_period": "data_on",
        },
    )

    def propose(values: dict[str, Any], change: Change) -> None:
        propose_progress(
            project=project_for(request.viewer, project_id),
            period=code,
            values=cast("ReportValues", values),
            on=localdate(),
            change=change,
        )

    shown = {
        "enterprise": enterprise_in(request),
        "notice": NOTICE,
        "due_on": entry.round.due_on,
        "last": last,
        "groups": [(title, [form[name] for name in names]) for title, names in GROUPS],
        "later": [form[name] for name in (*LATER, "jump_reason")],
    }
    return acted(request, form, act, propose, shown=shown)
