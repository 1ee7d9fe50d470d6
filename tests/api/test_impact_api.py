"""Analyses over the API: what the pages do."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jigai.flows.run_impact import work_through
from tests.api.conftest import token_of
from tests.apps.impact.test_analyses import AT, firms_with_facts
from tests.impact_cast import DRIFTING, SOUND, figures_of, here, ordered, panel_csv


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr("jigai.flows.run_impact.estimated", here)


def test_a_panel_is_ordered_run_shown_and_rebuilt(client, call, lin, programme):
    given = {"title": "评估", "outcome": "产值", "unit": "firm", "time": "year", "cohort": "start",
             "column": "output", "reason": "年底"}  # fmt: skip
    file = SimpleUploadedFile("p.csv", panel_csv(*SOUND))
    kept = {"HTTP_AUTHORIZATION": f"Bearer {token_of(lin)}"}
    made = client.post("/api/v1/impact", {**given, "file": file}, **kept)
    assert made.status_code == 201
    pk = made.json()["id"]
    work_through(pk=pk, at=AT)
    status, told = call("GET", f"impact/{pk}", lin)
    assert (status, told["state"]) == (200, "printed")
    assert told["findings"]["aggregate"]["simple"]["overall"]["att"]
    assert told["conditions"][0]["helps"]["en"]
    assert call("GET", f"impact/{pk}/rebuild", lin)[1]["is_same"]
    paper = client.get(f"/api/v1/impact/{pk}/paper", **kept)
    assert paper.content.startswith(b"%PDF")


def test_a_refused_analysis_tells_its_conditions_and_no_number(call, lin):
    made = work_through(pk=ordered(DRIFTING).pk, at=AT)
    status, told = call("GET", f"impact/{made.pk}", lin)
    assert (status, told["findings"], told["sentences"]) == (200, None, [])
    said = json.dumps(told)
    assert [one for one in figures_of(DRIFTING) if one in said] == []
    assert {one["name"] for one in told["conditions"] if not one["is_met"]} == {"pre_trend"}


def test_a_fact_of_the_register_is_ordered(call, lin, county, enterprise):
    firms_with_facts(county, enterprise)
    body = {"title": "用工", "outcome": "职工数", "fact": "employees"}
    assert call("POST", "impact/register", lin, **body)[0] == 201
    assert len(call("GET", "impact", lin)[1]) == 1
    assert call("POST", "impact/register", lin, **{**body, "fact": "employes"})[0] == 409


def test_a_township_reads_and_orders_nothing(call, bo):
    assert call("GET", "impact", bo)[0] == 403
    assert call("POST", "impact/register", bo, title="x", outcome="y", fact="employees")[0] == 403
