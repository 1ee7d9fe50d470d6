"""A question bank: dated questions, the rule that gives the level, and what it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jigai.domain.rules.rule_set import RuleSet, Source
from jigai.domain.sentence import Sentence

GRADES = ("0", "0.5", "0.8", "1")
"""How far the requirements of one level are met (GB/T 39117); blank is unknown."""
HIGHEST_SCENE = 4
NOTE = Sentence("自评，非官方结果。", "A self-assessment, not the official result.")


class Kind(StrEnum):
    """How a question is answered."""

    MULTI = "multi"
    SINGLE = "single"
    SHARE = "share"
    SCENE = "scene"
    LADDER = "ladder"


class Standing(StrEnum):
    """Whose text a bank is: of the ministry, of a standard, or invented to show a new edition."""

    OFFICIAL = "official"
    STANDARD = "standard"
    DEMONSTRATION = "demonstration"


STANDING_WORDS: dict[Standing, Sentence] = {
    Standing.OFFICIAL: Sentence("国家指标（转述）", "national indicators (restated)"),
    Standing.STANDARD: Sentence("国家标准（转述）", "national standard (restated)"),
    Standing.DEMONSTRATION: Sentence(
        "县级演示版，内容为虚构，不是官方题库", "county demonstration, invented, not official"
    ),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. ``flag``: a fact of its own, kept out of the count of the others."""

    name: str
    label: Sentence
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        fact: the fact of the rule that the answer gives; blank for scenes and sub-domains.
        criterion: the scored part of the rule that it feeds; blank where none.
        is_core: a constraint scene (★).
    """

    name: str
    kind: Kind
    group: str
    label: Sentence
    fact: str = ""
    criterion: str = ""
    options: tuple[Option, ...] = ()
    is_core: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    label: Sentence


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the rule and the names of the rule's thresholds behind it.

    Attributes:
        outcome: of the rule.
        number: of the scene level or ladder step that it asks for.
        score: threshold of the points.
        scenes, core: thresholds of the scenes; blank where the bank has none.
        scenes_fact, core_fact: the facts in which the scenes are counted.
    """

    outcome: str
    number: int
    score: str
    scenes: str = ""
    core: str = ""
    scenes_fact: str = ""
    core_fact: str = ""


@dataclass(frozen=True, slots=True)
class Bank:
    """One edition.

    Attributes:
        score_fact: of a ladder: the fact in which the score is given to the rule; else blank.
        scene_levels: what levels 0 to 4 of a scene, or the grades of a ladder, mean.
        caveats: what must be checked before the result is relied on.
        levels: from the lowest upwards.
        digest: over the bank's text and its rule.
    """

    id: str
    title: Sentence
    standing: Standing
    source: Source
    valid_from: date
    review_by: date
    note: Sentence
    caveats: tuple[Sentence, ...]
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]
    levels: tuple[Level, ...]
    scene_levels: tuple[Sentence, ...]
    score_fact: str
    rule: RuleSet
    digest: str

    def question(self, name: str) -> Question | None:
        return next((one for one in self.questions if one.name == name), None)

    @property
    def is_ladder(self) -> bool:
        return bool(self.score_fact)

    @property
    def key(self) -> str:
        return f"{self.id}/{self.valid_from.isoformat()}"

    def of_group(self, name: str) -> tuple[Question, ...]:
        return tuple(one for one in self.questions if one.group == name)

    def scenes(self) -> tuple[Question, ...]:
        return tuple(one for one in self.questions if one.kind is Kind.SCENE)
