"""Issue the notice (通报) of a published board: number, Word, PDF and workbook, one act."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Board
from jigai.apps.reports.actions.allocate_number import allocate_number
from jigai.apps.reports.actions.record_document import Files, record_document
from jigai.apps.reports.models import IssuedDocument
from jigai.apps.reports.queries.board_lines import (
    PublishedBoard,
    board_before,
    published_board,
)
from jigai.apps.reports.queries.layouts import LayoutInUse, layout_for
from jigai.apps.scoring.queries.rulebook import edition
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.rulebook import NoSuchRuleSet
from jigai.domain.sentence import Sentence
from jigai.exchange.board_layout import PLACES, default_board_layout
from jigai.exchange.documents.docx import notice_docx
from jigai.exchange.documents.papers import Notice
from jigai.exchange.documents.pdf import notice_pdf
from jigai.exchange.documents.templates import filled_notice
from jigai.exchange.documents.words import SCOPE_NOTE, day_said, said
from jigai.exchange.layout import Group, fill_layout
from jigai.exchange.repeated_rows import CellValue
from jigai.flows.document_details import DocumentDetails, stored_files
from jigai.flows.notice_paper import notice_paper, overview, word

KIND, BOARD = "notice", "board"


class BoardEmpty(Refusal):
    code = "notice.board_empty"
    message = Sentence("公示表上没有项目。", "There is no project on the board.")
    remedy = Sentence("请先计算并发布本期亮牌。", "Compute and publish the round first.")


def issue_notice(
    *,
    board: Board,
    details: DocumentDetails,
    issued_on: date,
    change: Change,
    font_folder: Path | None = None,
) -> IssuedDocument:
    """Number, files and receipt are kept together, or none of them.

    Raises:
        BoardEmpty: as named.
        Refusal: a part of the paper is missing, or a character is in no font.
    """
    found, earlier = published_board(board), board_before(board)
    if not found.lines:
        raise BoardEmpty
    before = published_board(earlier) if earlier else None
    layouts = _layouts(board)
    with writing("notice.issued", change):
        number = allocate_number(series=details.series, year=issued_on.year, change=change)
        paper = notice_paper(
            found,
            before=before,
            rule_title=rule_title(board),
            number=str(number),
            details=details,
            issued_on=issued_on,
        )
        name = said(paper.title, "zh").replace("\n", "")
        contents = {
            "pdf": notice_pdf(paper, font_folder=font_folder),
            "docx": _word_file(paper, layouts[KIND]),
            "xlsx": board_workbook(found, before=before, title=name, layout=layouts[BOARD]),
        }
        return record_document(
            kind=KIND,
            title=name,
            number=number,
            round=board.round,
            project=None,
            made_from=_made_from(board, layouts, details),
            files=Files(**stored_files(contents, name=name, purpose=KIND, change=change)),
            change=change,
        )


def _layouts(board: Board) -> dict[str, LayoutInUse]:
    day = board.round.ends_on
    return {
        KIND: layout_for(kind=KIND, on=day, default=b""),
        BOARD: layout_for(kind=BOARD, on=day, default=default_board_layout()),
    }


def _made_from(
    board: Board, layouts: dict[str, LayoutInUse], details: DocumentDetails
) -> dict[str, Any]:
    return {
        "board": board.pk,
        "board_number": board.number,
        "board_sha256": board.content_sha256,
        "rule_set": board.rule_set,
        "rule_hash": board.rule_hash,
        "snapshot": board.facts_sha256,
        "audit_head": board.audit_head,
        "layouts": {kind: layout.version for kind, layout in layouts.items()},
        "form": details.as_dict(),
    }


def rule_title(board: Board) -> Sentence:
    """The rule set's own title, or its name where the rulebook no longer has it."""
    try:
        return edition(board.rule_set, digest=board.rule_hash).title
    except NoSuchRuleSet:
        return Sentence(board.rule_set, board.rule_set)


def board_workbook(
    found: PublishedBoard, *, before: PublishedBoard | None, title: str, layout: LayoutInUse
) -> bytes:
    """The board in the office's layout, or in the shipped one."""
    board = found.board
    rows: list[dict[str, CellValue]] = [
        {
            "number": n,
            "project": line.project,
            "unit": line.unit,
            "division": line.division,
            "badge": word(line.colour).zh,
            "score": line.score,
            "reason": line.reason.zh,
        }
        for n, line in enumerate(found.lines, start=1)
    ]
    values = {
        "title": title,
        "as_of": day_said(board.round.ends_on).zh,
        "counts": overview(found, before).zh,
        "scope": SCOPE_NOTE.zh,
        "rule": rule_title(board).zh,
        "rule_hash": board.rule_hash,
        "snapshot": board.facts_sha256,
        "audit_head": board.audit_head,
    }
    return fill_layout(layout.content, PLACES, values=values, groups=[Group(rows, {})])


def _word_file(paper: Notice, layout: LayoutInUse) -> bytes:
    return filled_notice(layout.content, paper) if layout.version else notice_docx(paper)
