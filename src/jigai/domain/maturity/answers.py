"""Answers in the one form in which they are kept, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from jigai.domain.maturity.bank import GRADES, HIGHEST_SCENE, Bank, Kind, Question
from jigai.domain.quantities import percentage
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined

NONE_CHOSEN, OPEN = "-", "?"
LEVELS = 5
MOST_PLACES = 6


class AnswerUnreadable(Refusal):
    code = "diagnosis.answer_unreadable"
    message = Sentence(
        "“{question}”的答案“{value}”读不懂。",
        "The answer “{value}” to “{question}” cannot be read.",
    )
    remedy = Sentence("应为{expected}；不知道时留空。", "Give {expected}; leave unknown empty.")


EXPECTED = {
    Kind.MULTI: Sentence(
        "选项名称，用逗号分开；一项都没有写“-”", "names of options with commas; “-” for none"
    ),
    Kind.SINGLE: Sentence("一个选项名称", "the name of one option"),
    Kind.SHARE: Sentence("0 到 1 之间的小数，如 0.45", "a decimal between 0 and 1, such as 0.45"),
    Kind.SCENE: Sentence("0 到 4", "0 to 4"),
    Kind.LADDER: Sentence(
        "五个等级的得分（0、0.5、0.8、1，未知写“?”），用逗号分开",
        "five grades (0, 0.5, 0.8, 1, or “?” for unknown) with commas",
    ),
}
NOTHING = Sentence("都没有", "none of them")
NOT_SAID = Sentence("未答", "not answered")
SCENE_WORD = Sentence("{level} 级", "level {level}")
NO_LEVEL = Sentence("未达 1 级", "below level 1")


@dataclass(frozen=True, slots=True)
class Answer:
    """One read answer; the field of the question's kind is set, all others are empty.

    ``grades`` are those of levels 1 to 5; ``None`` is unknown.
    """

    chosen: tuple[str, ...] = ()
    share: Fraction | None = None
    scene: int | None = None
    grades: tuple[Fraction | None, ...] = ()


def kept_answer(question: Question, written: str) -> str:
    """The kept form of a typed answer; blank stays blank (unknown).

    Raises:
        AnswerUnreadable: as named.
    """
    text = written.strip()
    if not text:
        return ""
    kept = _KEPT[question.kind](question, text)
    if kept is None:
        raise AnswerUnreadable(
            question=question.label, value=written, expected=EXPECTED[question.kind]
        )
    return kept


def read_answers(bank: Bank, kept: Mapping[str, str]) -> dict[str, Answer]:
    """Kept answers by question; unanswered questions are left out."""
    return {one.name: _read(one, kept[one.name]) for one in bank.questions if kept.get(one.name)}


def answer_in_words(question: Question, kept: str) -> Sentence:
    """The answer as a person reads it."""
    if not kept:
        return NOT_SAID
    answer = _read(question, kept)
    if question.kind is Kind.SHARE and answer.share is not None:
        said = percentage(answer.share)
        return Sentence(said, said)
    if question.kind is Kind.SCENE:
        return SCENE_WORD.format(level=answer.scene) if answer.scene else NO_LEVEL
    if question.kind is Kind.LADDER:
        said = kept.replace(",", " / ")
        return Sentence(said, said)
    words = [one.label for one in question.options if one.name in answer.chosen]
    return joined(words) if words else NOTHING


def _multi(question: Question, text: str) -> str | None:
    if text == NONE_CHOSEN:
        return text
    names = {part.strip() for part in text.split(",")}
    known = [option.name for option in question.options]
    return ",".join(n for n in known if n in names) if names <= set(known) else None


def _single(question: Question, text: str) -> str | None:
    return text if any(text == option.name for option in question.options) else None


def _share(_question: Question, text: str) -> str | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value <= 1 or value.as_tuple().exponent < -MOST_PLACES:  # type: ignore[operator]
        return None
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _scene(_question: Question, text: str) -> str | None:
    return text if text in {str(level) for level in range(HIGHEST_SCENE + 1)} else None


def _ladder(_question: Question, text: str) -> str | None:
    parts = [part.strip() or OPEN for part in text.split(",")]
    if len(parts) != LEVELS or not set(parts) <= {*GRADES, OPEN}:
        return None
    return "" if set(parts) == {OPEN} else ",".join(parts)


_KEPT = {
    Kind.MULTI: _multi,
    Kind.SINGLE: _single,
    Kind.SHARE: _share,
    Kind.SCENE: _scene,
    Kind.LADDER: _ladder,
}


def _read(question: Question, kept: str) -> Answer:
    match question.kind:
        case Kind.MULTI | Kind.SINGLE:
            return Answer(chosen=() if kept == NONE_CHOSEN else tuple(kept.split(",")))
        case Kind.SHARE:
            return Answer(share=Fraction(kept))
        case Kind.SCENE:
            return Answer(scene=int(kept))
        case Kind.LADDER:
            return Answer(grades=tuple(None if g == OPEN else Fraction(g) for g in kept.split(",")))
