from datetime import timedelta

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.registry.actions.add_certificate import add_certificate
from jigai.apps.rounds.models import Round
from jigai.apps.visits.actions.set_rhythm import DaysOutOfRange, RhythmStartsBefore
from jigai.apps.visits.actions.withdraw_interaction import withdraw_interaction
from jigai.apps.visits.queries.rhythms import rhythm_on
from jigai.apps.visits.queries.silence import silent_rows
from tests.cast import TODAY, change
from tests.visit_cast import bureau, called_every, firms, logged, member


def silent(viewer, *, on=TODAY):
    return [row.enterprise for row in silent_rows(viewer, on=on)]


@pytest.mark.parametrize(("days_ago", "is_listed"), [(19, False), (20, True), (21, True)])
def test_the_twentieth_day_without_a_call_is_the_first_on_the_list(
    enterprise, lin, days_ago, is_listed
):
    member(enterprise)
    called_every(20)
    logged(enterprise, days_ago)
    assert bool(silent(lin)) is is_listed


def test_nobody_called_at_all_comes_first_and_without_a_rhythm_nobody_is_listed(enterprise, lin):
    member(enterprise)
    [other] = firms(1)
    logged(other, 90)
    assert silent(lin) == []
    called_every(20)
    assert silent(lin) == [enterprise.name, other.name]
    assert [row.days for row in silent_rows(lin, on=TODAY)] == [None, 90]


def test_a_call_of_any_department_takes_it_off_and_a_withdrawn_one_puts_it_back(enterprise, lin):
    member(enterprise)
    called_every(20)
    assert silent(lin) == [enterprise.name]
    kept = logged(enterprise, 0, agency=bureau("县税务局"), kind="message")
    assert silent(lin) == []
    withdraw_interaction(interaction=kept, on=TODAY, because="选错", change=change())
    assert silent(lin) == [enterprise.name]


def test_the_days_differ_by_rung_and_by_the_colour_of_its_projects(enterprise, project, lin):
    member(enterprise)
    logged(enterprise, 15)
    called_every(30)
    assert silent(lin) == []
    called_every(15, rung="cn.tech_sme")
    assert silent(lin) == [enterprise.name]
    called_every(16, colour="red")
    assert silent(lin) == [enterprise.name]
    with writing("badge.given", change()):
        period = Round.objects.create(
            period="2026-10B", starts_on=TODAY, ends_on=TODAY, due_on=TODAY, stage="published"
        )
        ProjectBadge.objects.create(
            round=period, project=project, colour="red", state="final", rule_set="x",
            rule_hash="x", facts={}, verdict={}, computed_at=change().at,
        )  # fmt: skip
    assert silent(lin) == []
    called_every(15, rung="cn.tech_sme", colour="red")
    assert silent(lin) == [enterprise.name]
    add_certificate(enterprise=enterprise, kind="hnte", valid_from=TODAY, change=change())
    assert silent(lin) == []


def test_a_rhythm_is_dated_may_end_and_cannot_reach_back(enterprise, lin):
    member(enterprise)
    logged(enterprise, 25)
    called_every(20)
    called_every(0, on=TODAY + timedelta(days=5))
    assert silent(lin) == [enterprise.name]
    assert rhythm_on(TODAY - timedelta(days=1)) == {}
    assert silent(lin, on=TODAY + timedelta(days=5)) == []
    with pytest.raises(RhythmStartsBefore):
        called_every(10, on=TODAY - timedelta(days=1))
    with pytest.raises(DaysOutOfRange):
        called_every(367)


def test_who_left_the_library_is_not_asked_for(enterprise, lin):
    called_every(20)
    assert silent(lin) == []
