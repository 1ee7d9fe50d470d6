import pytest

from tests.round_cast import at, building, opened
from tests.web.round_people import gao, other_town, ren  # noqa: F401 - the people of the pages


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Everything happens on 16 November 2026, inside the round."""
    monkeypatch.setattr("jigai.web.authorship.now", lambda: at(16))
    for page in ("show", "mine", "open"):
        monkeypatch.setattr(f"jigai.web.rounds.{page}.localdate", lambda: at(16).date())


@pytest.fixture
def three(project):
    return building(project, 3)


@pytest.fixture
def running(three):
    """A round of three projects, open."""
    return opened()
