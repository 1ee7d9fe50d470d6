"""jigai warn as an official's script runs it."""

import json

import pytest
from click.testing import CliRunner

from jigai.cli.warn import warn
from tests.flows.test_early_warning import rounds as rounds_of
from tests.flows.test_early_warning import shown

pytestmark = pytest.mark.usefixtures("programme")
rounds = rounds_of


def ran(*words):
    return CliRunner().invoke(warn, list(words))


def test_without_a_model_nothing_is_shown(lin):
    assert "not shown" in ran("show", "--as", "lin").stdout
    assert ran("fit", "--reason", "拟合", "--as", "lin").exit_code == 1


def test_a_model_is_fitted_checked_with_its_misses_and_shown(lin, rounds, monkeypatch):
    shown(monkeypatch)
    made = json.loads(ran("fit", "--reason", "拟合", "--as", "lin", "--json").stdout)
    assert made["is_shown"] is True
    checked = ran("check", "--as", "lin").stdout
    assert "Brier 0.0500" in checked
    told = json.loads(ran("show", "2026-11A", "--as", "lin", "--json").stdout)
    assert len(told["chances"]) == 6
    assert "%" in ran("show", "--as", "lin").stdout


def test_a_portfolio_file_is_checked_and_one_without_columns_refused(lin, tmp_path):
    path = tmp_path / "portfolio.csv"
    head = "report_date,PID,Current Phase,Budget Forecast,Forecast Completion"
    lines = [f"2014-{month:02d}-01,{n},Design,100,01/01/20{15 + n % 4}"
             for month in range(1, 8) for n in range(30)]  # fmt: skip
    path.write_text("\n".join([head, *lines]) + "\n")
    checked = ran("check", str(path), "--as", "lin")
    assert checked.exit_code == 0
    assert "not shown" in checked.stdout
    path.write_text("a\n1\n")
    assert ran("check", str(path), "--as", "lin").exit_code == 1
