"""The programme report as a workbook: a sheet a part with its table, chart, caveats, sources."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from jigai.domain.annual_figures.figures import PartFigures, Picture, Text
from jigai.domain.sentence import Language, Sentence

A4 = 9
_NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?")
_WORDS = {
    "front": Sentence("总览", "Overview"),
    "part": Sentence("部分", "part"),
    "says": Sentence("概述", "what it says"),
    "caveats": Sentence("说明", "Caveats"),
    "sources": Sentence("来源", "Sources"),
    "changes": Sentence("更正", "Restated"),
    "place": Sentence("位置", "place"),
    "before": Sentence("原为", "before"),
    "after": Sentence("更正为", "now"),
}


@dataclass(frozen=True, slots=True)
class AnnualBook:
    """What the workbook says: texts of the head, the parts, the lines of a restatement."""

    title: Sentence
    head: tuple[Sentence, ...]
    made_on: date
    parts: tuple[PartFigures, ...]
    changed: tuple[tuple[Sentence, Sentence, Sentence, Sentence], ...] = ()


def annual_workbook(book: AnnualBook, *, language: Language = "zh") -> bytes:
    """The .xlsx; the same bytes for the same report and language."""
    written = io.BytesIO()
    out = xlsxwriter.Workbook(
        written, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    made = datetime(book.made_on.year, book.made_on.month, book.made_on.day)  # noqa: DTZ001
    out.set_properties({"title": book.title.said_in(language), "created": made})
    sheets = _Sheets(out, language)
    sheets.front(book)
    for number, part in enumerate(book.parts, 1):
        sheets.part(number, part)
    if book.changed:
        sheets.changes(book.changed)
    out.close()
    return written.getvalue()


class _Sheets:
    def __init__(self, out: Any, language: Language) -> None:
        self.out, self.language = out, language
        self.title = out.add_format({"bold": True, "font_size": 14})
        self.head = out.add_format(
            {"bold": True, "bg_color": "#EAF0F8", "border": 1, "text_wrap": True,
             "align": "center", "valign": "vcenter"}
        )  # fmt: skip
        self.cell = out.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
        self.whole = out.add_format({"border": 1, "num_format": "#,##0", "valign": "vcenter"})
        self.exact = out.add_format({"border": 1, "num_format": "#,##0.00", "valign": "vcenter"})
        self.note = out.add_format({"text_wrap": True, "valign": "top"})
        self.bold = out.add_format({"bold": True})

    def front(self, book: AnnualBook) -> None:
        sheet = self._sheet(self._say("front"), (16, 96))
        sheet.write_string(0, 0, book.title.said_in(self.language), self.title)
        line = 1
        for text in book.head:
            sheet.write_string(line, 0, text.said_in(self.language))
            line += 1
        sheet.write_string(line + 1, 0, self._say("part"), self.head)
        sheet.write_string(line + 1, 1, self._say("says"), self.head)
        for place, part in enumerate(book.parts, line + 2):
            sheet.write_string(place, 0, part.title.said_in(self.language), self.cell)
            says = " ".join(lead.said_in(self.language) for lead in part.leads)
            sheet.write_string(place, 1, says, self.cell)
            sheet.set_row(place, 48)

    def part(self, number: int, part: PartFigures) -> None:
        name = f"{number} {part.title.said_in(self.language)}"
        sheet = self._sheet(name, [round(14 * c.width) for c in part.columns])
        sheet.write_string(0, 0, part.title.said_in(self.language), self.title)
        for column, one in enumerate(part.columns):
            sheet.write_string(2, column, one.title.said_in(self.language), self.head)
        line = 3
        for row in part.rows:
            for column, (one, cell) in enumerate(zip(part.columns, row.cells, strict=True)):
                self._write(sheet, line, column, cell, is_number=one.is_number)
            line += 1
        line = self._notes(sheet, line + 1, "caveats", part.caveats)
        line = self._notes(sheet, line + 1, "sources", part.sources)
        if part.picture.is_drawn:
            self._chart(sheet, line + 1, part.picture)

    def changes(self, changed: Sequence[Sequence[Sentence]]) -> None:
        sheet = self._sheet(self._say("changes"), (14, 40, 46, 46))
        for column, key in enumerate(("part", "place", "before", "after")):
            sheet.write_string(0, column, self._say(key), self.head)
        for line, row in enumerate(changed, 1):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text.said_in(self.language), self.cell)

    def _sheet(self, name: str, widths: Sequence[int]) -> Any:
        sheet = self.out.add_worksheet(name[:31])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
        return sheet

    def _write(self, sheet: Any, line: int, column: int, cell: Text, *, is_number: bool) -> None:
        said = cell.said_in(self.language) if isinstance(cell, Sentence) else cell
        if is_number and _NUMBER.fullmatch(said):
            number = float(said.replace(",", ""))
            form = self.exact if "." in said else self.whole
            sheet.write_number(line, column, number, form)
        else:
            sheet.write_string(line, column, said, self.cell)

    def _notes(self, sheet: Any, line: int, key: str, texts: Sequence[Sentence]) -> int:
        sheet.write_string(line, 0, self._say(key), self.bold)
        for number, text in enumerate(texts, 1):
            sheet.write_string(line + number, 0, f"{number}. {text.said_in(self.language)}")
        return line + len(texts) + 1

    def _chart(self, sheet: Any, line: int, picture: Picture) -> None:
        """A native chart; its values stand below it."""
        below = line + 18
        labels = [
            one.said_in(self.language) if isinstance(one, Sentence) else one
            for one in picture.labels
        ]
        kind: dict[str, str] = {"type": "line"} if picture.kind == "lines" else {"type": "bar"}
        if picture.kind == "stacked":
            kind["subtype"] = "stacked"
        chart = self.out.add_chart(kind)
        for place, label in enumerate(labels, 1):
            sheet.write_string(below + place, 0, label, self.cell)
        last = below + len(labels)
        for column, one in enumerate(picture.series, 1):
            sheet.write_string(below, column, one.name.said_in(self.language), self.head)
            for place, value in enumerate(one.values, 1):
                if value is not None:
                    sheet.write_number(below + place, column, float(value), self.whole)
            chart.add_series(
                {
                    "name": [sheet.name, below, column],
                    "categories": [sheet.name, below + 1, 0, last, 0],
                    "values": [sheet.name, below + 1, column, last, column],
                }
            )
        chart.set_title({"name": picture.caption.said_in(self.language),
                         "name_font": {"size": 11}})  # fmt: skip
        chart.set_size({"width": 760, "height": 340})
        if kind["type"] == "bar":
            chart.set_y_axis({"reverse": True})
        sheet.insert_chart(line, 0, chart)

    def _say(self, key: str) -> str:
        return _WORDS[key].said_in(self.language)
