"""A translation that is wrong in one small way does not pass: the suite would see it."""

from functools import reduce
from itertools import islice
from operator import and_

import polars as pl
import pytest

from jigai.domain.columns.nodes import Every, Known
from jigai.domain.rules.cases import Case
from jigai.exchange.engines import polars_columns
from jigai.exchange.engines.embedded import Embedded
from tests.conformance.every_part import RULE_SETS, USUAL
from tests.conformance.held import differences
from tests.conformance.subjects import Subjects

condition, expression = polars_columns._condition, polars_columns.expression


def bounds_outside(monkeypatch):
    monkeypatch.setitem(polars_columns.SIGNS, ">=", pl.Expr.__gt__)


def division_by_0_gives_something(monkeypatch):
    monkeypatch.setattr(
        polars_columns, "_quotient", lambda left, right: expression(left) / expression(right)
    )


def unknown_counts_as_false(monkeypatch):
    def mutated(node):
        if isinstance(node, Every):
            return reduce(and_, (expression(part).fill_null(value=False) for part in node.of))
        return condition(node)

    monkeypatch.setattr(polars_columns, "_condition", mutated)


def everything_is_known(monkeypatch):
    def mutated(node):
        return pl.lit(value=True) if isinstance(node, Known) else condition(node)

    monkeypatch.setattr(polars_columns, "_condition", mutated)


@pytest.mark.parametrize(
    "break_it",
    [
        bounds_outside,
        division_by_0_gives_something,
        unknown_counts_as_false,
        everything_is_known,
    ],
)
def test_a_broken_translation_differs_from_evaluate(monkeypatch, break_it):
    subjects = Subjects(RULE_SETS[1], [Case("usual", USUAL, "", None, 1)], seed=3)
    rows = list(islice(subjects, 800))
    assert differences(Embedded(), subjects, rows)[0] == []

    break_it(monkeypatch)

    assert differences(Embedded(), subjects, rows)[0]
