"""What a cell of a sheet can be, whatever the file format."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Cell: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
Row: TypeAlias = list[Cell]
Span: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
