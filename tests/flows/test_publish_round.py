from datetime import date

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.audit.writing import writing
from jigai.apps.badges.actions.freeze_board import NothingToFreeze
from jigai.apps.badges.actions.lodge_objection import lodge_objection
from jigai.apps.badges.board_rows import signed
from jigai.apps.badges.models import Board, FollowUp, ProjectBadge
from jigai.apps.rounds.actions.ask_reopening import (
    BoxEndsBeforeItBegins,
    NotPublished,
    OwnReopening,
    ReopeningAskedAlready,
)
from jigai.apps.rounds.queries.lock import PeriodLocked, ReopeningEnded
from jigai.flows.compute_badges import compute_badges
from jigai.flows.publish_round import (
    ObjectionsOpen,
    PublishedAlready,
    WindowStillOpen,
    publish_round,
)
from jigai.flows.reopen_round import knock_on, reopen_round, request_reopening
from jigai.flows.report_progress import accept_progress, report_progress, return_progress
from jigai.flows.restate_round import NotReopened, end_reopening, restate_round
from tests.round_cast import at, building, by, opened, reported, reviewer

pytestmark = pytest.mark.usefixtures("programme")


def published(period="2026-11A", projects=(), *, progress_bp=9000, is_early=True):
    held = opened(period)
    reported(projects, period=period, progress_bp=progress_bp)
    compute_badges(round=held, change=by(3, "计算"))
    publish_round(round=held, change=by(3, "提前发布"), is_early=is_early)
    return held


def test_a_round_is_not_published_over_open_objections_or_within_the_window(project):
    building(project)
    held = opened()
    with pytest.raises(NothingToFreeze):
        publish_round(round=held, change=by())
    compute_badges(round=held, change=by(3))
    with pytest.raises(WindowStillOpen, match="2026-11-19"):
        publish_round(round=held, change=by(moment=at(19)))
    lodge_objection(badge=ProjectBadge.objects.get(), agency=None, change=by(2, "异议"))
    with pytest.raises(ObjectionsOpen):
        publish_round(round=held, change=by(moment=at(20)), is_early=True)


def test_publishing_is_one_change_set_and_freezes_a_signed_board(project):
    building(project, 2)
    held = opened()
    reported([project])
    compute_badges(round=held, change=by(3))
    before = ChangeSet.objects.latest("id")
    publish_round(round=held, change=by(3, "发布", at(20)))
    board = Board.objects.select_related("round").get()
    assert ChangeSet.objects.latest("id").id == before.id + 1
    assert board.audit_head == f"{before.id}:{before.digest}"
    assert board.signature == signed(board)
    assert [row["colour"] for row in board.rows] == ["gold", "not_assessed"]
    assert set(held.badges.values_list("state", flat=True)) == {"final"}
    with pytest.raises(PublishedAlready):
        publish_round(round=held, change=by(moment=at(21)))
    with pytest.raises(PeriodLocked):
        compute_badges(round=held, change=by(3))
    assert verify_chain().problems == ()


def test_a_changed_row_no_longer_fits_the_signature(project):
    published(projects=building(project))
    board = Board.objects.select_related("round").get()
    board.rule_hash = "0" * 64
    assert board.signature != signed(board)


def box(held):
    reopening, affected = request_reopening(round=held, change=by(3, "数字录错"))
    with pytest.raises(OwnReopening):
        reopen_round(reopening=reopening, open_until=at(25), change=by(3, "自批"))
    reopen_round(reopening=reopening, open_until=at(25), change=by(4, "同意"))
    held.refresh_from_db()
    return affected


def correct(project, period, *, day=21):
    return_progress(report=project.reports.get(period=period), change=reviewer("更正", at(day)))
    report = report_progress(
        project=project,
        period=period,
        values={"progress_bp": 7000, "jump_reason": "更正"},
        change=by(2, "更正", at(day)),
    )
    accept_progress(report=report, change=reviewer("通过", at(day)))


def test_a_restatement_lists_the_one_changed_row_beside_the_frozen_board(project):
    projects = building(project, 3)
    held = published(projects=projects)
    frozen = Board.objects.values().get()
    box(held)
    correct(project, "2026-11A")
    board = restate_round(round=held, change=by(3, "更正形象进度", at(22)))
    assert (board.number, board.reason) == (1, "更正形象进度")
    [row] = board.changed_rows
    assert (row["before"]["colour"], row["after"]["colour"]) == ("gold", "yellow")
    assert Board.objects.values().get(number=0) == frozen
    held.refresh_from_db()
    assert held.stage == "published"
    with pytest.raises(NotReopened):
        restate_round(round=held, change=by(3, "再来", at(22)))


def test_registers_of_today_do_not_reach_back_into_a_restatement(project):
    projects = building(project, 3)
    held = published(projects=projects)
    box(held)
    with writing("inclusion.moved", by()):
        projects[1].inclusion.state = "removed"
        projects[1].inclusion.save()
    correct(project, "2026-11A")
    board = restate_round(round=held, change=by(3, "更正", at(22)))
    assert [row["project_id"] for row in board.changed_rows] == [project.pk]


def test_reopening_lists_the_later_rounds_and_ends_with_its_box(project):
    projects = building(project)
    rounds = [published(f"2026-0{n}A", projects, progress_bp=9000) for n in (5, 6, 7, 8)]
    affected = box(rounds[0])
    assert [one.period for one in affected] == ["2026-06A", "2026-07A", "2026-08A"]
    assert {one.board_count for one in affected} == {1}
    assert knock_on(rounds[3]) == ()
    with pytest.raises(ReopeningEnded):
        correct(project, "2026-05A", day=25)
    with pytest.raises(ReopeningEnded):
        restate_round(round=rounds[0], change=by(3, "迟了", at(26)))
    end_reopening(round=rounds[0], change=by(3, "到期", at(26)))
    with pytest.raises(PeriodLocked):
        correct(project, "2026-05A", day=26)


def test_only_a_published_round_is_reopened_and_only_once_at_a_time(project):
    building(project)
    held = opened()
    with pytest.raises(NotPublished):
        request_reopening(round=held, change=by(3, "早了"))
    reported([project])
    compute_badges(round=held, change=by(3))
    publish_round(round=held, change=by(3, "发布", at(20)))
    reopening, _ = request_reopening(round=held, change=by(3, "更正"))
    with pytest.raises(ReopeningAskedAlready):
        request_reopening(round=held, change=by(3, "更正"))
    with pytest.raises(BoxEndsBeforeItBegins):
        reopen_round(reopening=reopening, open_until=at(16), change=by(4, "同意"))


def test_colours_ask_for_the_follow_up_of_the_rule(project):
    projects = building(project)
    kinds = []
    for period in ("2026-10A", "2026-10B", "2026-11A"):
        published(period, projects, progress_bp=2000)
        kinds.append(FollowUp.objects.latest("id").kind)
    assert kinds == ["supervision_letter", "special_meeting", "special_meeting"]
    assert FollowUp.objects.first().due_on == date(2026, 11, 30)
    assert ProjectBadge.objects.latest("id").red_in_a_row == 3


def test_two_yellows_running_ask_for_a_letter(project):
    projects = building(project)
    published("2026-10B", projects, progress_bp=6500)
    published("2026-11A", projects, progress_bp=7000)
    assert list(FollowUp.objects.order_by("id").values_list("kind", flat=True)) == [
        "reminder",
        "supervision_letter",
    ]


def test_a_failure_half_way_through_publishing_leaves_nothing(project, monkeypatch):
    building(project)
    held = opened()
    reported([project])
    compute_badges(round=held, change=by(3))

    def fails(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("jigai.flows.publish_round.freeze_board", fails)
    with pytest.raises(RuntimeError):
        publish_round(round=held, change=by(3, "发布", at(20)))
    held.refresh_from_db()
    assert (held.stage, held.published_at) == ("provisional", None)
    assert set(held.badges.values_list("state", flat=True)) == {"provisional"}
