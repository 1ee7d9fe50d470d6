import io
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest

from jigai.apps.badges.models import ProjectBadge
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.reports.actions.void_number import void_number
from jigai.apps.reports.models import DocumentNumber, IssuedDocument
from jigai.apps.reports.queries.board_lines import published_board
from jigai.apps.reports.queries.issued_documents import gaps
from jigai.exchange.documents.characters import CharactersMissing
from jigai.exchange.documents.papers import PartMissing
from jigai.flows.issue_notice import BoardEmpty, issue_notice
from jigai.flows.issue_supervision_letter import (
    BadgeNotFinal,
    NobodyResponsible,
    NoReasonForLetter,
    issue_supervision_letter,
)
from tests.board_cast import DETAILS, at, board_of, graded, twins
from tests.cast import change

DAY = date(2026, 11, 23)


def notice(board, **changed):
    return issue_notice(
        board=board,
        details=replace(DETAILS, **changed),
        issued_on=DAY,
        change=change("印发", at=at(23)),
    )


def letter(badge, **changed):
    return issue_supervision_letter(
        badge=badge,
        details=replace(DETAILS, series="庆技改督", **changed),
        issued_on=DAY,
        change=change("督办", at=at(23)),
    )


def words_of(attachment):
    document = docx.Document(io.BytesIO(content_of(attachment)))
    cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def only_badge():
    return ProjectBadge.objects.select_related("project", "round").get()


def test_a_board_on_paper_goes_from_the_worst_colour_to_the_best(project):
    board = board_of(graded(twins(project, 4), ["gold", "not_assessed", "red", "yellow"]))
    colours = [line.colour for line in published_board(board).lines]
    assert colours == ["red", "yellow", "gold", "not_assessed"]


def test_a_notice_carries_number_counts_changes_and_what_it_was_made_from(project):
    projects = twins(project, 3)
    board_of(graded(projects, ["blue", "blue", "blue"], period="2026-10B"))
    board = board_of(graded(projects, ["red", "blue", "not_assessed"]))
    issued = notice(board)
    text = words_of(issued.docx)
    assert "庆技改〔2026〕1号" in text
    assert "本期红牌1个、蓝牌1个、未评定1个。" in text
    assert "红牌增加1个" in text
    assert "33.3%" in text
    for printed in (board.rule_hash, board.facts_sha256, board.audit_head):
        assert printed in text
    assert content_of(issued.pdf).startswith(b"%PDF-1.7")
    assert issued.made_from["layouts"] == {"notice": 0, "board": 0}


def test_the_workbook_of_a_notice_lists_each_project_of_the_board(project):
    board = board_of(graded(twins(project, 2), ["red", "gold"]))
    sheet = openpyxl.load_workbook(io.BytesIO(content_of(notice(board).xlsx))).active
    assert [sheet.cell(row, 5).value for row in (4, 5)] == ["红牌", "金牌"]
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert f"审计链头：{board.audit_head}" in told


def test_a_refused_notice_takes_no_number(project):
    board = board_of(graded([project], ["red"]))
    with pytest.raises(PartMissing):
        notice(board, addressees="")
    with pytest.raises(CharactersMissing):
        notice(board, issuing_body="庆云县\U0002ffff局")
    assert (DocumentNumber.objects.count(), IssuedDocument.objects.count()) == (0, 0)
    assert notice(board).number.number == 1


def test_an_empty_board_makes_no_notice(programme):
    with pytest.raises(BoardEmpty):
        notice(board_of(graded([], [])))


def test_a_letter_states_facts_basis_deadline_and_how_to_object(project):
    graded([project], ["red"])
    issued = letter(only_badge())
    text = words_of(issued.docx)
    for part in (
        "崔口镇政府",
        "数据截至2026年11月15日",
        "第三条",
        "2026年11月30日",
        "2026年11月26日",
    ):
        assert part in text
    assert issued.made_from["reply_by"] == "2026-11-30"
    assert project.enterprise.name not in text


@pytest.mark.parametrize("colour", ["blue", "gold", "not_assessed"])
def test_only_red_and_yellow_call_for_a_letter(project, colour):
    graded([project], [colour])
    with pytest.raises(NoReasonForLetter):
        letter(only_badge())


def test_no_letter_before_the_badge_is_final(project):
    graded([project], ["red"], state="provisional", stage="provisional")
    with pytest.raises(BadgeNotFinal):
        letter(only_badge())


def test_no_letter_where_nobody_is_responsible(project):
    graded([project], ["red"])
    badge = only_badge()
    badge.project.responsible_agency = None
    with pytest.raises(NobodyResponsible):
        letter(badge)


def test_letters_in_a_row_carry_consecutive_numbers_and_files_of_their_own(project):
    round_ = graded(twins(project, 20), ["yellow"] * 20)
    for place, badge in enumerate(round_.badges.select_related("project", "round"), start=1):
        issued = letter(badge)
        if place == 7:
            void_number(number=issued.number, reason="收件单位有误", change=change("作废"))
    numbers = list(DocumentNumber.objects.order_by("number").values_list("number", "is_void"))
    assert numbers == [(n, n == 7) for n in range(1, 21)]
    assert gaps(series="庆技改督", year=2026) == []
    files = IssuedDocument.objects.values_list("pdf__sha256", "docx__sha256")
    assert len(set(files)) == 20
