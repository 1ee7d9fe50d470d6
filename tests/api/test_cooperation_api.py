"""The API keeps achievements, experts and institutions as the pages do, each for its own side."""

from dataclasses import asdict
from datetime import date

import pytest

from jigai.apps.cooperation.actions.register_institution import (
    InstitutionEntry,
    register_institution,
)
from jigai.apps.cooperation.models import Achievement, Expert, Institution
from tests.cast import change
from tests.cooperation_cast import listed, offered

pytestmark = pytest.mark.usefixtures("programme", "stopped_clock")


@pytest.fixture
def api(asked):
    return asked


@pytest.fixture
def other_school(county):
    entry = InstitutionEntry(name="另一所大学", kind="university")
    return register_institution(entry=entry, change=change("登记"))


def test_chen_enters_an_achievement_reads_it_and_changes_it(api, chen, university):
    body = asdict(offered())
    made = api(chen, "post", "achievements", institution=university.pk, **body)
    assert made.status_code == 201
    path = f"achievements/{made.json()['id']}"
    told = api(chen, "get", path).json()
    assert (told["name"], told["maturity"], told["evidence"]) == ("伺服高速冲孔单元", 6, [])
    changed = api(chen, "put", path, **(body | {"price_fen": 2_000_000_00}))
    assert changed.json() == {"fields": ["price_fen"]}
    proof = {"level": 6, "text": "试验", "document": "报告", "dated_on": "2026-05-01"}
    assert api(chen, "put", f"{path}/evidence", **proof).status_code == 200
    assert [one["document"] for one in api(chen, "get", path).json()["evidence"]] == ["报告"]


def test_an_achievement_that_contradicts_itself_is_refused_and_not_kept(api, chen, university):
    body = asdict(offered(stage="early", maturity=9))
    wrong = api(chen, "post", "achievements", institution=university.pk, **body)
    assert (wrong.status_code, wrong.json()["code"]) == (
        409,
        "cooperation.stage_against_maturity",
    )
    assert Achievement.objects.count() == 0


def test_nobody_enters_or_changes_an_achievement_of_another_holder(
    api, chen, hua, achievement, enterprise, other_school
):
    body = asdict(offered(name="别家的"))
    for holder in ({"enterprise": enterprise.pk}, {"institution": other_school.pk}):
        assert api(chen, "post", "achievements", **holder, **body).status_code in {403, 404}
    stranger = api(hua, "put", f"achievements/{achievement.pk}", **body)
    assert stranger.status_code in {403, 404}
    achievement.refresh_from_db()
    assert (Achievement.objects.count(), achievement.name) == (1, "伺服高速冲孔单元")


def test_lin_lists_an_expert_renews_the_consent_and_takes_it_back(api, lin, university):
    body = asdict(listed())
    made = api(lin, "post", "experts", institution=university.pk, **body)
    assert made.status_code == 201
    path = f"experts/{made.json()['id']}"
    renewed = body | {"consent_on": "2026-06-01", "consent_until": "2029-05-31"}
    assert api(lin, "put", path, **renewed).status_code == 200
    assert api(lin, "get", path).json()["consent_until"] == "2029-05-31"
    assert api(lin, "post", f"{path}/withdrawal").status_code == 200
    gone = api(lin, "get", path)
    assert (gone.status_code, gone.json()["code"]) == (404, "cooperation.consent_run_out")


def test_an_expert_without_consent_or_of_another_school_is_refused(
    api, chen, lin, hua, university, other_school
):
    body = asdict(listed())
    too_long = body | {"consent_until": "2030-01-01"}
    wrong = api(lin, "post", "experts", institution=university.pk, **too_long)
    assert (wrong.status_code, wrong.json()["code"]) == (409, "cooperation.consent_too_long")
    foreign = api(chen, "post", "experts", institution=other_school.pk, **body)
    assert (foreign.status_code, foreign.json()["code"]) == (403, "cooperation.no_institution")
    assert api(hua, "post", "experts", institution=university.pk, **body).status_code == 403
    assert Expert.objects.count() == 0


def test_lin_keeps_an_institution_its_agreement_terms_and_heads(api, lin):
    made = api(lin, "post", "institutions", name="某学院", kind="college")
    path = f"institutions/{made.json()['id']}"
    renamed = api(lin, "put", path, name="某储能学院", kind="college", place="青岛市")
    assert renamed.status_code == 200
    signed = api(
        lin, "post", f"{path}/agreements", title="共建协议", county_party="县政府",
        signed_on="2026-01-05",
    )  # fmt: skip
    terms = f"institutions/agreements/{signed.json()['id']}/terms"
    term = api(
        lin, "post", terms, kind="deliverable", party="institution", text="年度报告",
        due_on="2026-06-30",
    )  # fmt: skip
    assert term.status_code == 201
    body = {"name": "联合实验室", "kind": "laboratory"}
    opened = api(lin, "post", f"{path}/bodies", **body)
    corrected = f"institutions/bodies/{opened.json()['id']}"
    assert api(lin, "put", corrected, **body, closed_on="2026-10-31").status_code == 200
    heads = {"year": 2025, "source": "年报", "trained_count": 30}
    assert api(lin, "put", f"{path}/training", **heads).status_code == 200
    told = api(lin, "get", path).json()
    assert (told["name"], told["place"]) == ("某储能学院", "青岛市")
    assert [one["state"] for one in told["agreements"][0]["terms"]] == ["overdue"]
    assert [one["trained_count"] for one in told["training"]] == [30]
    assert [one["closed_on"] for one in told["bodies"]] == ["2026-10-31"]


def test_an_institution_is_refused_twice_and_to_all_but_the_office(api, lin, mei, chen, university):
    again = api(lin, "post", "institutions", name=university.name, kind="college")
    assert (again.status_code, again.json()["code"]) == (
        409,
        "cooperation.institution_name_taken",
    )
    for person in (mei, chen):
        body = {"name": "自封的大学", "kind": "university"}
        assert api(person, "post", "institutions", **body).status_code == 403
        changed = api(person, "put", f"institutions/{university.pk}", **body)
        assert changed.status_code == 403
    assert Institution.objects.get().name == university.name


def test_chen_says_her_own_term_is_met_and_no_other_schools(
    api, lin, chen, university, other_school
):
    terms = []
    for school in (university, other_school):
        signed = api(
            lin, "post", f"institutions/{school.pk}/agreements", title="协议",
            county_party="县政府", signed_on="2026-01-05",
        ).json()["id"]  # fmt: skip
        term = api(
            lin, "post", f"institutions/agreements/{signed}/terms", kind="duty",
            party="institution", text="派驻教师",
        )  # fmt: skip
        terms.append(term.json()["id"])
    met = {"met_on": str(date(2026, 6, 1)), "proof": "名单"}
    own, foreign = (api(chen, "post", f"institutions/terms/{one}/met", **met) for one in terms)
    assert own.status_code == 200
    assert foreign.status_code in {403, 404}
