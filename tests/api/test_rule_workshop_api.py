"""The workshop for programs: the same refusals and the same results as on screen."""

from datetime import date

import pytest

from jigai.apps.scoring.models import RuleDraft, RuleEdition
from jigai.domain.rules.rulebook import shipped
from tests.cast import _person
from tests.rule_cast import drafted

pytestmark = pytest.mark.usefixtures("programme")
DRAFTS = "/api/v1/rule-drafts"


def post(browser, path, body):
    return browser.post(path, body, content_type="application/json")


@pytest.fixture
def signed_in(client, django_user_model):
    def sign_in(viewer):
        client.force_login(
            django_user_model.objects.get(pk=viewer.user_id),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return client

    return sign_in


@pytest.fixture
def han(county, django_user_model):
    return _person(django_user_model, "han", "韩某", "office")


def test_a_program_drafts_edits_confirms_and_submits_and_another_releases(lin, han, signed_in):
    office = signed_in(lin)
    digest = shipped().rule_set("county_default", on=date(2026, 11, 1)).digest
    new = {"rule_set": "county_default", "digest": digest, "reason": "提高蓝牌线"}
    number = post(office, DRAFTS, new).json()["id"]
    one = f"{DRAFTS}/{number}"
    values = {"values": {"threshold.1.value": "85"}, "reason": "改"}
    answer = office.patch(f"{one}/parts/threshold.1", values, content_type="application/json")
    assert answer.status_code == 200, answer.content
    shown = office.get(one).json()
    assert not shown["is_sound"]
    confirmed = {
        "failing": [row["place"] for row in shown["failing"]],
        "proposals": [row["number"] for row in shown["proposals"]],
        "reason": "确认",
    }
    assert post(office, f"{one}/cases", confirmed).status_code == 200
    assert office.get(one).json()["is_sound"]
    assert post(office, f"{one}/submission", {"reason": "请复核"}).status_code == 200
    given = {"valid_from": "2099-01-01", "decision": "9号", "reason": "同意"}
    refused = post(office, f"{one}/release", given)
    assert (refused.status_code, refused.json()["code"]) == (403, "rules.own_draft")
    assert RuleEdition.objects.count() == 0
    office.logout()
    answer = post(signed_in(han), f"{one}/release", given)
    assert answer.json()["code"] == "rules.dates_wrong"


def test_a_fault_is_told_with_line_and_code(lin, signed_in):
    draft = drafted()
    office = signed_in(lin)
    one = f"{DRAFTS}/{draft.pk}"
    kept = office.get(one).json()
    body = {
        "text": draft.text.replace('"is_exempt"', '"is_exemt"'),
        "cases": draft.cases,
        "version": kept["version"],
        "reason": "改",
    }
    assert office.put(one, body, content_type="application/json").status_code == 200
    problem = office.get(one).json()["problem"]
    assert problem["code"] == "rules.name_unknown"
    assert problem["line"] == body["text"].splitlines().index('when = "is_exemt"') + 1
    assert office.get(f"{one}/preview").json()["code"] == "rules.draft_unreadable"


def test_a_township_reads_no_draft(bo, signed_in):
    number = drafted().pk
    assert signed_in(bo).get(f"{DRAFTS}/{number}").status_code == 403


def test_an_author_is_not_an_administrator(county, django_user_model, signed_in):
    admin = _person(django_user_model, "gao", "高某", "administrator")
    digest = shipped().rule_set("county_default", on=date(2026, 11, 1)).digest
    new = {"rule_set": "county_default", "digest": digest, "reason": "改"}
    assert post(signed_in(admin), DRAFTS, new).status_code == 403
    assert RuleDraft.objects.count() == 0
