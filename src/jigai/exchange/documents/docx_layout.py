"""How a composed paper is laid out in Word, part by part."""

# ruff: noqa: SLF001 - python-docx offers its elements under no public name.
from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from docx.document import Document
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from jigai.exchange.documents import look
from jigai.exchange.documents.composition import Content
from jigai.exchange.documents.docx_elements import (
    ALIGNED,
    add_run,
    at_page_foot,
    bordered,
    column_widths,
    indented,
    line_break,
    lines_apart,
    outlined,
    table_lines,
)
from jigai.exchange.documents.docx_tables import add_badge, add_table
from jigai.exchange.documents.look import Role

Side = Literal["left", "center", "right", "justify"]


@dataclass(slots=True)
class Layout:
    """A Word document being written from one composed paper."""

    document: Document
    content: Content
    pictures: dict[str, bytes]

    @property
    def is_english(self) -> bool:
        return bool(self.content["language"] == "en")

    def line(
        self,
        text: str = "",
        *,
        kind: str = "body",
        role: Role = "body",
        side: Side = "left",
        indent: float = 0.0,
        colour: str = look.BLACK,
    ) -> Paragraph:
        """One paragraph in a type size of the look (``kind``); ``indent`` in characters."""
        measure = self.content["look"][kind]
        paragraph = self.document.add_paragraph()
        lines_apart(paragraph, measure["pitch"], on_grid=kind == "body")
        paragraph.alignment = ALIGNED[side]
        if indent:
            indented(paragraph, characters=indent, size=measure["size"])
        tracking = measure.get("tracking", 0.0)
        for index, part in enumerate(text.split("\n")):
            run = add_run(
                paragraph, part, role=role, size=measure["size"], colour=colour, tracking=tracking
            )
            if index:
                run._r.insert(1, line_break())
        return paragraph

    def notice_head(self) -> None:
        draft = self.line(self.content["draft"], role="heading")
        head = self._red_head(self.document.add_paragraph())
        pitch = self.content["look"]["body"]["pitch"]
        head.paragraph_format.space_before = Pt(35 / 25.4 * 72 - pitch)
        draft.paragraph_format.keep_with_next = True
        self.line()
        number = self.line(self.content["number"], side="center")
        bordered(number, "bottom", kind="single", width=look.RED_LINE_PT, colour=look.RED, gap=11.3)
        self._title(before=2)

    def letter_head(self) -> None:
        """Head and upper double line in the first page's header, lower line in its footer."""
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        section.header_distance = Mm(look.LETTER_HEAD_TOP_MM)
        head = self._red_head(section.first_page_header.paragraphs[0])
        foot = section.first_page_footer.paragraphs[0]
        lines_apart(foot, 1)
        for paragraph, side, kind in (
            (head, "bottom", "thickThinMediumGap"),
            (foot, "top", "thinThickMediumGap"),
        ):
            # 170 mm centred on the page: 8 mm beyond the text block on the left, 6 on the right.
            paragraph.paragraph_format.left_indent = Mm(-8)
            paragraph.paragraph_format.right_indent = Mm(-6)
            bordered(paragraph, side, kind=kind, width=3, colour=look.RED, gap=11.3)
        section.footer_distance = Mm(look.LETTER_FOOT_MM)
        number = self.line(self.content["number"] or self.content["draft"], side="right")
        number.paragraph_format.space_before = Pt(14)
        self._title(before=2)

    def board_head(self) -> None:
        self._title(before=0)
        self.line(self.content["subtitle"], kind="imprint", side="center")
        size = self.content["look"]["table"]["size"]
        legend = self.line(self.content["legend"]["label"], kind="table", role="heading")
        for entry in self.content["legend"]["entries"]:
            add_badge(legend, entry, size=size)
            add_run(legend, "　", size=size)
        self.line(self.content["counts"], kind="table", role="heading", side="right")

    def paper_head(self) -> None:
        self._title(before=0)
        for line in self.content["subtitle"].splitlines():
            self.line(line, kind="imprint", side="center")

    def paper_foot(self) -> None:
        self.line(self.content["note"], kind="table")
        self._provenance(self.document.add_paragraph())

    def addressed_body(self) -> None:
        self.line(self.content["addressees"])
        self.blocks(self.content["body"])
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self._attachment_list()
        self._signature()

    def blocks(self, blocks: list[Content]) -> None:
        for block in blocks:
            match block["kind"]:
                case "heading":
                    self._heading(block)
                case "paragraph":
                    side: Side = "left" if self.is_english else "justify"
                    self.line(block["text"], side=side, indent=self._indent)
                case "table":
                    self._table(block)
                case _:
                    self._chart(block)

    def attachment(self, attachment: Content) -> None:
        if not attachment["body"]:
            return
        label = self.line(attachment["label"], role="heading")
        label.paragraph_format.page_break_before = True
        title = self.line(attachment["title"], kind="title", role="title", side="center")
        title.paragraph_format.space_before = Pt(14)
        title.paragraph_format.space_after = Pt(14)
        outlined(title, 1)
        self.blocks(attachment["body"])

    def imprint(self, *, lined: bool) -> None:
        """Provenance and imprint (版记) at the foot of the last page."""
        rows = [self.content["copy_to"]]
        if lined and self.content["printed_by"]:
            rows.append(f"{self.content['printed_by']}\t{self.content['printed']}")
        rows = [row for row in rows if row]
        table = self.document.add_table(rows=1 + len(rows), cols=1)
        width = look.TEXT_BLOCK_PT
        column_widths(table, [width])
        lines = look.IMPRINT_LINE_PT if lined and rows else {"thick": 0.0, "thin": 0.0}
        table_lines(table, bottom=lines["thick"], insideH=lines["thin"])
        at_page_foot(table)
        self._provenance(table.rows[0].cells[0].paragraphs[0])
        measure = self.content["look"]["imprint"]
        for row, text in zip(table.rows[1:], rows, strict=True):
            paragraph = row.cells[0].paragraphs[0]
            lines_apart(paragraph, measure["pitch"], on_grid=False)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(width - 24), 2)
            indented(paragraph, characters=1, size=measure["size"])
            add_run(paragraph, text, size=measure["size"])
        self._ends_small()

    def board_foot(self) -> None:
        self.line(self.content["standing_note"], kind="table")
        self._provenance(self.document.add_paragraph())

    @property
    def _indent(self) -> float:
        return 0.0 if self.is_english else 2.0

    def _red_head(self, paragraph: Paragraph) -> Paragraph:
        head = self.content["head"]
        lines_apart(paragraph, head["size"] * 1.15)
        paragraph.alignment = ALIGNED["center"]
        run = add_run(paragraph, head["text"], role="title", size=head["size"], colour=look.RED)
        run.bold = self.is_english
        return paragraph

    def _title(self, *, before: float) -> None:
        pitch = self.content["look"]["body"]["pitch"]
        title = self.line(self.content["title"], kind="title", role="title", side="center")
        title.paragraph_format.space_before = Pt(before * pitch)
        title.paragraph_format.space_after = Pt(pitch if before else 0)

    def _heading(self, block: Content) -> None:
        role: Role = "heading" if block["level"] == 1 else "subheading"
        heading = self.line(block["text"], role=role, indent=self._indent)
        heading.paragraph_format.keep_with_next = True
        outlined(heading, block["level"])

    def _attachment_list(self) -> None:
        attachments = self.content.get("attachments", [])
        if not attachments:
            return
        self.line()
        size = self.content["look"]["body"]["size"]
        label = self.content["words"]["attachments"]
        for number, each in enumerate(attachments, 1):
            count = f"{number}. " if len(attachments) > 1 else ""
            paragraph = self.line(f"{label if number == 1 else ''}{count}{each['title']}")
            inset = (self._indent + look.ems(label)) * size
            paragraph.paragraph_format.left_indent = Pt(inset)
            if number == 1:
                paragraph.paragraph_format.first_line_indent = Pt(-look.ems(label) * size)

    def _signature(self) -> None:
        """The day four characters from the right edge, the signing body centred above it."""
        size = self.content["look"]["body"]["size"]
        widths = [look.ems(self.content[part]) * size for part in ("signature", "day")]
        right = 0.0 if self.is_english else 4 * size
        for _ in range(2):
            self.line().paragraph_format.keep_with_next = True
        for part, width in zip(("signature", "day"), widths, strict=True):
            paragraph = self.line(self.content[part], side="right")
            inset = max(0.0, right + (widths[1] - width) / 2) if not self.is_english else 0.0
            paragraph.paragraph_format.right_indent = Pt(inset)
            paragraph.paragraph_format.keep_with_next = True
        self.line(self.content["standing_note"], indent=self._indent)

    def _table(self, block: Content) -> None:
        if block["caption"]:
            self.line(block["caption"], kind="imprint", role="heading", side="center")
        add_table(self.document, block, self.content["look"]["table"])
        if block["note"]:
            self.line(block["note"], kind="table")

    def _chart(self, block: Content) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = ALIGNED["center"]
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(
            BytesIO(self.pictures[block["file"]]), width=Mm(140)
        )
        shape._inline.docPr.set("descr", block["alternative"])
        self.line(block["caption"], kind="imprint", role="heading", side="center")

    def _provenance(self, paragraph: Paragraph) -> None:
        small = self.content["look"]["small"]
        lines_apart(paragraph, small["pitch"], on_grid=False)
        for index, text in enumerate(self.content["provenance"]):
            run = add_run(paragraph, text, role="heading", size=small["size"], colour=look.GREY)
            if index:
                run._r.insert(1, line_break())

    def _ends_small(self) -> None:
        """Word wants a paragraph after a table: a line of one point that starts no new page."""
        lines_apart(self.document.add_paragraph(), 1, on_grid=False)
