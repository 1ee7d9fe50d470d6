"""Money in whole fen, shares in basis points, and the one rule of rounding."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

Exact = int | Decimal | Fraction
WHOLE_BP = 10_000


class MoneyUnit(StrEnum):
    """The units in which a ledger writes amounts."""

    FEN = "分"
    YUAN = "元"
    WAN = "万元"
    YI = "亿元"


FEN_PER: dict[MoneyUnit, int] = {
    MoneyUnit.FEN: 1,
    MoneyUnit.YUAN: 100,
    MoneyUnit.WAN: 1_000_000,
    MoneyUnit.YI: 10_000_000_000,
}
ENGLISH_UNITS: dict[MoneyUnit, str] = {
    MoneyUnit.FEN: "fen",
    MoneyUnit.YUAN: "yuan",
    MoneyUnit.WAN: "x10,000 yuan",
    MoneyUnit.YI: "x100 million yuan",
}


class AmountFinerThanFen(Refusal):
    code = "quantity.finer_than_fen"
    message = Sentence(
        "金额 {amount} {unit}精确到了分以下。", "The amount {amount} {unit} is finer than one fen."
    )
    remedy = Sentence("请写到分为止。", "Write it to the fen at most.")


def rounded(value: Exact, *, places: int = 0) -> Decimal:
    """Round half away from zero (四舍五入): the only rounding in the product.

    >>> rounded(Fraction(1, 8), places=2), rounded(Decimal("-2.5"))
    (Decimal('0.13'), Decimal('-3'))
    """
    units, sign = _units(value, places)
    return Decimal((sign, tuple(int(digit) for digit in str(units)), -places))


def _units(value: Exact, places: int) -> tuple[int, int]:
    """A number in whole units of its last place, and 1 where it lies below 0."""
    above, below = value.as_integer_ratio()
    units = (2 * abs(above) * 10**places + below) // (2 * below)
    return units, 1 if above < 0 and units else 0


def to_fen(amount: int | Decimal, *, unit: MoneyUnit) -> int:
    """An amount as whole fen, exactly.

    Raises:
        AmountFinerThanFen: the amount has a part below one fen.

    >>> to_fen(Decimal("1234.5"), unit=MoneyUnit.WAN)
    1234500000
    """
    fen = Fraction(amount) * FEN_PER[unit]
    if fen.denominator != 1:
        raise AmountFinerThanFen(amount=amount, unit=unit.value)
    return fen.numerator


def to_whole_fen(amount: Exact, *, unit: MoneyUnit) -> int:
    """An amount as fen, rounded half away from zero where it is finer."""
    return int(rounded(Fraction(amount) * FEN_PER[unit]))


def from_fen(fen: int, *, unit: MoneyUnit) -> Decimal:
    """Fen in another unit, exactly: each unit is a power of ten.

    >>> from_fen(1_234_500_000, unit=MoneyUnit.WAN)
    Decimal('1234.500000')
    """
    places = len(str(FEN_PER[unit])) - 1
    sign, digits, _ = Decimal(fen).as_tuple()
    return Decimal((sign, digits, -places))


def basis_points(share: Exact) -> int:
    """A share as basis points, rounded: 0.12345 is 1235."""
    return int(rounded(Fraction(share) * WHOLE_BP))


def share_bp(part: int, whole: int) -> int | None:
    """The share of a part in a whole as basis points; ``None`` when the whole is 0."""
    return basis_points(Fraction(part, whole)) if whole else None


def share_from_bp(bp: int) -> Decimal:
    """Basis points as a share, exactly: 1235 is 0.1235."""
    sign, digits, _ = Decimal(bp).as_tuple()
    return Decimal((sign, digits, -4))


def number_text(value: Exact, *, places: int = 0, at_least: int = 0) -> str:
    """Digits in groups of three; trailing zeros beyond ``at_least`` places are left out.

    >>> number_text(Decimal("1234.50"), places=2), number_text(7, places=2)
    ('1,234.5', '7')
    """
    units, is_below = _units(value, places)
    whole, part = divmod(units, 10**places)
    kept = f"{part:0{places}d}".rstrip("0") if places else ""
    said = f"{'-' if is_below else ''}{whole:,}"
    kept = kept.ljust(at_least, "0")
    return f"{said}.{kept}" if kept else said


def decimals_of(value: Decimal) -> int:
    """How many decimals a number needs to be written out exactly.

    >>> decimals_of(Decimal("12.3400")), decimals_of(Decimal("1E+3"))
    (2, 0)
    """
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def money(fen: int | Fraction, *, unit: MoneyUnit = MoneyUnit.WAN, places: int = 2) -> Sentence:
    """An amount for people.

    >>> money(1_234_500_000).zh
    '1,234.5 万元'
    """
    text = number_text(Fraction(fen) / FEN_PER[unit], places=places)
    return Sentence(f"{text} {unit.value}", f"{text} {ENGLISH_UNITS[unit]}")


def percentage(share: Exact, *, places: int = 2) -> str:
    """A share for people.

    >>> percentage(Decimal("0.1235"))
    '12.35%'
    """
    return f"{number_text(Fraction(share) * 100, places=places)}%"
