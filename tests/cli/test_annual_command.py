"""jigai annual as an official's script runs it, and the API beside it."""

import json

import pytest
from click.testing import CliRunner

from jigai.apps.annual_reports.models import AnnualReport
from jigai.cli.annual import annual
from tests.cast import _person

pytestmark = pytest.mark.usefixtures("programme", "project")


@pytest.fixture
def wu(county, django_user_model):
    """A second person of the programme office."""
    return _person(django_user_model, "wu", "吴某", "office")


def ran(*words):
    return CliRunner().invoke(annual, [str(word) for word in words])


def test_a_half_year_is_drafted_approved_by_another_published_and_rebuilt(lin, wu, tmp_path):
    made = ran("draft", "2025-06", "--reason", "半年", "--as", "lin", "--json")
    number = json.loads(made.stdout)["report"]
    assert ran("approve", number, "--reason", "自批", "--as", "lin").exit_code == 1
    assert ran("approve", number, "--reason", "核对", "--as", "wu").exit_code == 0
    assert ran("publish", number, "--reason", "发布", "--as", "wu").exit_code == 0
    done = ran("rebuild", number, "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["is_same"] is True
    out = tmp_path / "report.pdf"
    assert ran("file", number, "-o", out).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert "2025年上半年" in ran("show", number).stdout


def test_a_changed_layout_ends_the_rebuild_with_one(lin, wu, monkeypatch):
    ran("draft", "2025", "--reason", "年度", "--as", "lin")
    number = AnnualReport.objects.get().pk
    ran("approve", number, "--reason", "核对", "--as", "wu")
    ran("publish", number, "--reason", "发布", "--as", "wu")
    monkeypatch.setattr("jigai.flows.annual_paper.NOTE", "改过的版式")
    assert ran("rebuild", number).exit_code == 1
