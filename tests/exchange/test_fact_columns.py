"""Columns of facts: whatever a file holds, the number is exact or left to ``evaluate``."""

import random
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest

from jigai.domain.rules.rulebook import shipped
from jigai.exchange.fact_cells import FactUnreadable, fact_of
from jigai.exchange.fact_columns import fact_column

DECLARED = shipped().facts["enterprise"]
MONEY, FLAG = DECLARED["rd_expense_yuan"], DECLARED["valid_hnte"]
STATE = shipped().facts["project"]["inclusion_state"]


def texts(count):
    draw = random.Random(7)
    for _ in range(count):
        number = draw.randrange(10 ** draw.choice((1, 4, 9, 14)))
        places = draw.choice((0, 0, 1, 2, 2, 3, 12))
        written = str(Decimal(number).scaleb(-places))
        yield draw.choice((written, written, f"-{written}", f" {written} ", f"+{written}", ""))


CELLS = {
    "text": pl.Series(list(texts(3000))),
    "odd text": pl.Series(["1e3", "１２", "1_000", ".5", "5.", "-0.5", None, " ", "1E-7", "12"]),
    "doubles": pl.Series([0.1, 0.30, 1e15, 599999.99, -2.5, None, float("nan"), 1 / 3, 1e300]),
    "whole": pl.Series([1, -5, None, 10**14, 10**14 + 1, 2**62], dtype=pl.Int64),
    "unsigned": pl.Series([1, 2**64 - 1, None], dtype=pl.UInt64),
    "decimals": pl.Series([Decimal("1.25"), Decimal("-3.00"), None], dtype=pl.Decimal(20, 2)),
    "nothing": pl.Series([None, None], dtype=pl.Null),
}


def is_exact(form, value, wanted):
    """Whether a column says the number; of doubles, that it is the nearest."""
    if form.is_double:
        return value == float(wanted)
    return Fraction(value, 10**form.decimals) == wanted


@pytest.mark.parametrize("decimals", [0, 2])
@pytest.mark.parametrize("kind", CELLS)
def test_a_number_is_what_its_cell_says_or_its_row_is_unfit(kind, decimals):
    cells = CELLS[kind]
    column = fact_column(cells, MONEY, first_row=2, decimals=decimals)

    for n, cell in enumerate(cells):
        wanted = fact_of(cell, MONEY, 2 + n).known
        value, unfit = column.values[n], column.unfit[n]
        if unfit:
            assert value is None
            assert wanted is not None
        elif wanted is None:
            assert value is None
        else:
            assert is_exact(column.form, value, wanted)
            assert abs(value) <= column.form.bound
    assert column.form.may_be_unknown == (column.values.null_count() > 0)


def test_a_few_long_decimals_do_not_widen_the_whole_column():
    cells = pl.Series(["12.5"] * 4000 + ["0.123456789"])
    column = fact_column(cells, MONEY, first_row=2)

    assert column.form.decimals == 1
    assert column.unfit.arg_true().to_list() == [4000]


@pytest.mark.parametrize("kind", [pl.Float64, pl.String])
def test_figures_with_many_decimals_stay_doubles_beside_their_decimal(kind):
    draw = random.Random(5)
    cells = pl.Series([draw.uniform(0, 1e6) for _ in range(2000)] + [0.0, None]).cast(kind)
    column = fact_column(cells, MONEY, first_row=2)

    assert column.form.is_double
    assert not column.unfit.any()
    for cell, value in zip(cells, column.values, strict=True):
        exact = fact_of(cell, MONEY, 2).known
        assert value == (None if exact is None else float(exact))


@pytest.mark.parametrize(
    ("cells", "declared"),
    [
        (pl.Series(["1", "x"]), MONEY),
        (pl.Series(["1", "1,000"]), MONEY),
        (pl.Series(["1", "Infinity"]), MONEY),
        (pl.Series([1.0, float("inf")]), MONEY),
        (pl.Series([True, None]), MONEY),
        (pl.Series(["true", "perhaps"]), FLAG),
        (pl.Series([1, 2]), FLAG),
        (pl.Series(["in_library", "somewhere"]), STATE),
        (pl.Series([1, 2]), STATE),
    ],
)
def test_what_does_not_fit_is_refused_with_its_row(cells, declared):
    with pytest.raises(FactUnreadable) as refused:
        fact_column(cells, declared, first_row=2)
    row = refused.value.places["row"]
    assert row == (2 if cells.dtype == pl.Boolean or (declared is STATE and cells[0] == 1) else 3)


@pytest.mark.parametrize(
    "cells",
    [
        pl.Series(["true", "否", None, "1", ""]),
        pl.Series([True, False, None, True, None]),
        pl.Series([1, 0, None, 1, None]),
        pl.Series([1.0, 0.0, float("nan"), 1.0, None]),
    ],
)
def test_truths_come_in_many_hands(cells):
    column = fact_column(cells, FLAG, first_row=1)
    assert column.values.to_list() == [True, False, None, True, None]


def test_a_choice_is_its_name_in_any_kind_of_text():
    names = [name for name, _ in STATE.choices]
    cells = pl.Series([names[0], None, names[1]], dtype=pl.Enum(names))
    assert fact_column(cells, STATE, first_row=1).values.to_list() == [names[0], None, names[1]]
