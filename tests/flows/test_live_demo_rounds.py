"""The demo's year of rounds: computed, objected to, published, and sound."""

from collections import Counter

import pytest
from django.db import transaction

from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.badges.models import Board, Objection, Signal
from jigai.apps.rounds.models import Round
from jigai.flows.check_badges import check_badges
from jigai.flows.set_up_county import set_up_demo

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        set_up_demo(password="qingyun-demo-2026")
        yield
        transaction.set_rollback(True)


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
