"""The API does for the early warning what the page does."""

import pytest

from tests.flows.test_early_warning import rounds as rounds_of
from tests.flows.test_early_warning import shown

pytestmark = pytest.mark.usefixtures("programme")
rounds = rounds_of


def test_a_model_is_fitted_and_its_chances_read_within_the_area(call, lin, bo, rounds, monkeypatch):
    shown(monkeypatch)
    assert call("post", "warning/fit", lin)[0] == 201
    status, found = call("get", "warning", bo)
    assert (status, found["period"], found["model"]["is_shown"]) == (200, "2026-11A", True)
    assert len(found["chances"]) == 6
    assert found["chances"][0]["raising"][0]["weight"] > 0
    assert call("post", "warning/fit", bo)[0] == 403


def test_an_enterprise_reads_no_chance(call, mei, rounds):
    assert call("get", "warning", mei)[0] == 403
