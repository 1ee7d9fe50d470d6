"""Many projects at once, and a bulk edit from order to end, for the tests of bulk edits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.bulk.queries.runs import run_row
from jigai.apps.projects.models import Procedure, Project, ProjectCode
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Actor, Path
from jigai.flows.bulk.order_edit import order_edit
from jigai.flows.bulk.work_through import confirm_edit, work_through
from tests.cast import TODAY, change


def many_projects(like, count, *, first=0, **columns):
    """Projects of the enterprise and township of one that stands."""
    made = [
        Project(
            name=f"技改项目{number:04d}",
            name_sort=f"ji gai {number:04d}",
            name_initials=f"jg{number:04d}",
            **{
                "enterprise": like.enterprise,
                "division": like.division,
                "responsible_agency": like.responsible_agency,
                "total_investment_fen": 100_000_00,
                "planned_start_on": date(2026, 1, 1),
                "planned_completion_on": date(2026, 12, 31),
                "entered_on": date(2026, 1, 1),
            }
            | columns,
        )
        for number in range(first, first + count)
    ]
    with writing("projects.registered", change("登记")):
        return Project.objects.bulk_create(made)


def file_them(projects):
    """Give each what the stage 立项备案 asks for: a code and the filing certificate."""
    with writing("codes.added", change("备案")):
        ProjectCode.objects.bulk_create(
            ProjectCode(project=one, code=f"2603-371423-04-02-{one.pk:06d}", form="current")
            for one in projects
        )
        Procedure.objects.bulk_create(
            Procedure(project=one, kind="filing", state="done") for one in projects
        )


def many_enterprises(like, count):
    with writing("enterprises.registered", change("登记")):
        return Enterprise.objects.bulk_create(
            Enterprise(
                credit_code=f"91371423{number:010d}",
                name=f"庆云第{number}机械有限公司",
                name_sort=f"qing yun {number:04d}",
                name_initials=f"qy{number}",
                division=like.division,
            )
            for number in range(count)
        )


def ordered(viewer, rows, *, register="projects", **values):
    """A bulk edit with its trial made."""
    run = order_edit(
        register=register,
        viewer=viewer,
        keys=[row.pk for row in rows],
        values=values,
        change=by(viewer, "预览"),
    )
    return work_through(batch=run.batch, today=TODAY)


def carried_out(viewer, run, reason="统一调整"):
    confirm_edit(run=run, change=by(viewer, reason))
    return run_row(work_through(batch=run.batch, today=TODAY))


def by(viewer, reason):
    return replace(change(reason, path=Path.BULK), actor=Actor(viewer.key, viewer.name))
