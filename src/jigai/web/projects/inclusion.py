"""Inclusion as a process: the next state, the papers that are ready. No figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.projects.actions.decide_change import decide_change
from jigai.apps.projects.actions.move_inclusion import move_inclusion
from jigai.apps.projects.actions.tick_papers import tick_papers
from jigai.apps.projects.queries.access import pending_change_for, project_for
from jigai.apps.projects.queries.inclusion import inclusion_of
from jigai.apps.projects.queries.project_reports import inclusion_papers_of
from jigai.domain.change import Change
from jigai.domain.inclusion import MOVES, State
from jigai.web.forms.acting import Act, acted
from jigai.web.layout.figures import in_wan
from jigai.web.projects.record_forms import DecisionForm, InclusionForm, InclusionPapersForm
from jigai.web.projects.words import FIELDS, INCLUSION_STATES
from jigai.web.requests import PageRequest

AT_FIELD = {
    "inclusion.return_without_reason": "return_code",
    "inclusion.library_month_missing": "included_month",
    "period.unreadable": "included_month",
}


def move(request: PageRequest, pk: int) -> HttpResponse:
    """Only the states that may follow are offered."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    project = project_for(request.viewer, pk)
    form = InclusionForm(request.POST or None, moves=_moves(project), initial={"on": localdate()})
    act = Act(
        title=_("推进入统"),
        about=project.name,
        back=reverse("projects:show", args=[pk]),
        said=_("入统进程已更新。"),
        at_field=AT_FIELD,
    )

    def step(values: dict[str, Any], change: Change) -> None:
        move_inclusion(project=project, change=change, **values)

    return acted(request, form, act, step)


def papers(request: PageRequest, pk: int) -> HttpResponse:
    """Tick the papers of the file that are ready; only what changed is written."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    project = project_for(request.viewer, pk)
    held = {row.kind for row in inclusion_papers_of(project) if row.is_ready}
    form = InclusionPapersForm(request.POST or None, initial={"ready": sorted(held)})
    act = Act(
        title=_("登记入统材料"),
        about=project.name,
        back=reverse("projects:show", args=[pk]),
        said=_("材料已登记。"),
    )

    def tick(values: dict[str, Any], change: Change) -> None:
        tick_papers(project=project, ready=values["ready"], on=localdate(), change=change)

    return acted(request, form, act, tick)


def decide(request: PageRequest, pk: int) -> HttpResponse:
    """A second person approves or rejects a sensitive change; who asked cannot."""
    require(request.viewer, Deed.APPROVE)
    pending = pending_change_for(request.viewer, pk)
    wanted = "；".join(f"{FIELDS.get(n, n)} → {in_wan(v)}" for n, v in pending.values.items())
    act = Act(
        title=_("批准或驳回修改"),
        about=f"{pending.project.name} · {wanted} {_('万元')}",
        back=reverse("projects:show", args=[pending.project_id]),
        said=_("决定已记下。"),
    )

    def settle(values: dict[str, Any], change: Change) -> None:
        is_approved = values["decision"] == "approve"
        decide_change(pending=pending, is_approved=is_approved, change=change)

    return acted(request, DecisionForm(request.POST or None), act, settle)


def _moves(project: Any) -> list[tuple[str, Any]]:
    row = inclusion_of(project, as_of=localdate())
    first = State.PREPARING if project.actual_start_on else State.AWAITING_START
    now = State(row.state) if row else first
    return [(code, word) for code, word in INCLUSION_STATES if State(code) in MOVES[now]]
