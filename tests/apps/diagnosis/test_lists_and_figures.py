from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from jigai.apps.diagnosis.actions.record_figure import (
    FigureEmpty,
    FigurePeriodMissing,
    FigureSourceMissing,
    record_figure,
)
from jigai.apps.diagnosis.actions.save_list_line import (
    ListSourceMissing,
    MadeInFuture,
    NumberTaken,
    save_machine,
    save_process,
)
from jigai.apps.diagnosis.models import Figure
from jigai.apps.diagnosis.queries.figures import figure_rows, rate_rows
from jigai.apps.diagnosis.queries.lists import machine_rows
from jigai.domain.maturity.measures import NoSuchMeasure, PartMissing, ShareOutOfRange
from jigai.domain.scorecards.fact_values import Basis
from tests.cast import TODAY, change

AUGUST = (date(2026, 8, 1), date(2026, 8, 31))
SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))


def machine(enterprise, number, **values):
    told = {"number": number, "name": "车床", "source": "设备台账", "is_main": True, **values}
    return save_machine(enterprise=enterprise, line=None, values=told, change=change())


def step(enterprise, number, **values):
    told = {"number": number, "name": "焊接", "source": "工艺卡", "is_key": True, **values}
    return save_process(enterprise=enterprise, line=None, values=told, change=change())


def tell(enterprise, measure, *, period=AUGUST, value=None, source="月报", basis=Basis.REPORTED,
         **parts):  # fmt: skip
    return record_figure(
        enterprise=enterprise, measure=measure, basis=basis, period=period,
        parts={name: Decimal(number) for name, number in parts.items()}, value=value,
        source=source, note="", change=change(),
    )  # fmt: skip


def rate(enterprise, name, on=TODAY):
    return next(one for one in rate_rows(enterprise_id=enterprise.pk, on=on) if one.name == name)


def test_two_new_machines_raise_the_rate_from_their_day_on(enterprise):
    machine(enterprise, "1", quantity=8, is_numerical=True)
    machine(enterprise, "2", quantity=2, is_numerical=False, in_use_to=date(2026, 10, 1))
    machine(enterprise, "3", quantity=2, is_numerical=True, in_use_from=date(2026, 10, 1))
    before, after = (
        rate(enterprise, "equipment_cnc_rate", on) for on in (date(2026, 9, 30), TODAY)
    )
    assert (before.low, before.numerator, before.denominator) == (Fraction(4, 5), "8", "10")
    assert (after.low, after.denominator) == (1, "10")


def test_the_age_follows_from_the_year(enterprise):
    machine(enterprise, "1", made_in=2011)
    machine(enterprise, "2")
    assert [row.age for row in machine_rows(enterprise_id=enterprise.pk, on=TODAY)] == [15, None]


def test_an_unknown_control_makes_a_range_that_is_said(enterprise):
    for number, control in enumerate(("numerical", "manual", "")):
        step(enterprise, str(number), control=control)
    found = rate(enterprise, "key_process_cnc_rate")
    assert (found.by_count.zh, found.numerator, found.remark.zh) == (
        "33.33%—66.67%", "1—2", "1 行标记或原值未知"
    )  # fmt: skip


def test_without_a_list_a_rate_cannot_be_computed(enterprise):
    found = rate(enterprise, "equipment_cnc_rate")
    assert (found.low, found.by_count.zh) == (None, "无法计算")


def test_a_line_needs_a_source_a_free_number_and_a_past_year(enterprise):
    line = machine(enterprise, "1")
    with pytest.raises(NumberTaken):
        machine(enterprise, "1")
    with pytest.raises(ListSourceMissing):
        machine(enterprise, "2", source=" ")
    with pytest.raises(MadeInFuture):
        machine(enterprise, "2", made_in=2027)
    save_machine(enterprise=enterprise, line=line, values={"is_main": None}, change=change())
    line.refresh_from_db()
    assert line.is_main is None


def test_a_figure_is_kept_exactly_with_its_parts_and_changes_in_both_ways(enterprise):
    tell(enterprise, "order_accuracy", lines="200", right="150")
    tell(enterprise, "order_accuracy", period=SEPTEMBER, lines="200", right="180")
    first, second = figure_rows(enterprise_id=enterprise.pk)
    assert (first.exact, second.value.zh) == ("3/4", "90%")
    assert second.changed.zh == "比上一期 +15 个百分点，相对 +20%"
    assert "全部订单行 200 行" in first.parts.zh


def test_oee_says_its_three_factors(enterprise):
    tell(enterprise, "oee", planned_minutes="480", run_minutes="420", ideal_minutes="0.5",
         pieces="700", good_pieces="680")  # fmt: skip
    [row] = figure_rows(enterprise_id=enterprise.pk)
    assert (row.exact, "时间开动率 87.5%" in row.parts.zh) == ("17/24", True)


def test_a_published_rate_stays_as_reported_beside_the_computed_one(enterprise):
    tell(enterprise, "equipment_cnc_rate", period=None, value=Decimal("0.9"), source="公开报道")
    [row] = figure_rows(enterprise_id=enterprise.pk)
    assert (row.value.zh, row.basis, row.parts.zh, row.last_on) == ("90%", "reported", "", None)
    assert rate(enterprise, "equipment_cnc_rate").low is None


def test_the_same_period_and_basis_replaces_and_another_basis_stands_beside(enterprise):
    tell(enterprise, "yield_rate", inspected="10", good="9")
    tell(enterprise, "yield_rate", inspected="10", good="8")
    tell(enterprise, "yield_rate", inspected="10", good="7", basis=Basis.VERIFIED)
    tell(enterprise, "oee", period=None, value=Decimal("0.6"))
    tell(enterprise, "oee", period=None, value=Decimal("0.7"))
    kept = Figure.objects.order_by("measure", "basis").values_list("measure", "basis", "value")
    assert list(kept) == [
        ("oee", "reported", "7/10"),
        ("yield_rate", "reported", "4/5"),
        ("yield_rate", "verified", "7/10"),
    ]  # fmt: skip


def test_energy_is_an_amount_and_changes_relatively(enterprise):
    tell(enterprise, "energy_per_unit", energy_kgce="100", output="8")
    tell(enterprise, "energy_per_unit", period=SEPTEMBER, energy_kgce="100", output="10")
    first, second = figure_rows(enterprise_id=enterprise.pk)
    assert (first.value.zh, second.changed.zh) == ("12.5 千克标准煤/单位", "比上一期相对 -20%")


@pytest.mark.parametrize(
    ("refusal", "given"),
    [
        (NoSuchMeasure, {"measure": "oees", "value": Decimal(1)}),
        (FigureSourceMissing, {"measure": "oee", "value": Decimal(1), "source": " "}),
        (FigurePeriodMissing, {"measure": "yield_rate", "period": None, "inspected": "1"}),
        (FigureEmpty, {"measure": "oee"}),
        (PartMissing, {"measure": "yield_rate", "good": "1"}),
        (ShareOutOfRange, {"measure": "oee", "value": Decimal("1.1")}),
    ],
)  # fmt: skip
def test_a_figure_without_source_period_or_content_is_refused(enterprise, refusal, given):
    with pytest.raises(refusal):
        tell(enterprise, **given)
