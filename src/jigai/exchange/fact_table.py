"""A table of facts in CSV: one subject a row, one fact a column; results beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TextIO

from jigai.domain.quantities import number_text
from jigai.domain.refusal import Refusal
from jigai.domain.rules.facts import Fact, FactDeclaration, FactType, Value
from jigai.domain.rules.verdict import Verdict
from jigai.domain.sentence import Sentence

FLAGS = {"true": True, "1": True, "是": True, "false": False, "0": False, "否": False}
RESULTS = ("outcome", "badge", "total_low", "total_high", "decided_by", "possible", "missing")


class FactUnreadable(Refusal):
    code = "facts.unreadable"
    message = Sentence(
        "第{row}行“{column}”列：读不懂“{text}”。",
        "Row {row}, column {column}: “{text}” cannot be read.",
    )
    remedy = Sentence("应为{expected}；不知道时留空。", "Expected {expected}; leave unknown empty.")


class ResultColumnTaken(Refusal):
    code = "facts.result_column_taken"
    message = Sentence(
        "表中已有结果列“{column}”。", "The table already has a result column “{column}”."
    )
    remedy = Sentence("请先删去旧结果列。", "Remove the old result columns first.")


EXPECTED = {
    FactType.NUMBER: Sentence("数字", "a number"),
    FactType.FLAG: Sentence("true 或 false", "true or false"),
}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One subject: the cells as written, and the facts read from them."""

    cells: Mapping[str, str]
    facts: dict[str, Fact]


def read_facts_table(
    stream: TextIO, *, declared: Mapping[str, FactDeclaration]
) -> Iterator[FactRow]:
    """Rows of a CSV with a header. Columns that name no fact are carried through.

    Raises:
        FactUnreadable: a cell that does not fit the fact; rows are counted as a sheet shows them.
        ResultColumnTaken: a column has the name of a result.
    """
    reader = csv.DictReader(stream)
    names = list(reader.fieldnames or ())
    for name in names:
        if name in RESULTS:
            raise ResultColumnTaken(column=name)
    known = [name for name in names if name in declared]
    for row, cells in enumerate(reader, 2):
        facts = {name: _fact(cells[name] or "", declared[name], row) for name in known}
        yield FactRow({name: cells[name] or "" for name in names}, facts)


def write_verdicts(stream: TextIO, rows: Iterable[tuple[FactRow, Verdict]]) -> int:
    """The rows as they came with the results beside them; how many rows."""
    writer, count = csv.writer(stream, lineterminator="\n"), 0
    for row, verdict in rows:
        if count == 0:
            writer.writerow([*row.cells, *RESULTS])
        writer.writerow([*row.cells.values(), *_results(verdict)])
        count += 1
    return count


def _fact(text: str, declaration: FactDeclaration, row: int) -> Fact:
    written = text.strip()
    if not written:
        return Fact(None)
    value = _value(written, declaration)
    if value is None:
        choices = "、".join(name for name, _ in declaration.choices)
        expected = EXPECTED.get(declaration.type, Sentence(choices, choices))
        raise FactUnreadable(row=row, column=declaration.name, text=text, expected=expected)
    return Fact(value)


def _value(written: str, declaration: FactDeclaration) -> Value | None:
    match declaration.type:
        case FactType.NUMBER:
            try:
                number = Decimal(written)
            except InvalidOperation:
                return None
            return number if number.is_finite() else None
        case FactType.FLAG:
            return FLAGS.get(written.lower())
        case FactType.CHOICE:
            return written if written in dict(declaration.choices) else None


def _results(verdict: Verdict) -> list[str]:
    low, high = verdict.total or (None, None)
    return [
        verdict.outcome,
        verdict.badge.zh,
        "" if low is None else number_text(low, places=6),
        "" if high is None else number_text(high, places=6),
        verdict.decided_by,
        " ".join(verdict.possible),
        " ".join(reading.name for reading in verdict.missing),
    ]
