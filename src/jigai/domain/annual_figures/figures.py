"""One part of a report as plain values, and its way into JSON and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from jigai.domain.sentence import Sentence

Text = Sentence | str
"""A statement in both languages, or a figure that reads alike in both."""
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One column of a part's table; ``width`` is its share of the page."""

    key: str
    title: Sentence
    width: float = 1.0
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row; ``key`` names it through all restatements, the first cell says what it is."""

    key: str
    cells: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a picture: exact decimals as text, ``None`` where nothing is known.

    ``tone`` is a badge colour for series that are badges, else blank.
    """

    name: Sentence
    values: tuple[str | None, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: bars, stacked bars or lines over ``labels``; ``says`` tells it in words."""

    kind: Literal["bars", "stacked", "lines"]
    caption: Sentence
    says: Sentence
    unit: Sentence
    labels: tuple[Text, ...]
    series: tuple[Series, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether anything but zeros and gaps is there to draw."""
        return any(value not in (None, "0") for one in self.series for value in one.values)


@dataclass(frozen=True, slots=True)
class PartFigures:
    """One part of the programme in a span: what it says, its table, picture, limits, sources."""

    key: str
    title: Sentence
    leads: tuple[Sentence, ...]
    columns: tuple[FigureColumn, ...]
    rows: tuple[FigureRow, ...]
    picture: Picture
    caveats: tuple[Sentence, ...]
    sources: tuple[Sentence, ...]


def as_plain(part: PartFigures) -> Plain:
    """The part as JSON values; ``from_plain`` gives an equal part back."""
    picture = part.picture
    return {
        "key": part.key,
        "title": _said(part.title),
        "leads": [_said(one) for one in part.leads],
        "columns": [
            {"key": c.key, "title": _said(c.title), "width": str(c.width), "number": c.is_number}
            for c in part.columns
        ],
        "rows": [{"key": r.key, "cells": [_said(cell) for cell in r.cells]} for r in part.rows],
        "picture": {
            "kind": picture.kind,
            "caption": _said(picture.caption),
            "says": _said(picture.says),
            "unit": _said(picture.unit),
            "labels": [_said(label) for label in picture.labels],
            "series": [
                {"name": _said(s.name), "values": list(s.values), "tone": s.tone}
                for s in picture.series
            ],
        },
        "caveats": [_said(one) for one in part.caveats],
        "sources": [_said(one) for one in part.sources],
    }


def from_plain(plain: Plain) -> PartFigures:
    """The part that was frozen."""
    drawn = plain["picture"]
    return PartFigures(
        key=plain["key"],
        title=Sentence(**plain["title"]),
        leads=tuple(Sentence(**one) for one in plain["leads"]),
        columns=tuple(
            FigureColumn(c["key"], Sentence(**c["title"]), float(c["width"]), c["number"])
            for c in plain["columns"]
        ),
        rows=tuple(
            FigureRow(r["key"], tuple(_text(cell) for cell in r["cells"])) for r in plain["rows"]
        ),
        picture=Picture(
            kind=drawn["kind"],
            caption=Sentence(**drawn["caption"]),
            says=Sentence(**drawn["says"]),
            unit=Sentence(**drawn["unit"]),
            labels=tuple(_text(label) for label in drawn["labels"]),
            series=tuple(
                Series(Sentence(**s["name"]), tuple(s["values"]), s["tone"])
                for s in drawn["series"]
            ),
        ),
        caveats=tuple(Sentence(**one) for one in plain["caveats"]),
        sources=tuple(Sentence(**one) for one in plain["sources"]),
    )


def _said(text: Text) -> str | dict[str, str]:
    return {"zh": text.zh, "en": text.en} if isinstance(text, Sentence) else text


def _text(plain: str | dict[str, str]) -> Text:
    return plain if isinstance(plain, str) else Sentence(**plain)
