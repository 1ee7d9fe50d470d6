"""jigai bulk, called in this process on the tests' own database."""

import json

import pytest
from click.testing import CliRunner

from jigai.apps.audit.queries.versions import versions_of
from jigai.apps.bulk.models import BulkRow, BulkRun
from jigai.apps.projects.models import Project
from jigai.cli.bulk import bulk
from tests.bulk_cast import many_projects


@pytest.fixture
def jigai():
    def run(*words):
        return CliRunner().invoke(bulk, words)

    return run


EDIT = ("edit", "projects", "--where", "stage=reserve", "--reason", "分工调整")


def test_rows_are_chosen_set_and_taken_back(jigai, project):
    many_projects(project, 3)
    done = jigai(*EDIT, "--set", "responsible_leader=王某", "--json")
    assert done.exit_code == 0, done.output
    run = json.loads(done.stdout)
    assert (run["state"], run["changed_count"], run["refused"]) == ("done", 4, [])
    newest = versions_of(table="projects_project", key=project.pk)[0]
    assert (newest.path, newest.reason) == ("cli", "分工调整")
    undone = jigai("undo", run["batch"], "--reason", "改错了", "--json")
    assert json.loads(undone.stdout) == {"restored": 4, "kept": []}


def test_a_dry_run_names_the_rule_and_saves_nothing(jigai, project):
    tried = jigai(*EDIT, "--set", "stage=filed", "--dry-run")
    assert "stages.not_ready" in tried.stderr
    assert "1 条未改" in tried.stdout
    assert Project.objects.get().stage == "reserve"


def test_a_refusal_exits_with_one_and_a_slip_of_the_pen_with_two(jigai, project):
    unknown = jigai(*EDIT, "--set", "wage=1")
    assert (unknown.exit_code, "bulk.no_such_field" in unknown.stderr) == (1, True)
    assert jigai(*EDIT, "--set", "responsible_leader").exit_code == 2


def test_the_fields_are_listed(jigai, project, agency):
    listed = jigai("fields", "projects").stdout
    assert "responsible_agency_id" in listed
    assert "崔口镇政府" in listed
    fields = json.loads(jigai("fields", "projects", "--json").stdout)
    assert "filed" in next(one for one in fields if one["key"] == "stage")["choices"]


def test_what_was_stopped_goes_on(jigai, project, lin):
    jigai(*EDIT, "--set", "responsible_leader=王某", "--dry-run")
    BulkRun.objects.update(state="trying")
    BulkRow.objects.update(foreseen="")
    assert "tried" in jigai("resume").stdout
