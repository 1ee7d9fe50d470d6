import json
from datetime import datetime, timedelta

from jigai.cli.bench import ROWS
from jigai.cli.bench_report import last_report, write_report
from jigai.cli.bench_run import BENCHES

AT = datetime(2026, 11, 25, 8, 0).astimezone()
FIRST = [{"bench": "history", "rows": 100, "create_ratio": 1.2, "vendor": "sqlite"}]
SECOND = [{"bench": "history", "rows": 100, "create_ratio": 1.5, "vendor": "sqlite"}]


def test_a_report_names_the_machine_and_compares_with_the_last_one(tmp_path):
    first = write_report(FIRST, folder=tmp_path, at=AT).read_text()
    assert "There is no earlier report here." in first
    assert "cores" in first
    assert "django 5.2" in first
    second = write_report(SECOND, folder=tmp_path, at=AT + timedelta(days=90)).read_text()
    assert f"Compared with {AT.isoformat(timespec='seconds')}." in second
    assert "| create_ratio | 1.5 | 1.2 | +25% |" in second
    assert "| rows | 100 | 100 | +0% |" in second


def test_a_figure_that_got_worse_is_written_down_like_any_other(tmp_path):
    write_report(FIRST, folder=tmp_path, at=AT)
    write_report(SECOND, folder=tmp_path, at=AT + timedelta(days=1))
    assert last_report(tmp_path)["found"] == SECOND
    assert len(list(tmp_path.glob("*.json"))) == 2
    assert json.loads(min(tmp_path.glob("*.json")).read_text())["found"] == FIRST


def test_every_measurement_has_its_function():
    assert set(ROWS) == set(BENCHES)
