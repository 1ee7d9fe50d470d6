"""Colours as signs, always with a shape and words: a colour means other things elsewhere."""

from __future__ import annotations

from enum import StrEnum

from jigai.domain.sentence import Sentence


class Colour(StrEnum):
    """The signs that rule files name as outcomes."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    GOLD = "gold"
    NONE = "none"
    NOT_ASSESSED = "not_assessed"

    @property
    def shape(self) -> str:
        """The shape that carries the sign where colour cannot be seen."""
        return SHAPES[self]

    @property
    def label(self) -> Sentence:
        """The colour's own name; what it means is the word of the verdict."""
        return LABELS[self]


SHAPES = {
    Colour.RED: "octagon",
    Colour.ORANGE: "diamond",
    Colour.YELLOW: "triangle",
    Colour.BLUE: "circle",
    Colour.GREEN: "square",
    Colour.GOLD: "star",
    Colour.NONE: "line",
    Colour.NOT_ASSESSED: "dashed_circle",
}
LABELS = {
    Colour.RED: Sentence("红牌", "Red"),
    Colour.ORANGE: Sentence("橙牌", "Orange"),
    Colour.YELLOW: Sentence("黄牌", "Yellow"),
    Colour.BLUE: Sentence("蓝牌", "Blue"),
    Colour.GREEN: Sentence("绿牌", "Green"),
    Colour.GOLD: Sentence("金牌", "Gold"),
    Colour.NONE: Sentence("未亮牌", "No card"),
    Colour.NOT_ASSESSED: Sentence("未评定", "Not assessed"),
}
COUNTY_WORDS = {
    Colour.RED: Sentence("预警", "warning"),
    Colour.YELLOW: Sentence("提醒", "reminder"),
    Colour.BLUE: Sentence("正常", "normal"),
    Colour.GOLD: Sentence("优秀", "excellent"),
    Colour.NOT_ASSESSED: Sentence("不亮牌", "no badge"),
}


def colour_of(outcome: str) -> Colour:
    """The sign of an outcome; one that is no colour at all shows as no card.

    >>> colour_of("gold"), colour_of("met")
    (<Colour.GOLD: 'gold'>, <Colour.NONE: 'none'>)
    """
    return Colour(outcome) if outcome in set(Colour) else Colour.NONE
