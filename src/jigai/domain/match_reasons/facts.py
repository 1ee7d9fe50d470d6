"""What a ranking knows of a demand and of an offer: plain facts, no tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jigai.domain.sentence import Sentence

LEVELS = 9
"""Technology readiness levels of GB/T 22900-2022."""


class OfferKind(StrEnum):
    ACHIEVEMENT = "achievement"
    EXPERT = "expert"


class Aspect(StrEnum):
    """What a demand and an offer are compared in."""

    TEXT = "text"
    WORDS = "words"
    FIELD = "field"
    MATURITY = "maturity"
    PLACE = "place"
    PRICE = "price"
    OWNERSHIP = "ownership"
    WAY = "way"
    PARTNER = "partner"
    REVIEW = "review"
    CAPACITY = "capacity"


ASPECTS: dict[Aspect, Sentence] = {
    Aspect.TEXT: Sentence("全文", "whole text"),
    Aspect.WORDS: Sentence("关键词", "keywords"),
    Aspect.FIELD: Sentence("领域代码", "field codes"),
    Aspect.MATURITY: Sentence("成熟度", "maturity"),
    Aspect.PLACE: Sentence("地域", "place"),
    Aspect.PRICE: Sentence("资金", "money"),
    Aspect.OWNERSHIP: Sentence("权属", "ownership"),
    Aspect.WAY: Sentence("转化方式", "way of transformation"),
    Aspect.PARTNER: Sentence("合作对象", "partner"),
    Aspect.REVIEW: Sentence("复核日", "review date"),
    Aspect.CAPACITY: Sentence("承接能力", "capacity"),
}
REMOVABLE = (
    Aspect.WORDS,
    Aspect.FIELD,
    Aspect.MATURITY,
    Aspect.PLACE,
    Aspect.PRICE,
    Aspect.OWNERSHIP,
    Aspect.WAY,
)
"""What may be left out of a ranking to see what it does; the rest protects somebody."""


@dataclass(frozen=True, slots=True)
class DemandFacts:
    """What a demand asks for; an empty field asks for nothing. Money in fen.

    Attributes:
        text: what may be compared; of a confidential demand the masked text.
        keywords: what it says it is about, in words.
        field_codes: each with its scheme, as ``discipline:430``.
        owners: keys of the legal persons behind it, joint applicants included.
        maturity_wanted: readiness level 1 to 9, by ``wanted_by``.
        places: division codes within which the partner must be.
        ways: ways of transformation that it accepts.
        excluded: keys and names of partners that it does not want.
    """

    key: str
    text: str
    keywords: tuple[str, ...] = ()
    owners: frozenset[str] = frozenset()
    field_codes: tuple[str, ...] = ()
    maturity_wanted: int | None = None
    wanted_by: date | None = None
    places: tuple[str, ...] = ()
    division_code: str = ""
    budget_fen: int | None = None
    ownership: str = ""
    ways: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What an achievement or an expert brings; empty or ``None`` says that it is not known.

    Attributes:
        owners: keys of the legal persons that own it.
        employers: of an expert, where they are employed now.
        joint_applicants: who applied together with its owners.
        names: of the owners, for partners that are excluded by name.
        evidence: readiness levels that a paper proves, each with its day.
        planned: levels that are promised, each with its day.
        ownership: terms of ownership that it accepts.
        review_on: after this day without a review it does not take part.
        capacity_left: cases that an expert can still take.
    """

    key: str
    kind: OfferKind
    name: str
    text: str
    owners: frozenset[str] = frozenset()
    employers: frozenset[str] = frozenset()
    joint_applicants: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    field_codes: tuple[str, ...] = ()
    evidence: tuple[tuple[int, date], ...] = ()
    planned: tuple[tuple[int, date], ...] = ()
    division_code: str = ""
    price_fen: int | None = None
    ownership: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    review_on: date | None = None
    capacity_left: int | None = None

    def level_on(self, day: date) -> int | None:
        """The highest level that a paper of that day or before proves."""
        return max((level for level, since in self.evidence if since <= day), default=None)


@dataclass(frozen=True, slots=True)
class Nearness:
    """Where an embedding model puts an offer that shares no word with the demand.

    Attributes:
        place: by nearness, from 1, among ``of`` offers.
    """

    model: str
    place: int
    of: int
