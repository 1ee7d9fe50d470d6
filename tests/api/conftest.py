"""The caller of the API: a person of the cast with a token."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jigai.apps.accounts.actions.issue_token import issue_token
from jigai.apps.accounts.models import User
from jigai.config.urls import load_every_part
from jigai.domain.change import Actor, Change, Path
from tests.cast import TODAY, change


@pytest.fixture
def call(client):
    def send(method, address, viewer=None, **body):
        kept = {"HTTP_AUTHORIZATION": f"Bearer {token_of(viewer)}"} if viewer else {}
        text = json.dumps({"reason": "接口"} | body)
        answer = client.generic(method, f"/api/v1/{address}", text, "application/json", **kept)
        return answer.status_code, answer.json()

    return send


def token_of(viewer):
    by = Change(Actor("user:1", "林某"), "接口", timezone.localtime(), Path.FORM)
    return issue_token(
        user=User.objects.get(pk=viewer.user_id),
        name="测试",
        may_write=True,
        expires_on=timezone.localdate() + timedelta(days=30),
        change=by,
    ).secret


@pytest.fixture
def stopped_clock(monkeypatch):
    """The day of the cast. Every page is read before: a later one would keep the stopped clock."""
    load_every_part()
    moment = change().at
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    monkeypatch.setattr("django.utils.timezone.localtime", lambda value=None, *_: value or moment)


@pytest.fixture
def asked(django_user_model):
    """A signed-in person asks an address; what is sent carries a reason."""

    def call(viewer, method, address, **body):
        client = Client()
        user = django_user_model.objects.get(pk=viewer.user_id)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        send = getattr(client, method)
        if method == "get":
            return send(f"/api/v1/{address}", body)
        sent = {"reason": "办理", **body}
        return send(f"/api/v1/{address}", sent, content_type="application/json")

    return call
