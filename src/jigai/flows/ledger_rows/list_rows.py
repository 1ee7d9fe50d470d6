"""Rows of equipment and process lists: what a sheet says of machines and processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from jigai.apps.diagnosis.actions.record_machinery import (
    MachineLine,
    plan_machinery,
    record_machinery,
)
from jigai.apps.diagnosis.actions.record_processes import (
    ProcessLine,
    plan_processes,
    record_processes,
)
from jigai.apps.registry.queries.enterprises import ids_by_credit_code
from jigai.domain.change import Change
from jigai.domain.sentence import Sentence
from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import Record
from jigai.exchange.plan import Plan
from jigai.exchange.problems import Fault, Problem, column_letter, placed
from jigai.flows.ledger_rows.names import Names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.setting import LedgerSetting

MACHINERY, PROCESSES = "machinery", "processes"
UNKNOWN = Sentence("企业库中没有统一社会信用代码“{code}”。", "No enterprise has the code “{code}”.")
UNKNOWN_REMEDY = Sentence("请先登记企业，或更正代码。", "Register it first, or correct the code.")
AHEAD = Sentence("年份 {year} 在将来。", "The year {year} is in the future.")
AHEAD_REMEDY = Sentence("请填铭牌上的年份。", "Give the year on the plate.")
SAME_DAY = Sentence("停用日期要晚于启用日期。", "A line leaves after the day on which it came.")
SAME_DAY_REMEDY = Sentence("请核对两个日期。", "Check both days.")
MARKS = ("is_main", "is_numerical", "is_networked", "is_digital", "is_key")


def acceptable_lines(
    plan: Plan, records: Sequence[Record], *, today: date
) -> tuple[list[Record], list[Problem]]:
    """The rows of known enterprises, and what is wrong with the others, cell by cell.

    Rows of other ledgers pass as they are.
    """
    if plan.match.mapping.subject not in {MACHINERY, PROCESSES}:
        return list(records), []
    known = ids_by_credit_code({str(record.values["credit_code"]) for record in records})
    problems = [
        _problem(plan, record, field, fault)
        for record in records
        for field, fault in _faults(record, known, today.year)
    ]
    faulty = {problem.row for problem in problems}
    return [record for record in records if record.row not in faulty], problems


def take_machine_rows(
    records: list[Record],
    *,
    names: Names,  # noqa: ARG001 - every reader of rows takes the same
    setting: LedgerSetting,
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Compare the rows with the equipment lists and, if asked, save them."""
    ids = ids_by_credit_code({str(record.values["credit_code"]) for record in records})
    lines = [_machine(record, ids, setting) for record in records]
    plan = plan_machinery(lines)
    for record, line in zip(records, lines, strict=True):
        outcomes.note(record.row, plan, line.key, is_main=True)
    if save:
        record_machinery(plan=plan, change=change)


def take_process_rows(
    records: list[Record],
    *,
    names: Names,  # noqa: ARG001 - every reader of rows takes the same
    setting: LedgerSetting,
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Compare the rows with the process lists and, if asked, save them."""
    ids = ids_by_credit_code({str(record.values["credit_code"]) for record in records})
    lines = [_process(record, ids, setting) for record in records]
    plan = plan_processes(lines)
    for record, line in zip(records, lines, strict=True):
        outcomes.note(record.row, plan, line.key, is_main=True)
    if save:
        record_processes(plan=plan, change=change)


def _machine(record: Record, ids: dict[str, int], setting: LedgerSetting) -> MachineLine:
    values: dict[str, Any] = record.values
    return MachineLine(
        enterprise_id=ids[str(values["credit_code"])],
        number=str(values["machine_number"]),
        name=str(values["machine_name"]),
        source=str(values.get("list_source") or setting.source),
        kind=str(values.get("machine_kind") or ""),
        quantity=values.get("quantity"),
        made_in=values.get("made_in"),
        **{mark: values.get(mark) for mark in MARKS},
        value_fen=values.get("value_fen"),
        in_use_from=_day(values.get("in_use_from")),
        in_use_to=_day(values.get("in_use_to")),
    )


def _process(record: Record, ids: dict[str, int], setting: LedgerSetting) -> ProcessLine:
    values: dict[str, Any] = record.values
    return ProcessLine(
        enterprise_id=ids[str(values["credit_code"])],
        number=str(values["process_number"]),
        name=str(values["process_name"]),
        source=str(values.get("list_source") or setting.source),
        line=str(values.get("production_line") or ""),
        is_key=values.get("is_key"),
        control=str(values.get("control") or ""),
        in_use_from=_day(values.get("in_use_from")),
        in_use_to=_day(values.get("in_use_to")),
    )


def _faults(record: Record, known: dict[str, int], year: int) -> Iterator[tuple[str, Fault]]:
    values: dict[str, Any] = record.values
    code = str(values["credit_code"])
    if code not in known:
        yield "credit_code", Fault("unknown_enterprise", UNKNOWN.format(code=code), UNKNOWN_REMEDY)
    if (values.get("made_in") or 0) > year:
        said = AHEAD.format(year=values["made_in"])
        yield "made_in", Fault("year_ahead", said, AHEAD_REMEDY)
    came, left = _day(values.get("in_use_from")), _day(values.get("in_use_to"))
    if came and left and came >= left:
        yield "in_use_to", Fault("end_before_start", SAME_DAY, SAME_DAY_REMEDY)


def _day(value: object) -> date | None:
    return value.on if isinstance(value, WrittenDate) else None


def _problem(plan: Plan, record: Record, field: str, fault: Fault) -> Problem:
    head = next(r for r in plan.readings if r.field.name == field).head
    column = column_letter(head.index)
    return placed(fault, row=record.row, column=column, head=head.path[-1], field=field)
