"""Papers as PDF/A-2b: typst, embedded fonts only, tagged; a missing character is refused."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast

import typst
from pylopdf_fonts_zh_cn import sans_path

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.documents.characters import missing, refuse_control_characters
from jigai.exchange.documents.composition import Composer, Content
from jigai.exchange.documents.look import FONTS, SHIPPED_FONTS, Role
from jigai.exchange.documents.papers import (
    AnnualPaper,
    Board,
    ChainPaper,
    HandlingSheet,
    LadderPaper,
    Notice,
    SupervisionLetter,
)

_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


class FontFolderMissing(Refusal):
    code = "documents.font_folder_missing"
    message = Sentence("字体目录不存在：{folder}。", "The font folder does not exist: {folder}.")
    remedy = Sentence("请建立该目录或改正设置。", "Create the folder or correct the setting.")


def notice_pdf(
    notice: Notice, *, language: Language = "zh", font_folder: Path | None = None
) -> bytes:
    """The notice as PDF.

    Args:
        notice: what to lay out.
        language: edition; the English one says that the Chinese text prevails.
        font_folder: the county's own fonts, used before the shipped ones.

    Returns:
        The same bytes for the same notice, language and fonts.

    Raises:
        CharactersMissing: a character is in no font, or is a control character.
        FontFolderMissing: ``font_folder`` is no folder.
    """
    composer = Composer(language)
    return _typeset(
        "notice", composer.notice(notice), composer.files, notice.issued_on, font_folder
    )


def letter_pdf(
    letter: SupervisionLetter, *, language: Language = "zh", font_folder: Path | None = None
) -> bytes:
    """The supervision letter as PDF; arguments, result and refusals as `notice_pdf`."""
    composer = Composer(language)
    return _typeset(
        "letter", composer.letter(letter), composer.files, letter.issued_on, font_folder
    )


def board_pdf(board: Board, *, language: Language = "zh", font_folder: Path | None = None) -> bytes:
    """The badge board as PDF; arguments, result and refusals as `notice_pdf`."""
    composer = Composer(language)
    return _typeset("board", composer.board(board), composer.files, board.as_of, font_folder)


def ladder_pdf(
    paper: LadderPaper, *, language: Language = "zh", font_folder: Path | None = None
) -> bytes:
    """The self-assessment on the ladder as PDF; arguments, result and refusals as `notice_pdf`."""
    composer = Composer(language)
    return _typeset("ladder", composer.ladder(paper), composer.files, paper.as_of, font_folder)


def handling_pdf(
    sheet: HandlingSheet, *, language: Language = "zh", font_folder: Path | None = None
) -> bytes:
    """The handling sheet of one request as PDF; arguments, result, refusals as `notice_pdf`."""
    composer = Composer(language)
    return _typeset(
        "handling", composer.handling(sheet), composer.files, sheet.made_on, font_folder
    )


def chain_pdf(
    paper: ChainPaper, *, language: Language = "zh", font_folder: Path | None = None
) -> bytes:
    """The map of a chain as PDF of one page; arguments, result and refusals as `notice_pdf`."""
    composer = Composer(language)
    return _typeset("chain", composer.chain(paper), composer.files, paper.as_of, font_folder)


def annual_pdf(
    paper: AnnualPaper, *, language: Language = "zh", font_folder: Path | None = None
) -> bytes:
    """The programme report as PDF; arguments, result and refusals as `notice_pdf`."""
    composer = Composer(language)
    return _typeset("annual", composer.annual(paper), composer.files, paper.as_of, font_folder)


def _typeset(
    form: Literal["notice", "letter", "board", "ladder", "handling", "chain", "annual"],
    content: Content,
    charts: dict[str, bytes],
    day: date,
    font_folder: Path | None,
) -> bytes:
    refuse_control_characters(content)
    folders = _font_folders(font_folder)
    here = files("jigai.exchange.documents")
    sources: dict[str, bytes] = {
        "main.typ": (here / f"{form}.typ").read_bytes(),
        "official.typ": (here / "official.typ").read_bytes(),
        "paper.json": json.dumps(content | _fonts(folders), ensure_ascii=False).encode(),
        **charts,
    }
    # The package's types know paths only; its documentation allows a mapping of files.
    compiler: Any = typst.Compiler(
        cast("Any", sources), font_paths=folders, ignore_system_fonts=True
    )
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        return cast("bytes", compiler.compile(format="pdf", pdf_standards="a-2b", timestamp=moment))
    except typst.TypstError as error:
        characters = list(dict.fromkeys(_MISSING.findall(error.diagnostic)))
        if not characters:
            raise
        raise missing(characters, content) from error


def _font_folders(own: Path | None) -> list[str]:
    if own is not None and not own.is_dir():
        raise FontFolderMissing(folder=own)
    shipped = str(sans_path().parent)
    return [shipped] if own is None else [str(own), shipped]


def _fonts(folders: list[str]) -> dict[str, Any]:
    """Fonts by role: the county's own first; ``own_fonts`` names the roles which they fill."""
    there = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    ).families()
    own: dict[Role, list[str]] = {
        role: [name for name in names if name in there] for role, names in FONTS.items()
    }
    spare = [name for name in there if name not in SHIPPED_FONTS["body"]]
    fonts = {
        role: list(dict.fromkeys((*own[role], *SHIPPED_FONTS[role], *spare))) for role in FONTS
    }
    return {"fonts": fonts, "own_fonts": [role for role in FONTS if own[role]]}
