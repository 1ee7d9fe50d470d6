"""Columns of a table to the columns that a plan reads: numbers as integers, exact or left out.

A cell that is no plain number of few decimals is not rounded: its row is *unfit*, and ``evaluate``
decides it from the cells as they stand. Where that would be many rows, the column holds doubles and
the plan reckons with their error.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import polars as pl

from jigai.domain.columns.plan import USUAL_BOUND, FactColumn
from jigai.domain.rules.facts import FactType
from jigai.exchange.fact_cells import FLAGS, fact_of, unreadable

if TYPE_CHECKING:
    from jigai.domain.rules.facts import FactDeclaration

PLAIN = r"^[+-]?[0-9]{1,18}(\.[0-9]{0,30})?$"
MOST_DECIMALS = 9
MANY, MOST_ALIKE, FEW_ALIKE = 1000, 0.999, 0.8
"""The share of cells whose decimals all fit; the rest is unfit."""
SMALLEST, LARGEST = 1e-30, 1e30
"""Between these (and at 0) a double is near its decimal, and so are products of several."""
SURE_DIGITS = 1e15
"""Two decimals of at most 15 digits never round to one double."""


@dataclass(frozen=True, slots=True)
class Column:
    """A fact of many subjects; ``unfit`` rows are null here and need their cells read again."""

    values: pl.Series
    form: FactColumn
    unfit: pl.Series


def fact_column(
    cells: pl.Series, declaration: FactDeclaration, *, first_row: int, decimals: int = 0
) -> Column:
    """A column of cells as the plan wants it.

    Args:
        cells: of any type that a file gives; doubles rather than single precision.
        declaration: of the fact.
        first_row: number of the first cell's row, for messages.
        decimals: the fewest to work with, so that parts of one table agree.

    Raises:
        FactUnreadable: the first cell that does not fit the fact.
    """
    if cells.dtype in (pl.Categorical, pl.Enum) or isinstance(cells.dtype, pl.Decimal):
        cells = cells.cast(pl.String)
    match declaration.type:
        case FactType.NUMBER:
            return _numbers(cells, declaration, first_row, decimals)
        case FactType.FLAG:
            values = _flags(cells, declaration, first_row)
        case FactType.CHOICE:
            values = _choices(cells, declaration, first_row)
    return _settled(values, 0, pl.repeat(value=False, n=len(cells), eager=True))


def _settled(values: pl.Series, decimals: int, unfit: pl.Series) -> Column:
    form = FactColumn(decimals, USUAL_BOUND, may_be_unknown=values.null_count() > 0)
    return Column(values, form, unfit)


def _read_one_by_one(
    cells: pl.Series, odd: pl.Series, declaration: FactDeclaration, first_row: int
) -> dict[int, Fraction | bool | str | None]:
    """The cells that need the slow way, by their place."""
    places = odd.fill_null(value=False).arg_true().to_list()
    return {n: fact_of(cells[n], declaration, first_row + n).known for n in places}


def _blank_as_null(cells: pl.Series) -> pl.Series:
    text = cells.str.strip_chars()
    return text.set(text == "", None)


# --- truths and choices --------------------------------------------------------------------------


def _flags(cells: pl.Series, declaration: FactDeclaration, first_row: int) -> pl.Series:
    if cells.dtype == pl.Boolean:
        return cells
    if cells.dtype.is_numeric():
        values = cells.fill_nan(None) if cells.dtype.is_float() else cells
        found = pl.select(pl.when((values == 0) | (values == 1)).then(values == 1)).to_series()
        odd = values.is_not_null() & found.is_null()
    else:
        values = _blank_as_null(_text(cells, declaration, first_row))
        lowered = values.str.to_lowercase()
        found = lowered.replace_strict(
            list(FLAGS), list(FLAGS.values()), default=None, return_dtype=pl.Boolean
        )
        odd = values.is_not_null() & found.is_null()
    _refuse_first(cells, odd, declaration, first_row)
    return found


def _choices(cells: pl.Series, declaration: FactDeclaration, first_row: int) -> pl.Series:
    values = _blank_as_null(_text(cells, declaration, first_row))
    odd = ~values.is_in([name for name, _ in declaration.choices])
    _refuse_first(cells, odd, declaration, first_row)
    return values


def _text(cells: pl.Series, declaration: FactDeclaration, first_row: int) -> pl.Series:
    if cells.dtype == pl.Null:
        return cells.cast(pl.String)
    if cells.dtype != pl.String:
        _refuse_first(cells, cells.is_not_null(), declaration, first_row)
        return cells.cast(pl.String, strict=False)
    return cells


def _refuse_first(
    cells: pl.Series, odd: pl.Series, declaration: FactDeclaration, first_row: int
) -> None:
    place = odd.fill_null(value=False).arg_max()
    if place is not None and odd[place]:
        raise unreadable(cells[place], declaration, first_row + place)


# --- numbers -------------------------------------------------------------------------------------


def _numbers(
    cells: pl.Series, declaration: FactDeclaration, first_row: int, decimals: int
) -> Column:
    if cells.dtype.is_integer():
        return _whole(cells, decimals)
    if cells.dtype.is_float():
        return _doubles(cells, declaration, first_row, decimals)
    return _written(_text(cells, declaration, first_row), declaration, first_row, decimals)


def _whole(cells: pl.Series, decimals: int) -> Column:
    values = cells.cast(pl.Int64, strict=False)
    limit = USUAL_BOUND // 10**decimals
    unfit = (cells.is_not_null() & values.is_null()) | ~values.is_between(-limit, limit)
    return _kept(values * 10**decimals, decimals, unfit.fill_null(value=False))


def _kept(values: pl.Series, decimals: int, unfit: pl.Series) -> Column:
    if unfit.any():
        values = pl.select(pl.when(~unfit).then(values)).to_series()
    return _settled(values, decimals, unfit)


def _doubles(
    cells: pl.Series, declaration: FactDeclaration, first_row: int, decimals: int
) -> Column:
    """As the decimal of the shortest text: right where 15 digits say it, unfit elsewhere."""
    numbers = cells.fill_nan(None)
    _refuse_first(cells, numbers.is_infinite(), declaration, first_row)
    for places in range(decimals, MOST_DECIMALS + 1):
        scaled = (numbers * 10.0**places).round()
        power = pl.repeat(10.0**places, len(numbers), eager=True)
        fits = (scaled / power == numbers) & (scaled.abs() < min(SURE_DIGITS, USUAL_BOUND))
        unfit = ~fits.fill_null(value=True)
        if unfit.sum() * 1000 <= len(numbers) or places == MOST_DECIMALS:
            if unfit.sum() * 1000 > len(numbers) >= MANY:
                return _nearest(numbers)
            values = scaled.set(unfit, 0.0).cast(pl.Int64)
            return _kept(values, places, unfit)
    raise AssertionError


def _nearest(numbers: pl.Series) -> Column:
    """Doubles as they are, each the nearest to its decimal."""
    sizes = numbers.abs()
    unfit = ~((sizes == 0.0) | sizes.is_between(SMALLEST, LARGEST)).fill_null(value=True)
    values = pl.select(pl.when(~unfit).then(numbers)).to_series()
    unknown = values.null_count() > 0
    form = FactColumn(0, USUAL_BOUND, may_be_unknown=unknown, is_double=True)
    return Column(values, form, unfit)


def _written(
    cells: pl.Series, declaration: FactDeclaration, first_row: int, decimals: int
) -> Column:
    text = _blank_as_null(cells)
    plain = text.str.contains(PLAIN)
    others = _read_one_by_one(cells, ~plain, declaration, first_row)
    text = text.set(~plain, None)
    after = text.str.extract(r"\.([0-9]*)$", 1).str.strip_chars_end("0")
    lengths = after.str.len_bytes().fill_null(0)
    share = MOST_ALIKE if len(cells) >= MANY else FEW_ALIKE
    usual = lengths.quantile(share, interpolation="higher") or 0
    places = min(max(decimals, int(usual)), MOST_DECIMALS)
    before = text.str.extract(r"^[+]?(-?[0-9]+)", 1)
    values = (before + after.fill_null("").str.pad_end(places, "0")).cast(pl.Int64, strict=False)
    unfit = text.is_not_null() & values.is_null() | (lengths > places)
    unfit = unfit | ~values.is_between(-USUAL_BOUND, USUAL_BOUND).fill_null(value=True)
    if unfit.sum() * 1000 > len(cells) >= MANY:
        numbers = text.cast(pl.Float64)
        for place, value in others.items():
            numbers[place] = float(value) if isinstance(value, Fraction) else None
        return _nearest(numbers)
    for place, value in others.items():
        exact = value * 10**places if isinstance(value, Fraction) else Fraction(0)
        is_fit = exact.denominator == 1 and abs(exact) <= USUAL_BOUND
        unfit[place] = not is_fit
        values[place] = int(exact) if is_fit and value is not None else None
    return _kept(values, places, unfit)
