"""The demo county with its rounds, filled once, and one browser for each role."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.translation import override

from jigai.demo.fill import fill_demo_county
from jigai.flows.live_demo_rounds import DemoRounds
from tests.demo_county import filled_demo
from tests.scope.subjects import add_what_the_demo_lacks


@pytest.fixture(scope="package", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), filled_demo(fill_demo_county, cycle=DemoRounds()):
        add_what_the_demo_lacks()
        yield


@pytest.fixture(autouse=True)
def _world(demo, db):
    with override("zh-hans"):
        yield


@pytest.fixture
def browser():
    """The browser of an account of the demo, signed in."""

    def signed_in(username):
        client = Client(raise_request_exception=True)
        user = get_user_model().objects.get(username=username)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
