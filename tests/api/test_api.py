"""The API as a program calls it."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jigai.apps.accounts.actions.issue_token import issue_token
from jigai.apps.accounts.models import Appointment, User
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Actor, Change, Path
from tests.cast import change

NEW = {"credit_code": "91110000600037341L", "name": "庆云重工机械有限公司", "reason": "登记"}


@pytest.fixture
def call(client):
    def send(method, address, secret="", body=None):
        kept = {"HTTP_AUTHORIZATION": f"Bearer {secret}"} if secret else {}
        answer = client.generic(
            method,
            f"/api/v1/{address}",
            json.dumps(body) if body else "",
            "application/json",
            **kept,
        )
        return answer.status_code, answer.json()

    return send


def token_of(viewer, **options):
    by = Change(Actor("user:1", "林某"), "接口", timezone.localtime(), Path.FORM)
    expires_on = timezone.localdate() + timedelta(days=30)
    user = User.objects.get(pk=viewer.user_id)
    return issue_token(user=user, name="t", expires_on=expires_on, change=by, **options).secret


@pytest.fixture
def reader(lin):
    return token_of(lin)


@pytest.fixture
def writer(lin):
    return token_of(lin, may_write=True)


def test_without_a_token_nothing_is_told(call, project):
    status, problem = call("GET", "projects")
    assert (status, problem["code"]) == (401, "api.unknown_caller")


def test_a_list_says_how_many_there_are(call, reader, project):
    status, answer = call("GET", "projects?size=1", reader)
    assert (status, answer["total"], answer["items"][0]["name"]) == (200, 1, project.name)


@pytest.mark.parametrize("page", ["page=0", "page=100001", "size=201", "page=49874900734518591488"])
def test_pages_are_bounded(call, reader, page):
    status, problem = call("GET", f"projects?{page}", reader)
    assert (status, problem["code"]) == (422, "api.malformed")


def test_a_read_only_token_cannot_write(call, reader):
    status, problem = call("POST", "enterprises", reader, NEW)
    assert (status, problem["code"]) == (403, "token.read_only")


def test_what_is_written_is_in_the_history_with_its_path(call, writer):
    status, made = call("POST", "enterprises", writer, NEW)
    assert status == 201
    assert Enterprise.objects.get(pk=made["id"]).name == NEW["name"]
    last = ChangeSet.objects.latest("id")
    assert (last.path, last.reason, last.actor_name) == ("api", "登记", "林某")


def test_a_refusal_has_the_screens_code_in_both_languages(call, writer):
    status, problem = call(
        "POST", "enterprises", writer, NEW | {"credit_code": "91110000600037342L"}
    )
    assert (status, problem["code"]) == (409, "credit_code.wrong_check_digit")
    assert "校验码" in problem["title"]["zh"]
    assert "check digit" in problem["title"]["en"]


def test_a_role_that_may_not_is_refused(call, zhao):
    status, problem = call("POST", "enterprises", token_of(zhao, may_write=True), NEW)
    assert (status, problem["code"]) == (403, "role.missing")


def test_a_conflict_shows_both_values(call, writer, project):
    base = version_of(project)
    address, said = f"projects/{project.pk}", {"version": base, "reason": "改"}
    assert call("PATCH", address, writer, said | {"values": {"remarks": "甲"}})[0] == 200
    status, problem = call("PATCH", address, writer, said | {"values": {"remarks": "乙"}})
    assert (status, problem["code"]) == (409, "record.edited_by_others")
    assert problem["fields"] == [{"field": "remarks", "mine": "乙", "theirs": "甲"}]


def test_a_large_change_waits_for_another_person(call, writer, project):
    body = {"version": version_of(project), "reason": "扩建"}
    body["values"] = {"total_investment_fen": 3_000_000_00}
    _, edited = call("PATCH", f"projects/{project.pk}", writer, body)
    decision = {"is_approved": True, "reason": "同意"}
    address = f"projects/pending-changes/{edited['pending_id']}"
    assert call("POST", address, writer, decision)[1]["code"] == "project.own_change"


def test_a_token_sees_only_its_area(call, lin, project, county):
    with writing("division.added", change()):
        other = county.parts.create(code="371423104", name="别处", level="township")
    status, problem = call("GET", f"projects/{project.pk}", token_of(lin, division_id=other.pk))
    assert (status, problem["code"]) == (404, "project.not_found")


def test_a_unit_sees_its_own_projects_only(call, bo, project):
    assert call("GET", f"projects/{project.pk}", token_of(bo))[0] == 200
    with writing("project.moved", change()):
        Project.objects.update(responsible_agency=None)
    assert call("GET", "projects", token_of(bo))[1]["total"] == 0


def test_the_whole_register_of_a_project_by_api(call, writer, project):
    at = f"projects/{project.pk}"
    why = {"reason": "补录"}
    nodes = [{"title": "一", "due_on": "2026-06-30", "weight_bp": 10_000}]
    points = [{"period": "2026-01A", "planned_value_fen": project.total_investment_fen}]
    for method, address, body in (
        ("POST", f"{at}/codes", {"code": "2601-371423-07-02-000019"}),
        ("PUT", f"{at}/milestones", {"milestones": nodes}),
        ("POST", f"{at}/baselines", {"points": points}),
        ("PUT", f"{at}/procedures/filing", {"state": "done"}),
        ("POST", f"{at}/papers", {"kind": "start_proof"}),
        ("POST", f"{at}/stage", {"to": "filed"}),
        ("PUT", f"{at}/amounts/verified/2026-01A", {"amount_fen": 5, "grade": "B"}),
        (
            "PUT",
            f"{at}/gaps",
            {"period": "2026-01A", "pair": "verified_paid", "reason_code": "other"},
        ),
        ("POST", f"inclusion/{project.pk}/moves", {"to": "preparing"}),
        ("PUT", f"inclusion/{project.pk}/papers/filing", {"is_ready": True}),
    ):
        status, answer = call(method, address, writer, body | why)
        assert status in (200, 201), (address, answer)
    _, shown = call("GET", at, writer)
    assert (shown["row"]["stage"], shown["baselines"][0]["number"]) == ("filed", 1)
    assert call("GET", f"{at}/amounts", writer)[1]["verified"] == {"2026-01A": 5}
    assert call("GET", f"{at}/gates", writer)[1][0]["stage"] == "procedures"
    assert call("GET", "inclusion", writer)[1][0]["label"]["zh"] == "备料"
    assert call("GET", "projects/gaps/all", writer)[0] == 200


def test_an_enterprise_with_all_that_hangs_on_it_by_api(call, writer, enterprise):
    at, why = f"enterprises/{enterprise.pk}", {"reason": "补录"}
    for method, address, body in (
        ("PUT", f"{at}/indicators/2025", {"employees": 12}),
        (
            "POST",
            f"{at}/memberships",
            {"registration_number": "202637142300000017", "valid_from": "2026-04-01"},
        ),
        ("POST", f"{at}/certificates", {"kind": "hnte"}),
        ("POST", f"{at}/names", {"name": "新名有限公司", "renamed_on": "2026-05-01"}),
        (
            "POST",
            "contacts",
            {"enterprise_id": enterprise.pk, "name": "张三", "telephone": "13800001234"},
        ),
    ):
        status, answer = call(method, address, writer, body | why)
        assert status in (200, 201), (address, answer)
    _, shown = call("GET", at, writer)
    assert (shown["row"]["name"], shown["contacts"][0]["telephone"]) == (
        "新名有限公司",
        "138****1234",
    )
    contact = shown["contacts"][0]["id"]
    assert call("POST", f"contacts/{contact}/unmask", writer, why)[1]["telephone"] == "13800001234"


def test_people_and_settings_by_api(call, county, programme, django_user_model, lin):
    with writing("appointment.given", change()):
        Appointment.objects.create(
            user_id=lin.user_id, role="administrator", valid_from=date(2026, 1, 1)
        )
    secret, why = token_of(lin, may_write=True), {"reason": "设置"}
    _, person = call("POST", "people", secret, {"username": "ning", "display_name": "宁"} | why)
    role = {"role": "leader", "valid_from": "2026-01-01"}
    assert call("POST", f"people/{person['id']}/appointments", secret, role | why)[0] == 201
    assert call("POST", f"people/{person['id']}/invitations", secret, why)[1]["secret"]
    assert len(call("GET", "people", secret)[1]) == 2
    _, settings = call("GET", "reference/programme", secret)
    edit = {"version": settings["version"], "values": {"group_minimum": 7}}
    assert call("PATCH", "reference/programme", secret, edit | why)[1] == {
        "fields": ["group_minimum"]
    }
    former = county.parts.get().pk
    into = [{"code": "371423003", "name": "崔口街道"}]
    moved = {"former_ids": [former], "into": into, "changed_on": "2026-07-01"}
    assert call("POST", "reference/divisions/changes", secret, moved | why)[0] == 201
    names = [d["name"] for d in call("GET", "reference/divisions", secret)[1]]
    assert names == ["庆云县", "崔口街道"]


def test_the_schema_names_every_refusal_status(client, db):
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            assert {"401", "403", "404", "409", "422"} <= set(operation["responses"]), (
                path,
                method,
            )
            is_public = path.startswith("/api/v1/public") and method == "get"
            assert bool(operation.get("security")) is not is_public, path


def test_the_docs_page_is_local(client, db):
    page = client.get("/api/v1/docs").content.decode()
    assert "http" not in page.replace("http-equiv", "").replace("http://testserver", "")


def test_a_ledger_that_cannot_be_read_is_refused_with_the_screens_code(client, writer):
    file = SimpleUploadedFile("x.xlsx", b"nothing")
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {writer}"}
    answer = client.post("/api/v1/ledgers", {"reason": "导入", "file": file}, **bearer)
    assert answer.status_code == 409
    assert answer.json()["code"].split(".")[0] in {"workbook", "ledger"}
    assert client.get("/api/v1/ledgers", **bearer).json() == []


def test_a_signed_in_person_reads_and_needs_the_csrf_token_to_write(lin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        User.objects.get(pk=lin.user_id), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert client.get("/api/v1/enterprises").status_code == 200
    answer = client.post("/api/v1/enterprises", json.dumps(NEW), "application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "api.cross_site")
    assert not Enterprise.objects.exists()


def test_what_is_no_json_and_no_form_is_malformed(client, call, writer):
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {writer}"}
    answers = [
        client.post("/api/v1/enterprises", "{no json", "application/json", **bearer),
        client.post("/api/v1/ledgers", b"x", "multipart/form-data", **bearer),
    ]
    assert [(a.status_code, a.json()["code"]) for a in answers] == [(400, "api.malformed")] * 2


def test_blank_names_and_empty_lists_are_refused_by_name(call, writer):
    given = {"values": {"name": None}, "entered_on": "2026-01-01", "codes": [], "reason": "试"}
    assert call("POST", "projects", writer, given)[1]["code"] == "project.name_blank"
    nobody = {"former_ids": [], "into": [], "changed_on": "2026-01-01", "reason": "试"}
    assert call("POST", "reference/divisions/changes", writer, nobody)[0] == 422


def test_a_fault_is_told_as_a_problem_and_logged(client, writer, monkeypatch, caplog):
    monkeypatch.setattr("jigai.api.v1.tokens.token_rows", None)
    client.raise_request_exception = False
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {writer}"}
    answer = client.get("/api/v1/tokens", **bearer)
    assert (answer.status_code, answer.json()["code"]) == (500, "api.fault")
    assert "TypeError" in caplog.text
