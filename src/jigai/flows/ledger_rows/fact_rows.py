"""Rows of the sheet of enterprise facts: reported values with their paper and day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jigai.apps.cultivation.actions.record_fact_sheet import (
    SheetFact,
    key_of,
    plan_facts,
    record_fact_sheet,
)
from jigai.apps.registry.queries.enterprises import ids_by_credit_code
from jigai.domain.change import Change
from jigai.domain.sentence import Sentence
from jigai.exchange.dates import WrittenDate
from jigai.exchange.fact_mapping import NAME, fact_declarations, written
from jigai.exchange.ledger import Record
from jigai.exchange.plan import Plan
from jigai.exchange.problems import Fault, Problem, column_letter, placed
from jigai.flows.ledger_rows.names import Names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.setting import LedgerSetting

UNKNOWN = Sentence("企业库中没有统一社会信用代码“{code}”。", "No enterprise has the code “{code}”.")
UNKNOWN_REMEDY = Sentence("请先登记企业，或更正代码。", "Register it first, or correct the code.")
NO_PAPER = Sentence("这一行有事实，却没有写依据材料。", "The row has facts but names no paper.")
NO_PAPER_REMEDY = Sentence(
    "请写明依据，例如“2025年度审计报告”。", "Name it, such as “audit report 2025”."
)
AHEAD = Sentence("年度{year}还没有结束。", "The year {year} has not ended yet.")
AHEAD_REMEDY = Sentence("请填已结束的会计年度。", "Give a fiscal year that has ended.")


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    fact: SheetFact


def acceptable(
    plan: Plan, records: Sequence[Record], *, year: int
) -> tuple[list[Record], list[Problem]]:
    """The rows of known enterprises with a paper, and what is wrong with the others.

    Rows of other ledgers pass as they are.

    Args:
        year: the year that now runs.
    """
    if plan.match.mapping.name != NAME:
        return list(records), []
    known = ids_by_credit_code({str(record.values["credit_code"]) for record in records})
    problems = [
        _problem(plan, record, field, fault)
        for record in records
        for field, fault in _faults(record, known, year)
    ]
    faulty = {problem.row for problem in problems}
    return [record for record in records if record.row not in faulty], problems


def take_fact_rows(
    records: list[Record],
    *,
    names: Names,  # noqa: ARG001 - every reader of rows takes the same; facts bring no names
    setting: LedgerSetting,
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Compare the rows with the facts that are kept and, if asked, save them."""
    ids = ids_by_credit_code({str(record.values["credit_code"]) for record in records})
    cells = [cell for record in records for cell in _cells(record, ids, setting)]
    facts = plan_facts([cell.fact for cell in cells], by=change.actor.name)
    for record in records:
        outcomes.main[record.row] = "unchanged"
    for cell in cells:
        outcomes.note(cell.row, facts, key_of(cell.fact))
        if facts.does(key_of(cell.fact)) == "create":
            outcomes.main[cell.row] = "create"
    if save:
        record_fact_sheet(plan=facts, change=change)


def _cells(record: Record, ids: dict[str, int], setting: LedgerSetting) -> Iterator[_Cell]:
    values: dict[str, Any] = record.values
    year, told = int(values["fact_year"]), values.get("fact_as_of")
    for name, declaration in fact_declarations().items():
        value = values.get(name)
        if value is None:
            continue
        fact = SheetFact(
            enterprise_id=ids[str(values["credit_code"])],
            name=name,
            year=year,
            value=written(declaration, value),
            source=str(values["paper"]),
            as_of=told.on if isinstance(told, WrittenDate) else setting.data_on,
        )
        yield _Cell(record.row, fact)


def _faults(record: Record, known: dict[str, int], year: int) -> Iterator[tuple[str, Fault]]:
    values: dict[str, Any] = record.values
    code = str(values["credit_code"])
    if code not in known:
        yield "credit_code", Fault("unknown_enterprise", UNKNOWN.format(code=code), UNKNOWN_REMEDY)
    if int(values["fact_year"]) > year:
        said = AHEAD.format(year=values["fact_year"])
        yield "fact_year", Fault("year_ahead", said, AHEAD_REMEDY)
    has_facts = any(values.get(name) is not None for name in fact_declarations())
    if has_facts and not values.get("paper"):
        yield "paper", Fault("no_paper", NO_PAPER, NO_PAPER_REMEDY)


def _problem(plan: Plan, record: Record, field: str, fault: Fault) -> Problem:
    head = next(r for r in plan.readings if r.field.name == field).head
    column = column_letter(head.index)
    return placed(fault, row=record.row, column=column, head=head.path[-1], field=field)
