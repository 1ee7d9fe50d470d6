"""The plan of a project: weighted milestones and the approved baseline."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.projects.actions.approve_baseline import BaselineWithoutDates, approve_baseline
from jigai.apps.projects.actions.set_milestones import (
    NoSuchMilestone,
    PlannedMilestone,
    achieve_milestone,
    set_milestones,
)
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.projects import project_profile
from jigai.apps.reference.queries.settings import programme
from jigai.domain.change import Change
from jigai.domain.periods import PeriodKind
from jigai.web.forms.acting import Act, acted
from jigai.web.projects.plan_forms import BaselineForm, MilestonesForm, suggested_points
from jigai.web.projects.record_forms import AchievedForm
from jigai.web.requests import PageRequest


def milestones(request: PageRequest, pk: int) -> HttpResponse:
    """The nodes with their shares of the work; together they make up the whole."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    project = project_for(request.viewer, pk)
    held = project_profile(project).milestones
    form = MilestonesForm(request.POST or None, held=held)
    act = Act(
        title=_("节点计划"),
        about=project.name,
        back=reverse("projects:show", args=[pk]),
        said=_("节点计划已保存。"),
        template="projects/milestones.html",
    )

    def save(values: dict[str, Any], change: Change) -> None:
        planned = [PlannedMilestone(*row) for row in form.rows(values)]
        set_milestones(project=project, milestones=planned, change=change)

    return acted(request, form, act, save)


def achieve(request: PageRequest, pk: int, milestone: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    project = project_for(request.viewer, pk)
    held = next((one for one in project_profile(project).milestones if one.id == milestone), None)
    if held is None:
        raise NoSuchMilestone(pk=milestone)
    form = AchievedForm(
        request.POST or None, initial={"achieved_on": held.achieved_on or localdate()}
    )
    act = Act(
        title=_("登记节点完成：%(title)s") % {"title": held.title},
        about=project.name,
        back=reverse("projects:show", args=[pk]),
        said=_("节点已登记。"),
    )

    def record(values: dict[str, Any], change: Change) -> None:
        achieve_milestone(project=project, milestone_id=milestone, change=change, **values)

    return acted(request, form, act, record)


def baseline(request: PageRequest, pk: int) -> HttpResponse:
    """Freeze a plan; a later one replaces it, and both stay on the chart with their reasons."""
    require(request.viewer, Deed.APPROVE)
    project = project_for(request.viewer, pk)
    start, end = project.planned_start_on, project.planned_completion_on
    if start is None or end is None or project.total_investment_fen is None:
        raise BaselineWithoutDates
    held = project_profile(project).baselines
    present = dict(held[-1].points) if held else {}
    points = suggested_points(
        start=start,
        end=end,
        total_fen=project.total_investment_fen,
        present=present,
        kind=PeriodKind(programme().rhythm),
    )
    form = BaselineForm(request.POST or None, points=points, initial={"approved_on": localdate()})
    act = Act(
        title=_("调整基准") if held else _("批准基准"),
        about=project.name,
        back=reverse("projects:show", args=[pk]),
        said=_("基准已批准，原基准在图上以虚线保留。") if held else _("基准已批准。"),
        submit=_("批准"),
        template="projects/baseline.html",
    )

    def approve(values: dict[str, Any], change: Change) -> None:
        approve_baseline(
            project=project,
            points=form.points(values),
            approved_on=values["approved_on"],
            change=change,
        )

    shown = {"total_fen": project.total_investment_fen, "is_later": bool(held)}
    return acted(request, form, act, approve, shown=shown)
