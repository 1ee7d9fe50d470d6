"""What a draft still lacks before it can be submitted; the page and the action ask here."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.planning.catalogue import THEMES, LineKind, spec_of
from jigai.apps.planning.models import PlanLine, PlanVersion
from jigai.apps.planning.writable import missing_in
from jigai.domain.quantities import MoneyUnit, from_fen, number_text
from jigai.domain.sentence import Sentence, joined

OWNER = Sentence("责任单位", "responsible unit")
BUDGET = Sentence("预算", "budget")
STARTS = Sentence("起止日期", "start and end")
HEAD = Sentence("规划概况缺：{names}", "the head lacks: {names}")
THEME = Sentence("“{theme}”还没有条目", "“{theme}” has no line yet")
LINE = Sentence("{key} {title} 缺：{names}", "{key} {title} lacks: {names}")
INVESTED = Sentence(
    "投资安排合计 {invested} 万元，与预算 {budget} 万元不符",
    "the investments make {invested}, the budget is {budget} (x10,000 yuan)",
)
LATE = Sentence(
    "{key} {title} 的完成期限不在规划起止日期内",
    "{key} {title} is due outside the days of the plan",
)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing; ``line_id`` where it is a line's."""

    line_id: int | None
    said: Sentence


def missing_of(version: PlanVersion) -> list[Missing]:
    """Everything that stands against submitting, the head first; two queries."""
    lines = list(version.lines.order_by("place", "pk"))
    return [*_head(version), *_themes(lines), *_money(version, lines), *_lines(version, lines)]


def _head(version: PlanVersion) -> list[Missing]:
    lacks = []
    if version.owner_id is None:
        lacks.append(OWNER)
    if version.budget_fen is None:
        lacks.append(BUDGET)
    if version.starts_on is None or version.ends_on is None:
        lacks.append(STARTS)
    return [Missing(None, HEAD.format(names=_listed(lacks)))] if lacks else []


def _themes(lines: list[PlanLine]) -> list[Missing]:
    filled = {spec_of(line.kind).theme for line in lines}
    return [
        Missing(None, THEME.format(theme=label))
        for theme, label in THEMES.items()
        if theme not in filled
    ]


def _money(version: PlanVersion, lines: list[PlanLine]) -> list[Missing]:
    given = [line.cost_fen for line in lines if line.kind == LineKind.INVESTMENT]
    if not given or None in given or version.budget_fen is None:
        return []
    invested = sum(fen for fen in given if fen is not None)
    if invested == version.budget_fen:
        return []
    said = INVESTED.format(invested=_wan(invested), budget=_wan(version.budget_fen))
    return [Missing(None, said)]


def _lines(version: PlanVersion, lines: list[PlanLine]) -> list[Missing]:
    found = []
    for line in lines:
        if lacks := missing_in(line):
            said = LINE.format(key=line.key, title=line.title, names=_listed(lacks))
            found.append(Missing(line.pk, said))
        if _is_outside(version, line):
            found.append(Missing(line.pk, LATE.format(key=line.key, title=line.title)))
    return found


def _listed(names: list[Sentence]) -> Sentence:
    return joined(names, zh="、", en=", ")


def _wan(fen: int) -> str:
    return number_text(from_fen(fen, unit=MoneyUnit.WAN), places=2)


def _is_outside(version: PlanVersion, line: PlanLine) -> bool:
    if not (version.starts_on and version.ends_on and line.due_on):
        return False
    return not version.starts_on <= line.due_on <= version.ends_on
