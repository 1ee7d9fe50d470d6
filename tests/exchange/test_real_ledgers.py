import json

import pytest

from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import read_ledger
from jigai.exchange.returned import returned_workbook
from tests.exchange.sheets import real

pytestmark = pytest.mark.real_data
SUMS = ["total_investment_fen", "equipment_investment_fen", "cumulative_completed_fen"]


def expected(name):
    entries = json.loads(real("ledgers/expected.json").read_text("utf-8"))
    return next(e for e in entries if e["file"] == name)


def totals(ledger):
    return {t.reading.field.name: t.sum_fen for t in ledger.totals}


def test_the_library_has_its_88_enterprises():
    ledger = read_ledger(real("ledgers/library_88_enterprises.xlsx"))
    assert ledger.mapping.name == "library"
    assert ledger.rows == expected("library_88_enterprises.xlsx")["enterprises"]
    assert ledger.problems == ()


def test_the_dispatch_ledger_has_its_projects_and_totals():
    name = "dispatch_2026-11A.xlsx"
    ledger = read_ledger(real(f"ledgers/{name}"))
    assert ledger.header_rows == (3, 4)
    assert ledger.rows == expected(name)["projects"]
    assert [totals(ledger)[s] for s in SUMS] == [
        round(t * 1_000_000) for t in expected(name)["totals"]
    ]
    assert ledger.differences == ()
    assert ledger.problems == ()
    assert len(ledger.skipped) == 7


def test_exactly_the_planted_faults_are_found():
    name = "dispatch_with_10_faults.xlsx"
    ledger = read_ledger(real(f"ledgers/{name}"))
    planted = [(f["row"], f["fault"]) for f in expected(name)["faults"]]
    assert [(p.row, p.code) for p in ledger.faults] == planted
    assert ledger.warnings == ()
    printed = next(line for line in ledger.stated if line.kind == "total").stated
    assert [printed[s] for s in SUMS] == [round(t * 1_000_000) for t in expected(name)["totals"]]
    assert len(ledger.sound_records) == 54
    assert [(p.row, p.code) for p in read_ledger(returned_workbook(ledger)).faults] == planted


def test_the_new_york_table_is_read_by_mapping_alone():
    ledger = read_ledger(real("portfolios/nyc_capital_projects_2013_2018.csv.gz"))
    assert ledger.mapping.name == "nyc_capital_projects"
    assert ledger.rows == 1298
    assert len({r.values["project_code"] for r in ledger.records}) == 248
    days = {r.values["reported_on"] for r in ledger.records}
    assert len(days) == 12
    assert all(isinstance(d, WrittenDate) and d.precision == "day" for d in days)
    assert ledger.faults == ()
    assert [(p.row, p.code) for p in ledger.warnings] == [(1127, "bad_date")]
