"""Stages of a project: which moves there are, and what each stage asks for first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined

if TYPE_CHECKING:
    from collections.abc import Collection


class Stage(StrEnum):
    RESERVE = "reserve"
    FILED = "filed"
    PROCEDURES = "procedures"
    STARTED = "started"
    UNDER_CONSTRUCTION = "under_construction"
    COMPLETED = "completed"
    IN_PRODUCTION = "in_production"
    AT_DESIGN_OUTPUT = "at_design_output"
    ACCEPTED = "accepted"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Sentence:
        return STAGE_LABELS[self]


STAGE_LABELS = {
    Stage.RESERVE: Sentence("储备", "reserve"),
    Stage.FILED: Sentence("立项备案", "filed"),
    Stage.PROCEDURES: Sentence("前期手续", "procedures"),
    Stage.STARTED: Sentence("开工", "started"),
    Stage.UNDER_CONSTRUCTION: Sentence("在建", "under construction"),
    Stage.COMPLETED: Sentence("竣工", "completed"),
    Stage.IN_PRODUCTION: Sentence("投产", "in production"),
    Stage.AT_DESIGN_OUTPUT: Sentence("达产", "design output reached"),
    Stage.ACCEPTED: Sentence("验收", "accepted"),
    Stage.SUSPENDED: Sentence("停缓建", "suspended"),
    Stage.WITHDRAWN: Sentence("撤项", "withdrawn"),
}
_HALT = frozenset({Stage.SUSPENDED, Stage.WITHDRAWN})
MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.RESERVE: frozenset({Stage.FILED, Stage.WITHDRAWN}),
    Stage.FILED: frozenset({Stage.PROCEDURES, Stage.STARTED}) | _HALT,
    Stage.PROCEDURES: frozenset({Stage.STARTED}) | _HALT,
    Stage.STARTED: frozenset({Stage.UNDER_CONSTRUCTION}) | _HALT,
    Stage.UNDER_CONSTRUCTION: frozenset({Stage.COMPLETED}) | _HALT,
    Stage.COMPLETED: frozenset({Stage.IN_PRODUCTION, Stage.ACCEPTED}),
    Stage.IN_PRODUCTION: frozenset({Stage.AT_DESIGN_OUTPUT, Stage.ACCEPTED}),
    Stage.AT_DESIGN_OUTPUT: frozenset({Stage.ACCEPTED}),
    Stage.ACCEPTED: frozenset(),
    Stage.SUSPENDED: frozenset(
        {Stage.PROCEDURES, Stage.STARTED, Stage.UNDER_CONSTRUCTION, Stage.WITHDRAWN}
    ),
    Stage.WITHDRAWN: frozenset(),
}


class Owner(StrEnum):
    """Who can supply what is missing."""

    ENTERPRISE = "enterprise"
    RESPONSIBLE_UNIT = "responsible_unit"
    PROGRAMME_OFFICE = "programme_office"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A field or a paper that a stage asks for; ``name`` is the field to link to."""

    name: str
    label: Sentence
    owner: Owner
    is_paper: bool = False


_CODE = Requirement("project_code", Sentence("项目代码", "project code"), Owner.ENTERPRISE)
_FILING = Requirement(
    "filing", Sentence("备案证明", "filing certificate"), Owner.ENTERPRISE, is_paper=True
)
_TOTAL = Requirement("total_fen", Sentence("总投资", "total investment"), Owner.ENTERPRISE)
_PLANNED_START = Requirement(
    "planned_start_on", Sentence("计划开工日期", "planned start"), Owner.ENTERPRISE
)
_PLANNED_END = Requirement(
    "planned_completion_on", Sentence("计划竣工日期", "planned completion"), Owner.ENTERPRISE
)
_UNIT = Requirement(
    "responsible_unit", Sentence("责任单位", "responsible unit"), Owner.PROGRAMME_OFFICE
)
_EIA = Requirement(
    "eia", Sentence("环评手续", "environmental assessment"), Owner.ENTERPRISE, is_paper=True
)
_ENERGY = Requirement(
    "energy", Sentence("节能手续", "energy review"), Owner.ENTERPRISE, is_paper=True
)
_STARTED = Requirement(
    "actual_start_on", Sentence("实际开工日期", "actual start"), Owner.RESPONSIBLE_UNIT
)
_START_PROOF = Requirement(
    "start_proof",
    Sentence("主体工程开工或设备到货的证明", "proof of main works or of equipment delivered"),
    Owner.ENTERPRISE,
    is_paper=True,
)
_BASELINE = Requirement(
    "baseline",
    Sentence("批准的投资基准计划", "approved investment baseline"),
    Owner.PROGRAMME_OFFICE,
)
_MILESTONES = Requirement(
    "milestones", Sentence("带权重的节点计划", "weighted milestones"), Owner.RESPONSIBLE_UNIT
)
_COMPLETED = Requirement(
    "actual_completion_on", Sentence("实际竣工日期", "actual completion"), Owner.RESPONSIBLE_UNIT
)
_HANDED_OVER = Requirement(
    "completion_proof",
    Sentence("竣工验收材料", "completion papers"),
    Owner.ENTERPRISE,
    is_paper=True,
)
_PRODUCING = Requirement(
    "production_on", Sentence("投产日期", "start of production"), Owner.ENTERPRISE
)
_OUTPUT = Requirement(
    "output_reached_on", Sentence("达产日期", "design output reached on"), Owner.ENTERPRISE
)
_AUDIT = Requirement(
    "special_audit", Sentence("专项审计报告", "special audit"), Owner.ENTERPRISE, is_paper=True
)
_EFFECTS = Requirement(
    "effect_table", Sentence("实施效果表", "performance table"), Owner.ENTERPRISE, is_paper=True
)
_REASON = Requirement(
    "halt_reason", Sentence("停缓建或撤项原因", "reason of the halt"), Owner.RESPONSIBLE_UNIT
)
REQUIREMENTS: dict[Stage, tuple[Requirement, ...]] = {
    Stage.RESERVE: (),
    Stage.FILED: (_CODE, _FILING, _TOTAL),
    Stage.PROCEDURES: (_CODE, _FILING, _TOTAL, _PLANNED_START, _PLANNED_END, _UNIT),
    Stage.STARTED: (_CODE, _FILING, _EIA, _ENERGY, _UNIT, _STARTED, _START_PROOF),
    Stage.UNDER_CONSTRUCTION: (_STARTED, _BASELINE, _MILESTONES),
    Stage.COMPLETED: (_COMPLETED, _HANDED_OVER),
    Stage.IN_PRODUCTION: (_COMPLETED, _PRODUCING),
    Stage.AT_DESIGN_OUTPUT: (_OUTPUT,),
    Stage.ACCEPTED: (_AUDIT, _EFFECTS),
    Stage.SUSPENDED: (_REASON,),
    Stage.WITHDRAWN: (_REASON,),
}


class StageCannotMove(Refusal):
    code = "stages.cannot_move"
    message = Sentence(
        "项目现在是“{now}”，不能直接进入“{then}”。",
        "The project is at “{now}”; it cannot go to “{then}”.",
    )


class StageNotReady(Refusal):
    """``missing`` lists the requirements, so that each can be linked to its field."""

    code = "stages.not_ready"
    message = Sentence("进入“{then}”还缺：{list}。", "Still missing for “{then}”: {list}.")
    remedy = Sentence(
        "请补齐；确需先行的，由有权限的人员写明理由后放行。",
        "Supply them; a bypass needs a permission and a written reason.",
    )

    def __init__(self, then: Stage, missing: tuple[Requirement, ...]) -> None:
        self.missing = missing
        listed = joined([part.label for part in missing], zh="、", en=", ")
        super().__init__(then=then.label, list=listed)


def missing_for(stage: Stage, *, held: Collection[str]) -> tuple[Requirement, ...]:
    """What a stage asks for and the project does not have, in the order of the table.

    >>> [part.name for part in missing_for(Stage.FILED, held={"total_fen"})]
    ['project_code', 'filing']
    """
    return tuple(part for part in REQUIREMENTS[stage] if part.name not in held)


def check_move(
    now: Stage, then: Stage, *, held: Collection[str], is_bypassed: bool = False
) -> tuple[Requirement, ...]:
    """Let a project pass the gate, and tell what a bypass left missing.

    Raises:
        StageCannotMove: the table has no such move; a bypass does not help.
        StageNotReady: something is missing and the gate is not bypassed.
    """
    if then not in MOVES[now]:
        raise StageCannotMove(now=now.label, then=then.label)
    missing = missing_for(then, held=held)
    if missing and not is_bypassed:
        raise StageNotReady(then, missing)
    return missing
