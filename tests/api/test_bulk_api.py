"""Bulk edits as a program orders them."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from jigai.apps.accounts.actions.issue_token import issue_token
from jigai.apps.accounts.models import User
from jigai.apps.audit.queries.versions import versions_of
from jigai.apps.projects.models import Project
from jigai.apps.reference.models import Division
from jigai.domain.change import Actor, Change, Path
from tests.bulk_cast import many_projects

ORDER = {"where": {"stage": ["reserve"]}, "values": {"responsible_leader": "王某"}, "reason": "试"}


def token_of(viewer, **options):
    by = Change(Actor("user:1", "林某"), "接口", timezone.localtime(), Path.FORM)
    expires_on = timezone.localdate() + timedelta(days=30)
    user = User.objects.get(pk=viewer.user_id)
    return issue_token(user=user, name="t", expires_on=expires_on, change=by, **options).secret


@pytest.fixture
def call(client):
    def send(method, address, secret, body=None):
        answer = client.generic(
            method,
            f"/api/v1/bulk{address}",
            json.dumps(body) if body else "",
            "application/json",
            HTTP_AUTHORIZATION=f"Bearer {secret}",
        )
        return answer.status_code, answer.json()

    return send


@pytest.fixture
def writer(lin):
    return token_of(lin, may_write=True)


def test_an_order_is_tried_confirmed_read_and_taken_back(call, writer, project):
    many_projects(project, 3)
    status, run = call("POST", "/of/projects", writer, ORDER)
    assert (status, run["state"], run["changed_count"]) == (201, "tried", 4)
    assert not Project.objects.filter(responsible_leader="王某").exists()
    batch = run["batch"]
    _, done = call("POST", f"/{batch}/confirm", writer, {"reason": "分工调整"})
    assert (done["state"], done["changed_count"]) == ("done", 4)
    newest = versions_of(table="projects_project", key=project.pk)[0]
    assert (newest.path, newest.reason) == ("api", "分工调整")
    _, rows = call("GET", f"/{batch}/rows?outcome=changed&size=2", writer)
    assert (rows["total"], len(rows["items"])) == (4, 2)
    _, undone = call("POST", f"/{batch}/undo", writer, {"reason": "改错了"})
    assert undone == {"restored_count": 4, "kept": []}
    assert call("GET", f"/{batch}", writer)[1]["state"] == "undone"


def test_the_rule_that_a_row_breaks_is_named(call, writer, project):
    body = ORDER | {"values": {"stage": "filed"}}
    _, run = call("POST", "/of/projects", writer, body)
    _, rows = call("GET", f"/{run['batch']}/rows", writer)
    assert rows["items"][0]["code"] == "stages.not_ready"
    assert "filing certificate" in rows["items"][0]["said"]["en"]


def test_a_token_of_an_area_reaches_no_other(call, lin, project):
    elsewhere = Division.objects.get(code="371423")
    outside = many_projects(project, 1, division=elsewhere)
    town = token_of(lin, may_write=True, division_id=project.division_id)
    _, run = call("POST", "/of/projects", town, ORDER)
    assert run["row_count"] == 1
    status, problem = call("POST", "/of/projects", town, ORDER | {"keys": [outside[0].pk]})
    assert (status, problem["code"]) == (404, "bulk.rows_not_seen")


def test_who_may_only_read_orders_nothing(call, lin, bo, project):
    assert call("POST", "/of/projects", token_of(lin), ORDER)[0] == 403
    assert call("POST", "/of/projects", token_of(bo, may_write=True), ORDER)[0] == 403


def test_what_may_be_set_is_listed_with_its_choices(call, writer, project):
    _, fields = call("GET", "/fields/projects", writer)
    stage = next(one for one in fields if one["key"] == "stage")
    assert {"value": "filed", "zh": "立项备案", "en": "filed"} in stage["choices"]
    assert call("GET", "/fields/wages", writer)[0] == 404


def test_a_large_order_is_queued(call, writer, project, monkeypatch):
    monkeypatch.setattr("jigai.api.v1.bulk.SMALL", 1)
    many_projects(project, 3)
    _, run = call("POST", "/of/projects", writer, ORDER)
    assert (run["state"], run["through_count"], run["row_count"]) == ("trying", 0, 4)
    status, problem = call("POST", f"/{run['batch']}/confirm", writer, {"reason": "分工调整"})
    assert (status, problem["code"]) == (409, "bulk.not_waiting")
