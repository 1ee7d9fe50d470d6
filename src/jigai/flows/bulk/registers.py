"""The registers that can be edited in bulk; each row goes through the action of the single edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from jigai.apps.accounts.queries.people import agency_rows
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.bulk.models import Outcome
from jigai.apps.projects.models import ConstructionKind, Project
from jigai.apps.reference.queries.divisions import division_rows
from jigai.apps.reference.queries.settings import direction_rows
from jigai.apps.registry.actions.correct_enterprise import EnterpriseValues, correct_enterprise
from jigai.apps.registry.models import Enterprise, EnterpriseSize
from jigai.domain.change import Change
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence
from jigai.domain.stages import STAGE_LABELS
from jigai.flows.bulk.fields import BulkField, Choice, codes, listed
from jigai.flows.correct_project import correct_project
from jigai.flows.move_stage import move_stage

ABOVE = frozenset({"province", "prefecture"})
Apply = Callable[[Any, int, dict[str, Any], Change], Outcome]


class NoSuchRegister(NotFound):
    code = "bulk.no_such_register"
    message = Sentence("“{register}”不能批量修改。", "“{register}” cannot be edited in bulk.")
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


class NoSuchField(NotFound):
    code = "bulk.no_such_field"
    message = Sentence("“{field}”不能批量修改。", "“{field}” cannot be set in bulk.")
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One register: who sees which rows, what may be set, and how one row is changed.

    Attributes:
        apply: changes one row (row, version that the order saw, values, change) and says what
            became of it; its refusals are the rules.
    """

    name: str
    title: Sentence
    table: str
    visible: Callable[[Viewer], QuerySet[Any]]
    fields: tuple[BulkField, ...]
    apply: Apply

    def field(self, key: str) -> BulkField:
        """Raises: NoSuchField."""
        for field in self.fields:
            if key in (field.key, field.key.removesuffix("_id")):
                return field
        raise NoSuchField(field=key, known=", ".join(field.key for field in self.fields))

    def read(self, written: Mapping[str, str], *, on: date) -> dict[str, Any]:
        """The values that the action takes.

        Raises:
            NoSuchField, ValueUnreadable: as named.
        """
        return {
            (field := self.field(key)).key: field.read(value, on=on)
            for key, value in written.items()
        }


def register_named(name: str) -> Register:
    """Raises: NoSuchRegister."""
    if name not in REGISTERS:
        raise NoSuchRegister(register=name, known=", ".join(REGISTERS))
    return REGISTERS[name]


def _change_project(project: Project, base: int, values: dict[str, Any], change: Change) -> Outcome:
    facts: Any = {key: value for key, value in values.items() if key != "stage"}
    outcome = Outcome.SAME
    if facts:
        done = correct_project(project=project, base_version=base, values=facts, change=change)
        edited = done.edited
        outcome = Outcome.CHANGED if edited.changed else outcome
        outcome = Outcome.WAITS if edited.pending else outcome
    to = values.get("stage", project.stage)
    if to == project.stage:
        return outcome
    move_stage(project=project, to=to, change=change)
    return Outcome.WAITS if outcome == Outcome.WAITS else Outcome.CHANGED


def _change_enterprise(
    enterprise: Enterprise, base: int, values: dict[str, Any], change: Change
) -> Outcome:
    known: EnterpriseValues = values  # type: ignore[assignment]
    changed = correct_enterprise(
        enterprise=enterprise, base_version=base, values=known, change=change
    )
    return Outcome.CHANGED if changed else Outcome.SAME


def _areas(on: date) -> list[Choice]:
    return listed(row for row in division_rows(on=on) if row.level not in ABOVE)


def _directions(_on: date) -> list[Choice]:
    return listed(direction_rows())


def _agencies(_on: date) -> list[Choice]:
    return listed(row for row in agency_rows() if row.is_active)


def _stages(_on: date) -> list[Choice]:
    return [Choice(stage.value, label) for stage, label in STAGE_LABELS.items()]


AREA = BulkField(
    key="division_id",
    title=Sentence("乡镇", "township"),
    shape="choice",
    choices=_areas,
    is_reference=True,
)
DIRECTION = BulkField(
    key="direction_id",
    title=Sentence("产业方向", "industrial direction"),
    shape="choice",
    choices=_directions,
    is_reference=True,
)
INDUSTRY = BulkField(key="industry_code", title=Sentence("行业代码", "industry code"), shape="text")
PROJECTS = Register(
    name="projects",
    title=Sentence("项目库", "projects"),
    table="projects_project",
    visible=Project.objects.visible_to,
    apply=_change_project,
    fields=(
        BulkField(
            key="stage",
            title=Sentence("阶段", "stage"),
            shape="choice",
            choices=_stages,
            may_clear=False,
        ),
        BulkField(
            key="responsible_agency_id",
            title=Sentence("责任单位", "responsible unit"),
            shape="choice",
            choices=_agencies,
            is_reference=True,
        ),
        BulkField(
            key="responsible_leader",
            title=Sentence("责任领导", "responsible leader"),
            shape="text",
        ),
        AREA,
        DIRECTION,
        INDUSTRY,
        BulkField(
            key="construction_kind",
            title=Sentence("建设性质", "kind of construction"),
            shape="choice",
            choices=codes(ConstructionKind.values),
        ),
        BulkField(key="planned_start_on", title=Sentence("计划开工", "planned start"), shape="day"),
        BulkField(
            key="planned_completion_on",
            title=Sentence("计划竣工", "planned completion"),
            shape="day",
        ),
        BulkField(
            key="total_investment_fen",
            title=Sentence("总投资", "total investment"),
            shape="fen",
        ),
    ),
)
ENTERPRISES = Register(
    name="enterprises",
    title=Sentence("企业库", "enterprises"),
    table="registry_enterprise",
    visible=lambda viewer: Enterprise.objects.visible_to(viewer).filter(merged_into__isnull=True),
    apply=_change_enterprise,
    fields=(
        AREA,
        DIRECTION,
        INDUSTRY,
        BulkField(
            key="size",
            title=Sentence("规模", "size"),
            shape="choice",
            choices=codes(EnterpriseSize.values),
        ),
    ),
)
REGISTERS: dict[str, Register] = {one.name: one for one in (PROJECTS, ENTERPRISES)}
