"""A person sees and ends the own sessions."""

import pytest
from django.contrib.auth import get_user_model

from jigai.apps.audit.models import ChangeSet
from jigai.web.people.sessions import device_words

PASSWORD = "cypress-lantern-41"
LOGIN = {"login": "lin", "password": PASSWORD}


@pytest.fixture
def browsers(lin, programme, client):
    """Two browsers of one person, each signed in through the page."""
    user = get_user_model().objects.get(pk=lin.user_id)
    user.set_password(PASSWORD)
    get_user_model().objects.filter(pk=user.pk).update(password=user.password)
    pair = client, type(client)()
    for browser in pair:
        assert browser.post("/accounts/login/", LOGIN).status_code == 302
    return pair


def test_a_browser_that_is_ended_is_out_at_its_next_click(browsers):
    here, there = browsers
    rows = here.get("/me/sessions/").context["rows"]
    other = next(row for row, _device in rows if not row.is_current)
    here.post(f"/me/sessions/{other.id}/end/")
    assert there.get("/me/account/").status_code == 302
    assert here.get("/me/account/").status_code == 200
    assert ChangeSet.objects.latest("id").verb == "session.ended"


def test_the_session_of_somebody_else_is_out_of_reach(browsers, bo, sign_in):
    here, _there = browsers
    row, _device = here.get("/me/sessions/").context["rows"][0]
    assert sign_in(bo).post(f"/me/sessions/{row.id}/end/").status_code == 404


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140 Edg/140", "Edge · Windows"),
        ("curl/8.0", "curl/8.0"),
        ("", "—"),
    ],
)
def test_a_device_is_named_in_few_words(agent, words):
    assert device_words(agent) == words
