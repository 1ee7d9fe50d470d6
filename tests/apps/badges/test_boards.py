import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Board, ProjectBadge
from jigai.apps.badges.queries.access import NoSuchBadge, NoSuchBoard, badge_for
from jigai.apps.badges.queries.board import badge_rows, frozen_boards
from jigai.apps.badges.queries.counts import round_counts
from jigai.apps.badges.queries.explanation import explanation_of
from jigai.apps.badges.queries.peers import peer_standings
from jigai.apps.badges.queries.public_board import public_board, suppressed
from jigai.apps.badges.queries.strips import strips
from jigai.apps.projects.models import Project
from jigai.apps.reports.queries.area_table import area_table
from jigai.domain.badges.history import Mark
from jigai.flows.compute_badges import compute_badges
from jigai.flows.publish_round import publish_round
from jigai.flows.report_progress import accept_progress, report_progress
from tests.cast import TODAY, change
from tests.round_cast import at, building, by, opened, reported, reviewer

pytestmark = pytest.mark.usefixtures("programme")


def published(period, groups, *, is_published=True):
    held = opened(period)
    for progress_bp, projects in groups.items():
        reported(projects, period=period, progress_bp=progress_bp)
    compute_badges(round=held, change=by(3, "计算"))
    if is_published:
        publish_round(round=held, change=by(3, "发布"), is_early=True)
    return held


def test_a_red_badge_says_why_against_what_from_where_and_the_way_up(project, lin):
    building(project)
    held = published("2026-11A", {5000: [project]}, is_published=False)
    found = explanation_of(badge_for(lin, period=held.period, project_id=project.pk))
    assert found.agrees
    for part in ("红牌", "50%", "30%", "第三条", "本期调度填报并经核验", "怎样提升"):
        assert part in found.paragraph.zh
    assert "What would lift it" in found.paragraph.en
    assert [lift.fact for lift in found.lifts][:1] == ["progress_share"]


def test_a_stored_verdict_that_the_rule_does_not_give_is_shown_as_such(project, lin):
    building(project)
    held = published("2026-11A", {5000: [project]}, is_published=False)
    with writing("badge.tampered", change()):
        badge = ProjectBadge.objects.get()
        badge.facts["progress_share"]["value"] = {"number": "9/10"}
        badge.save()
    assert not explanation_of(badge_for(lin, period=held.period, project_id=project.pk)).agrees


def test_a_badge_out_of_reach_reads_like_an_absent_one(project, mei, lin):
    building(project)
    held = published("2026-11A", {}, is_published=False)
    with pytest.raises(NoSuchBadge):
        badge_for(lin, period=held.period, project_id=10**6)
    with writing("project.moved", change()):
        Project.objects.update(enterprise=None)
    with pytest.raises(NoSuchBadge):
        badge_for(mei, period=held.period, project_id=project.pk)


def test_a_missed_round_made_up_later_shows_both_dates_and_keeps_its_colour(project, lin):
    building(project)
    held = published("2026-11A", {})
    report = report_progress(
        project=project,
        period="2026-11A",
        values={"progress_bp": 9000},
        change=by(2, "补报", at(27)),
    )
    accept_progress(report=report, change=reviewer("补报属实", at(28)))
    [cell] = strips(lin, project_ids=[project.pk])[project.pk]
    assert (cell.colour, cell.mark) == ("not_assessed", Mark.MADE_GOOD_LATE)
    assert (cell.due_on.day, cell.made_good_on.day) == (18, 27)
    assert Board.objects.get(round=held).number == 0


def test_counts_are_compared_with_the_round_before(project, lin):
    projects = building(project, 4)
    published("2026-10B", {9000: projects})
    held = published("2026-11A", {9000: projects[:3]})
    counts = round_counts(lin, round=held)
    assert {(c.colour.value, c.count, c.change) for c in counts.colours} == {
        ("gold", 3, -1),
        ("not_assessed", 1, 1),
    }
    assert (counts.total, counts.before, counts.exempt_count) == (4, "2026-10B", 0)
    [area] = area_table(lin, round=held, boundaries="then", today=TODAY).lines
    assert (area.name, area.counts) == ("崔口镇", {"gold": 3, "not_assessed": 1})


def test_lists_take_a_fixed_number_of_queries(project, lin, django_assert_num_queries):
    held = published("2026-11A", {9000: building(project, 9)})
    with django_assert_num_queries(1):
        assert len(badge_rows(lin, round=held)) == 9
    assert badge_rows(lin, round=held, colour="red") == []
    [board] = frozen_boards(lin, round=held)
    assert board.is_genuine
    assert len(board.rows) == 9


def test_a_board_whose_rows_were_touched_is_not_genuine(project, lin):
    held = published("2026-11A", {9000: building(project)})
    with writing("board.tampered", change()):
        board = Board.objects.get()
        board.rows[0]["colour"] = "blue"
        board.save()
    assert [b.is_genuine for b in frozen_boards(lin, round=held)] == [False]


def test_a_project_that_changes_its_size_changes_its_group_and_history_keeps_the_old(project, lin):
    projects = building(project, 10)
    first = published("2026-10B", {9000: projects})
    with writing("projects.grown", change()):
        Project.objects.filter(pk__in=[p.pk for p in projects[:5]]).update(
            total_investment_fen=50_000_000_00
        )
    second = published("2026-11A", {9000: projects})
    own = {
        held.period: next(s for s in peer_standings(lin, round=held) if s.project_id == project.pk)
        for held in (first, second)
    }
    assert own["2026-10B"].group.member_count == 10
    assert own["2026-11A"].group.member_count == 5
    assert "共 5 个" in own["2026-11A"].group.sentence.zh
    assert own["2026-10B"].group.size != own["2026-11A"].group.size


def test_a_small_group_is_named_and_not_compared(project, lin):
    held = published("2026-11A", {9000: building(project, 4)})
    assert {s.difference for s in peer_standings(lin, round=held)} == {None}


def test_the_public_board_names_no_firm_and_no_amount(project):
    held = published("2026-11A", {9000: building(project, 6)})
    board = public_board(round=held)
    assert len(board.rows) == 6
    said = str(board)
    assert "母线" not in said
    assert "_fen" not in said
    assert board.by_division[0].counts == {"gold": 6}


def test_small_groups_are_withheld_from_the_public(project):
    held = published("2026-11A", {9000: building(project, 4)})
    board = public_board(round=held)
    assert (board.rows, board.withheld_count) == ((), 4)
    assert board.by_division[0].counts is None
    names = suppressed({"甲": {"red": 5}, "乙": {"red": 4}, "丙": {"red": 4}}, least=5)
    assert [g.counts is None for g in names] == [False, True, True]


def test_before_publication_the_public_sees_nothing(project):
    held = published("2026-11A", {9000: building(project)}, is_published=False)
    with pytest.raises(NoSuchBoard):
        public_board(round=held)
