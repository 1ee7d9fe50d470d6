"""Indicators as data: formulas, units, spans, before and after; the sixteen effects are there."""

from datetime import date
from decimal import Decimal

import pytest

from jigai.domain.results.before_after import before_after
from jigai.domain.results.dictionary import read_dictionary, shipped_dictionary
from jigai.domain.results.effects import EFFECTS
from jigai.domain.results.follow_ups import may_close, schedule
from jigai.domain.results.formula import DividedByZero, FormulaUnreadable, PartUnused, read_formula
from jigai.domain.results.indicator import UnitOfAnother
from jigai.domain.results.spans import SpanUnreadable, parse_span, span_of
from jigai.domain.rules.refusals import RuleFileRefused

BY_ID = {one.id: one for one in shipped_dictionary()}
SHIPPED = sorted(BY_ID)


def test_the_sixteen_effects_of_the_fund_system_are_all_defined():
    assert len(EFFECTS) == 16
    assert {one.effect for one in BY_ID.values()} == {*EFFECTS, ""}


@pytest.mark.parametrize("name", SHIPPED)
def test_every_indicator_can_be_reckoned_from_its_own_parts(name):
    one = BY_ID[name]
    if not one.formula:
        assert one.parts == ()
        return
    parts = {part.name: Decimal(1) for part in one.parts}
    assert one.reckoned(parts, None) in {Decimal(0), Decimal(1)}
    assert not any(part.name in one.formula_said.zh for part in one.parts)


@pytest.mark.parametrize(
    ("name", "number", "unit", "kept"),
    [
        ("order_accuracy", "62.5", "%", "0.625"),
        ("revenue", "1.5", "万元", "15000"),
        ("revenue", "0.000000015", "亿元", "1.5"),
        ("jobs", "12", "", "12"),
        ("order_accuracy_points", "20", "百分点", "0.20"),
    ],
)
def test_a_number_is_kept_in_one_unit(name, number, unit, kept):
    assert BY_ID[name].in_base_unit(Decimal(number), unit) == Decimal(kept)


@pytest.mark.parametrize(("name", "unit"), [("revenue", ""), ("revenue", "人"), ("jobs", "%")])
def test_a_unit_that_is_not_the_indicators_is_refused(name, unit):
    with pytest.raises(UnitOfAnother):
        BY_ID[name].in_base_unit(Decimal(1), unit)


def test_points_and_relative_change_are_two_indicators_with_two_values():
    parts = {"after_accuracy": Decimal("0.9"), "before_accuracy": Decimal("0.75")}
    points, relative = BY_ID["order_accuracy_points"], BY_ID["order_accuracy_relative"]
    assert points.said(points.reckoned(parts, None)).zh == "+15 个百分点"
    assert relative.said(relative.reckoned(parts, None)).zh == "+20%"


def test_a_formula_is_arithmetic_over_its_parts_and_uses_each():
    with pytest.raises(FormulaUnreadable):
        read_formula("a > b", names=("a", "b"))
    with pytest.raises(FormulaUnreadable):
        read_formula("a / c", names=("a",))
    with pytest.raises(PartUnused):
        read_formula("a", names=("a", "b"))
    with pytest.raises(DividedByZero):
        BY_ID["yield_rate"].reckoned(
            {"good_pieces": Decimal(0), "inspected_pieces": Decimal(0)}, None
        )


def test_a_dictionary_with_a_formula_that_cannot_be_read_is_refused_with_its_line():
    text = """valid_from = 2026-01-01
owner = { zh = "局", en = "bureau" }
[[indicator]]
id = "x"
title = { zh = "甲", en = "a" }
meaning = { zh = "甲", en = "a" }
measure = "number"
unit = { zh = "个", en = "pieces" }
direction = "up"
level = "output"
source = { zh = "甲", en = "a" }
formula = "one / two"
[[indicator.part]]
name = "one"
title = { zh = "一", en = "one" }
unit = { zh = "个", en = "pieces" }
"""
    with pytest.raises(RuleFileRefused) as refused:
        read_dictionary(text, file="x.toml")
    assert "x.toml" in str(refused.value)
    assert "12" in str(refused.value)


def test_spans_are_read_as_people_write_them():
    assert [str(parse_span(text)) for text in ("2026", "2026h1", "2026年下半年", "2026年")] == [
        "2026", "2026H1", "2026H2", "2026",
    ]  # fmt: skip
    with pytest.raises(SpanUnreadable):
        parse_span("2026-11A")
    assert str(span_of(date(2026, 3, 1), date(2026, 9, 1))) == "2026"
    assert span_of(date(2025, 12, 1), date(2026, 1, 31)) is None


@pytest.mark.parametrize(
    ("baseline", "actual", "said"),
    [
        ("0.75", "0.9", "+15 个百分点（相对 +20%）"),
        ("0", "0.5", "+50 个百分点（相对 基线为 0，不能算相对变化）"),
        (None, "0.9", "没有基线，不能对比"),
        ("0.75", None, "还没有实际值"),
    ],
)
def test_before_and_after_says_points_and_relative_and_what_is_missing(baseline, actual, said):
    found = before_after(
        BY_ID["order_accuracy"],
        baseline=None if baseline is None else Decimal(baseline),
        target=None,
        actual=None if actual is None else Decimal(actual),
    )
    assert found.change_said.zh == said


def test_less_energy_is_better_and_a_loss_has_no_relative_change():
    energy = before_after(
        BY_ID["energy_per_unit"], baseline=Decimal(10), target=Decimal(9), actual=Decimal(8)
    )
    assert (energy.side.zh, energy.is_reached) == ("向好", True)
    profit = before_after(BY_ID["profit"], baseline=Decimal(-5), target=None, actual=Decimal(5))
    assert profit.relative is None
    assert "基线为负" in profit.change_said.zh


def test_a_gain_that_was_only_told_is_compared_with_nothing():
    found = before_after(
        BY_ID["efficiency_gain_unspecified"], baseline=None, target=None, actual=Decimal("0.3")
    )
    assert (found.change, found.change_said.en) == (None, "the indicator is itself a change")


def test_follow_ups_come_after_12_24_and_36_months():
    days = [one.due_on.isoformat() for one in schedule(date(2024, 2, 29))]
    assert days == ["2025-02-28", "2026-02-28", "2027-02-28"]
    assert not may_close(date(2025, 1, 1), on=date(2025, 3, 2))
    assert may_close(date(2025, 1, 1), on=date(2025, 3, 3))
