"""Papers as Word files in the look of GB/T 9704; the reader's WPS or Word supplies the fonts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document

from jigai.domain.sentence import Language
from jigai.exchange.documents import look
from jigai.exchange.documents.characters import refuse_control_characters
from jigai.exchange.documents.charts import chart_png
from jigai.exchange.documents.composition import Composer, Content
from jigai.exchange.documents.docx_elements import framed, gridded, numbered_by_side, plain_base
from jigai.exchange.documents.docx_layout import Layout
from jigai.exchange.documents.papers import Board, LadderPaper, Notice, SupervisionLetter

_BOARD_MARGIN_MM = {"top": 20, "bottom": 20, "left": 20, "right": 20}


def notice_docx(notice: Notice, *, language: Language = "zh") -> bytes:
    """The notice as .docx; the same bytes for the same notice and language.

    Raises:
        CharactersMissing: a text holds a control character. Rare characters pass: fonts are the
            reader's; the PDF of the same notice is the one that checks them.
    """
    composer = Composer(language, draw=chart_png)
    content = composer.notice(notice)
    layout = _begun(content, composer.files)
    layout.notice_head()
    layout.addressed_body()
    for attachment in content["attachments"]:
        layout.attachment(attachment)
    layout.imprint(lined=True)
    return _saved(layout.document, content, notice.issued_on)


def letter_docx(letter: SupervisionLetter, *, language: Language = "zh") -> bytes:
    """The supervision letter as .docx, in letter form; refusals as `notice_docx`."""
    composer = Composer(language, draw=chart_png)
    content = composer.letter(letter)
    layout = _begun(content, composer.files)
    layout.letter_head()
    layout.addressed_body()
    layout.imprint(lined=False)
    return _saved(layout.document, content, letter.issued_on)


def board_docx(board: Board, *, language: Language = "zh") -> bytes:
    """The badge board as .docx, landscape; refusals as `notice_docx`."""
    composer = Composer(language, draw=chart_png)
    content = composer.board(board)
    layout = _begun(content, composer.files, landscape=True)
    layout.board_head()
    layout.blocks(content["body"])
    layout.board_foot()
    return _saved(layout.document, content, board.as_of)


def ladder_docx(paper: LadderPaper, *, language: Language = "zh") -> bytes:
    """A paper of headings and tables as .docx, landscape; refusals as `notice_docx`."""
    composer = Composer(language, draw=chart_png)
    content = composer.ladder(paper)
    layout = _begun(content, composer.files, landscape=True)
    layout.paper_head()
    layout.blocks(content["body"])
    layout.paper_foot()
    return _saved(layout.document, content, paper.as_of)


def _begun(content: Content, pictures: dict[str, bytes], *, landscape: bool = False) -> Layout:
    refuse_control_characters(content)
    document = docx.Document()
    body = content["look"]["body"]
    section = document.sections[0]
    framed(section, _BOARD_MARGIN_MM if landscape else look.MARGIN_MM, landscape=landscape)
    gridded(section, body["pitch"])
    plain_base(document, body["size"])
    numbered_by_side(document, content["look"]["page_number"])
    return Layout(document=document, content=content, pictures=pictures)


def _saved(document: Document, content: Content, day: date) -> bytes:
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties = document.core_properties
    properties.title = content["title"].replace("\n", "")
    properties.author = properties.last_modified_by = content["issuing_body"]
    properties.comments = content.get("standing_note", "")
    properties.created = properties.modified = moment
    raw = BytesIO()
    document.save(raw)
    return timeless(raw.getvalue())


def timeless(package: bytes) -> bytes:
    """The same Office package without the moment of writing: equal content gives equal bytes."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), compress_type=ZIP_DEFLATED)
    return out.getvalue()
