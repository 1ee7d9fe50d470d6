"""The demo's year of rounds: computed, objected to, published, and sound."""

from collections import Counter

import pytest
from django.db.models import F, Q

from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.badges.models import Board, FollowUp, Objection, Signal
from jigai.apps.badges.queries.overdue import open_follow_ups, turn_days
from jigai.apps.rounds.models import Round
from jigai.flows.check_badges import check_badges
from jigai.flows.live_demo_follow_ups import LIVED_UNTIL
from jigai.flows.set_up_county import set_up_demo
from tests.demo_county import filled_demo

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("live_demo")]


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), filled_demo(set_up_demo):
        yield


def test_twenty_two_rounds_are_published_one_is_provisional_one_open():
    assert Counter(Round.objects.values_list("stage", flat=True)) == {
        "published": 22,
        "provisional": 1,
        "open": 1,
    }
    assert Board.objects.filter(number=0).count() == 22


def test_the_stored_colours_come_out_again():
    differing = [check_badges(round=held).differing for held in Round.objects.order_by("period")]
    assert set(differing) == {()}


def test_the_seeded_tricks_are_asked_about_and_no_others():
    assert Counter(Signal.objects.values_list("kind", flat=True)) == {
        "baseline_reset": 3,
        "repeated_photo": 4,
        "last_day_jump": 6,
    }


def test_one_objection_waits_for_its_ruling():
    assert Objection.objects.get().ruling == ""


def test_the_history_is_sound():
    assert verify_chain().problems == ()


def test_most_follow_ups_were_closed_in_time_some_late_and_a_few_are_open():
    done = FollowUp.objects.filter(done_on__isnull=False)
    planned = FollowUp.objects.filter(planned_on__isnull=False)
    late = planned.filter(planned_on__gt=F("due_on")).count()
    assert done.count() > 300
    assert 0 < late < planned.count() // 3
    assert not done.filter(Q(outcome="") | Q(verified_by="")).exists()
    days = turn_days(open_follow_ups())
    assert 5 < len(days) < 40
    assert 0 < sum(day < LIVED_UNTIL for day in days) < len(days)


def test_nobody_checked_their_own_plan_in_the_demo():
    assert not FollowUp.objects.filter(
        planned_by=F("verified_by"), planned_on__isnull=False
    ).exists()
