"""The enterprise fills in, the responsible unit decides, and nothing is written over."""

from datetime import date

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.portal.actions.permit_form import end_form_permit, permit_form
from jigai.apps.portal.models import ReportProposal
from jigai.apps.portal.queries.access import NoSuchRequest, proposal_for
from jigai.apps.portal.queries.permits import FormNotPermitted
from jigai.apps.projects.actions.submit_report import (
    DataAfterPeriod,
    ProgressMissing,
    ReasonForJumpMissing,
)
from jigai.apps.projects.models import ProgressReport
from jigai.flows.propose_report import ReportThereAlready, decide_proposal, propose_progress
from jigai.flows.report_progress import draft_report, report_progress
from tests.portal_cast import ON, said
from tests.round_cast import PERIOD, at, building, by, opened, reported

pytestmark = pytest.mark.usefixtures("programme")
VALUES = {"progress_bp": 9000, "is_started": True, "data_on": date(2026, 11, 15), "problem": ""}


@pytest.fixture
def built(project):
    [one] = building(project)
    opened()
    return one


@pytest.fixture
def open_form(built, bo):
    permit_form(project=built, on=ON, change=said(bo, "开放"))
    return built


def proposed(project, mei, **values):
    return propose_progress(
        project=project, period=PERIOD, values=VALUES | values, on=ON, change=said(mei)
    )


def taken(proposal, bo, *, accepted=True, answer="已核对", **more):
    return decide_proposal(
        proposal=proposal, is_accepted=accepted, answer=answer, change=said(bo, "答复", at(17)),
        **more,
    )  # fmt: skip


def test_without_leave_of_the_unit_the_enterprise_proposes_nothing(built, mei, bo):
    with pytest.raises(FormNotPermitted):
        proposed(built, mei)
    permit_form(project=built, on=ON, change=said(bo))
    proposed(built, mei)
    end_form_permit(project=built, on=ON, change=said(bo))
    with pytest.raises(FormNotPermitted):
        proposed(built, mei)


def test_a_proposal_is_no_report_until_the_unit_takes_it_over(open_form, mei, bo):
    waits = proposed(open_form, mei)
    assert not ProgressReport.objects.exists()
    taken(waits, bo)
    report = ProgressReport.objects.get()
    assert (report.state, report.progress_bp, report.submitted_by) == ("submitted", 9000, "薄某")
    assert report.data_on == date(2026, 11, 15)
    reason = ChangeSet.objects.latest("id").reason
    assert reason == "企业填写（梅某），薄某采纳：已核对"


def test_a_refused_proposal_leaves_no_report_and_says_why(open_form, mei, bo):
    waits = taken(proposed(open_form, mei), bo, accepted=False, answer="设备尚未到货")
    assert (waits.state, waits.answer) == ("refused", "设备尚未到货")
    assert not ProgressReport.objects.exists()


def test_a_draft_of_the_unit_is_never_written_over(open_form, mei, bo):
    waits = proposed(open_form, mei)
    draft_report(project=open_form, period=PERIOD, values={"progress_bp": 8000}, change=by(2))
    with pytest.raises(ReportThereAlready):
        taken(waits, bo)
    waits.refresh_from_db()
    assert (waits.state, ProgressReport.objects.get().progress_bp) == ("waiting", 8000)


def test_where_the_unit_has_handed_in_nothing_is_proposed(open_form, mei):
    report_progress(
        project=open_form, period=PERIOD, values={"progress_bp": 9100}, change=by(2, "填报")
    )
    with pytest.raises(ReportThereAlready):
        proposed(open_form, mei)


def test_a_newer_proposal_takes_the_place_of_the_one_that_waits(open_form, mei):
    proposed(open_form, mei)
    proposed(open_form, mei, progress_bp=9200)
    assert [one.values["progress_bp"] for one in ReportProposal.objects.all()] == [9200]


def test_a_jump_is_explained_by_the_unit_where_the_enterprise_did_not(open_form, mei, bo):
    reported([open_form], period="2026-10B", progress_bp=1000)
    waits = proposed(open_form, mei)
    with pytest.raises(ReasonForJumpMissing):
        taken(waits, bo)
    taken(waits, bo, jump_reason="主设备集中到货")
    assert ProgressReport.objects.get(period=PERIOD).jump_reason == "主设备集中到货"


def test_a_form_without_progress_or_of_a_later_day_is_refused(open_form, mei):
    with pytest.raises(ProgressMissing):
        proposed(open_form, mei, progress_bp=None)
    with pytest.raises(DataAfterPeriod):
        proposed(open_form, mei, data_on=date(2026, 11, 16))


def test_a_proposal_is_seen_by_its_enterprise_its_unit_and_the_office(
    open_form, mei, bo, lin, zhao
):
    waits = proposed(open_form, mei)
    for reader in (mei, bo, lin):
        assert proposal_for(reader, waits.pk) == waits
    with pytest.raises(NoSuchRequest):
        proposal_for(zhao, waits.pk)
