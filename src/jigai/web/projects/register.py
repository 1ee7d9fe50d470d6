"""Enter a project, and edit it together with others who edit it too."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.projects.actions.add_code import add_code
from jigai.apps.projects.actions.register_project import register_project
from jigai.apps.projects.actions.withdraw_project import withdraw_project
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.projects import project_profile
from jigai.domain.change import Change
from jigai.domain.sentence import Sentence
from jigai.flows.correct_project import correct_project
from jigai.web.forms.acting import Act, acted, settled
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.projects.project_form import EditProjectForm, RegisterProjectForm
from jigai.web.projects.record_forms import CodeForm
from jigai.web.requests import PageRequest

AT_FIELD = {
    "project.name_blank": "name",
    "project.equipment_above_total": "equipment_investment_fen",
    "project.planned_backwards": "planned_completion_on",
    "project.code_taken": "code",
    "project_code.unreadable": "code",
}


def register(request: PageRequest) -> HttpResponse:
    """The new project opens once it is saved; a doubtful code warns and does not stop."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    form = RegisterProjectForm(request.POST or None, viewer=request.viewer)
    act = Act(
        title=_("登记项目"),
        back=reverse("projects:list"),
        said=_("项目已登记。"),
        submit=_("登记"),
        at_field=AT_FIELD,
    )

    def enter(values: dict[str, Any], change: Change) -> None:
        code = values.pop("code")
        done = register_project(
            values=values,  # type: ignore[arg-type]
            entered_on=localdate(),
            codes=(code,) if code else (),
            change=change,
        )
        _warn(request, done.warnings)

    return acted(request, form, act, enter)


def edit(request: PageRequest, pk: int) -> HttpResponse:
    """Fields that others saved meanwhile are kept; one that both changed is asked about."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    project = project_for(request.viewer, pk)
    form = EditProjectForm(request.POST or None, viewer=request.viewer, initial=_present(project))
    act = Act(
        title=_("修改项目"),
        about=project.name,
        back=reverse("projects:show", args=[pk]),
        said=_("修改已保存。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        base, wanted = settled(request, project, values, base=values.pop("version"))
        done = correct_project(project=project, base_version=base, values=wanted, change=change)  # type: ignore[arg-type]
        if done.moved:
            told = _("竣工日期已更正：%(count)s 次未答复的成效回访改按新日期；已答复的不变。")
            messages.info(request, told % {"count": done.moved})
        if done.edited.pending:
            messages.warning(request, _("投资额变动较大，已转请另一位同事批准；其余修改已保存。"))

    return acted(request, form, act, save)


def code(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    project = project_for(request.viewer, pk)
    act = Act(
        title=_("登记项目代码"),
        about=project.name,
        back=reverse("projects:show", args=[pk]),
        said=_("项目代码已登记。"),
        at_field=AT_FIELD,
    )

    def add(values: dict[str, Any], change: Change) -> None:
        _warn(request, add_code(project=project, code=values["code"], change=change).warnings)

    return acted(request, CodeForm(request.POST or None), act, add)


def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    """Take a project out of the work, or back in; nothing of it is lost."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    project = project_for(request.viewer, pk)
    is_out = project.is_withdrawn
    act = Act(
        title=_("恢复项目") if is_out else _("撤项"),
        about=project.name,
        back=reverse("projects:show", args=[pk]),
        said=_("项目已恢复。") if is_out else _("项目已撤项，记录都保留，可以恢复。"),
        submit=_("恢复项目") if is_out else _("撤项"),
    )

    def move(_values: dict[str, Any], change: Change) -> None:
        withdraw_project(project=project, is_withdrawn=not is_out, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, move)


def _present(project: Any) -> dict[str, Any]:
    names = [name for name in EditProjectForm.base_fields if hasattr(project, name)]
    present = {name: getattr(project, name) for name in names}
    owner = project.enterprise.credit_code if project.enterprise else ""
    return present | {"enterprise_id": owner, "version": project_profile(project).version}


def _warn(request: PageRequest, warnings: tuple[Sentence, ...]) -> None:
    for warning in warnings:
        messages.warning(request, said_on_page(warning))
