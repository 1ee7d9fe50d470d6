"""The one place for measures, fonts, colours and badge shapes of paper (GB/T 9704-2012)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from math import cos, pi, sin
from typing import Any, Literal
from unicodedata import east_asian_width

from jigai.domain.sentence import Language, Sentence

Role = Literal["body", "title", "heading", "subheading"]
Point = tuple[float, float]

A4_MM = (210, 297)
MARGIN_MM = {"top": 37, "bottom": 35, "left": 28, "right": 26}
"""Text block 156 mm by 225 mm: articles 5.2.1 and 5.2.2."""
LINES_PER_PAGE, CHARACTERS_PER_LINE = 22, 28
TEXT_BLOCK_PT = 156 / 25.4 * 72
RED, BLACK, GREY = "#d7000f", "#000000", "#555555"
RED_LINE_PT = 1.6
IMPRINT_LINE_PT = {"thick": 1.0, "thin": 0.7}
"""The lines of the imprint (版记): 0.35 mm and 0.25 mm, article 7.4.1."""
LETTER_HEAD_TOP_MM, LETTER_LINE_MM, LETTER_FOOT_MM = 30, 170, 20
"""Letter form: head 30 mm from the top edge, lines 170 mm long, the lower 20 mm from the foot."""


@dataclass(frozen=True, slots=True)
class TypeSize:
    """Type size and line pitch in points; ``tracking`` is added after each character."""

    size: float
    pitch: float
    tracking: float = 0.0


# 28 characters of 16 pt are 448 pt, the text block is 442.2 pt: each gives up a fifth of a point.
BODY = {"zh": TypeSize(16, 28.9, -0.21), "en": TypeSize(13, 21.7)}
TITLE = {"zh": TypeSize(22, 36), "en": TypeSize(16, 24)}
TABLE = {"zh": TypeSize(10.5, 15), "en": TypeSize(9, 12.5)}
PAGE_NUMBER_PT = 14
IMPRINT = {"zh": TypeSize(14, 24), "en": TypeSize(11, 17)}
SMALL_PT, SMALL_PITCH_PT = 8, 12
HEAD_LARGEST_PT = {"notice": 54.0, "letter": 40.0}

FONTS: dict[Role, tuple[str, ...]] = {
    "body": ("FangSong_GB2312", "FangSong", "STFangsong"),
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体"),
    "heading": ("SimHei", "STHeiti"),
    "subheading": ("KaiTi_GB2312", "KaiTi", "STKaiti"),
}
"""Names under which a county's own licensed fonts are found, best first."""
SHIPPED_FONTS: dict[Role, tuple[str, ...]] = {
    "body": ("Noto Serif SC", "Noto Sans SC"),
    "title": ("Noto Serif SC", "Noto Sans SC"),
    "heading": ("Noto Sans SC", "Noto Serif SC"),
    "subheading": ("Noto Serif SC", "Noto Sans SC"),
}
WORD_FONTS: dict[Role, str] = {
    "body": "仿宋_GB2312",
    "title": "方正小标宋简体",
    "heading": "黑体",
    "subheading": "楷体_GB2312",
}
"""Fonts a Word file names; the reader's own WPS or Word supplies them."""
LATIN_FONT = "Times New Roman"


class Badge(StrEnum):
    """What a project or responsible unit holds in a round; also the two states without a colour."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    GOLD = "gold"
    NOT_ASSESSED = "not_assessed"
    OBSERVED = "observed"


@dataclass(frozen=True, slots=True)
class BadgeLook:
    """Shape, word and colour of a badge, always shown together.

    Args:
        word: the badge in words.
        glyph: the shape as a character, for Word files.
        fill: colour of the shape; ``ink`` of the word; ``tint`` of a cell behind both.
        points: corners of the shape in a unit square, y downward; empty for a circle.
        dashed: outlined by dashes instead of filled, so that it never passes for a colour.
    """

    word: Sentence
    glyph: str
    fill: str
    ink: str
    tint: str
    points: tuple[Point, ...] = ()
    dashed: bool = False


def _star() -> tuple[Point, ...]:
    radii = (0.52, 0.21) * 5
    turns = [pi * step / 5 - pi / 2 for step in range(10)]
    return tuple(
        (round(0.5 + r * cos(a), 4), round(0.53 + r * sin(a), 4))
        for r, a in zip(radii, turns, strict=True)
    )


BADGES: dict[Badge, BadgeLook] = {
    Badge.RED: BadgeLook(
        word=Sentence("红牌", "Red"),
        glyph="▲",
        fill="#b3261e",
        ink="#8c1d18",
        tint="#fbe9e7",
        points=((0.5, 0.04), (1.0, 0.94), (0.0, 0.94)),
    ),
    Badge.YELLOW: BadgeLook(
        word=Sentence("黄牌", "Yellow"),
        glyph="◆",
        fill="#f2b600",
        ink="#624a00",
        tint="#fff6d9",
        points=((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    ),
    Badge.BLUE: BadgeLook(
        word=Sentence("蓝牌", "Blue"), glyph="●", fill="#1f5fbf", ink="#174a96", tint="#e8f0fb"
    ),
    Badge.GOLD: BadgeLook(
        word=Sentence("金牌", "Gold"),
        glyph="★",
        fill="#a87b1c",
        ink="#5a4107",
        tint="#f6efe0",
        points=_star(),
    ),
    Badge.NOT_ASSESSED: BadgeLook(
        word=Sentence("未评定", "Not assessed"),
        glyph="○",
        fill="#777777",
        ink="#555555",
        tint="#f5f5f5",
        dashed=True,
    ),
    Badge.OBSERVED: BadgeLook(
        word=Sentence("观察期", "Observed"),
        glyph="□",
        fill="#777777",
        ink="#555555",
        tint="#f5f5f5",
        points=((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)),
        dashed=True,
    ),
}


def ems(text: str) -> float:
    """Width of a text in widths of a Chinese character; a half-width letter counts as 0.55.

    >>> ems("庆云县A")
    3.55
    """
    return sum(1.0 if east_asian_width(each) in "WFA" else 0.55 for each in text)


def head_size_pt(head: str, *, form: Literal["notice", "letter"]) -> float:
    """Type size of the red head: as large as fits the width, at most the form's largest."""
    width = TEXT_BLOCK_PT if form == "notice" else LETTER_LINE_MM / 25.4 * 72
    return round(min(HEAD_LARGEST_PT[form], (width - 4) / max(ems(head), 1)), 2)


def measures(language: Language) -> dict[str, Any]:
    """The look in one language as plain values, for the typesetter."""
    return {
        "margin": MARGIN_MM,
        "red": RED,
        "grey": GREY,
        "red_line": RED_LINE_PT,
        "imprint_line": IMPRINT_LINE_PT,
        "letter": {
            "top": LETTER_HEAD_TOP_MM,
            "line": LETTER_LINE_MM,
            "foot": LETTER_FOOT_MM,
        },
        "body": asdict(BODY[language]),
        "title": asdict(TITLE[language]),
        "table": asdict(TABLE[language]),
        "imprint": asdict(IMPRINT[language]),
        "page_number": PAGE_NUMBER_PT,
        "small": {"size": SMALL_PT, "pitch": SMALL_PITCH_PT},
        "badges": {badge.value: _drawn(look) for badge, look in BADGES.items()},
    }


def _drawn(look: BadgeLook) -> dict[str, Any]:
    return {
        "fill": look.fill,
        "ink": look.ink,
        "points": look.points,
        "dashed": look.dashed,
    }
