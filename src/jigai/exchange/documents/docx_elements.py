"""Word properties that python-docx does not reach: East Asian fonts, grid, borders, fields."""

# ruff: noqa: SLF001 - python-docx offers its elements under no public name.
from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from jigai.exchange.documents.look import BLACK, LATIN_FONT, WORD_FONTS, Role

ALIGNED = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def element(name: str, **attributes: object) -> BaseOxmlElement:
    """A Word element with attributes of the same namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return cast("BaseOxmlElement", made)


_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs autoSpaceDE "
    "autoSpaceDN snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs highlight u lang",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
}
"""Word refuses a file whose properties stand in another order than the schema's."""


def placed(parent: BaseOxmlElement, child: BaseOxmlElement) -> None:
    """Put a property where the schema wants it, in place of an older one of its kind."""
    order = [qn(f"w:{name}") for name in _ORDER[parent.tag.rpartition("}")[2]].split()]
    for old in parent.findall(child.tag):
        parent.remove(old)
    later = order[order.index(child.tag) + 1 :]
    following = next((each for each in parent if each.tag in later), None)
    if following is None:
        parent.append(child)
    else:
        following.addprevious(child)


def line_break() -> BaseOxmlElement:
    return element("br")


def fonts_set(properties: BaseOxmlElement, role: Role) -> None:
    """Name the font for Chinese and for Latin letters; Word reads them separately."""
    name = WORD_FONTS[role]
    latin = name if role == "heading" else LATIN_FONT
    fonts = element("rFonts", ascii=latin, hAnsi=latin, eastAsia=name, cs=latin)
    placed(properties, fonts)


def add_run(
    paragraph: Paragraph,
    text: str,
    *,
    role: Role = "body",
    size: float,
    colour: str = BLACK,
    tracking: float = 0.0,
) -> Run:
    """Add text in a role's font; ``size`` and ``tracking`` in points."""
    run = paragraph.add_run(text)
    properties = run._r.get_or_add_rPr()
    fonts_set(properties, role)
    run.font.size = Pt(size)
    run.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
    if tracking:
        placed(properties, element("spacing", val=round(tracking * 20)))
    return run


def add_field(paragraph: Paragraph, code: str, *, size: float) -> None:
    """Add a field that Word computes, such as PAGE."""
    for kind in ("begin", "separate", "end"):
        run = add_run(paragraph, "", size=size)
        if kind == "separate":
            instruction = element("instrText")
            instruction.text = code
            add_run(paragraph, "", size=size)._r.append(instruction)
            paragraph._p.remove(run._r)
            paragraph._p.append(run._r)
        run._r.append(element("fldChar", fldCharType=kind))


def lines_apart(paragraph: Paragraph, pitch: float, *, on_grid: bool = True) -> None:
    """Set an exact line pitch in points without space around; off the grid inside tables."""
    form = paragraph.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(pitch)
    form.space_before = form.space_after = Pt(0)
    form.widow_control = False
    for automatic in ("autoSpaceDE", "autoSpaceDN"):
        placed(paragraph._p.get_or_add_pPr(), element(automatic, val=0))
    if not on_grid:
        placed(paragraph._p.get_or_add_pPr(), element("snapToGrid", val=0))


def indented(paragraph: Paragraph, *, characters: float, size: float) -> None:
    """Indent the first line by a number of characters (``firstLineChars``)."""
    paragraph.paragraph_format.first_line_indent = Pt(characters * size)
    mark = paragraph._p.get_or_add_pPr().find(qn("w:ind"))
    if mark is not None:
        mark.set(qn("w:firstLineChars"), str(round(characters * 100)))


def outlined(paragraph: Paragraph, level: int) -> None:
    """Make a paragraph a heading for the navigation pane; ``level`` counts from 1."""
    placed(paragraph._p.get_or_add_pPr(), element("outlineLvl", val=level - 1))


def bordered(
    paragraph: Paragraph, side: str, *, kind: str, width: float, colour: str, gap: float
) -> None:
    """Draw a line above or below a paragraph: ``width`` and ``gap`` in points."""
    borders = element("pBdr")
    attributes = {
        "val": kind,
        "sz": round(width * 8),
        "space": round(gap),
        "color": colour.lstrip("#"),
    }
    borders.append(element(side, **attributes))
    placed(paragraph._p.get_or_add_pPr(), borders)


def gridded(section: Section, pitch: float) -> None:
    """Put the section's lines on a grid of ``pitch`` points."""
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(element("docGrid", type="lines", linePitch=round(pitch * 20)))


def numbered_by_side(document: Document, size: float) -> None:
    """Page numbers — n — at the outer side: odd pages right, even pages left."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = ALIGNED[side]
        paragraph.paragraph_format.left_indent = Pt(size)
        paragraph.paragraph_format.right_indent = Pt(size)
        add_run(paragraph, "— ", size=size)
        add_field(paragraph, "PAGE", size=size)
        add_run(paragraph, " —", size=size)


def framed(section: Section, margins: dict[str, int], *, landscape: bool = False) -> None:
    """A4 with margins in millimetres; page number 7 mm below the text block."""
    section.page_width, section.page_height = (
        (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    )
    section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
    section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
    section.footer_distance = Mm(max(margins["bottom"] - 12, 8))


def plain_base(document: Document, size: float) -> None:
    """The document's own base: body fonts, no theme fonts, one proofing language."""
    normal = cast("ParagraphStyle", document.styles["Normal"])
    normal.font.size = Pt(size)
    properties = normal.element.get_or_add_rPr()
    fonts_set(properties, "body")
    placed(properties, element("lang", val="en-GB", eastAsia="zh-CN"))


def column_widths(table: WordTable, widths: Sequence[float]) -> None:
    """Fix column widths in points, in the grid as well as in the cells."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for grid, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid.w = Pt(width)
    for column, width in zip(table.columns, widths, strict=True):
        for cell in column.cells:
            cell.width = Pt(width)


def table_lines(table: WordTable, **sides: float) -> None:
    """Set the table's lines by side in points; sides not named have none."""
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        width = sides.get(side, 0.0)
        kind = "single" if width else "nil"
        borders.append(element(side, val=kind, sz=round(width * 8), space=0, color="000000"))
    placed(table._tbl.tblPr, borders)


def head_row_repeats(table: WordTable) -> None:
    """Repeat the first row on every page; keep each row on one page."""
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("cantSplit"))
        if index == 0:
            properties.append(element("tblHeader"))


def narrow_cells(table: WordTable, margin: float) -> None:
    """Set the space between a cell's text and its sides, in points."""
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=round(margin * 20), type="dxa"))
    placed(table._tbl.tblPr, margins)


def at_page_foot(table: WordTable) -> None:
    """Let the table stand at the foot of the text block, as the imprint does."""
    place = element(
        "tblpPr", vertAnchor="margin", horzAnchor="margin", tblpXSpec="left", tblpYSpec="bottom"
    )
    placed(table._tbl.tblPr, place)


def shaded(cell: WordCell, colour: str) -> None:
    shade = element("shd", val="clear", color="auto", fill=colour.lstrip("#"))
    placed(cell._tc.get_or_add_tcPr(), shade)
