"""The closed lists of results, with their words."""

from __future__ import annotations

from enum import StrEnum

from jigai.domain.sentence import Sentence


class FigureKind(StrEnum):
    BASELINE = "baseline"
    TARGET = "target"
    ACTUAL = "actual"


class FigureState(StrEnum):
    """Whose word a figure is; one never stands in for another."""

    REPORTED = "reported"
    VERIFIED = "verified"
    COMPUTED = "computed"


class Measure(StrEnum):
    """What a value is: it decides unit, entry and how a change is said."""

    SHARE = "share"
    MONEY = "money"
    NUMBER = "number"
    POINTS = "points"
    RELATIVE = "relative"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Level(StrEnum):
    """Place in the results chain (OECD-DAC)."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class FollowUpState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    NO_ANSWER = "no_answer"


KINDS = {
    FigureKind.BASELINE: Sentence("基线", "baseline"),
    FigureKind.TARGET: Sentence("目标", "target"),
    FigureKind.ACTUAL: Sentence("实际", "actual"),
}
STATES = {
    FigureState.REPORTED: Sentence("填报", "as reported"),
    FigureState.VERIFIED: Sentence("核实", "verified"),
    FigureState.COMPUTED: Sentence("测算", "computed"),
}
DIRECTIONS = {
    Direction.UP: Sentence("越高越好", "higher is better"),
    Direction.DOWN: Sentence("越低越好", "lower is better"),
    Direction.NEITHER: Sentence("无好坏之分", "neither is better"),
}
LEVELS = {
    Level.OUTPUT: Sentence("产出", "output"),
    Level.OUTCOME: Sentence("成效", "outcome"),
    Level.IMPACT: Sentence("影响", "impact"),
}
FOLLOW_UP_STATES = {
    FollowUpState.OPEN: Sentence("待回访", "to be answered"),
    FollowUpState.ANSWERED: Sentence("已回访", "answered"),
    FollowUpState.NO_ANSWER: Sentence("未答复（缺数据）", "no answer (missing)"),
}
