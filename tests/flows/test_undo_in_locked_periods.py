"""An undo does not reach behind what is published: by page, by command, by API."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils.timezone import now

from jigai.apps.audit.chain import head
from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Board
from jigai.apps.projects.models import InvestmentEntry, ProgressReport, Project, ReportPhoto
from jigai.apps.rounds.models import Round
from jigai.apps.rounds.queries.lock import PeriodLocked
from jigai.cli.ledger import ledger
from jigai.domain.change import Actor, Change, Path
from jigai.flows.compute_badges import compute_badges
from jigai.flows.enter_amount import enter_amount
from jigai.flows.import_ledger import import_ledger
from jigai.flows.publish_round import publish_round
from jigai.flows.reopen_round import reopen_round, request_reopening
from jigai.flows.restate_round import restate_round
from jigai.flows.undo_change import undo_change
from tests.api.test_api import call, writer  # noqa: F401 - the API's caller and its token
from tests.flows.test_import_ledger import row, sheet, take_in
from tests.round_cast import at, building, by, opened, reported
from tests.web.conftest import office, sign_in  # noqa: F401 - the signed-in office

pytestmark = pytest.mark.usefixtures("programme")
LOCKED = "2026年11月上半月已发布，数据已锁定。"
MEANT = "11月上半月的形象进度改错了"


def acted(minutes):
    """Acts of today: pages, commands and the API read the clock."""
    return Change(Actor("user:1", "林某"), MEANT, now() - timedelta(minutes=minutes), Path.BULK)


def publish(held, projects):
    """Badges of ``held`` computed and published."""
    compute_badges(round=held, change=by(3, "计算"))
    publish_round(round=held, change=by(3, "提前发布"), is_early=True)
    return projects


@pytest.fixture
def both_halves(project):
    """One act over a report of a published and one of the open period, and the project's name."""
    [one] = building(project)
    first, second = reported([one]), reported([one], period="2026-11B")
    held = opened()
    opened("2026-11B")
    with writing("projects.edited", acted(30)):
        ProgressReport.objects.update(progress_bp=8000)
        Project.objects.update(remarks="改错")
    number = head().number
    publish(held, [one])
    return number, first[0], second[0]


def progress_of(*reports):
    return [ProgressReport.objects.get(pk=one.pk).progress_bp for one in reports]


def test_the_page_keeps_locked_figures_and_names_them(office, both_halves):  # noqa: F811
    number, locked, free = both_halves
    page = office.post(f"/changes/{number}/undo/", {"reason": "撤回"}).content.decode()
    assert progress_of(locked, free) == [8000, 9000]
    assert Project.objects.get().remarks == ""
    assert "2026-11A" in page.split("保持不变")[1]
    assert LOCKED in page
    assert verify_chain().problems == ()


def test_the_api_says_why_a_record_was_kept(call, writer, both_halves):  # noqa: F811
    number, locked, free = both_halves
    status, told = call("POST", f"changes/{number}/undo", writer, {"reason": "撤回"})
    assert status == 200
    assert told["restored"] == {"projects_project": 1, "projects_progressreport": 1}
    [kept] = told["kept"]
    assert (kept["key"], kept["reason"]["zh"]) == (locked.pk, LOCKED)
    assert kept["reason"]["en"].endswith("is published and its figures are locked.")
    assert progress_of(locked, free) == [8000, 9000]


def test_an_undo_of_locked_figures_alone_is_refused_until_the_period_is_reopened(project):
    [one] = building(project)
    [report] = reported([one])
    held = opened()
    with writing("reports.changed", by(2, MEANT)):
        ProgressReport.objects.update(progress_bp=3000)
    number = head().number
    publish(held, [one])
    frozen = Board.objects.values().get()
    with pytest.raises(PeriodLocked):
        undo_change(number=number, change=by(2, "撤回"))
    assert progress_of(report) == [3000]
    reopening, _ = request_reopening(round=held, change=by(3, "数字录错"))
    reopen_round(reopening=reopening, open_until=at(25), change=by(4, "同意"))
    undone = undo_change(number=number, change=by(2, "撤回", at(21)))
    assert (undone.restored_count, progress_of(report)) == (1, [9000])
    held.refresh_from_db()
    board = restate_round(round=held, change=by(3, "更正", at(22)))
    assert [line["project_id"] for line in board.changed_rows] == [one.pk]
    assert Board.objects.values().get(number=0) == frozen


def test_when_the_box_has_ended_the_undo_is_refused_again(project):
    [one] = building(project)
    reported([one])
    held = opened()
    with writing("reports.changed", by(2, MEANT)):
        ProgressReport.objects.update(progress_bp=3000)
    number = head().number
    publish(held, [one])
    reopening, _ = request_reopening(round=held, change=by(3, "数字录错"))
    reopen_round(reopening=reopening, open_until=at(25), change=by(4, "同意"))
    with pytest.raises(PeriodLocked, match="到期"):
        undo_change(number=number, change=by(2, "撤回", at(26)))


def test_more_locked_records_than_a_page_lists_are_all_kept(project):
    projects = building(project, 210)
    reports = reported(projects)
    opened()
    with writing("reports.changed", by(2, MEANT)):
        Project.objects.filter(pk=projects[0].pk).update(remarks="改错")
        ProgressReport.objects.update(progress_bp=3000)
    number = head().number
    with writing("round.published", by(3)):
        Round.objects.update(stage="published")
    undone = undo_change(number=number, change=by(2, "撤回"))
    assert (undone.restored_count, len(undone.kept)) == (1, 210)
    assert set(progress_of(*reports)) == {3000}


def test_amounts_and_photos_of_a_locked_period_are_kept_too(project):
    [one] = building(project)
    [report] = reported([one])
    with writing("amounts.recorded", by(2, MEANT)):
        InvestmentEntry.objects.create(
            project=one, stream="paid", period="2026-11A", amount_fen=500
        )
        photo = photo_of(report)
        Project.objects.update(remarks="改错")
    number = head().number
    opened()
    with writing("round.published", by(3)):
        Round.objects.update(stage="published")
    undone = undo_change(number=number, change=by(2, "撤回"))
    assert {kept.table for kept in undone.kept if LOCKED in kept.reason.zh} == {
        "projects_investmententry",
        "projects_reportphoto",
    }
    assert ReportPhoto.objects.filter(pk=photo.pk).exists()
    with pytest.raises(PeriodLocked):
        enter_amount(project=one, stream="paid", period="2026-11A", amount_fen=1, change=by(2))


def photo_of(report):
    file = ReportPhoto._meta.get_field("attachment").related_model
    kept = file.objects.create(
        name="现场.jpg", media_type="image/jpeg", purpose="report", size_bytes=1, sha256="0" * 64
    )
    return ReportPhoto.objects.create(report=report, attachment=kept)


@pytest.fixture
def taken_in(programme):
    """An import of two projects and their reports of a period that is published since."""
    batch = take_in(sheet(row(1), row(2)))[1]
    import_ledger(batch=batch)
    opened()
    with writing("round.published", by(3)):
        Round.objects.update(stage="published")
    return batch


def test_the_command_takes_an_import_back_but_for_what_is_published(taken_in, monkeypatch):
    monkeypatch.setattr("jigai.cli.running.now", lambda: at(17))
    done = CliRunner().invoke(ledger, ["undo", taken_in, "--reason", "导错文件"])
    assert done.exit_code == 0, done.output
    assert ProgressReport.objects.count() == Project.objects.count() == 2
    assert done.output.count(LOCKED) == 2
    again = CliRunner().invoke(ledger, ["undo", taken_in, "--reason", "再撤销"])
    assert again.exit_code == 1
    assert "audit.undone_already" in again.output


def test_the_page_of_an_import_names_what_was_kept(office, taken_in, monkeypatch):  # noqa: F811
    monkeypatch.setattr("jigai.web.authorship.now", lambda: at(17))
    page = office.post(f"/ledgers/{taken_in}/undo/", {"reason": "导错文件"}).content.decode()
    assert page.count(LOCKED) == 2
    assert ProgressReport.objects.count() == 2
