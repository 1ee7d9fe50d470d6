"""What a restatement says otherwise, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jigai.domain.annual_figures.figures import PartFigures, Text
from jigai.domain.sentence import Sentence

ABSENT = Sentence("（无）", "(not there)")
_PLACES = {
    "lead": Sentence("概述第{n}段", "lead {n}"),
    "caveat": Sentence("说明第{n}条", "caveat {n}"),
    "source": Sentence("来源第{n}条", "source {n}"),
}


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One place of one part: what stood there before, and what stands there now."""

    part: Sentence
    place: Sentence
    before: Sentence
    after: Sentence


def changed_lines(
    before: Sequence[PartFigures], after: Sequence[PartFigures]
) -> tuple[ChangedLine, ...]:
    """Every table cell, point of a picture, lead, caveat and source that differs, in order.

    What one side lacks reads "not there".
    """
    old, new = ({one.key: one for one in parts} for parts in (before, after))
    found: list[ChangedLine] = []
    for key in dict.fromkeys((*old, *new)):
        was, now = _lines(old.get(key)), _lines(new.get(key))
        title = (new.get(key) or old[key]).title
        for place in dict.fromkeys((*was, *now)):
            first, second = was.get(place), now.get(place)
            if _same(first, second) or (place[0] == "label" and not (first and second)):
                continue  # a row that is new or gone is told by its figures
            where = (second or first or (ABSENT, ABSENT))[0]
            found.append(ChangedLine(title, where, _value(first), _value(second)))
    return tuple(found)


_Line = tuple[Sentence, Sentence]
"""Where a line stands in words, and what it says."""


def _lines(part: PartFigures | None) -> dict[tuple[str, ...], _Line]:
    if part is None:
        return {}
    lines: dict[tuple[str, ...], _Line] = {}
    for kind, texts in (("lead", part.leads), ("caveat", part.caveats), ("source", part.sources)):
        for number, text in enumerate(texts, 1):
            lines[kind, str(number)] = (_PLACES[kind].format(n=number), text)
    for row in part.rows:
        head = _sentence(row.cells[0])
        for column, cell in zip(part.columns, row.cells, strict=True):
            where = Sentence(f"{head.zh}·{column.title.zh}", f"{head.en}: {column.title.en}")
            kind = "label" if column is part.columns[0] else "row"
            lines[kind, row.key, column.key] = (where, _sentence(cell))
    drawn = part.picture
    for series in drawn.series:
        for label, value in zip(drawn.labels, series.values, strict=True):
            said = _sentence(label)
            where = Sentence(
                f"图·{series.name.zh}·{said.zh}", f"picture: {series.name.en}, {said.en}"
            )
            lines["point", series.name.zh, said.zh] = (where, _sentence(value or "—"))
    return lines


def _same(first: _Line | None, second: _Line | None) -> bool:
    return first is not None and second is not None and first[1] == second[1]


def _value(line: _Line | None) -> Sentence:
    return line[1] if line else ABSENT


def _sentence(text: Text) -> Sentence:
    return text if isinstance(text, Sentence) else Sentence(text, text)
