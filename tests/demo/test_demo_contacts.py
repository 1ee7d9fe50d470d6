"""The contacts of the demo county: T2's own acceptance check."""

from datetime import timedelta

import pytest

from jigai.apps.accounts.models import Agency, User
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.registry.models import Enterprise
from jigai.apps.visits.actions.log_interaction import Told, log_interaction
from jigai.apps.visits.actions.set_rhythm import set_rhythm
from jigai.apps.visits.models import FollowUp, Interaction
from jigai.apps.visits.queries.silence import silent_rows
from jigai.demo.moments import at, by
from jigai.demo.visits import LAST_DAY, SILENT
from tests.demo.test_demo_county import demo  # noqa: F401 - the county itself

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
NOON = at(LAST_DAY, 12)


@pytest.fixture
def office():
    return viewer_of(User.objects.get(username="office"), on=LAST_DAY)


def set_to(days):
    set_rhythm(
        rung="", colour="", most_days=days, valid_from=LAST_DAY, decision="试一试",
        change=by("林知远", NOON, "改频次"),
    )  # fmt: skip


def numbers(viewer):
    keys = list(Enterprise.objects.order_by("id").values_list("pk", flat=True))
    return sorted(keys.index(row.enterprise_id) for row in silent_rows(viewer, on=LAST_DAY))


def test_with_twenty_days_the_list_shows_the_seeded_nine_and_a_call_takes_one_off(office):
    before = numbers(office)
    assert len(before) < 9
    set_to(20)
    assert numbers(office) == sorted(SILENT)
    first = silent_rows(office, on=LAST_DAY)[0]
    log_interaction(
        enterprise=Enterprise.objects.get(pk=first.enterprise_id),
        told=Told("call", LAST_DAY, Agency.objects.first().pk, "问候", "一切正常"),
        change=by("沈问渠", NOON, "电话联系"),
    )
    assert len(numbers(office)) == 8
    set_to(19)
    assert len(numbers(office)) == 8
    set_to(21)
    assert len(numbers(office)) == 7


def test_contacts_are_of_the_library_marked_as_demo_and_never_ahead_of_their_day():
    rows = Interaction.objects.all()
    assert rows.count() == 3 * 87
    assert not rows.exclude(said__contains="演示").exists()
    assert not rows.filter(held_on__gt=LAST_DAY).exists()
    assert all(one.held_on <= one.logged_at.date() + timedelta(days=1) for one in rows)
    assert rows.filter(kind="visit").exists()
    assert FollowUp.objects.filter(done_on=None).exists()
    assert FollowUp.objects.exclude(done_on=None).exists()
