"""What a firm closed is not opened again by an undo, and its log of looks keeps every line."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from jigai.apps.audit.chain import head
from jigai.apps.cooperation.actions.disclose import (
    agree_to_disclosure,
    ask_for_names,
    end_disclosure,
)
from jigai.apps.cooperation.actions.enter_demand import correct_demand, enter_demand
from jigai.apps.cooperation.actions.look_at_demand import look_at_demand
from jigai.apps.cooperation.models import Demand, Disclosure, Look
from jigai.domain.change import Actor, Change, Path
from jigai.flows.undo_change import undo_change, undo_changes_of_batch
from jigai.flows.undo_confidential import OF_ANOTHER, ConfidentialStays
from tests.cooperation_cast import by, told

pytestmark = pytest.mark.usefixtures("programme")


def today(viewer, reason="改回"):
    return Change(Actor(viewer.key, viewer.name), reason, now(), Path.UNDO)


def recently(viewer, **more):
    """A change of an hour ago, for pages that read the clock."""
    at = now() - timedelta(hours=1)
    return Change(Actor(viewer.key, viewer.name), "改", at, Path.FORM, **more)


@pytest.fixture
def closed(demand, mei):
    """Mei's demand, read by all, which she then made confidential: its last change set."""
    correct_demand(demand=demand, entry=told(is_confidential=True), change=recently(mei))
    return head().number


def browser(viewer):
    client = Client()
    user = get_user_model().objects.get(pk=viewer.user_id)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_lin_does_not_undo_what_mei_closed_by_page_or_api(closed, demand, lin):
    office = browser(lin)
    page = office.post(reverse("changes:undo", args=[closed]), {"reason": "改回"})
    assert page.status_code == 403
    api = office.post(
        f"/api/v1/changes/{closed}/undo", {"reason": "改回"}, content_type="application/json"
    )
    assert (api.status_code, api.json()["code"]) == (403, "cooperation.confidential_stays")
    assert Demand.objects.get().is_confidential


def test_nor_does_she_undo_a_batch_that_holds_nothing_else(demand, mei, lin):
    entry = told(is_confidential=True)
    correct_demand(demand=demand, entry=entry, change=recently(mei, batch="b-1"))
    with pytest.raises(ConfidentialStays):
        undo_changes_of_batch(batch="b-1", change=today(lin))


def test_of_an_import_the_confidential_demand_stays_and_the_open_one_goes_back(
    demand, enterprise, mei, lin
):
    other = enter_demand(enterprise=enterprise, entry=told(name="另一条"), change=recently(mei))
    sheet = recently(mei, batch="b-2")
    correct_demand(demand=demand, entry=told(is_confidential=True), change=sheet)
    correct_demand(demand=other, entry=told(name="另一条", problem="写错了"), change=sheet)
    undone = undo_changes_of_batch(batch="b-2", change=today(lin))
    assert [(one.key, one.reason) for one in undone.kept] == [(demand.pk, OF_ANOTHER)]
    demand.refresh_from_db()
    other.refresh_from_db()
    assert (demand.is_confidential, other.problem) == (True, told().problem)


def test_mei_herself_takes_it_back(closed, mei):
    undo_change(number=closed, change=today(mei))
    assert not Demand.objects.get().is_confidential


def test_no_undo_opens_the_names_that_mei_took_back(secret, university, chen, mei, lin):
    asked = ask_for_names(demand=secret, institution=university, change=recently(chen))
    agree_to_disclosure(disclosure=asked, change=recently(mei))
    end_disclosure(disclosure=Disclosure.objects.get(), change=recently(mei))
    with pytest.raises(ConfidentialStays):
        undo_change(number=head().number, change=today(lin))
    assert Disclosure.objects.get().ended_at is not None


def test_nobody_strikes_a_look_out_of_the_log(secret, lin, mei):
    look_at_demand(demand=secret, institution=None, change=recently(lin))
    for person in (lin, mei):
        with pytest.raises(ConfidentialStays):
            undo_change(number=head().number, change=today(person))
    assert Look.objects.count() == 1


def test_what_is_open_to_all_lin_takes_back_as_before(demand, mei, lin):
    correct_demand(demand=demand, entry=told(problem="写错了"), change=recently(mei))
    undo_change(number=head().number, change=today(lin))
    assert Demand.objects.get().problem == told().problem


def test_changes_made_before_it_was_confidential_are_read_no_more(closed, demand, lin):
    office = browser(lin)
    for number in range(1, closed + 1):
        page = office.get(reverse("changes:show", args=[number])).content.decode()
        api = office.get(f"/api/v1/changes/{number}").content.decode()
        assert "冲孔速度慢" not in page + api
    rows = office.get("/api/v1/changes/entries/cooperation_demand").json()["items"]
    assert [one["record"]["label"] for one in rows] == [str(demand.pk)] * 3
    assert [one["record"]["changes"] for one in rows] == [[]] * 3
    listed = office.get(reverse("changes:entries"), {"table": "cooperation_demand"})
    assert "母线槽高速冲孔" not in listed.content.decode()


def test_the_list_as_of_an_earlier_day_shows_the_text_of_today(demand, mei, lin):
    later = Change(Actor(mei.key, mei.name), "保密", now(), Path.FORM)
    name = "辛亥母线冲孔"
    correct_demand(demand=demand, entry=told(name=name), change=by(mei))
    correct_demand(demand=demand, entry=told(name=name, is_confidential=True), change=later)
    office = browser(lin)
    asked = {"as_of": by(mei).at.date().isoformat(), "columns": "name,firm,problem"}
    page = office.get(reverse("cooperation:list"), asked).content.decode()
    assert "〔企业〕冲孔" in page
    assert "辛亥" not in page
