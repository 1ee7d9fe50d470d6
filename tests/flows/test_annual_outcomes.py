"""The report on outcomes: states apart, contributions that add up, no refused number."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from jigai.apps.outcomes.actions.schedule_follow_ups import schedule_follow_ups
from jigai.apps.outcomes.actions.verify_outcome import verify_outcome
from jigai.domain.annual_figures.span import parse_span
from jigai.flows.annual_parts.outcomes import figures
from jigai.flows.run_impact import work_through
from tests.cast import ZONE, change
from tests.impact_cast import DRIFTING, SOUND, figures_of, here, ordered
from tests.outcome_cast import by, firm_in, told

YEAR, FIRST = parse_span("2026"), parse_span("2026-H1")
ENDED = datetime(2026, 12, 1, 9, tzinfo=ZONE)
pytestmark = pytest.mark.usefixtures("programme", "indicators")


def rows(span):
    return {row.key: [str(cell) for cell in row.cells][1:] for row in figures(span).rows}


@pytest.fixture
def firms(county):
    """Six in one town, five in another, two in a third, with revenue of two years."""
    towns = ["371423103"] * 6 + ["371423104"] * 5 + ["371423105"] * 2
    made = [firm_in(n, town=town, direction="electrical") for n, town in enumerate(towns, 1)]
    for number, one in enumerate(made, 1):
        told(one, "revenue", "baseline", "2025", f"{number * 1000}.33")
        told(one, "revenue", "target", "2026", f"{number * 1200}")
        told(one, "revenue", "actual", "2026", f"{number * 1111}.77")
    return made


def test_the_contributions_of_the_areas_add_up_to_the_growth_and_the_small_one_is_pooled(firms):
    found = rows(YEAR)
    named = {key: cells for key, cells in found.items() if key.startswith("growth_revenue@1")}
    points = {key: Decimal(cells[2].split(" ")[0]) for key, cells in named.items()}
    total = points.pop("growth_revenue@1_reported_合计")
    assert sum(points.values()) == total
    assert len(points) == len(named) - 1 >= 1
    assert not any("镇05" in key for key in named)


def test_targets_actuals_and_states_stand_apart_with_their_version(firms, lin):
    figure = firms[0].outcome_figures.get(kind="actual", year=2026)
    verify_outcome(
        figure=figure, value=Decimal(900), source="审计报告", note="核实", change=by(lin)
    )
    found = rows(YEAR)
    actual = sum(Decimal(f"{n * 1111}.77") for n in range(1, 14))
    assert found["revenue@1_firm_target_reported"][0] == "13"
    assert found["revenue@1_firm_actual_reported"][0] == "13"
    assert found["revenue@1_firm_actual_reported"][2].startswith(f"{actual / 10_000:f}"[:4])
    assert found["revenue@1_firm_actual_verified"] == ["1", "—", "不列示"]
    assert not any("_firm_" in key for key in rows(FIRST))


def test_a_rate_is_counted_and_never_summed(firms):
    for one in firms[:6]:
        told(one, "yield_rate", "actual", "2026", "0.97")
    assert rows(YEAR)["yield_rate@1_firm_actual_reported"] == ["6", "—", "不相加"]


def test_two_firms_give_no_contribution(county):
    for number in (1, 2):
        one = firm_in(number, town="371423103", direction="electrical")
        told(one, "revenue", "baseline", "2025", "1000")
        told(one, "revenue", "actual", "2026", "1100")
    found = rows(YEAR)
    assert found["growth_revenue@1_reported"] == ["不列示", "—", "不列示"]
    assert found["revenue@1_firm_actual_reported"][2] == "不列示"


def test_follow_ups_are_due_and_overdue_as_of_the_end_of_the_span(project):
    schedule_follow_ups(project=project, completed_on=date(2025, 3, 1), change=change("竣工"))
    found = rows(FIRST)
    assert (found["due"], found["answered"]) == (["1", "1", "—"], ["0", "0", "—"])
    assert (found["silent"], found["overdue"]) == (["0", "0", "—"], ["—", "1", "—"])
    assert rows(parse_span("2025"))["due"][:2] == ["0", "0"]


def test_a_printed_analysis_gives_its_sentence_and_a_refused_one_no_number(monkeypatch):
    monkeypatch.setattr("jigai.flows.run_impact.estimated", here)
    work_through(pk=ordered(SOUND, "设备更新与产值").pk, at=ENDED)
    work_through(pk=ordered(DRIFTING, "贴息与产值").pk, at=ENDED)
    leads = [one.zh for one in figures(YEAR).leads]
    [printed] = [one for one in leads if "设备更新与产值" in one]
    assert "95 % 区间" in printed
    [refused] = [one for one in leads if "贴息与产值" in one]
    assert refused == "成效评估“贴息与产值”没有通过检验，不印数。"
    assert [one for one in figures_of(DRIFTING) if one in str(figures(YEAR))] == []
    assert not any("产值" in one.zh for one in figures(FIRST).leads)
