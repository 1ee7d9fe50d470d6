"""The whole half-month by the real command in a home of its own, as a stranger runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_commands import SQLITE_ONLY
from tests.real_data import FOLDER, needs_real_data

pytestmark = [SQLITE_ONLY, pytest.mark.xdist_group("commands")]
SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "scripted_round"


def scripted(*words):
    line = [sys.executable, str(SCRIPT), "--quiet", "--rounds", "2", *words]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check(found):
    assert found["restatement"] == 1
    [restated] = found["restated"]
    assert restated["before"] != restated["after"]
    assert found["changed_by_computing_again"] == 0
    assert found["all_colours_came_out_again"] is True
    assert found["audit_is_sound"] is True
    assert "projects_progressreport" in found["altered_row"]
    assert found["board_rows"] == found["badges"] == found["due"]
    assert found["seen"] + found["excused"] + found["missing"] == found["due"]


def test_the_demo_county_goes_through_a_whole_round():
    found = scripted()
    check(found)
    assert (found["period"], found["excused"]) == ("2026-11B", 2)


@pytest.mark.real_data
@needs_real_data
def test_the_countys_own_ledger_goes_through_a_whole_round():
    found = scripted("--ledger", str(FOLDER / "ledgers" / "dispatch_2026-11A.xlsx"))
    check(found)
    assert (found["due"], found["accepted_at_one_stroke"]) == (120, 120)
