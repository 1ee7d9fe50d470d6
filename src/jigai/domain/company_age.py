"""How long a firm has been registered, in the calendar days that 国科发火〔2016〕195号 counts."""

from __future__ import annotations

from datetime import date, timedelta

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

HNTE_DAYS = 365


class AppliedBeforeFounded(Refusal):
    code = "company_age.applied_before_founded"
    message = Sentence(
        "申请日 {applied} 早于成立日 {founded}。",
        "The day of application {applied} lies before the founding {founded}.",
    )


def days_registered(*, founded: date, applied: date) -> int:
    """Whole calendar days of registration on the day of application.

    The day of founding is not counted and the day of application is (Civil Code, article 201):
    a firm of 1 July 2023 has 365 days on 30 June 2024, for 2024 is a leap year. Advisers who say
    one or two days later are on the safe side, not by the text.

    Raises:
        AppliedBeforeFounded: as named.

    >>> days_registered(founded=date(2023, 7, 1), applied=date(2024, 6, 30))
    365
    """
    if applied < founded:
        raise AppliedBeforeFounded(founded=founded, applied=applied)
    return (applied - founded).days


def first_day_for_hnte(founded: date) -> date:
    """The first day on which the 365 days of 国科发火〔2016〕32号 article 11 (1) are full."""
    return founded + timedelta(days=HNTE_DAYS)
