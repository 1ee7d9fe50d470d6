"""Rows of an edited export: what the person changed, told from what others changed since.

The hidden ``record_version`` is the number of the change set after which the sheet was written.
The register as of that number is the common ground: a cell that equals it was not edited and
says nothing; a cell that was edited is a conflict only where the register moved too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from jigai.apps.audit.as_of import as_of
from jigai.apps.reports.queries.ledger_rows import ledger_rows_of
from jigai.domain.sentence import Sentence
from jigai.exchange.cells import Value
from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import Record
from jigai.exchange.plan import Plan
from jigai.exchange.problems import Fault, Problem, column_letter, placed
from jigai.flows.ledger_rows.row_values import row_values

Rows = Mapping[int, Mapping[str, Value]]
IDENTITY = frozenset({"project_code", "credit_code", "enterprise_name"})
CODE = "project_code"
"""By it the row is found; it is given as it is now."""
CONFLICT = Sentence(
    "导出之后他人已改为“{theirs}”，表中改为“{mine}”（导出时为“{base}”）。",
    "Others have set “{theirs}” since the export, the sheet says “{mine}” (it was “{base}”).",
)
CONFLICT_REMEDY = Sentence(
    "请核对后改成要保留的值，或重新导出再改。", "Settle which value holds, or export again."
)
UNKNOWN = Sentence("系统中没有记录“{id}”。", "There is no record “{id}”.")
UNKNOWN_REMEDY = Sentence(
    "请不要修改隐藏列；新项目的隐藏列应为空。",
    "Leave the hidden columns alone; blank for new rows.",
)
IDENTITY_CHANGED = Sentence(
    "“{base}”不能在导出表中改为“{mine}”。", "“{base}” cannot be changed to “{mine}” here."
)
IDENTITY_REMEDY = Sentence(
    "请在企业或项目页面变更名称和代码。", "Change names and codes on the record's own page."
)
CLEARED = Sentence(
    "不能用导出表清除已登记的“{base}”。", "“{base}” is registered and cannot be cleared by a sheet."
)
CLEARED_REMEDY = Sentence(
    "请恢复原值，或在项目页面修改。", "Put it back, or edit the project's own page."
)


def honoured(
    plan: Plan, records: Sequence[Record], *, period: str
) -> tuple[list[Record], list[Problem]]:
    """The rows reduced to what was edited in them, and what cannot be taken.

    Rows without a hidden id pass as they are. Five queries, and five for each moment of export.
    """
    marked = [record for record in records if record.values.get("record_id")]
    if not marked:
        return list(records), []
    present = _present(marked, period)
    grounds = _grounds(marked, period)
    settled: dict[int, Record] = {}
    problems: list[Problem] = []
    for record in marked:
        key, version = _key(record), _version(record)
        base, now = grounds[version].get(key), present.get(key)
        if base is None or now is None:
            problems.append(_problem(plan, record, "record_id", _unknown(record)))
            continue
        values, wrong = _settled(record, base, now)
        problems += [_problem(plan, record, field, fault) for field, fault in wrong]
        settled[record.row] = replace(record, values=values)
    faulty = {problem.row for problem in problems}
    kept = [settled.get(record.row, record) for record in records if record.row not in faulty]
    return kept, problems


def _settled(
    record: Record, base: Mapping[str, Value], now: Mapping[str, Value]
) -> tuple[dict[str, Value], list[tuple[str, Fault]]]:
    values: dict[str, Value] = {}
    wrong: list[tuple[str, Fault]] = []
    for field, mine in record.values.items():
        if field not in base:
            values[field] = mine
        elif mine == base[field]:
            values[field] = now.get(field) if field == CODE else None
        elif fault := _refused(field, mine, base[field], now[field]):
            wrong.append((field, fault))
        else:
            values[field] = mine
    return values, wrong


def _refused(field: str, mine: Value, base: Value, theirs: Value) -> Fault | None:
    """Why an edited cell cannot be taken; ``None`` if it can."""
    shown = {"mine": _shown(mine), "base": _shown(base), "theirs": _shown(theirs)}
    if field in IDENTITY:
        return Fault("identity_changed", IDENTITY_CHANGED.format(**shown), IDENTITY_REMEDY)
    if mine is None or (mine is False and field.startswith("has_")):
        return Fault("cleared", CLEARED.format(**shown), CLEARED_REMEDY)
    if theirs not in (base, mine):
        return Fault("conflict", CONFLICT.format(**shown), CONFLICT_REMEDY)
    return None


def _present(records: Sequence[Record], period: str) -> Rows:
    keys = sorted({_key(record) for record in records})
    return {row.project.pk: row_values(row) for row in ledger_rows_of(keys, period=period)}


def _grounds(records: Sequence[Record], period: str) -> dict[int, Rows]:
    by_version: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        by_version[_version(record)].append(record)
    found: dict[int, Rows] = {}
    for version, members in by_version.items():
        with as_of(version):
            found[version] = _present(members, period)
    return found


def _key(record: Record) -> int:
    written = str(record.values.get("record_id") or "")
    return int(written) if written.isdecimal() else -1


def _version(record: Record) -> int:
    written = record.values.get("record_version")
    return written if isinstance(written, int) else 0


def _unknown(record: Record) -> Fault:
    said = UNKNOWN.format(id=record.values.get("record_id"))
    return Fault("unknown_record", said, UNKNOWN_REMEDY)


def _shown(value: Value) -> str:
    if value is None:
        return "—"
    if isinstance(value, WrittenDate):
        return value.on.isoformat()
    return (
        {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )


def _problem(plan: Plan, record: Record, field: str, fault: Fault) -> Problem:
    reading = next(r for r in plan.readings if r.field.name == field)
    head = reading.head
    return placed(
        fault,
        row=record.row,
        column=column_letter(head.index),
        head=head.path[-1],
        field=field,
    )
