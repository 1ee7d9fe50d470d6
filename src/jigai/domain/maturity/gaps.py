"""What keeps a level down, and where two sides disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from jigai.domain.maturity.answers import OPEN, answer_in_words
from jigai.domain.maturity.bank import Kind
from jigai.domain.maturity.scoring import SATISFIED, LevelConditions, Line, Result
from jigai.domain.quantities import number_text
from jigai.domain.sentence import Sentence

SCORE, SCENE, STEP = "score", "scene", "step"
POINTS_NOW = Sentence("{label}：{low}/{weight} 分", "{label}: {low}/{weight} points")
NOT_ANSWERED = Sentence("{label}：未答", "{label}: not answered")
POINTS_WANTED = Sentence(
    "最多可再得 {missing} 分；达到{level}总分还差 {short} 分",
    "up to {missing} points more; {short} points short of {level}",
)
SCENE_NOW = Sentence("{label}{star}：{now}", "{label}{star}: {now}")
SCENE_WANTED = Sentence("达到 {number} 级（{level}要求）", "reach level {number} (for {level})")
STEP_NOW = Sentence(
    "{label}：第 {number} 级要求满足度 {grade}", "{label}: level-{number} requirements met {grade}"
)
STEP_WANTED = Sentence(
    "第 {number} 级要求满足度不低于 0.8", "meet the level-{number} requirements to at least 0.8"
)
STAR = Sentence("★", "★")
PLAIN = Sentence("", "")


@dataclass(frozen=True, slots=True)
class GapFound:
    """One thing that keeps the level down.

    Attributes:
        code: stable within the diagnosis: its kind and the question.
        is_open: nobody has answered the question; it may be no gap at all.
    """

    code: str
    what: Sentence
    target: Sentence
    is_core: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question on which the two sides answered differently; points by the same rule."""

    question: str
    label: Sentence
    own: Sentence
    assessed: Sentence
    own_points: Fraction | None
    assessed_points: Fraction | None


def next_level(result: Result) -> LevelConditions | None:
    """The lowest level that is not surely reached; ``None`` at the top."""
    return next((one for one in result.levels if one.met is not True), None)


def gaps_of(result: Result) -> tuple[GapFound, ...]:
    """Everything that keeps the next level away: only parts of conditions that are not met."""
    wanted = next_level(result)
    if wanted is None:
        return ()
    if result.bank.is_ladder:
        return tuple(_steps(result, wanted))
    unmet = {one.kind: one for one in wanted.conditions if one.met is not True}
    found: list[GapFound] = []
    if SCORE in unmet:
        short = unmet[SCORE].need - unmet[SCORE].have[0]
        found += _points(result, wanted, short)
    if {"scenes", "core"} & unmet.keys():
        found += _scenes(result, wanted, only_core="scenes" not in unmet)
    return tuple(found)


def disagreements(own: Result, assessed: Result) -> tuple[Disagreement, ...]:
    """Questions that both sides answered, and differently."""
    pairs = zip(own.lines, assessed.lines, strict=True)
    return tuple(
        Disagreement(
            mine.question.name,
            mine.question.label,
            answer_in_words(mine.question, mine.kept),
            answer_in_words(theirs.question, theirs.kept),
            mine.points[0] if mine.points else None,
            theirs.points[0] if theirs.points else None,
        )
        for mine, theirs in pairs
        if mine.kept and theirs.kept and mine.kept != theirs.kept
    )


def level_word(result: Result, wanted: LevelConditions) -> Sentence:
    """The level's name."""
    return result.bank.rule.outcome(wanted.level.outcome).badge


def _points(result: Result, wanted: LevelConditions, short: Fraction) -> Iterator[GapFound]:
    for line in result.lines:
        if line.points is None or line.weight is None or line.points[0] >= line.weight:
            continue
        missing = line.weight - line.points[0]
        places = {"low": _said(line.points[0]), "weight": _said(line.weight)}
        form = POINTS_NOW if line.is_answered else NOT_ANSWERED
        yield GapFound(
            f"{SCORE}.{line.question.name}",
            form.format(label=line.question.label, **places),
            POINTS_WANTED.format(
                missing=_said(missing), short=_said(short), level=level_word(result, wanted)
            ),
            is_core=False,
            is_open=not line.is_answered,
        )


def _scenes(result: Result, wanted: LevelConditions, *, only_core: bool) -> Iterator[GapFound]:
    number = wanted.level.number
    for line in result.lines:
        if line.question.kind is not Kind.SCENE or (only_core and not line.question.is_core):
            continue
        if line.kept and int(line.kept) >= number:
            continue
        yield GapFound(
            f"{SCENE}.{line.question.name}",
            SCENE_NOW.format(
                label=line.question.label,
                star=STAR if line.question.is_core else PLAIN,
                now=answer_in_words(line.question, line.kept),
            ),
            SCENE_WANTED.format(number=number, level=level_word(result, wanted)),
            is_core=line.question.is_core,
            is_open=not line.is_answered,
        )


def _steps(result: Result, wanted: LevelConditions) -> Iterator[GapFound]:
    number = wanted.level.number
    for line in result.lines:
        grade = _grade(line, number)
        if grade != OPEN and Fraction(grade) >= SATISFIED:
            continue
        shown = Sentence("未答", "not answered") if grade == OPEN else Sentence(grade, grade)
        yield GapFound(
            f"{STEP}.{line.question.name}",
            STEP_NOW.format(label=line.question.label, number=number, grade=shown),
            STEP_WANTED.format(number=number),
            is_core=False,
            is_open=grade == OPEN,
        )


def _grade(line: Line, number: int) -> str:
    return line.kept.split(",")[number - 1] if line.kept else OPEN


def _said(value: Fraction) -> str:
    return number_text(value, places=3)
