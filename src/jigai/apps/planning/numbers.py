"""Numbers of plans and targets: kept as exact text, read as exact decimals."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

DIGITS, PLACES = 18, 6
NOISE = str.maketrans("", "", ",， ")


class NotANumber(Refusal):
    code = "planning.not_a_number"
    message = Sentence("“{text}”不是数字。", "“{text}” is not a number.")
    remedy = Sentence(
        "请只填数字，最多 6 位小数，单位另填。",
        "Write digits with at most 6 decimals; the unit has its own field.",
    )


def exact_text(value: object) -> str:
    """A number in the one form in which it is kept; blank stays blank.

    Raises:
        NotANumber: as named.

    >>> exact_text(" 1,234.50 "), exact_text(Decimal("90")), exact_text("")
    ('1234.5', '90', '')
    """
    text = ("" if value is None else str(value)).translate(NOISE)
    if not text:
        return ""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise NotANumber(text=value) from None
    is_kept = number.is_finite() and len(f"{number:f}".replace(".", "")) <= DIGITS
    if not is_kept or number != round(number, PLACES):
        raise NotANumber(text=value)
    plain = f"{number:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"


def number_in(text: str) -> Decimal | None:
    """A kept number; ``None`` for blank."""
    return Decimal(text) if text else None
