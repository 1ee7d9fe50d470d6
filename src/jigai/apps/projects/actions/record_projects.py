"""Many projects at once, as a ledger brings them: found by code, changed where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.audit.inserting import insert_many
from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.register_project import ProjectValues, with_name_keys
from jigai.apps.projects.models import Procedure, Project, ProjectCode
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class ProjectEntry:
    """What a ledger row says of a project; values that are ``None`` or blank say nothing.

    Args:
        code: the code under which it is found.
        code_form: ``new``, ``old`` or ``other``.
        values: columns of the register.
        procedures: kind → whether done.
        project_id: found by the hidden id of an edited export, else by the code.
    """

    code: str
    code_form: str
    values: ProjectValues
    entered_on: date
    procedures: Mapping[str, bool]
    stage: str = ""


@dataclass(frozen=True, slots=True)
class ProjectPlan:
    """Projects by code; ``codes`` for those that are new."""

    projects: Upsert[Project]
    entries: Mapping[str, ProjectEntry]

    def project(self, code: str) -> Project | None:
        return self.projects.record(code)


def plan_projects(entries: Sequence[ProjectEntry]) -> ProjectPlan:
    """Compare ledger rows with the register, by project code; nothing is saved."""
    codes = [entry.code for entry in entries]
    held = ProjectCode.objects.filter(code__in=codes).select_related("project")
    code_of = {row.project_id: row.code for row in held}
    plan = planned_upsert(
        Project,
        [Wanted(e.code, _values(e), {"entered_on": e.entered_on, **_stage(e)}) for e in entries],
        existing=[row.project for row in held],
        key_of=lambda project: code_of[project.pk],
    )
    return ProjectPlan(plan, {entry.code: entry for entry in entries})


def record_projects(*, plan: ProjectPlan, change: Change) -> None:
    """Save a plan, with the codes of new projects."""
    for project in plan.projects.create.values():
        for name, value in with_name_keys({"name": project.name}).items():
            setattr(project, name, value)
    for _, changed in plan.projects.update.values():
        if "name" in changed:
            changed.update(with_name_keys({"name": changed["name"]}))
    with writing("projects.recorded", change):
        save_upsert(plan.projects)
        insert_many(
            [
                ProjectCode(project=project, code=str(code), form=plan.entries[str(code)].code_form)
                for code, project in plan.projects.create.items()
            ]
        )


def plan_procedures(plan: ProjectPlan) -> Upsert[Procedure]:
    """Compare the procedure marks of the rows; an empty mark says nothing of a known procedure."""
    wanted = [
        Wanted(
            (project.pk or code, kind),
            {"state": "done"},
            {"project_id": project.pk, "kind": kind},
        )
        for code, entry in plan.entries.items()
        if (project := plan.project(code)) is not None
        for kind, is_done in entry.procedures.items()
        if is_done
    ]
    known = Procedure.objects.filter(project_id__in=[p.pk for p in plan.projects.found.values()])
    return planned_upsert(
        Procedure, wanted, existing=known, key_of=lambda row: (row.project_id, row.kind)
    )


def record_procedures(*, plan: Upsert[Procedure], change: Change) -> None:
    """Save a plan."""
    with writing("procedures.recorded", change):
        save_upsert(plan)


def _values(entry: ProjectEntry) -> dict[str, Any]:
    return {name: v for name, v in entry.values.items() if v not in (None, "")}


def _stage(entry: ProjectEntry) -> dict[str, str]:
    return {"stage": entry.stage} if entry.stage else {}
