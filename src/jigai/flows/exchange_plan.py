"""The lines of a plan as a workbook, and the edited workbook back: only edited cells change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from jigai.apps.audit.editing import EditedByOthers
from jigai.apps.audit.queries.versions import present_versions
from jigai.apps.audit.writing import writing
from jigai.apps.planning.actions.add_line import add_line
from jigai.apps.planning.actions.edit_line import edit_line
from jigai.apps.planning.catalogue import KINDS, LABELS, fields_of, spec_of
from jigai.apps.planning.models import PlanGap, PlanLine, PlanVersion
from jigai.apps.planning.queries.words import CHOICES
from jigai.apps.planning.writable import refuse_unless_draft
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined
from jigai.exchange.cells import Value
from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import Record, read_ledger
from jigai.exchange.mapping import Mapping
from jigai.exchange.plan_sheet import KEY, KIND, plan_columns, plan_mapping
from jigai.exchange.template_out import EditableRow, editable_workbook

SHOWN = 8
TITLE = "{enterprise} {plan} 第 {number} 版"
ROW = Sentence("第 {row} 行：{said}", "row {row}: {said}")
NO_SUCH_LINE = Sentence(
    "本版没有记录“{id}”，隐藏列请勿修改",
    "this version has no record “{id}”; leave hidden columns alone",
)
KIND_CHANGED = Sentence(
    "条目类型不能在表中改，请新增一行", "the kind of a line cannot change; add a row instead"
)
NO_SUCH_GAP = Sentence("没有差距“{gap}”", "there is no gap “{gap}”")
STRANGE = Sentence("“{kind}”没有这些栏目：{names}", "a “{kind}” has no {names}")


class SheetHasProblems(Refusal):
    code = "planning.sheet_has_problems"
    message = Sentence(
        "表中有 {count} 处问题，什么都没有保存：{problems}",
        "The sheet has {count} problems and nothing was saved: {problems}",
    )
    remedy = Sentence("请改正后重新上传。", "Correct them and send the sheet again.")


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A line that the sheet changed or added, with the columns."""

    key: str
    title: str
    is_new: bool
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportedSheet:
    """What a sheet did. Lines that it does not hold stay as they are."""

    rows: int
    edited: tuple[EditedRow, ...]

    @property
    def cells(self) -> int:
        return sum(len(one.columns) for one in self.edited if not one.is_new)


@lru_cache(maxsize=1)
def sheet_mapping() -> Mapping:
    kinds = {kind.value: spec.label for kind, spec in KINDS.items()}
    return plan_mapping(LABELS, {**CHOICES, KIND: kinds})


def export_plan(version: PlanVersion) -> bytes:
    """Every line of a version, to edit and bring back."""
    lines = list(version.lines.select_related("gap").order_by("place", "pk"))
    marks = present_versions(table="planning_planline", keys=[line.pk for line in lines])
    rows = [EditableRow(str(line.pk), marks[line.pk], _values(line)) for line in lines]
    mapping = sheet_mapping()
    plan = version.plan
    title = TITLE.format(enterprise=plan.enterprise.name, plan=plan.title, number=version.number)
    gaps = PlanGap.objects.filter(enterprise=plan.enterprise_id).order_by("pk")
    return editable_workbook(
        rows,
        mapping=mapping,
        fields=plan_columns(mapping),
        title=title,
        pick_lists={"gap": list(gaps.values_list("title", flat=True))},
    )


def import_plan(
    *, version: PlanVersion, content: bytes, name: str, change: Change
) -> ImportedSheet:
    """Bring an edited sheet back, in one act: an unedited cell says nothing.

    Raises:
        SheetHasProblems: rows cannot be taken; nothing is saved.
        VersionNotWritable, EditedByOthers, RecordInvalid and what ``checked_values`` and
        ``read_ledger`` refuse.
    """
    ledger = read_ledger(content, name=name, template=sheet_mapping(), unit="万元")
    problems = [ROW.format(row=fault.row, said=fault.said) for fault in ledger.faults]
    _refuse(problems)
    with writing("plan_sheet.imported", change):
        refuse_unless_draft(version)
        lines = {str(line.pk): line for line in version.lines.select_related("version__plan")}
        gaps = {g.title: g for g in PlanGap.objects.filter(enterprise=version.plan.enterprise_id)}
        rows = [_checked(record, lines, gaps, problems) for record in ledger.records]
        _refuse(problems)
        edited = [_saved(version, one, change) for one in rows if one is not None]
    return ImportedSheet(len(ledger.records), tuple(one for one in edited if one is not None))


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    line: PlanLine | None
    base: int
    kind: str
    values: dict[str, Any]


def _checked(
    record: Record,
    lines: dict[str, PlanLine],
    gaps: dict[str, PlanGap],
    problems: list[Sentence],
) -> _Row | None:
    """A row as it will be saved; what stands against it goes to ``problems``."""
    given = dict(record.values)
    marked, base = given.get("record_id"), given.get("record_version")
    kind = str(given[KIND])
    line = lines.get(str(marked)) if marked else None
    complaint = None
    if marked and line is None:
        complaint = NO_SUCH_LINE.format(id=marked)
    elif line is not None and line.kind != kind:
        complaint = KIND_CHANGED
    elif strange := [n for n in LABELS if n not in fields_of(kind) and given.get(n) is not None]:
        names = joined([LABELS[n] for n in strange], zh="、", en=", ")
        complaint = STRANGE.format(kind=spec_of(kind).label, names=names)
    elif given.get("gap") and str(given["gap"]) not in gaps:
        complaint = NO_SUCH_GAP.format(gap=given["gap"])
    if complaint is not None:
        problems.append(ROW.format(row=record.row, said=complaint))
        return None
    values = {n: _kept(given.get(n)) for n in fields_of(kind) if n in given}
    if "gap" in values:
        values["gap"] = gaps.get(str(given["gap"])) if given.get("gap") else None
    return _Row(record.row, line, base if isinstance(base, int) else 0, kind, values)


def _saved(version: PlanVersion, row: _Row, change: Change) -> EditedRow | None:
    if row.line is None:
        filled = {name: value for name, value in row.values.items() if value is not None}
        made = add_line(version=version, kind=row.kind, values=filled, change=change)
        return EditedRow(made.key, made.title, is_new=True, columns=tuple(filled))
    try:
        columns = edit_line(line=row.line, base=row.base, values=row.values, change=change)
    except EditedByOthers as clash:
        said = ROW.format(row=row.number, said=clash.said)
        raise SheetHasProblems(count=1, problems=said) from None
    if not columns:
        return None
    return EditedRow(row.line.key, row.line.title, is_new=False, columns=columns)


def _values(line: PlanLine) -> dict[str, Value]:
    values: dict[str, Value] = {KEY: line.key, KIND: line.kind}
    for name in fields_of(line.kind):
        value = getattr(line, name)
        if name == "gap":
            values[name] = value.title if value else None
        elif isinstance(value, date):
            values[name] = WrittenDate(value, "day")
        else:
            values[name] = None if value == "" else value
    return values


def _kept(value: Value) -> Any:
    return value.on if isinstance(value, WrittenDate) else value


def _refuse(problems: list[Sentence]) -> None:
    if problems:
        raise SheetHasProblems(count=len(problems), problems=joined(problems[:SHOWN]))
