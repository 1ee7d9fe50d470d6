"""Equipment and process lists of an enterprise, and the rates that they give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jigai.domain.maturity.rates import Item, Rate, rate_of
from jigai.domain.sentence import Sentence


class Control(StrEnum):
    """How a process is controlled; blank stands for unknown."""

    NUMERICAL = "numerical"
    AUTOMATIC = "automatic"
    MANUAL = "manual"


CONTROL_WORDS: dict[str, Sentence] = {
    Control.NUMERICAL: Sentence("数控", "numerical"),
    Control.AUTOMATIC: Sentence("自动控制", "automatic"),
    Control.MANUAL: Sentence("手动", "manual"),
}


@dataclass(frozen=True, slots=True)
class Equipment:
    """One line of the equipment list; a mark that nobody knows is ``None``.

    ``quantity`` counts like machines; ``value_fen`` is of the whole line.
    """

    quantity: int
    value_fen: int | None
    is_main: bool | None
    is_numerical: bool | None
    is_networked: bool | None
    is_digital: bool | None


@dataclass(frozen=True, slots=True)
class Process:
    """One process; ``control`` is ``None`` when unknown."""

    is_key: bool | None
    control: Control | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A rate with its meaning; numerator and denominator stand in the definition."""

    name: str
    title: Sentence
    definition: Sentence
    source: Sentence


@dataclass(frozen=True, slots=True)
class Computed:
    """One rate of the lists, by count, and by value beside it where there is one."""

    indicator: Indicator
    by_count: Rate
    by_value: Rate | None


PRACTICE = Sentence("通行口径，待与主管部门确认", "usual practice, to be confirmed by the bureau")
QUESTIONNAIRE = Sentence(
    "《中小企业数字化水平评测指标（2024年版）》问卷口径",
    "as in the questionnaire of the SME digital-level indicators (2024 edition)",
)
EQUIPMENT_CNC = Indicator(
    "equipment_cnc_rate",
    Sentence("设备数控化率", "equipment CNC rate"),
    Sentence(
        "数控的主要设备台数 ÷ 全部主要设备台数（另列按原值）",
        "numerically controlled main machines ÷ all main machines (by value beside it)",
    ),
    PRACTICE,
)
KEY_PROCESS_CNC = Indicator(
    "key_process_cnc_rate",
    Sentence("关键工序数控化率", "key-process CNC rate"),
    Sentence(
        "数控或自动控制的关键工序数 ÷ 全部关键工序数",
        "key processes under numerical or automatic control ÷ all key processes",
    ),
    Sentence(
        "两化融合评估（GB/T 23020）所用口径，待核对原文",
        "as used with GB/T 23020 (integration of informatization and industrialization), "
        "to be checked",
    ),
)
EQUIPMENT_DIGITAL = Indicator(
    "equipment_digital_rate",
    Sentence("设备数字化率", "digital equipment rate"),
    Sentence("数字化生产设备台数 ÷ 全部生产设备台数", "digital machines ÷ all production machines"),
    QUESTIONNAIRE,
)
EQUIPMENT_NETWORKED = Indicator(
    "equipment_networked_rate",
    Sentence("设备联网率", "networked equipment rate"),
    Sentence("联网生产设备台数 ÷ 全部生产设备台数", "networked machines ÷ all production machines"),
    QUESTIONNAIRE,
)
INDICATORS = (EQUIPMENT_CNC, KEY_PROCESS_CNC, EQUIPMENT_DIGITAL, EQUIPMENT_NETWORKED)
BY_NAME = {one.name: one for one in INDICATORS}
Mark = Callable[[Equipment], bool | None]


def list_rates(machines: Sequence[Equipment], processes: Sequence[Process]) -> tuple[Computed, ...]:
    """The four rates, each kept apart: of machines by count and by value, of key processes."""
    return (
        _of_machines(EQUIPMENT_CNC, machines, lambda m: m.is_main, lambda m: m.is_numerical),
        Computed(KEY_PROCESS_CNC, rate_of(_step(one) for one in processes), None),
        _of_machines(EQUIPMENT_DIGITAL, machines, _always, lambda m: m.is_digital),
        _of_machines(EQUIPMENT_NETWORKED, machines, _always, lambda m: m.is_networked),
    )


def _always(_machine: Equipment) -> bool:
    return True


def _of_machines(
    indicator: Indicator, machines: Sequence[Equipment], counts: Mark, has: Mark
) -> Computed:
    by_count = rate_of(Item(counts(one), has(one), one.quantity) for one in machines)
    by_value = rate_of(Item(counts(one), has(one), one.value_fen) for one in machines)
    return Computed(indicator, by_count, by_value)


def _step(one: Process) -> Item:
    return Item(one.is_key, None if one.control is None else one.control is not Control.MANUAL)
