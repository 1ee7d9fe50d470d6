from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.add_code import add_code
from jigai.apps.projects.models import Project
from jigai.domain.change import Change
from jigai.domain.pinyin import fitting_keys
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

SORT_WIDTH, INITIALS_WIDTH = 600, 200


class ProjectNameBlank(Refusal):
    code = "project.name_blank"
    message = Sentence("项目名称不能为空。", "The name of a project cannot be blank.")
    remedy = Sentence("请按备案证明填写。", "Write it as on the filing certificate.")


class EquipmentAboveTotal(Refusal):
    code = "project.equipment_above_total"
    message = Sentence(
        "设备投资大于总投资。", "The equipment investment is above the total investment."
    )
    remedy = Sentence("请核对两个金额的单位。", "Check the units of the two amounts.")


class PlannedBackwards(Refusal):
    code = "project.planned_backwards"
    message = Sentence(
        "计划竣工{end}早于计划开工{start}。",
        "The planned completion {end} is before the planned start {start}.",
    )


class ProjectValues(TypedDict, total=False):
    """The columns of a project that a form or a ledger row may name."""

    name: str
    enterprise_id: int | None
    owner_unit: str
    construction_kind: str
    transformation_kind: str
    content: str
    division_id: int | None
    direction_id: int | None
    industry_code: str
    total_investment_fen: int | None
    equipment_investment_fen: int | None
    planned_start_on: date | None
    planned_start_precision: str
    planned_completion_on: date | None
    planned_completion_precision: str
    actual_start_on: date | None
    actual_completion_on: date | None
    production_on: date | None
    output_reached_on: date | None
    responsible_agency_id: int | None
    responsible_leader: str
    remarks: str


@dataclass(frozen=True, slots=True)
class Registered:
    """The new project, and what to look at again (a code whose check digit does not fit)."""

    project: Project
    warnings: tuple[Sentence, ...]


def register_project(
    *, values: ProjectValues, entered_on: date, change: Change, codes: tuple[str, ...] = ()
) -> Registered:
    """Enter a project with its codes, the first of them the primary one.

    Raises:
        ProjectNameBlank, EquipmentAboveTotal, PlannedBackwards, RecordInvalid: as named.
        ProjectCodeUnreadable, ProjectCodeTaken: as named.
    """
    keyed = with_name_keys(values)
    project = Project(entered_on=entered_on, **keyed)
    check_plan(project)
    with writing("project.registered", change):
        save_valid(project)
        warnings = [
            warning
            for code in codes
            for warning in add_code(project=project, code=code, change=change).warnings
        ]
    return Registered(project, tuple(warnings))


def with_name_keys(values: ProjectValues) -> dict[str, Any]:
    """The values, and with a name the keys by which it is sorted and found.

    Raises:
        ProjectNameBlank: as named.
    """
    kept: dict[str, Any] = dict(values)
    if "name" in kept:
        kept["name"] = (kept["name"] or "").strip()
        if not kept["name"]:
            raise ProjectNameBlank
        keys = fitting_keys(kept["name"], sort=SORT_WIDTH, initials=INITIALS_WIDTH)
        kept |= {"name_sort": keys.sort, "name_initials": keys.initials}
    return kept


def check_plan(project: Project) -> None:
    """Whether amounts and dates fit one another.

    Raises:
        EquipmentAboveTotal, PlannedBackwards: as named.
    """
    total, equipment = project.total_investment_fen, project.equipment_investment_fen
    if total is not None and equipment is not None and equipment > total:
        raise EquipmentAboveTotal
    start, end = project.planned_start_on, project.planned_completion_on
    if start is not None and end is not None and end < start:
        raise PlannedBackwards(start=start, end=end)
