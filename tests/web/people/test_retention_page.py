"""An administrator sets how long personal data are kept, sees what is due, and lets it go."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from jigai.apps.accounts.models import Appointment, RetentionRule, User
from jigai.apps.audit.writing import writing
from jigai.cli.retention import retention
from jigai.jobs.apply_retention import forget_old_cases
from jigai.jobs.daily import DAILY
from tests.cast import change

RULE = {
    "kind": "account",
    "years": "3",
    "valid_from": "2026-01-01",
    "source": "个人信息保护法第十九条",
}


@pytest.fixture
def an(county, programme, django_user_model, client):
    """Administers; qian left in 2019."""
    with writing("person.created", change("开户")):
        user = django_user_model.objects.create(username="an", display_name="安某")
        Appointment.objects.create(user=user, role="administrator", valid_from=date(2026, 1, 1))
        qian = django_user_model.objects.create(username="qian", display_name="钱某")
        Appointment.objects.create(
            user=qian, role="office", valid_from=date(2018, 1, 1), valid_to=date(2019, 12, 31)
        )
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_rule_shows_what_is_due_and_the_run_takes_the_name(an):
    assert an.post("/people/retention/", RULE).status_code == 302
    page = an.get("/people/retention/").content.decode()
    assert "个人信息保护法第十九条" in page
    assert "现在清除" in page
    answer = an.post("/people/retention/run/", {"reason": "期限届满"}, follow=True)
    assert "已清除 1 条" in answer.content.decode()
    assert "钱某" not in an.get("/people/").content.decode()
    assert "今天没有期满的记录" in an.get("/people/retention/").content.decode()


def test_the_run_needs_a_reason_and_an_administrator(an, lin, sign_in):
    an.post("/people/retention/", RULE)
    assert an.post("/people/retention/run/", {}).status_code == 200
    assert User.objects.filter(display_name="钱某").exists()
    assert sign_in(lin).post("/people/retention/run/", {"reason": "x"}).status_code == 403


def test_a_rule_of_the_same_day_is_refused_beside_its_field(an):
    an.post("/people/retention/", RULE)
    answer = an.post("/people/retention/", RULE | {"years": "5"})
    assert "新规定要晚于它" in answer.content.decode()
    assert RetentionRule.objects.count() == 1


def test_the_command_is_a_dry_run_until_it_is_told(an):
    an.post("/people/retention/", RULE)
    told = json.loads(CliRunner().invoke(retention, ["--json"]).output)
    assert (told["is_run"], told["counts"]["account"]) == (False, 1)
    assert User.objects.filter(display_name="钱某").exists()
    assert CliRunner().invoke(retention, ["--run"]).exit_code == 2
    done = CliRunner().invoke(retention, ["--run", "--reason", "期限届满"])
    assert done.exit_code == 0, done.output
    assert not User.objects.filter(display_name="钱某").exists()


def test_the_worker_does_it_every_day(an):
    an.post("/people/retention/", RULE)
    assert forget_old_cases in DAILY
    assert forget_old_cases.func()["account"] == 1
    assert not User.objects.filter(display_name="钱某").exists()


def test_the_api_says_what_is_due_without_names(an):
    assert an.get("/api/v1/retention/due").json()["cases"] == []
    rule = RULE | {"years": 3, "reason": "规定"}
    made = an.post("/api/v1/retention/rules", rule, content_type="application/json")
    assert made.status_code == 201
    assert an.get("/api/v1/retention/due").json()["counts"]["account"] == 1
    answer = an.post("/api/v1/retention/runs", {"reason": "期满"}, content_type="application/json")
    assert answer.json()["counts"]["account"] == 1
    assert [row["kind"] for row in an.get("/api/v1/retention/rules").json()] == ["account"]
