from fractions import Fraction

import pytest

from jigai.domain.maturity.measures import (
    ENERGY,
    OEE,
    ORDERS,
    YIELD,
    NoSuchMeasure,
    PartMissing,
    PartNotPositive,
    PartOutOfOrder,
    ShareOutOfRange,
    difference,
    measure_of,
    oee_factors,
    value_of,
)

RUN = {
    "planned_minutes": Fraction(480),
    "run_minutes": Fraction(420),
    "ideal_minutes": Fraction(1, 2),
    "pieces": Fraction(700),
    "good_pieces": Fraction(680),
}


def test_oee_is_availability_times_performance_times_quality():
    assert oee_factors(RUN) == (Fraction(7, 8), Fraction(5, 6), Fraction(34, 35))
    assert value_of(OEE, RUN) == Fraction(17, 24)


def test_yield_energy_and_orders_by_their_formulas():
    assert value_of(YIELD, {"inspected": Fraction(200), "good": Fraction(197)}) == Fraction(
        197, 200
    )
    assert value_of(ENERGY, {"energy_kgce": Fraction(50), "output": Fraction(8)}) == Fraction(25, 4)
    assert value_of(ORDERS, {"lines": Fraction(3), "right": Fraction(2)}) == Fraction(2, 3)


def test_what_cannot_be_is_refused_by_name():
    with pytest.raises(PartMissing):
        value_of(YIELD, {"inspected": Fraction(1)})
    with pytest.raises(PartNotPositive):
        value_of(YIELD, {"inspected": Fraction(0), "good": Fraction(0)})
    with pytest.raises(PartNotPositive):
        value_of(YIELD, {"inspected": Fraction(2), "good": Fraction(-1)})
    with pytest.raises(PartOutOfOrder):
        value_of(ORDERS, {"lines": Fraction(3), "right": Fraction(4)})
    with pytest.raises(ShareOutOfRange):
        value_of(OEE, RUN | {"ideal_minutes": Fraction(2)})


def test_a_measure_is_known_by_name_or_refused_with_the_nearest():
    assert measure_of("oee") is OEE
    with pytest.raises(NoSuchMeasure) as refused:
        measure_of("oeee")
    assert "oee" in refused.value.said.en


def test_a_change_is_said_in_points_and_relatively():
    grown = difference(Fraction(75, 100), Fraction(9, 10))
    assert (grown.points, grown.relative) == (Fraction(15, 100), Fraction(1, 5))
    assert difference(Fraction(0), Fraction(1, 2)).relative is None
