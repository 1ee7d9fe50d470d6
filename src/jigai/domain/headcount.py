"""Average head-counts of a year: by quarter for the technology SME, by month for the HNTE.

The two rungs define "employees" and "technical staff" by different averages, and neither may stand
for the other. Both take the mean of the counts at the start and the end of each part of the year,
then the mean of the parts. A firm that opened or closed in the year gives only the parts in which
it operated.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

QUARTERS, MONTHS = 4, 12
Ends = tuple[int, int]


class HeadCountUnclear(Refusal):
    code = "headcount.unclear"
    message = Sentence("人数有误：{fault}。", "The head-counts are wrong: {fault}.")
    remedy = Sentence(
        "每个{part}填写期初、期末两个人数；年内开业或停业的，只填实际经营的{part}。",
        "Give two counts a {part}, at its start and its end; a firm that opened or closed in the "
        "year gives only the {part}s in which it operated.",
    )


QUARTER, MONTH = Sentence("季度", "quarter"), Sentence("月", "month")


def quarterly_average(counts: Sequence[Ends]) -> Fraction:
    """The yearly average of 国科发政〔2017〕115号, exact, in people.

    Args:
        counts: of each quarter of operation, the counts at its start and its end.

    Raises:
        HeadCountUnclear: no quarter, more than four, or a negative count.

    >>> quarterly_average([(8, 10), (10, 12), (12, 12), (12, 14)])
    Fraction(45, 4)
    """
    return _average(counts, most=QUARTERS, part=QUARTER)


def monthly_average(counts: Sequence[Ends]) -> Fraction:
    """The yearly average of 国科发火〔2016〕195号, exact; arguments as above, by month."""
    return _average(counts, most=MONTHS, part=MONTH)


def _average(counts: Sequence[Ends], *, most: int, part: Sentence) -> Fraction:
    if not 1 <= len(counts) <= most:
        fault = Sentence(
            f"有 {len(counts)} 组，应为 1 到 {most} 组", f"{len(counts)}, not 1 to {most}"
        )
        raise HeadCountUnclear(fault=fault, part=part)
    if any(count < 0 for ends in counts for count in ends):
        raise HeadCountUnclear(fault=Sentence("人数为负", "a count below 0"), part=part)
    return sum((Fraction(start + end, 2) for start, end in counts), Fraction(0)) / len(counts)
