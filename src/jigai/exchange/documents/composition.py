"""A paper in one language as plain values: what PDF, Word file and template all lay out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jigai.domain.sentence import Language
from jigai.exchange.documents import look, words
from jigai.exchange.documents.blocks import (
    BadgeCell,
    Block,
    Cell,
    Chart,
    Heading,
    Notes,
    Paragraph,
    Table,
    numbered,
)
from jigai.exchange.documents.charts import chart_svg
from jigai.exchange.documents.papers import (
    AnnualPaper,
    Board,
    ChainPaper,
    HandlingSheet,
    LadderPaper,
    Notice,
    Provenance,
    SupervisionLetter,
    standing_note,
)
from jigai.exchange.documents.words import Text, day_said, names_said, said

Content = dict[str, Any]


@dataclass(slots=True)
class Composer:
    """Collects what one paper needs: texts in one language, and its charts as files."""

    language: Language
    draw: Callable[[Mapping[str, Any]], bytes] = chart_svg
    files: dict[str, bytes] = field(default_factory=dict)

    def say(self, text: Text) -> str:
        return said(text, self.language)

    def notice(self, notice: Notice) -> Content:
        head = self.say(words.HEAD.format(body=notice.issuing_body))
        return {
            **self._common(notice.title, notice.issuing_body, notice.issued_on, notice.provenance),
            **self._addressed(notice),
            "head": {"text": head, "size": look.head_size_pt(head, form="notice")},
            "addressees": self._addressees(notice.addressees),
            "body": self.blocks(notice.body),
            "attachments": [
                {
                    "title": self.say(each.title),
                    "label": self._attachment_label(number, len(notice.attachments)),
                    "body": self.blocks(each.body),
                }
                for number, each in enumerate(notice.attachments, 1)
            ],
            "printed_by": self.say(notice.printed_by),
            "printed": self.say(words.PRINTED.format(day=day_said(notice.issued_on))),
        }

    def letter(self, letter: SupervisionLetter) -> Content:
        head = self.say(letter.issuing_body)
        return {
            **self._common(letter.title, letter.issuing_body, letter.issued_on, letter.provenance),
            **self._addressed(letter),
            "head": {"text": head, "size": look.head_size_pt(head, form="letter")},
            "addressees": self._addressees((letter.responsible_unit,)),
            "body": self.blocks(letter.body),
            "printed_by": "",
        }

    def board(self, board: Board) -> Content:
        as_of = self.say(words.BOARD_AS_OF.format(day=day_said(board.as_of)))
        total = self.say(words.BOARD_COUNT.format(count=len(board.table.rows)))
        return {
            **self._common(board.title, board.issuing_body, board.as_of, board.provenance),
            "subtitle": "　".join(filter(None, (self.say(board.period), as_of))),
            "counts": "　".join((total, *self._counts(board.table))),
            "standing_note": self.say(words.SCOPE_NOTE),
            "body": self.blocks((board.table,)),
        }

    def ladder(self, paper: LadderPaper) -> Content:
        return {
            **self._common(paper.title, paper.issuing_body, paper.as_of, paper.provenance),
            "subtitle": self.say(paper.subtitle),
            "note": self.say(paper.note),
            "body": self.blocks(paper.body),
        }

    def handling(self, sheet: HandlingSheet) -> Content:
        cells = [
            {
                "label": self.say(cell.label),
                "text": self.say(cell.text),
                "wide": cell.is_wide,
                "lines": cell.lines,
            }
            for cell in sheet.cells
        ]
        return {
            **self._common(sheet.title, sheet.issuing_body, sheet.made_on, sheet.provenance),
            "number": self.say(sheet.number),
            "note": self.say(sheet.note),
            "cells": cells,
            "provenance": [
                self.say(line)
                for line in (
                    words.LIMITS.format(name=sheet.provenance.rule_set),
                    words.SNAPSHOT.format(digest=sheet.provenance.data_digest),
                    words.AUDIT_HEAD.format(head=sheet.provenance.audit_head),
                )
            ],
        }

    def chain(self, paper: ChainPaper) -> Content:
        self.files["picture.svg"] = paper.pictures[self.language]
        return {
            **self._common(paper.title, paper.issuing_body, paper.as_of, paper.provenance),
            "subtitle": self.say(paper.subtitle),
            "note": self.say(paper.note),
            "alternative": self.say(paper.alternative),
            "table": self._table(paper.table),
        }

    def annual(self, paper: AnnualPaper) -> Content:
        body = iter(numbered([block for part in paper.parts for block in part]))
        parts = [[self._block(next(body)) for _ in part] for part in paper.parts]
        return {
            **self._common(paper.title, paper.issuing_body, paper.as_of, paper.provenance),
            "subtitle": self.say(paper.subtitle),
            "note": self.say(paper.note),
            "draft": self.say(paper.draft),
            "front": [self._block(block) for block in paper.front],
            "parts": parts,
        }

    def blocks(self, blocks: Sequence[Block]) -> list[Content]:
        return [self._block(block) for block in numbered(blocks)]

    def _common(self, title: Text, body: Text, day: date, provenance: Provenance) -> Content:
        legend = [{"badge": b.value, "text": self.say(look.BADGES[b].word)} for b in look.Badge]
        return {
            "language": self.language,
            "look": look.measures(self.language),
            "title": self.say(title),
            "issuing_body": self.say(body),
            "date": {"year": day.year, "month": day.month, "day": day.day},
            "provenance": provenance_lines(provenance, self.language),
            "legend": {"label": self.say(words.BADGE_LEGEND), "entries": legend},
            "words": {"attachments": self.say(words.ATTACHMENTS)},
        }

    def _addressed(self, paper: Notice | SupervisionLetter) -> Content:
        return {
            "number": paper.number,
            "draft": "" if paper.number else self.say(words.DRAFT),
            "signature": self.say(paper.signature),
            "day": self.say(day_said(paper.issued_on)),
            "standing_note": bracketed_note(paper.number, self.language),
            "copy_to": copy_line(paper.copy_to, self.language),
        }

    def _addressees(self, addressees: Sequence[Text]) -> str:
        return self.say(words.ADDRESSEES.format(names=names_said(addressees)))

    def _attachment_label(self, number: int, count: int) -> str:
        return self.say(
            words.ATTACHMENT_NUMBER.format(number=number) if count > 1 else words.ATTACHMENT
        )

    def _counts(self, table: Table) -> list[str]:
        badges = Counter(c.badge for row in table.rows for c in row if isinstance(c, BadgeCell))
        return [
            f"{self.say(seen.word)} {badges[badge]}"
            for badge, seen in look.BADGES.items()
            if badges[badge]
        ]

    def _block(self, block: Block) -> Content:
        match block:
            case Heading(text, level):
                return {"kind": "heading", "level": level, "text": self.say(text)}
            case Paragraph(text):
                return {"kind": "paragraph", "text": self.say(text)}
            case Table():
                return self._table(block)
            case Chart():
                return self._chart(block)
            case Notes(label, texts):
                said_texts = [self.say(text) for text in texts]
                return {"kind": "notes", "label": self.say(label), "texts": said_texts}

    def _table(self, table: Table) -> Content:
        return {
            "kind": "table",
            "columns": [
                {"key": c.key, "title": self.say(c.title), "width": c.width, "align": c.align}
                for c in table.columns
            ],
            "rows": [[self._cell(cell) for cell in row] for row in table.rows],
            "caption": self.say(table.caption),
            "note": self.say(table.note),
        }

    def _cell(self, cell: Cell) -> Content:
        if isinstance(cell, BadgeCell):
            return {"badge": cell.badge.value, "text": cell.said_in(self.language)}
        return {"text": self.say(cell)}

    def _chart(self, chart: Chart) -> Content:
        name = f"chart-{len(self.files) + 1}"
        self.files[name] = self.draw(chart.spec_in(self.language))
        return {
            "kind": "chart",
            "file": name,
            "caption": self.say(chart.caption),
            "alternative": self.say(chart.alternative),
        }


def provenance_lines(provenance: Provenance, language: Language) -> list[str]:
    """What the paper was made from, one line each; what it was not made from is left out."""
    lines = (
        (provenance.rule_set, words.RULE_SET.format(name=provenance.rule_set)),
        (provenance.rule_hash, words.RULE_HASH.format(hash=provenance.rule_hash)),
        (provenance.data_digest, words.SNAPSHOT.format(digest=provenance.data_digest)),
        (provenance.audit_head, words.AUDIT_HEAD.format(head=provenance.audit_head)),
    )
    return [line.said_in(language) for told, line in lines if told]


def bracketed_note(number: str, language: Language) -> str:
    """The note under the date (附注): what is still to be done in the document system."""
    notes = (standing_note(number).said_in(language), words.TRANSLATION_NOTE.said_in(language))
    inside = ". ".join(filter(None, notes))
    return f"（{inside}）" if language == "zh" else f"({inside})"


def copy_line(names: Sequence[Text], language: Language) -> str:
    return words.COPY_TO.format(names=names_said(names)).said_in(language) if names else ""
