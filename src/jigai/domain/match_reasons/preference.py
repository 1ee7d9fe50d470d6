"""The soft part: points for words, field, maturity and place, each with its reason."""

from __future__ import annotations

from datetime import date

from jigai.domain.match_reasons.facts import LEVELS, Aspect, DemandFacts, OfferFacts
from jigai.domain.match_reasons.reasons import Fit, Reason, Terms, listed
from jigai.domain.matching.words import words
from jigai.domain.sentence import Sentence

BEST_TEXT = 2.75
"""The highest score of `matching.index.TextIndex`."""
SCHEMES: dict[str, tuple[tuple[int, float], ...]] = {
    "discipline": ((5, 0.7), (3, 0.4)),
    "technical": ((1, 0.5),),
    "industry": ((3, 0.7), (2, 0.5)),
}
"""Leading digits in common, and what they are worth: disciplines (GB/T 13745: 3, 5, 7 digits),
technical fields (the first digit is the domain), industries (GB/T 4754: 2, 3, 4)."""
MOST_WORDS = 8
PLACES = ((9, 1.0), (6, 0.8), (4, 0.5), (2, 0.25))
"""Leading digits of the division code shared: town, county, prefecture, province."""


def words_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The words asked for, each once, in order."""
    return tuple(dict.fromkeys(word for text in texts for word in words(text)))


def by_words(demand: DemandFacts, spoken: frozenset[str]) -> tuple[float, list[Reason]]:
    """The share of the demand's keywords that the offer speaks of, and which.

    Args:
        spoken: the words of the offer's text.
    """
    said: list[tuple[str, bool]] = []
    for keyword in demand.keywords or (demand.text,):
        said += [(word, word in spoken) for word in words_of((keyword,))]
    told = dict(said)
    if not told:
        return 0.0, []
    there = [word for word, is_there in told.items() if is_there]
    absent = [word for word, is_there in told.items() if not is_there]
    reasons = []
    if there:
        words_there = Sentence("提到：{words}", "speaks of: {words}").format(words=_few(there))
        reasons.append(Reason(Aspect.WORDS, Fit.FITS, words_there))
    if absent:
        not_there = Sentence("没有提到：{words}", "does not speak of: {words}").format(
            words=_few(absent)
        )
        reasons.append(Reason(Aspect.WORDS, Fit.FITS_NOT, not_there))
    return len(there) / len(told), reasons


def by_field(demand: DemandFacts, offer: OfferFacts, terms: Terms) -> tuple[float, Reason | None]:
    """How near the nearest pair of field codes lies: the same 1."""
    if not demand.field_codes:
        return 0.0, None
    asked = listed(demand.field_codes, terms)
    if not offer.field_codes:
        said = Sentence("需求领域{asked}，对方没有领域代码",
                        "field asked: {asked}; the offer has no field code")  # fmt: skip
        return 0.0, Reason(Aspect.FIELD, Fit.UNKNOWN, said.format(asked=asked))
    near = max(nearness(one, other) for one in demand.field_codes for other in offer.field_codes)
    has = listed(offer.field_codes, terms)
    if near == 1:
        both = listed(set(demand.field_codes) & set(offer.field_codes), terms)
        said = Sentence("领域相同：{both}", "same field: {both}").format(both=both)
        return 1.0, Reason(Aspect.FIELD, Fit.FITS, said)
    said = (
        Sentence("领域相近：需求{asked}，对方{has}", "near fields: asked {asked}, offered {has}")
        if near
        else Sentence(
            "领域不同：需求{asked}，对方{has}", "other field: asked {asked}, offered {has}"
        )
    )
    fit = Fit.FITS if near else Fit.FITS_NOT
    return near, Reason(Aspect.FIELD, fit, said.format(asked=asked, has=has))


def nearness(one: str, other: str) -> float:
    """Of two codes with their scheme, 0 to 1; codes of two schemes are never near.

    >>> nearness("discipline:4702010", "discipline:4702050")
    0.7
    >>> nearness("technical:402", "technical:403"), nearness("technical:402", "discipline:402")
    (0.5, 0.0)
    """
    if one == other:
        return 1.0
    scheme, first = one.split(":", 1)
    other_scheme, second = other.split(":", 1)
    if scheme != other_scheme:
        return 0.0
    return next(
        (
            worth
            for digits, worth in SCHEMES.get(scheme, ())
            if len(first) >= digits <= len(second) and first[:digits] == second[:digits]
        ),
        0.0,
    )


def by_maturity(demand: DemandFacts, offer: OfferFacts, on: date) -> float:
    """Evidenced levels above what is asked, as a share of those that there can be."""
    level = offer.level_on(on)
    wanted = demand.maturity_wanted or 0
    if level is None or level < wanted:
        return 0.0
    return (level - wanted) / (LEVELS - wanted) if wanted < LEVELS else 1.0


def by_place(demand: DemandFacts, offer: OfferFacts) -> float:
    """Town, county, prefecture or province in common; 0 where either is not known."""
    one, other = demand.division_code, offer.division_code
    if not one or not other:
        return 0.0
    return next(
        (
            worth
            for digits, worth in PLACES
            if len(one) >= digits <= len(other) and one[:digits] == other[:digits]
        ),
        0.0,
    )


def _few(found: list[str]) -> Sentence:
    shown = found[:MOST_WORDS]
    more = len(found) - len(shown)
    tail = Sentence(f"等{len(found)}个词", f" and {more} more") if more else Sentence("", "")
    return Sentence("、".join(shown) + tail.zh, ", ".join(shown) + tail.en)
