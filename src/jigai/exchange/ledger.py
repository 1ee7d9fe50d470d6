"""Reads a ledger: records, what was skipped, totals compared, and all that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jigai.exchange.amounts import amount_parser
from jigai.exchange.checks import RowChecks
from jigai.exchange.column_reading import ColumnReader
from jigai.exchange.fact_mapping import known_mappings
from jigai.exchange.head_words import FEN_PER_UNIT
from jigai.exchange.mapping import Mapping
from jigai.exchange.merged_rows import merged_rows
from jigai.exchange.plan import Plan, plan_ledger
from jigai.exchange.problems import Fault, Problem, Severity
from jigai.exchange.rows import SUMS, RowKind
from jigai.exchange.totals import ColumnTotal, StatedTotals, TotalDifference, differences
from jigai.exchange.unread_sheets import unread_sheets
from jigai.exchange.workbook import open_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from jigai.exchange.cells import Value
    from jigai.exchange.workbook_cells import Row

Progress = Callable[[int, int], None]
BATCH_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Record:
    """One data row: its number in Excel, values by field, and the cells as they stand.

    Values: text str; amounts int fen; rates int basis points; dates WrittenDate; marks bool;
    counts int. None is blank, or at fault (then a problem of that row says why). ``raw`` starts
    at column A.
    """

    row: int
    values: dict[str, Value]
    raw: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class SkippedRow:
    row: int
    kind: RowKind
    text: str


@dataclass(frozen=True, slots=True)
class Batch:
    records: list[Record]
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger read to its end; ``stated`` are the sheet's own total rows as printed."""

    plan: Plan
    records: tuple[Record, ...]
    skipped: tuple[SkippedRow, ...]
    totals: tuple[ColumnTotal, ...]
    differences: tuple[TotalDifference, ...]
    problems: tuple[Problem, ...]
    stated: tuple[StatedTotals, ...] = ()

    @property
    def sheet(self) -> str:
        return self.plan.sheet.name

    @property
    def header_rows(self) -> tuple[int, ...]:
        return self.plan.header.rows

    @property
    def mapping(self) -> Mapping:
        return self.plan.match.mapping

    @property
    def remembered(self) -> dict[str, str]:
        """Head → field; pass it in again to read the next file of this template alike."""
        return self.plan.match.remembered

    @property
    def rows(self) -> int:
        """Number of data rows, faulty ones included."""
        return len(self.records)

    @property
    def faults(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity == Severity.FAULT)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity == Severity.WARNING)

    @property
    def sound_records(self) -> tuple[Record, ...]:
        """Records of rows without a fault."""
        faulty = {p.row for p in self.faults}
        return tuple(r for r in self.records if r.row not in faulty)


@dataclass(slots=True)
class LedgerReading:
    """Reads a planned ledger batch by batch; after the last batch the sums stand."""

    plan: Plan
    progress: Progress | None = None
    skipped: list[SkippedRow] = field(default_factory=list)
    stated: list[StatedTotals] = field(default_factory=list)
    first_data_row: int = 0
    _columns: list[ColumnReader] = field(init=False)
    _checks: RowChecks = field(init=False)

    def __post_init__(self) -> None:
        self._columns = [ColumnReader(r) for r in self.plan.readings]
        self._checks = RowChecks(self.plan)

    def batches(self) -> Iterator[Batch]:
        """Up to BATCH_ROWS data rows at a time, in the order of the sheet."""
        kind_of = self.plan.row_reader.kind
        last_head = self.plan.header.rows[-1]
        numbers: list[int] = []
        rows: list[Row] = []
        for number, row in enumerate(self.plan.sheet.rows(), start=1):
            if number <= last_head:
                continue
            kind = kind_of(row)
            if kind is RowKind.DATA:
                numbers.append(number)
                rows.append(row)
            if rows and (len(rows) >= BATCH_ROWS or kind in SUMS):
                yield self._batch(numbers, rows)
                numbers, rows = [], []
            if kind is not RowKind.DATA:
                self._skip(number, kind, row)
        if rows:
            yield self._batch(numbers, rows)
        self._report(self.plan.sheet.row_count)

    def _batch(self, numbers: list[int], rows: list[Row]) -> Batch:
        self.first_data_row = self.first_data_row or numbers[0]
        by_column = list(zip(*rows, strict=True))
        columns: dict[str, list[Value]] = {}
        problems: list[Problem] = []
        for column in self._columns:
            values, wrong = column.read(by_column[column.reading.head.index], numbers)
            columns[column.field.name] = values
            problems += wrong
        problems += self._checks.problems(columns, numbers)
        names = tuple(columns)
        records = [
            Record(number, dict(zip(names, values, strict=True)), tuple(row))
            for number, values, row in zip(
                numbers, zip(*columns.values(), strict=True), rows, strict=True
            )
        ]
        self._report(numbers[-1])
        return Batch(records, sorted(problems, key=lambda p: (p.row, len(p.column), p.column)))

    def _report(self, row: int) -> None:
        if self.progress:
            self.progress(row, self.plan.sheet.row_count)

    def _skip(self, number: int, kind: RowKind, row: Row) -> None:
        text = "  ".join(c.strip() for c in row if isinstance(c, str) and c.strip())
        self.skipped.append(SkippedRow(number, kind, text))
        if kind in SUMS:
            running = {c.field.name: c.sum for c in self._amounts()}
            self.stated.append(StatedTotals(number, kind, text, self._stated(row), running))

    def _stated(self, row: Row) -> dict[str, Value]:
        stated: dict[str, Value] = {}
        for column in self._amounts():
            scale = FEN_PER_UNIT[column.reading.unit]
            read = amount_parser(scale=scale, may_be_negative=True)(row[column.reading.head.index])
            stated[column.field.name] = None if isinstance(read, Fault) else read
        return stated

    def _amounts(self) -> list[ColumnReader]:
        return [c for c in self._columns if c.field.kind == "amount"]

    def totals(self) -> list[ColumnTotal]:
        """Sum of each amount column over the batches read so far."""
        return [ColumnTotal(c.reading, c.sum, c.left_out) for c in self._amounts()]

    def differences(self) -> list[TotalDifference]:
        """Where the sheet's own totals are not the sums of its rows; call after the last batch."""
        return differences(self.stated, self.totals(), first_data_row=self.first_data_row)

    def doubts(self) -> list[Problem]:
        """Remarks on whole columns and sheets; call after the last batch."""
        doubts = [doubt for c in self._columns if (doubt := c.doubt())]
        return unread_sheets(self.plan) + doubts + merged_rows(self.plan)


def plan_file(
    source: str | Path | bytes,
    *,
    name: str = "",
    template: str | Mapping | None = None,
    remembered: MappingType[str, str] | None = None,
    unit: str | None = None,
    sheet: str | None = None,
    mappings: tuple[Mapping, ...] | None = None,
) -> Plan:
    """Opens a file and settles how it is read; arguments and refusals as in ``plan_ledger``."""
    return plan_ledger(
        open_workbook(source, name=name),
        mappings=mappings or known_mappings(),
        template=template,
        remembered=remembered,
        unit=unit,
        sheet=sheet,
    )


def read_ledger(
    source: str | Path | bytes,
    *,
    name: str = "",
    template: str | Mapping | None = None,
    remembered: MappingType[str, str] | None = None,
    unit: str | None = None,
    sheet: str | None = None,
    progress: Progress | None = None,
) -> Ledger:
    """Reads a ledger to its end.

    Args:
        source: path or content of a workbook or text table.
        name: what to call the file in messages.
        template: name of the mapping, or a mapping of the caller's own; None: the best match.
        remembered: head → field as ``Ledger.remembered`` gave it earlier.
        unit: money unit for columns which name none.
        sheet: name of the sheet; None: the visible one that matches best.
        progress: called with the row reached and the last row.

    Raises:
        Refusal: the file cannot be read as a ledger (see ``open_workbook``, ``plan_ledger``).
    """
    plan = plan_file(
        source, name=name, template=template, remembered=remembered, unit=unit, sheet=sheet
    )
    reading = LedgerReading(plan, progress)
    records: list[Record] = []
    problems: list[Problem] = []
    for batch in reading.batches():
        records += batch.records
        problems += batch.problems
    return Ledger(
        plan=plan,
        records=tuple(records),
        skipped=tuple(reading.skipped),
        totals=tuple(reading.totals()),
        differences=tuple(reading.differences()),
        problems=(*reading.doubts(), *problems),
        stated=tuple(reading.stated),
    )
