"""A portfolio that nobody here wrote: later report dates, foreseen from earlier ones."""

import pytest

from jigai.domain.early_warning.quality import quality_of
from jigai.domain.early_warning.sightings import examples
from jigai.exchange.portfolio_history import PortfolioUnreadable, portfolio_history
from tests.real_data import FOLDER, needs_real_data

HEAD = "report_date,PID,Current Phase,Budget Forecast,Forecast Completion\n"


def test_a_file_is_coloured_by_the_shipped_rule(tmp_path):
    path = tmp_path / "portfolio.csv"
    path.write_text(
        HEAD + "2014-01-01,1,Design,100,01/01/2016\n2014-05-01,1,Construction,100,06/01/2017\n"
    )
    found = portfolio_history(path)
    assert [one.colour for one in found.sightings] == ["not_assessed", "red"]
    assert found.sightings[1].slip_days == 517
    assert found.rule_set == "forecast_slip"


def test_a_file_without_the_columns_is_refused_by_name(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(PortfolioUnreadable, match="Forecast Completion"):
        portfolio_history(path)


@pytest.mark.real_data
@needs_real_data
def test_on_new_york_the_chances_beat_the_base_rate_and_same_colour_again_out_of_time():
    path = FOLDER / "portfolios" / "nyc_capital_projects_2013_2018.csv.gz"
    quality = quality_of(examples(portfolio_history(path).sightings))
    brier = quality.brier
    assert quality.tested == 692
    assert brier["model"] < 0.096
    assert brier["same_colour"] == pytest.approx(0.1054, abs=1e-4)
    assert brier["same_colour_hard"] == pytest.approx(0.1329, abs=1e-4)
    assert brier["base_rate"] == pytest.approx(0.2563, abs=1e-4)
    assert quality.gain_low > 0.005
    assert quality.calibration_error < 0.05
    assert quality.dates_lost == ()
    assert quality.is_shown
