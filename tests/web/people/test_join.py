"""One-time links."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils.timezone import now

from jigai.apps.accounts.actions.create_person import set_active
from jigai.apps.accounts.actions.invite import invite
from tests.cast import change

PASSWORD = "cypress-lantern-41"


@pytest.fixture
def person(lin):
    return get_user_model().objects.get(pk=lin.user_id)


@pytest.fixture
def link(person):
    return f"/people/join/{invite(user=person, change=change(at=now()))}/"


def test_the_first_password_signs_the_person_in(client, link, person, programme):
    assert "林某" in client.get(link).content.decode()
    answer = client.post(link, {"password": PASSWORD, "again": PASSWORD})
    assert answer["Location"] == "/"
    assert client.session["_auth_user_id"] == str(person.pk)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_used_link_says_so_and_what_to_do(client, link):
    client.post(link, {"password": PASSWORD, "again": PASSWORD})
    answer = client.get(link)
    assert answer.status_code == 404
    assert "索取新链接" in answer.content.decode()


def test_an_expired_link_sets_nothing(client, person):
    secret = invite(user=person, change=change(at=now() - timedelta(days=8)))
    answer = client.post(f"/people/join/{secret}/", {"password": PASSWORD, "again": PASSWORD})
    assert "链接已失效" in answer.content.decode()
    person.refresh_from_db()
    assert not person.check_password(PASSWORD)


def test_a_link_of_a_barred_person_is_dead(client, link, person):
    set_active(user=person, is_active=False, change=change("离任"))
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [("short", "short", "password"), (PASSWORD, "another-lantern-41", "again")],
)
def test_a_weak_or_mistyped_password_leaves_the_link_open(client, link, password, again, said):
    answer = client.post(link, {"password": password, "again": again})
    assert said in answer.context["form"].errors
    assert client.get(link).status_code == 200
