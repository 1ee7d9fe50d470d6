"""What one version of a plan says otherwise than the one that it amends."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.planning.catalogue import KINDS, LABELS, LineKind, fields_of
from jigai.apps.planning.differences import (
    ChangedColumn,
    LineValues,
    changed_columns,
    changed_lines,
)
from jigai.apps.planning.models import PlanLine, PlanVersion, VersionState
from jigai.apps.planning.queries.plans import Cell, unit_said
from jigai.apps.planning.queries.words import column_said, wan
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence

HEAD_LABELS = {
    "owner": Sentence("责任单位", "responsible unit"),
    "budget": Sentence("预算（万元）", "budget (x10,000 yuan)"),
    "starts_on": Sentence("开始日期", "start"),
    "ends_on": Sentence("结束日期", "end"),
    "summary": Sentence("概述", "summary"),
}
FILE = Sentence("依据文件", "paper on file")


class NothingBefore(NotFound):
    code = "planning.nothing_before"
    message = Sentence(
        "第 {number} 版之前没有可比的版本。", "Nothing stands before version {number}."
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """One column: its words before and after."""

    cell: Cell
    before: Sentence


@dataclass(frozen=True, slots=True)
class ChangedLineCard:
    key: str
    kind_label: Sentence
    title: str
    state: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Only what is not the same; ``same`` counts the lines that are."""

    plan_id: int
    before: int
    after: int
    head: tuple[Changed, ...]
    lines: tuple[ChangedLineCard, ...]
    same: int


def difference(version: PlanVersion, *, against: int | None = None) -> Difference:
    """A version against the approved one before it, or against the number given.

    Raises:
        NothingBefore: there is no such version.
    """
    others = version.plan.versions.select_related("owner")
    if against is None:
        others = others.filter(number__lt=version.number, state=VersionState.APPROVED)
        base = others.order_by("-number").first()
    else:
        base = others.filter(number=against).first()
    if base is None:
        raise NothingBefore(number=version.number)
    before, after = _lines(base), _lines(version)
    lines = changed_lines(before, after)
    amended = sum(1 for line in lines if line.state != "removed")
    return Difference(
        plan_id=version.plan_id,
        before=base.number,
        after=version.number,
        head=tuple(
            _changed(one, HEAD_LABELS[one.name])
            for one in changed_columns(_head(base), _head(version))
        ),
        lines=tuple(
            ChangedLineCard(
                line.key,
                KINDS[LineKind(line.kind)].label,
                line.title,
                line.state,
                tuple(_changed(one, LABELS.get(one.name, FILE)) for one in line.columns),
            )
            for line in lines
        ),
        same=len(after) - amended,
    )


def _lines(version: PlanVersion) -> list[LineValues]:
    rows = version.lines.select_related("gap", "file").order_by("place", "pk")
    return [LineValues(line.key, line.kind, _values(line)) for line in rows]


def _values(line: PlanLine) -> dict[str, object]:
    found: dict[str, object] = {
        name: getattr(line, name) for name in fields_of(line.kind) if name != "gap"
    }
    found["gap"] = line.gap.title if line.gap else ""
    found["file"] = f"{line.file.name} {line.file.sha256[:12]}" if line.file else ""
    return found


def _head(version: PlanVersion) -> dict[str, object]:
    return {
        "owner": unit_said(version.owner),
        "budget": "" if version.budget_fen is None else wan(version.budget_fen),
        "starts_on": version.starts_on,
        "ends_on": version.ends_on,
        "summary": version.summary,
    }


def _changed(one: ChangedColumn, label: Sentence) -> Changed:
    return Changed(Cell(one.name, label, _said(one.name, one.after)), _said(one.name, one.before))


def _said(name: str, value: object) -> Sentence:
    return value if isinstance(value, Sentence) else column_said(name, value)
