"""The first run on data that nobody here wrote: New York capital projects, 12 report dates."""

import csv
import gzip
from collections import Counter
from datetime import date, datetime
from fractions import Fraction

import pytest

from jigai.domain.rules import explain, rulebook
from jigai.domain.rules.evaluate import evaluate
from tests.domain.rules.small import known
from tests.real_data import FOLDER, needs_real_data

TABLE = FOLDER / "portfolios" / "nyc_capital_projects_2013_2018.csv.gz"
pytestmark = [pytest.mark.real_data, needs_real_data]


def reports():
    with gzip.open(TABLE, "rt", encoding="utf-8") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["report_date"])
    first = {}
    seen = Counter()
    for row in rows:
        seen[row["PID"]] += 1
        yield row, first.setdefault(row["PID"], row), seen[row["PID"]]


def day(text):
    return datetime.strptime(text, "%m/%d/%Y").date() if text else None  # noqa: DTZ007


def facts_of(row, first, count):
    now, then = day(row["Forecast Completion"]), day(first["Forecast Completion"])
    budget, before = row["Budget Forecast"], first["Budget Forecast"]
    return known(
        report_count=count,
        forecast_completion_slip_days=(now - then).days if now and then else None,
        budget_growth_share=Fraction(budget) / Fraction(before) - 1
        if budget and Fraction(before or 0)
        else None,
    )


def test_every_report_gets_a_verdict_with_its_reasons():
    rule = rulebook.rule_set("forecast_slip", on=date(2014, 1, 1))
    found = Counter()
    for row, first, count in reports():
        verdict = evaluate(rule, facts_of(row, first, count))
        found[verdict.outcome] += 1
        assert explain.paragraph(verdict, rule).en
        if count == 1:
            assert verdict.outcome == "not_assessed"
    assert found.total() == 1298
    assert set(found) == {"red", "yellow", "blue", "gold", "not_assessed"}


def test_what_the_portfolio_lacks_is_not_assessed_under_the_county_rule():
    rule = rulebook.rule_set("county_default", on=date(2026, 1, 1))
    for row, first, count in list(reports())[::50]:
        verdict = evaluate(rule, facts_of(row, first, count))
        assert verdict.outcome == "not_assessed"
        assert "progress_share" in {reading.name for reading in verdict.missing}
