"""Until when a loss may be set against income (财税〔2018〕76号; 税务总局公告2018年第45号)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

USUAL_YEARS, LONG_YEARS, YEARS_BEFORE = 5, 10, 5
FIRST_YEAR = 2018


def last_year_to_use(loss_year: int, *, qualified: Iterable[int]) -> int:
    """The last year whose income may absorb a loss.

    Args:
        loss_year: the year of the loss.
        qualified: the years in which the firm is a high-tech enterprise or a technology-oriented
            SME; of an SME the year in its registration number counts.

    The ten years hold for losses of the five years before a qualifying year from 2018 on, whether
    or not the firm qualified in those five years.

    >>> last_year_to_use(2014, qualified=[2019])
    2024
    """
    long = any(year >= FIRST_YEAR and year - YEARS_BEFORE <= loss_year < year for year in qualified)
    return loss_year + (LONG_YEARS if long else USUAL_YEARS)
