"""One half-month from end to end over twenty projects, by the people who do it."""

from datetime import timedelta

import pytest

from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.badges.actions.lodge_objection import lodge_objection
from jigai.apps.badges.actions.rule_on_objection import Ruling
from jigai.apps.badges.models import Board, ProjectBadge
from jigai.apps.badges.queries.board import badge_rows, frozen_boards
from jigai.apps.badges.queries.counts import round_counts
from jigai.apps.projects.models import ProgressReport
from jigai.apps.rounds.actions.excuse_entry import excuse_entry
from jigai.apps.rounds.actions.remind import remind
from jigai.apps.rounds.queries.coverage import coverage
from jigai.flows.check_badges import check_badges
from jigai.flows.compute_badges import compute_badges
from jigai.flows.publish_round import publish_round
from jigai.flows.reopen_round import reopen_round, request_reopening
from jigai.flows.report_progress import accept_progress, report_progress, return_progress
from jigai.flows.restate_round import restate_round
from jigai.flows.review_in_bulk import review_in_bulk
from jigai.flows.settle_objection import settle_objection
from tests.round_cast import PERIOD, YEAR_FEN, at, building, by, opened

UNIT, OFFICE, REVIEWER, JUDGE = 2, 3, 7, 9


def hand_in(project, progress_bp, *, day=17, why=""):
    return report_progress(
        project=project,
        period=PERIOD,
        values={
            "progress_bp": progress_bp,
            "is_started": True,
            "year_investment_fen": YEAR_FEN * progress_bp // 10_000,
            "jump_reason": why,
        },
        change=by(UNIT, "填报", at(day)),
    )


def decide(reports, *, is_accepted, day=18):
    change = by(REVIEWER, "核对凭证", at(day))
    return review_in_bulk(reports=reports, is_accepted=is_accepted, change=change)


def collected(projects):
    """Eighteen hand in (the tenth is sent back once), one is excused, one stays silent."""
    held = opened()
    steps = (9000, 9000, 7000, 5000)
    reports = [hand_in(one, steps[n % 4]) for n, one in enumerate(projects[:18])]
    entry = held.entries.get(project=projects[18])
    excuse_entry(entry=entry, change=by(OFFICE, "停产检修"))
    assert remind(round=held, project_ids=[projects[19].pk], change=by(OFFICE, "催报")) == 1
    decide(reports[9:10], is_accepted=False)
    hand_in(projects[9], 9000)
    assert len(decide(reports, is_accepted=True).changed) == 18
    return held


def objected(held, project):
    badge = held.badges.get(project=project)
    objection = lodge_objection(badge=badge, agency=None, change=by(UNIT, "设备已到", at(19)))
    return_progress(report=project.reports.get(), change=by(REVIEWER, "补充验收单", at(19)))
    report = hand_in(project, 9000, day=19, why="设备到货验收")
    accept_progress(report=report, change=by(REVIEWER, "属实", at(19)))
    settle_objection(
        objection=objection, ruling=Ruling.UPHELD, change=by(JUDGE, "材料属实", at(20))
    )


def restated(held, project):
    asked, affected = request_reopening(round=held, change=by(OFFICE, "录入有误", at(25)))
    assert affected == ()
    until = at(25) + timedelta(days=1)
    reopen_round(reopening=asked, open_until=until, change=by(JUDGE, "同意", at(25, 10)))
    report = project.reports.get()
    return_progress(report=report, change=by(REVIEWER, "更正", at(25, 11)))
    report = hand_in(project, 7000, day=25, why="更正录入")
    accept_progress(report=report, change=by(REVIEWER, "属实", at(25, 12)))
    return restate_round(round=held, change=by(OFFICE, "更正一个项目", at(25, 13)))


@pytest.mark.usefixtures("programme")
def test_a_half_month_from_opening_to_restatement(project, lin):
    projects = building(project, 20)
    held = collected(projects)
    ledger = coverage(lin, round=held)
    assert (len(ledger.seen), len(ledger.excused), len(ledger.missing)) == (18, 1, 1)

    assert compute_badges(round=held, change=by(OFFICE, "初评", at(18))).badge_count == 20
    colours = {c.colour.value: c.count for c in round_counts(lin, round=held).colours}
    assert colours == {"gold": 10, "yellow": 4, "red": 4, "not_assessed": 2}

    objected(held, projects[3])
    assert held.badges.get(project=projects[3]).colour == "gold"
    assert compute_badges(round=held, change=by(OFFICE, "重算", at(20))).changed_count == 0

    publish_round(round=held, change=by(OFFICE, "发布", at(24)))
    held.refresh_from_db()
    board = restated(held, projects[0])
    assert [row["project_id"] for row in board.changed_rows] == [projects[0].pk]
    boards = frozen_boards(lin, round=held)
    assert [(one.number, one.is_genuine) for one in boards] == [(0, True), (1, True)]
    assert Board.objects.get(number=0).rows[0]["colour"] == "gold"

    assert check_badges(round=held).differing == ()
    assert {row.state for row in badge_rows(lin, round=held)} == {"final"}
    assert ProgressReport.objects.filter(state="accepted").count() == 18
    assert ProjectBadge.objects.count() == 20
    assert verify_chain().problems == ()
