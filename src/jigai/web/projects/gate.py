"""The stage gate: hand in what is missing, go on, or pass by with a permission and a reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.projects.actions.advance_stage import StageUnknown, hand_in_paper
from jigai.apps.projects.actions.record_procedure import record_procedure
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.projects import project_profile
from jigai.apps.projects.queries.stage_gate import gates_of
from jigai.domain.change import Change
from jigai.domain.refusal import NotFound
from jigai.flows.move_stage import move_stage
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.projects.record_forms import PaperForm, ProcedureForm
from jigai.web.projects.words import PROCEDURES, STAGE_PAPERS
from jigai.web.requests import PageRequest


def stage(request: PageRequest, pk: int, to: str) -> HttpResponse:
    """Go to the next stage; with something missing only who may bypass, and says why."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    project = project_for(request.viewer, pk)
    gate = next((one for one in gates_of(project) if one.stage == to), None)
    if gate is None:
        raise StageUnknown(stage=to)
    label = said_on_page(gate.label)
    is_bypassed = bool(gate.missing) and may(request.viewer, Deed.BYPASS_GATE)
    act = Act(
        title=_("进入“%(stage)s”") % {"stage": label},
        about=project.name,
        back=reverse("projects:show", args=[pk]),
        said=_("项目已进入“%(stage)s”。") % {"stage": label},
        submit=_("越过阶段门") if is_bypassed else _("确认进入"),
        template="projects/stage.html",
    )

    def move(_values: dict[str, Any], change: Change) -> None:
        move_stage(project=project, to=to, change=change, is_bypassed=is_bypassed)

    shown = {"missing": gate.missing, "is_bypassed": is_bypassed}
    return acted(request, ReasonedForm(request.POST or None), act, move, shown=shown)


def paper(request: PageRequest, pk: int, kind: str) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    project = project_for(request.viewer, pk)
    if kind not in STAGE_PAPERS:
        raise NotFound
    act = Act(
        title=_("登记材料：%(paper)s") % {"paper": STAGE_PAPERS[kind]},
        about=project.name,
        back=reverse("projects:show", args=[pk]),
        said=_("材料已登记。"),
    )

    def hand_in(values: dict[str, Any], change: Change) -> None:
        hand_in_paper(project=project, kind=kind, change=change, **values)

    return acted(request, PaperForm(request.POST or None), act, hand_in)


def procedure(request: PageRequest, pk: int, kind: str) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    project = project_for(request.viewer, pk)
    if kind not in dict(PROCEDURES):
        raise NotFound
    held = next((row for row in project_profile(project).procedures if row.kind == kind), None)
    present = (
        {"state": held.state, "document_number": held.document_number, "done_on": held.done_on}
        if held
        else {}
    )
    act = Act(
        title=_("手续：%(procedure)s") % {"procedure": dict(PROCEDURES)[kind]},
        about=project.name,
        back=reverse("projects:show", args=[pk]),
        said=_("手续已登记。"),
    )

    def record(values: dict[str, Any], change: Change) -> None:
        record_procedure(project=project, kind=kind, change=change, **values)

    return acted(request, ProcedureForm(request.POST or None, initial=present), act, record)
