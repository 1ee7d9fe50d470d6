"""One result of an enterprise, shared out once among the programmes that it sits in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from jigai.domain.contribution.remainders import rounded_parts
from jigai.domain.quantities import rounded
from jigai.domain.sentence import Sentence


class Method(StrEnum):
    """How a result is shared out; the county decides, with a day from which it counts."""

    INVESTMENT = "investment"
    FIRST = "first"


METHODS = {
    Method.INVESTMENT: Sentence("按各扶持计划投入的金额分摊", "by what each programme put in"),
    Method.FIRST: Sentence("全部计入最早加入的扶持计划", "wholly to the programme joined first"),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """An enterprise's place in a programme; ``investment_fen`` is ``None`` while unknown."""

    programme: str
    joined_on: date
    investment_fen: int | None


@dataclass(frozen=True, slots=True)
class SharedResult:
    """The result of one enterprise with the programmes that may claim it."""

    subject: str
    value: Decimal
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeSum:
    """One programme: what it would claim alone, and what it is given."""

    programme: str
    count: int
    claimed: Decimal
    given: Decimal


@dataclass(frozen=True, slots=True)
class Overlap:
    """All programmes together.

    Attributes:
        total: every enterprise's result once.
        claimed: sum over the programmes, each counting all its enterprises.
        overlap: what is counted more than once in it; ``claimed - overlap == total``.
        unshared: results that the rule cannot share out, since an investment is unknown; with
            what was given they make the total again.
        several: enterprises in more than one programme.
    """

    programmes: tuple[ProgrammeSum, ...]
    total: Decimal
    claimed: Decimal
    overlap: Decimal
    unshared: Decimal
    unshared_subjects: tuple[str, ...]
    several: tuple[str, ...]


@dataclass(slots=True)
class _Sums:
    subjects: set[str] = field(default_factory=set)
    claimed: Decimal = Decimal(0)
    given: Decimal = Decimal(0)


def share_out(
    value: Decimal, claims: Sequence[Claim], *, method: Method, places: int
) -> dict[str, Decimal] | None:
    """What each programme gets of one result; the shares add up to it. ``None``: cannot be said.

    A result in one programme alone is wholly its own, also where its investment is unknown. Of
    programmes joined on the same day the one that put in more comes first, then by name.

    >>> both = [Claim("a", date(2025, 1, 1), 100), Claim("b", date(2024, 1, 1), 200)]
    >>> share_out(Decimal("1.00"), both, method=Method.INVESTMENT, places=2)
    {'a': Decimal('0.33'), 'b': Decimal('0.67')}
    >>> share_out(Decimal("1.00"), both, method=Method.FIRST, places=2)
    {'a': Decimal('0.00'), 'b': Decimal('1.00')}
    """
    names = [one.programme for one in claims]
    if method is Method.FIRST or len(claims) == 1:
        first = min(claims, key=lambda c: (c.joined_on, -(c.investment_fen or 0), c.programme))
        weights = [Fraction(one is first) for one in claims]
    else:
        put_in = [one.investment_fen for one in claims]
        whole = sum(one for one in put_in if one is not None)
        if None in put_in or whole <= 0:
            return None
        weights = [Fraction(one or 0, whole) for one in put_in]
    parts = rounded_parts([Fraction(value) * one for one in weights], places=places)
    return dict(zip(names, parts, strict=True))


def overlap_of(results: Sequence[SharedResult], *, method: Method, places: int) -> Overlap:
    """Share out every result once and say how much the programmes overlap."""
    sums: dict[str, _Sums] = defaultdict(_Sums)
    total = overlap = unshared = Decimal(0)
    open_: list[str] = []
    for one in results:
        value = rounded(one.value, places=places)
        total += value
        overlap += value * (len(one.claims) - 1)
        given = share_out(value, one.claims, method=method, places=places)
        if given is None:
            unshared += value
            open_.append(one.subject)
        for claim in one.claims:
            mine = sums[claim.programme]
            mine.subjects.add(one.subject)
            mine.claimed += value
            mine.given += (given or {}).get(claim.programme, Decimal(0))
    rows = tuple(
        ProgrammeSum(name, len(one.subjects), one.claimed, one.given)
        for name, one in sorted(sums.items())
    )
    return Overlap(
        programmes=rows,
        total=total,
        claimed=sum((one.claimed for one in rows), Decimal(0)),
        overlap=overlap,
        unshared=unshared,
        unshared_subjects=tuple(open_),
        several=tuple(one.subject for one in results if len(one.claims) > 1),
    )
