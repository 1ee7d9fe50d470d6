"""The Word template as shipped, built from the look: a start for the county's own."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Pt

from jigai.exchange.documents import look
from jigai.exchange.documents.docx import timeless
from jigai.exchange.documents.docx_elements import (
    ALIGNED,
    add_run,
    bordered,
    column_widths,
    framed,
    gridded,
    head_row_repeats,
    indented,
    lines_apart,
    numbered_by_side,
    plain_base,
    table_lines,
)
from jigai.exchange.documents.look import Role, TypeSize

_BODY, _TITLE, _IMPRINT = look.BODY["zh"], look.TITLE["zh"], look.IMPRINT["zh"]
_HEAD = TypeSize(38, 50)
_SMALL = TypeSize(look.SMALL_PT, look.SMALL_PITCH_PT)
_COLUMNS = {"project": "项目名称", "unit": "责任单位", "badge": "亮牌", "reason": "评定理由"}


def default_notice_template() -> bytes:
    """A .docx with every place of a notice; the county changes it in WPS or Word."""
    document = docx.Document()
    framed(document.sections[0], look.MARGIN_MM)
    gridded(document.sections[0], _BODY.pitch)
    plain_base(document, _BODY.size)
    numbered_by_side(document, look.PAGE_NUMBER_PT)
    _head(document)
    _line(document, "{{addressees}}")
    _loop(document, "paragraph in paragraphs", "{{paragraph}}", indent=2)
    _loop(document, "attachment in attachments", "附件：{{attachment}}", indent=2)
    _line(document)
    _line(document, "{{signature}}", side="right")
    _line(document, "{{day}}", side="right")
    _line(document, "{{standing_note}}", indent=2)
    _rows(document)
    _line(document)
    _line(document, "{{copy_to}}", measure=_IMPRINT)
    _line(document, "{{printed_by}}　{{printed}}", measure=_IMPRINT)
    _loop(document, "line in provenance", "{{line}}", measure=_SMALL)
    out = BytesIO()
    document.save(out)
    return timeless(out.getvalue())


def _head(document: Document) -> None:
    _line(document, "{{head}}", role="title", measure=_HEAD, side="center", colour=look.RED)
    document.paragraphs[-1].paragraph_format.space_before = Pt(35 / 25.4 * 72)
    _line(document)
    _line(document, "{{number}}", side="center")
    number = document.paragraphs[-1]
    bordered(number, "bottom", kind="single", width=look.RED_LINE_PT, colour=look.RED, gap=11.3)
    _line(document, "{{title}}", role="title", measure=_TITLE, side="center")
    form = document.paragraphs[-1].paragraph_format
    form.space_before, form.space_after = Pt(2 * _BODY.pitch), Pt(_BODY.pitch)


def _line(
    document: Document,
    text: str = "",
    *,
    role: Role = "body",
    measure: TypeSize = _BODY,
    side: str = "left",
    indent: float = 0,
    colour: str = look.BLACK,
) -> None:
    paragraph = document.add_paragraph()
    lines_apart(paragraph, measure.pitch, on_grid=measure is _BODY)
    paragraph.alignment = ALIGNED[side]
    if indent:
        indented(paragraph, characters=indent, size=measure.size)
    add_run(paragraph, text, role=role, size=measure.size, colour=colour)


def _loop(
    document: Document, each: str, text: str, *, indent: float = 0, measure: TypeSize = _BODY
) -> None:
    _line(document, f"{{%p for {each} %}}")
    _line(document, text, indent=indent, measure=measure)
    _line(document, "{%p endfor %}")


def _rows(document: Document) -> None:
    """A table whose second to fourth rows are the loop, its body and its end."""
    table = document.add_table(rows=4, cols=len(_COLUMNS))
    column_widths(table, [look.TEXT_BLOCK_PT / len(_COLUMNS)] * len(_COLUMNS))
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    table_lines(table, **dict.fromkeys(sides, 0.5))
    head_row_repeats(table)
    texts = {(1, 0): "{%tr for row in rows %}", (3, 0): "{%tr endfor %}"}
    for index, (key, title) in enumerate(_COLUMNS.items()):
        texts[0, index], texts[2, index] = title, f"{{{{row.{key}}}}}"
    for (row, column), text in texts.items():
        paragraph = table.cell(row, column).paragraphs[0]
        lines_apart(paragraph, 17, on_grid=False)
        add_run(paragraph, text, role="body" if row else "heading", size=10.5)
