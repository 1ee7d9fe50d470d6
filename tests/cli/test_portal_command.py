"""jigai portal as the office and a unit run it."""

import json

import pytest
from click.testing import CliRunner

from jigai.apps.portal.actions.ask_about_data import ask_about_data
from jigai.apps.portal.models import ReportProposal
from jigai.apps.projects.models import ProgressReport
from jigai.apps.vouchers.actions.share_vouchers import share_vouchers
from jigai.cli.portal import portal
from jigai.domain.data_rights import RequestKind
from jigai.flows.correct_file import propose_file_correction
from tests.flows.test_propose_report import built, open_form, proposed  # noqa: F401 - fixtures
from tests.portal_cast import said, voucher

pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture
def run():
    def ran(*words):
        return CliRunner().invoke(portal, words)

    return ran


def test_a_correction_is_listed_and_accepted(run, enterprise, mei):
    made = propose_file_correction(
        enterprise=enterprise, subject="enterprise", name="size", record_key=None, after="medium",
        because="划型", change=said(mei),
    )  # fmt: skip
    [row] = json.loads(run("corrections", "--json").stdout)["corrections"]
    assert (row["id"], row["after"]) == (made.pk, "medium")
    assert run("decide", str(made.pk), "--answer", "属实").exit_code == 0
    enterprise.refresh_from_db()
    assert enterprise.size == "medium"
    assert run("decide", str(made.pk), "--answer", "属实").exit_code == 1


def test_a_data_request_is_refused_on_a_ground_that_fits(run, mei):
    made = ask_about_data(
        user_id=mei.user_id, kind=RequestKind.COPY, text="给我一份", change=said(mei)
    )
    wrong = run("answer", str(made.pk), "--ground", "archive", "--answer", "不行")
    assert (wrong.exit_code, "法定理由" in wrong.stderr) == (1, True)
    assert run("answer", str(made.pk), "--answer", "可在网页下载").exit_code == 0
    [row] = json.loads(run("requests", "--json").stdout)["requests"]
    assert row["said"]["state"] == "accepted"


def test_a_unit_opens_a_form_and_takes_it_over(run, open_form, mei, bo):  # noqa: F811
    waits = proposed(open_form, mei)
    assert run("take", str(waits.pk), "--answer", "核对", "--as", "bo").exit_code == 0
    assert ProgressReport.objects.get().submitted_by == "薄某"
    assert ReportProposal.objects.get().state == "accepted"
    assert run("permit", str(open_form.pk), "--end", "--as", "bo").exit_code == 0
    assert run("permit", str(open_form.pk), "--as", "zhao").exit_code == 1


def test_only_shared_vouchers_are_listed(run, enterprise, mei):
    kept = voucher(enterprise, mei)
    assert json.loads(run("vouchers", "--json").stdout)["vouchers"] == []
    share_vouchers(vouchers=[kept], purpose="核对", change=said(mei))
    assert len(json.loads(run("vouchers", "--json").stdout)["vouchers"]) == 1
