"""The sheet's own totals compared with the sums of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jigai.exchange.rows import RowKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jigai.exchange.cells import Value
    from jigai.exchange.plan import Reading


@dataclass(frozen=True, slots=True)
class ColumnTotal:
    """Sum of one amount column over all data rows, in fen; unreadable cells are left out."""

    reading: Reading
    sum_fen: int
    left_out: int


@dataclass(frozen=True, slots=True)
class StatedTotals:
    """A total row of the sheet: its sums and where the running sums stood when it came."""

    row: int
    kind: RowKind
    text: str
    stated: Mapping[str, Value]
    running: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TotalDifference:
    """A total of the sheet that is not the sum of its rows; both in fen."""

    row: int
    text: str
    reading: Reading
    stated_fen: int
    computed_fen: int


def differences(
    stated: Sequence[StatedTotals], totals: Sequence[ColumnTotal], *, first_data_row: int
) -> list[TotalDifference]:
    """Totals that differ from the sums of the rows above them (below, if totals stand on top).

    A subtotal covers the rows between it and its neighbour of either kind. A total covers all
    rows, or, where a sheet calls its subtotals 合计, the rows since the last one.
    """
    on_top = bool(stated) and stated[0].row < first_data_row
    found = []
    for column in totals:
        name, grand = column.reading.field.name, column.sum_fen
        for i, line in enumerate(stated):
            value = line.stated.get(name)
            if not isinstance(value, int) or isinstance(value, bool):
                continue
            before = stated[i - 1].running[name] if i else 0
            after = stated[i + 1].running[name] if i + 1 < len(stated) else grand
            part = after - line.running[name] if on_top else line.running[name] - before
            expected = part if line.kind == RowKind.SUBTOTAL else grand
            if value != expected and not (line.kind == RowKind.TOTAL and value == part != 0):
                found.append(TotalDifference(line.row, line.text, column.reading, value, expected))
    return found
