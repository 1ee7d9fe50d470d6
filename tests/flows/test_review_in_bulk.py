import pytest

from jigai.apps.audit.actions.undo_change_set import undo_change_set
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import ProgressReport
from jigai.flows.report_progress import accept_progress
from jigai.flows.review_in_bulk import review_in_bulk
from tests.cast import change
from tests.round_cast import building, opened, reported, reviewer

pytestmark = pytest.mark.usefixtures("programme")


def states():
    return set(ProgressReport.objects.values_list("state", flat=True))


def test_fifty_are_returned_with_one_reason_two_are_listed_and_one_undo_restores(project):
    projects = building(project, 50)
    opened()
    reports = reported(projects, state="submitted")
    drafts = [reports[3], reports[30]]
    for report in drafts:
        report.state = "draft"
    from_form(drafts)
    done = review_in_bulk(reports=reports, is_accepted=False, change=reviewer("请补照片"))
    assert len(done.changed) == 48
    assert [(one.report_id, one.code) for one in done.left] == [
        (report.pk, "report.not_handed_in") for report in drafts
    ]
    assert ChangeSet.objects.latest("id").id == done.change_set
    undone = undo_change_set(number=done.change_set, change=change("撤销"))
    assert undone.restored_count == 48
    assert states() == {"draft", "submitted"}


def test_bulk_and_single_review_refuse_the_same(project):
    [one] = building(project)
    opened()
    [report] = reported([one], state="submitted")
    own = reviewer().because("通过")
    report.submitted_by = own.actor.name
    from_form([report])
    [left] = review_in_bulk(reports=[report], is_accepted=True, change=own).left
    with pytest.raises(Exception, match="填报人不能审核") as alone:
        accept_progress(report=report, change=own)
    assert alone.value.code == left.code


def from_form(reports):
    with writing("reports.changed", change()):
        for report in reports:
            report.save()
