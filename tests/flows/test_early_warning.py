"""The county's own model: fitted from published rounds, read by staff within their area."""

from dataclasses import replace

import pytest

from jigai.apps.accounts.permissions import RoleMissing
from jigai.apps.warning.models import WarningModel
from jigai.domain.early_warning.quality import Quality
from jigai.flows import fit_warning as flow
from jigai.flows.compute_badges import compute_badges
from jigai.flows.fit_warning import NoHistory, NothingNewToFit, fit_warning
from jigai.flows.publish_round import publish_round
from jigai.flows.show_warning import latest_computed, show_warning
from tests.round_cast import building, by, opened, reported

pytestmark = pytest.mark.usefixtures("programme")
PERIODS = ("2026-09A", "2026-09B", "2026-10A", "2026-10B", "2026-11A")


@pytest.fixture
def rounds(project):
    """Five published rounds of six projects; every other one falls behind."""
    made = building(project, 6)
    for place, period in enumerate(PERIODS):
        held = opened(period)
        reported(made[::2], period=period, progress_bp=9000)
        reported(made[1::2], period=period, progress_bp=1000 + 100 * place)
        compute_badges(round=held, change=by(3, "初评"))
        publish_round(round=held, change=by(3, "发布"), is_early=True)
    return made


def shown(monkeypatch):
    """A quality that is good enough, whatever the few rounds of a test give."""
    whole = flow.quality_of
    good = {"model": 0.05, "base_rate": 0.2, "same_colour": 0.08, "same_colour_hard": 0.1}
    monkeypatch.setattr(Quality, "is_enough", property(lambda _: True))
    monkeypatch.setattr(flow, "quality_of", lambda g: replace(whole(g), brier=good, gain_low=0.01))


def test_without_published_rounds_there_is_nothing_to_learn_from(project):
    with pytest.raises(NoHistory):
        fit_warning(change=by())


def test_a_model_of_few_rounds_is_kept_with_its_quality_and_not_shown(rounds, lin):
    kept = fit_warning(change=by())
    assert (kept.number, kept.through, kept.is_shown) == (1, "2026-11A", False)
    assert kept.receipt["sightings"] == 30
    found = show_warning(lin, round=latest_computed())
    assert found.kept is not None
    assert found.rows == ()


def test_equal_rounds_are_not_fitted_twice_and_give_equal_weights(rounds):
    first = fit_warning(change=by())
    with pytest.raises(NothingNewToFit):
        fit_warning(change=by())
    assert WarningModel.objects.get().weights == first.weights


def test_chances_stay_within_the_area_and_away_from_enterprises(rounds, lin, bo, mei, monkeypatch):
    shown(monkeypatch)
    fit_warning(change=by())
    held = latest_computed()
    assert len(show_warning(lin, round=held).rows) == 6
    assert len(show_warning(bo, round=held).rows) == 6
    nobody = replace(bo, grants=tuple(replace(g, agency_id=0) for g in bo.grants))
    assert show_warning(nobody, round=held).rows == ()
    with pytest.raises(RoleMissing):
        show_warning(mei, round=held)


def test_each_chance_has_the_facts_that_raise_or_lower_it(rounds, lin, monkeypatch):
    shown(monkeypatch)
    fit_warning(change=by())
    rows = show_warning(lin, round=latest_computed()).rows
    assert all(1 <= row.chance <= 99 for row in rows)
    assert [row.chance for row in rows] == sorted((r.chance for r in rows), reverse=True)
    assert all(row.raising or row.lowering for row in rows)
    assert {row.colour for row in rows if row.chance == rows[0].chance} == {"red"}
