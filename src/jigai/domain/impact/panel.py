"""A table as a balanced panel: units numbered in the order they come, or the first fault by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from math import isfinite
from typing import Any

from jigai.domain.impact.refusals import (
    CellBlank,
    ChangesWithinUnit,
    ColumnMissing,
    NumberUnreadable,
    PanelEmpty,
    PanelUnbalanced,
    PeriodNotInPanel,
    TooFewPeriods,
    UnitTwice,
    WeightNotPositive,
)
from jigai.domain.rules.refusals import nearest

NEVER = 0
NEVER_SAID = frozenset(
    {"", "0", "0.0", "na", "nan", "none", "null", "inf", "never", "未实施", "无"}
)
BLANK = frozenset({"", "na", "nan", "none", "null"})
LEAST_PERIODS = 2
Cell = object
"""What a file holds: text, a number or nothing."""


@dataclass(frozen=True, slots=True)
class PanelColumns:
    """Which column is what. ``weights_at`` names the period from which weights are taken."""

    unit: str
    time: str
    cohort: str
    outcome: str
    covariates: tuple[str, ...] = ()
    weights: str = ""
    weights_at: int | None = None
    cluster: str = ""
    measure: str = ""

    def asked(self) -> tuple[str, ...]:
        more = (self.weights, self.cluster, self.measure)
        wanted = (self.unit, self.time, self.cohort, self.outcome, *self.covariates, *more)
        return tuple(dict.fromkeys(one for one in wanted if one))


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows as read; ``first_row`` is the number of the first one as a sheet shows it."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    first_row: int = 2


@dataclass(frozen=True, slots=True)
class Panel:
    """Balanced columns of equal length, by unit and then period; ``cohort`` 0 never starts.

    Attributes:
        left_out: cohorts of the units that were left out since a period was missing.
        treated_before: units left out since they had started by the first period.
    """

    unit: tuple[int, ...]
    time: tuple[int, ...]
    cohort: tuple[int, ...]
    outcome: tuple[float, ...]
    covariates: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    weights: tuple[float, ...] = ()
    cluster: tuple[int, ...] = ()
    measure: tuple[str, ...] = ()
    left_out: tuple[int, ...] = ()
    treated_before: int = 0

    @property
    def periods(self) -> tuple[int, ...]:
        return tuple(sorted(set(self.time)))

    @property
    def cohort_of(self) -> dict[int, int]:
        """Unit → its cohort."""
        return dict(zip(self.unit, self.cohort, strict=True))

    @property
    def sizes(self) -> dict[int, int]:
        """Cohort → units, the earliest first; never-starters under 0."""
        return dict(sorted(Counter(self.cohort_of.values()).items()))

    def as_json(self) -> dict[str, Any]:
        """Columns for the estimating process and for keeping; no name of a unit is in it."""
        return {
            "unit": list(self.unit),
            "time": list(self.time),
            "cohort": list(self.cohort),
            "outcome": list(self.outcome),
            "covariates": {name: list(values) for name, values in self.covariates.items()},
            "weights": list(self.weights),
            "cluster": list(self.cluster),
            "measure": list(self.measure),
            "left_out": list(self.left_out),
            "treated_before": self.treated_before,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Panel:
        columns = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
        more = {name: tuple(values) for name, values in kept["covariates"].items()}
        return cls(**columns, covariates=more, treated_before=kept["treated_before"])

    def digest(self) -> str:
        """SHA-256 over the content, the same on every machine."""
        return sha256(repr(sorted(self.as_json().items())).encode()).hexdigest()


def panel_of(table: RawTable, columns: PanelColumns, *, leave_out: bool = False) -> Panel:
    """The panel that a table holds.

    Args:
        leave_out: units that lack a period or a value are left out and counted, not refused.

    Raises:
        PanelRefused: the first fault, by row and column.
    """
    return _Reader(table, columns, leave_out=leave_out).panel()


@dataclass(slots=True)
class _Line:
    row: int
    time: int
    cohort: int
    values: dict[str, Any]


class _Reader:
    def __init__(self, table: RawTable, columns: PanelColumns, *, leave_out: bool) -> None:
        self.table, self.columns, self.leave_out = table, columns, leave_out
        self.at = {name: _place(table, name) for name in columns.asked()}
        if not table.rows:
            raise PanelEmpty
        self.lines: dict[str, list[_Line]] = {}
        self.damaged: set[str] = set()

    def panel(self) -> Panel:
        for number, cells in enumerate(self.table.rows, self.table.first_row):
            self._take(number, cells)
        times = sorted({one.time for lines in self.lines.values() for one in lines})
        if len(times) < LEAST_PERIODS:
            raise TooFewPeriods(count=len(times))
        if self.columns.weights_at is not None and self.columns.weights_at not in times:
            raise PeriodNotInPanel(time=self.columns.weights_at)
        for name, lines in self.lines.items():
            self._check_unit(name, lines)
        whole = self._complete(times)
        first = times[0]
        cohort = {name: _started(self.lines[name][0], times) for name in self.lines}
        before = [name for name in whole if NEVER < cohort[name] <= first]
        left = tuple(cohort[name] for name in self.lines if name not in whole)
        return self._laid_out([n for n in whole if n not in before], cohort, left, len(before))

    def _take(self, row: int, cells: Sequence[Cell]) -> None:
        unit = _text(cells[self.at[self.columns.unit]])
        if unit.lower() in BLANK:
            raise CellBlank(row=row, column=self.columns.unit)
        time = _whole(row, self.columns.time, cells[self.at[self.columns.time]])
        values = {name: cells[place] for name, place in self.at.items()}
        lines = self.lines.setdefault(unit, [])
        for other in lines:
            if other.time == time:
                raise UnitTwice(
                    row=row, other=other.row, unit=unit, column=self.columns.unit, time=time
                )
        column = self.columns.cohort
        is_never = _text(values[column]).lower() in NEVER_SAID
        cohort = NEVER if is_never else _whole(row, column, values[column])
        lines.append(_Line(row, time, cohort, self._read(row, unit, values)))

    def _read(self, row: int, unit: str, values: Mapping[str, Cell]) -> dict[str, Any]:
        """Numbers as numbers, the rest as text."""
        columns = self.columns
        found: dict[str, Any] = {}
        for name in (columns.outcome, *columns.covariates, *filter(None, [columns.weights])):
            if _text(values[name]).lower() in BLANK:
                if not self.leave_out:
                    raise CellBlank(row=row, column=name)
                self.damaged.add(unit)
                found[name] = 0.0
            else:
                found[name] = _number(row, name, values[name])
        for name in filter(None, (columns.cluster, columns.measure)):
            found[name] = _text(values[name])
            if not found[name]:
                raise CellBlank(row=row, column=name)
        return found

    def _check_unit(self, unit: str, lines: list[_Line]) -> None:
        columns = self.columns
        names = [columns.cluster] if columns.weights_at is not None else [
            columns.cluster, columns.weights
        ]  # fmt: skip
        for line in lines[1:]:
            pairs = [(columns.cohort, lines[0].cohort, line.cohort)]
            pairs += [(n, lines[0].values[n], line.values[n]) for n in names if n]
            for name, before, value in pairs:
                if value != before and unit not in self.damaged:
                    raise ChangesWithinUnit(
                        row=line.row, unit=unit, column=name, value=value, before=before
                    )
        for line in lines:
            weight = line.values.get(columns.weights, 1.0)
            if weight <= 0 and unit not in self.damaged:
                raise WeightNotPositive(row=line.row, column=columns.weights, value=weight)

    def _complete(self, times: list[int]) -> list[str]:
        lacking = [n for n, lines in self.lines.items() if len(lines) < len(times)]
        if lacking and not self.leave_out:
            lines = self.lines[lacking[0]]
            missing = min(set(times) - {one.time for one in lines})
            raise PanelUnbalanced(
                unit=lacking[0],
                row=lines[0].row,
                column=self.columns.time,
                time=missing,
                count=len(lacking),
            )
        skipped = {*lacking, *self.damaged}
        return [name for name in self.lines if name not in skipped]

    def _laid_out(
        self, units: list[str], cohort: Mapping[str, int], left: tuple[int, ...], before: int
    ) -> Panel:
        columns = self.columns
        rows = [
            (number, cohort[unit], line)
            for number, unit in enumerate(units, 1)
            for line in sorted(self.lines[unit], key=lambda one: one.time)
        ]
        clusters = {
            name: number
            for number, name in enumerate(
                dict.fromkeys(one.values[columns.cluster] for *_, one in rows), 1
            )
        } if columns.cluster else {}  # fmt: skip
        return Panel(
            tuple(number for number, *_ in rows),
            tuple(line.time for *_, line in rows),
            tuple(start for _, start, _ in rows),
            tuple(line.values[columns.outcome] for *_, line in rows),
            {n: tuple(line.values[n] for *_, line in rows) for n in columns.covariates},
            self._weights(units),
            tuple(clusters[line.values[columns.cluster]] for *_, line in rows) if clusters else (),
            tuple(line.values[columns.measure] for *_, line in rows) if columns.measure else (),
            left,
            before,
        )

    def _weights(self, units: list[str]) -> tuple[float, ...]:
        name, at = self.columns.weights, self.columns.weights_at
        if not name:
            return ()
        found: list[float] = []
        for unit in units:
            lines = self.lines[unit]
            of = next((one for one in lines if one.time == at), lines[0])
            found += [of.values[name]] * len(lines)
        return tuple(found)


def _started(line: _Line, times: list[int]) -> int:
    """The cohort as the panel sees it: a start after its end is none yet."""
    return NEVER if line.cohort > times[-1] else line.cohort


def _place(table: RawTable, name: str) -> int:
    if name not in table.columns:
        raise ColumnMissing(
            column=name, near=nearest(name, table.columns), known="、".join(table.columns)
        )
    return table.columns.index(name)


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _number(row: int, column: str, cell: Cell) -> float:
    try:
        found = float(_text(cell))
    except ValueError:
        found = float("nan")
    if not isfinite(found):
        raise NumberUnreadable(row=row, column=column, value=_text(cell))
    return found


def _whole(row: int, column: str, cell: Cell) -> int:
    if _text(cell).lower() in BLANK:
        raise CellBlank(row=row, column=column)
    found = _number(row, column, cell)
    if not found.is_integer():
        raise NumberUnreadable(row=row, column=column, value=_text(cell))
    return int(found)
