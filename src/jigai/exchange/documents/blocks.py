"""What a paper is made of: headings, paragraphs, tables with badges, charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.documents.look import BADGES, Badge
from jigai.exchange.documents.words import Text, numeral, said


class RowDoesNotFit(Refusal):
    code = "documents.row_does_not_fit"
    message = Sentence(
        "表格第{row}行有{cells}格，表头有{columns}列。",
        "Row {row} of the table has {cells} cells, its head has {columns} columns.",
    )


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (一、) or 2 (（一）); its number is added when the paper is laid out."""

    text: Text
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class BadgeCell:
    """A badge in a table: shape, word and colour. ``word`` replaces the badge's own word."""

    badge: Badge
    word: Text | None = None

    def said_in(self, language: Language) -> str:
        return said(self.word or BADGES[self.badge].word, language)


Cell = Text | BadgeCell


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: ``key`` names it in a Word template, ``width`` is its share of the width."""

    key: str
    title: Text
    width: float = 1.0
    align: Literal["left", "center", "right"] = "center"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that repeats on every page.

    Args:
        columns: from left to right.
        rows: each with one cell per column.
        caption: above the table; empty for none.
        note: below the table: unit, source, what the totals cover.

    Raises:
        RowDoesNotFit: a row has more or fewer cells than there are columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Text = ""
    note: Text = ""

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise RowDoesNotFit(row=number, cells=len(row), columns=len(self.columns))


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite chart with its values inside; ``alternative`` says in words what it shows."""

    spec: Mapping[str, Any]
    caption: Text
    alternative: Text
    english_spec: Mapping[str, Any] | None = None

    def spec_in(self, language: Language) -> Mapping[str, Any]:
        return self.english_spec if language == "en" and self.english_spec else self.spec


@dataclass(frozen=True, slots=True)
class Notes:
    """What must be known about a table or chart, in small type under a label."""

    label: Text
    texts: tuple[Text, ...]


Block = Heading | Paragraph | Table | Chart | Notes


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks with headings numbered as GB/T 9704 asks: 一、 then （一）.

    >>> [b.text.zh for b in numbered([Heading("甲"), Heading("乙", 2), Heading("丙")])]
    ['一、甲', '（一）乙', '二、丙']
    """
    major = minor = 0
    out: list[Block] = []
    for block in blocks:
        if not isinstance(block, Heading):
            out.append(block)
        elif block.level == 1:
            major, minor = major + 1, 0
            out.append(_titled(block, f"{numeral(major)}、", f"{major}. "))
        else:
            minor += 1
            out.append(_titled(block, f"（{numeral(minor)}）", f"{max(major, 1)}.{minor} "))
    return tuple(out)


def _titled(heading: Heading, zh: str, en: str) -> Heading:
    return replace(
        heading,
        text=Sentence(zh + said(heading.text, "zh"), en + said(heading.text, "en")),
    )
