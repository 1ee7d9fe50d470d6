"""The value of one fact as a person writes it, as it is kept, and as the rules read it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.quantities import number_text
from jigai.domain.refusal import Refusal
from jigai.domain.rules.facts import FactType
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from jigai.domain.rules.facts import FactDeclaration


class Basis(StrEnum):
    """Whose word a fact is: the enterprise's, or an officer's against the paper."""

    REPORTED = "reported"
    VERIFIED = "verified"


Known = bool | str | Fraction
FLAGS = {"true": True, "是": True, "yes": True, "false": False, "否": False, "no": False}
NEVER_NEGATIVE = frozenset({"person", "count", "day", "month", "year", "score", "share"})
DIGITS = 30
"""How many digits a kept number may have."""
EXPECTED = {
    FactType.NUMBER: Sentence("数字，例如 1234.5", "a number such as 1234.5"),
    FactType.FLAG: Sentence("是或否", "yes or no"),
}


class FactUnreadable(Refusal):
    code = "cultivation.fact_unreadable"
    message = Sentence(
        "“{label}”的值“{text}”读不懂。", "The value “{text}” of “{label}” cannot be read."
    )
    remedy = Sentence("应为{expected}；不知道时留空。", "Expected {expected}; blank if unknown.")


class FactNegative(Refusal):
    code = "cultivation.fact_negative"
    message = Sentence("“{label}”不能为负数：{text}。", "“{label}” cannot be negative: {text}.")


def kept_text(declaration: FactDeclaration, written: str) -> str:
    """What a person wrote, in the one form in which it is kept: exact decimals, no grouping.

    Raises:
        FactUnreadable, FactNegative: as named.
    """
    text = written.strip()
    match declaration.type:
        case FactType.NUMBER:
            return _number(declaration, text)
        case FactType.FLAG:
            if text.lower() not in FLAGS:
                raise _unreadable(declaration, written)
            return "true" if FLAGS[text.lower()] else "false"
        case FactType.CHOICE:
            if text not in dict(declaration.choices):
                raise _unreadable(declaration, written)
            return text


def known_value(declaration: FactDeclaration, kept: str) -> Known:
    """The kept text as the rules read it.

    >>> from jigai.domain.rules.facts import FactDeclaration
    >>> one = FactDeclaration("x", FactType.NUMBER, "yuan", Sentence("甲", "a"), Sentence("", ""))
    >>> known_value(one, "0.1") + known_value(one, "0.2")
    Fraction(3, 10)
    """
    match declaration.type:
        case FactType.NUMBER:
            return Fraction(kept)
        case FactType.FLAG:
            return kept == "true"
        case FactType.CHOICE:
            return kept


def written_text(declaration: FactDeclaration, kept: str) -> str:
    """The kept text for a field or a sheet; numbers in groups of three."""
    if declaration.type is not FactType.NUMBER or not kept:
        return kept
    return number_text(Fraction(kept), places=DIGITS)


def _number(declaration: FactDeclaration, text: str) -> str:
    bare = text.replace(",", "").replace("，", "").replace(" ", "")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise _unreadable(declaration, text) from None
    if not number.is_finite() or len(number.as_tuple().digits) > DIGITS:
        raise _unreadable(declaration, text)
    if number < 0 and declaration.unit in NEVER_NEGATIVE:
        raise FactNegative(label=declaration.label, text=text)
    plain = f"{number:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"


def _unreadable(declaration: FactDeclaration, text: str) -> FactUnreadable:
    choices = [Sentence(f"{n}（{w.zh}）", f"{n} ({w.en})") for n, w in declaration.choices]
    listed = Sentence("、".join(c.zh for c in choices), ", ".join(c.en for c in choices))
    expected = EXPECTED.get(declaration.type, listed)
    return FactUnreadable(label=declaration.label, text=text, expected=expected)
