"""Published results of real panels: every row is met within 1e-6, or named with its reason."""

import csv
from functools import cache

import polars as pl
import pytest

from jigai.domain.impact.panel import PanelColumns, RawTable, panel_of
from jigai.domain.impact.verdict import judged
from jigai.exchange.impact.estimators import Options, estimate
from jigai.exchange.impact.panel_file import read_panel_file
from tests.domain.impact.test_conditions import LIMITS
from tests.real_data import FOLDER, needs_real_data

pytestmark = [needs_real_data, pytest.mark.real_data]
IMPACT = FOLDER / "impact"
ANSWERS = IMPACT / "answers_open.csv"
WITHIN, SE_WITHIN = 1e-6, 1e-9
PRINTED_TO = {"pretest_wald_pvalue": 5e-6, "bacon": 5e-6}
"""Published with five digits only: within half of the last one."""
NOT_PRINTED = {"organ_donations": "1 treated unit, 10 are asked: the command prints no number"}
KINDS = {
    "Earlier vs Later Treated": "earlier_vs_later",
    "Later vs Earlier Treated": "later_vs_earlier",
    "Treated vs Untreated": "treated_vs_never",
}
DROPPED = ("DC", "DE", "MA", "NY", "VT")


def answers():
    if not ANSWERS.is_file():
        return []
    with ANSWERS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _plain(name, columns):
    return panel_of(read_panel_file((IMPACT / name).read_bytes(), name=name), columns)


def _organs():
    table = read_panel_file((IMPACT / "organ_donations.csv").read_bytes(), name="o.csv")
    state = table.columns.index("State")
    rows = [[*row, 4 if row[state] == "California" else 0] for row in table.rows]
    return panel_of(
        RawTable((*table.columns, "start"), rows),
        PanelColumns("State", "Quarter_Num", "start", "Rate"),
    )


def _mortality():
    """As the data's own note says: five states dropped, complete rows, adopters of 2014 alone."""
    whole = pl.read_csv(IMPACT / "jel_county_mortality.csv.gz", infer_schema_length=None)
    kept = whole.filter(~pl.col("county").str.slice(-2).is_in(DROPPED)).drop_nulls(
        [name for name in whole.columns if name != "yaca"]
    )
    kept = kept.filter(pl.len().over("county_code") == 11)
    late = pl.col("yaca").is_null() | (pl.col("yaca") == 2014) | (pl.col("yaca") > 2019)
    kept = kept.filter(late)
    weights = "population_20_64"
    return panel_of(
        RawTable(tuple(kept.columns), kept.rows()),
        PanelColumns(
            "county_code", "year", "yaca", "crude_rate_20_64", weights=weights, weights_at=2013
        ),
    )


@cache
def panel(dataset):
    if dataset == "mpdta":
        return _plain("mpdta.csv", PanelColumns("countyreal", "year", "first.treat", "lemp"))
    if dataset == "math_reform":
        return _plain(
            "math_reform.csv", PanelColumns("state", "class", "reformyr_math", "incearn_ln")
        )
    return _organs() if dataset == "organ_donations" else _mortality()


@cache
def found(dataset):
    base = "universal" if dataset == "jel_county_mortality" else "varying"
    return estimate(panel(dataset), Options(base=base, draws=99))


def ours(row):
    """(estimate, standard error or None) for one row."""
    told, quantity = found(row["dataset"]), row["quantity"]
    if quantity == "att_gt":
        key = (int(row["group"]), int(row["time"]))
        one = next(c for c in told.att_gt if (c.group, c.time) == key)
        return one.att, one.se
    if quantity.startswith("bacon"):
        kinds = {name: (weight, estimate) for name, weight, estimate in told.bacon.kinds}
        pair = kinds[KINDS[quantity.split(": ")[1]]]
        return pair[quantity.startswith("bacon_avg")], None
    if quantity.startswith("pretest"):
        test = told.pre_test
        return (test.statistic if quantity.endswith("stat") else test.p_value_chi2), None
    if quantity == "twfe_coefficient":
        return told.beside[0].att, None
    return _aggregate(told, row)


def _aggregate(told, row):
    name = row["quantity"].split("_")[1]
    aggregate = told.aggregate[name]
    if name == "simple" or "overall" in row["quantity"]:
        return aggregate.overall.att, aggregate.overall.se
    at = int(row[{"group": "group", "dynamic": "event_time", "calendar": "time"}[name]])
    part = next(p for p in aggregate.parts if p.at == at)
    return part.att, part.se


@pytest.mark.parametrize(
    "row",
    answers(),
    ids=lambda r: "-".join(filter(None, list(r.values())[:1] + list(r.values())[5:9])),
)
def test_a_published_result_is_reproduced(row):
    estimate_, se = ours(row)
    kind = "bacon" if row["quantity"].startswith("bacon") else row["quantity"]
    assert abs(estimate_ - float(row["value"])) <= PRINTED_TO.get(kind, WITHIN)
    if row["se"]:
        assert abs(se - float(row["se"])) <= SE_WITHIN


@pytest.mark.parametrize("dataset", sorted({row["dataset"] for row in answers()}))
def test_every_data_set_is_printed_by_the_command_or_named(dataset):
    verdict = judged(panel(dataset), LIMITS, control="never", estimate=lambda: found(dataset))
    assert verdict.is_printed is (dataset not in NOT_PRINTED)
    if dataset in NOT_PRINTED:
        assert [one.name for one in verdict.failed] == ["treated_units"]
