import pytest

from jigai.flows.compute_badges import compute_badges
from tests.round_cast import at, building, by, opened, reported
from tests.web.round_people import gao, other_town, ren  # noqa: F401 - the people of the pages


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Everything happens on 17 November 2026, inside the objection window."""
    monkeypatch.setattr("jigai.web.authorship.now", lambda: at(17))
    for page in ("show", "matters"):
        monkeypatch.setattr(f"jigai.web.badges.{page}.localdate", lambda: at(17).date())


@pytest.fixture
def five(project):
    return building(project, 5)


@pytest.fixture
def computed(five):
    """A computed round: four accepted reports, the fifth project has none."""
    held = opened()
    reported(five[:4])
    compute_badges(round=held, change=by(99, "计算"))
    return held
