"""The soft part: points for words, field, maturity and place, each with its reason."""

from __future__ import annotations

from datetime import date

from jigai.domain.match_reasons.facts import LEVELS, Aspect, DemandFacts, Nearness, OfferFacts
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
NEAREST = 10
"""Up to this place by nearness alone an offer is said to be near."""
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


def by_nearness(nearness: Nearness | None) -> list[Reason]:
    """That an offer was found by a model alone; among the nearest it fits."""
    if nearness is None:
        return []
    fit = Fit.FITS if nearness.place <= NEAREST else Fit.FITS_NOT
    said = (
        Sentence("没有共同的词；按向量模型“{model}”意思相近，{of}项中第{place}近",
                 "no word in common; near by the embedding model “{model}”, number {place} of {of}")
        if fit == Fit.FITS
        else Sentence("没有共同的词；按向量模型“{model}”，{of}项中只排第{place}近",
                      "no word in common; by the model “{model}” only number {place} of {of}")
    )  # fmt: skip
    return [
        Reason(
            Aspect.TEXT,
            fit,
            said.format(model=nearness.model, of=nearness.of, place=nearness.place),
        )
    ]


def by_field(demand: DemandFacts, offer: OfferFacts, terms: Terms) -> tuple[float, list[Reason]]:
    """How near the nearest pair of field codes lies, and for each scheme whether it fits."""
    near, reasons = 0.0, []
    for scheme in dict.fromkeys(code.split(":")[0] for code in demand.field_codes):
        asked = [code for code in demand.field_codes if code.split(":")[0] == scheme]
        has = [code for code in offer.field_codes if code.split(":")[0] == scheme]
        found = max((nearness(one, other) for one in asked for other in has), default=0.0)
        near = max(near, found)
        reasons.append(_field_reason(asked, has, found, terms))
    return near, reasons


def _field_reason(asked: list[str], has: list[str], near: float, terms: Terms) -> Reason:
    wants, offers = listed(asked, terms), listed(has, terms)
    if not has:
        said = Sentence("需求领域{wants}，对方没有这类代码",
                        "field asked: {wants}; the offer has no such code")  # fmt: skip
        return Reason(Aspect.FIELD, Fit.UNKNOWN, said.format(wants=wants))
    if near == 1:
        both = listed(set(asked) & set(has), terms)
        said = Sentence("领域相同：{both}", "same field: {both}").format(both=both)
        return Reason(Aspect.FIELD, Fit.FITS, said)
    said = (
        Sentence(
            "领域相近：需求{wants}，对方{offers}", "near field: asked {wants}, offered {offers}"
        )
        if near
        else Sentence(
            "领域不同：需求{wants}，对方{offers}", "other field: asked {wants}, offered {offers}"
        )
    )
    fit = Fit.FITS if near else Fit.FITS_NOT
    return Reason(Aspect.FIELD, fit, said.format(wants=wants, offers=offers))


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
