"""The caller of the API: a person of the cast with a token."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from jigai.apps.accounts.actions.issue_token import issue_token
from jigai.apps.accounts.models import User
from jigai.domain.change import Actor, Change, Path


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
