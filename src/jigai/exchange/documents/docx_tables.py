"""Tables of a paper in Word: repeated head, fixed widths, badges as shape, word and colour."""

# ruff: noqa: SLF001 - python-docx offers its elements under no public name.
from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph

from jigai.exchange.documents.composition import Content
from jigai.exchange.documents.docx_elements import (
    ALIGNED,
    add_run,
    column_widths,
    fonts_set,
    head_row_repeats,
    lines_apart,
    narrow_cells,
    shaded,
    table_lines,
)
from jigai.exchange.documents.look import BADGES, Badge

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_EMU_PER_POINT = 12700


def add_table(document: Document, block: Content, measure: Content) -> None:
    """Add a composed table over the whole text width; ``measure`` is its type size."""
    columns = block["columns"]
    table = document.add_table(rows=1 + len(block["rows"]), cols=len(columns))
    share = _text_width(document) / sum(column["width"] for column in columns)
    column_widths(table, [column["width"] * share for column in columns])
    table_lines(table, **dict.fromkeys(_SIDES, 0.5))
    head_row_repeats(table)
    narrow_cells(table, 3)
    head = [{"text": column["title"]} for column in columns]
    for row, cells in zip(table.rows, (head, *block["rows"]), strict=True):
        for cell, content, column in zip(row.cells, cells, columns, strict=True):
            is_head = cells is head
            side = "center" if is_head else column["align"]
            paragraph = _fill(cell, content, measure, side=side)
            if is_head:
                fonts_set(paragraph.runs[0]._r.get_or_add_rPr(), "heading")


def add_badge(paragraph: Paragraph, cell: Content, *, size: float) -> None:
    """Add a badge's shape and word in its colours."""
    seen = BADGES[Badge(cell["badge"])]
    add_run(paragraph, seen.glyph, role="heading", size=size, colour=seen.fill)
    add_run(paragraph, f" {cell['text']}", role="heading", size=size, colour=seen.ink)


def _fill(cell: WordCell, content: Content, measure: Content, *, side: str) -> Paragraph:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph: Paragraph = cell.paragraphs[0]
    lines_apart(paragraph, measure["pitch"] + 2, on_grid=False)
    paragraph.alignment = ALIGNED[side]
    if "badge" in content:
        shaded(cell, BADGES[Badge(content["badge"])].tint)
        add_badge(paragraph, content, size=measure["size"])
    else:
        add_run(paragraph, content["text"], size=measure["size"])
    return paragraph


def _text_width(document: Document) -> float:
    section = document.sections[0]
    sides = (section.page_width, section.left_margin, section.right_margin)
    page, left, right = (each or 0 for each in sides)
    return (page - left - right) / _EMU_PER_POINT
