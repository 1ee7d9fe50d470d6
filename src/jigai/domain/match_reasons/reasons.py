"""The hard conditions, each with its reason in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jigai.domain.match_reasons.facts import Aspect, DemandFacts, OfferFacts
from jigai.domain.periods import ReportDay
from jigai.domain.quantities import money
from jigai.domain.sentence import Sentence, joined

Terms = Mapping[str, Sentence]
"""Words of field codes, places, terms of ownership and ways; what is absent stands for itself."""


class Fit(StrEnum):
    """The three answers; unknown is never a fit."""

    FITS = "fits"
    FITS_NOT = "fits_not"
    UNKNOWN = "unknown"


FITS: dict[Fit, Sentence] = {
    Fit.FITS: Sentence("符合", "fits"),
    Fit.FITS_NOT: Sentence("不符合", "does not fit"),
    Fit.UNKNOWN: Sentence("无法判断", "cannot be told"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    aspect: Aspect
    fit: Fit
    said: Sentence
    is_hard: bool = False


def listed(codes: Iterable[str], terms: Terms) -> Sentence:
    """The words of some codes, in the order of the codes."""
    found = sorted(codes)
    return joined([terms.get(code, Sentence(code, code)) for code in found], zh="、", en=", ")


def maturity(demand: DemandFacts, offer: OfferFacts, on: date) -> Reason | None:
    """Evidenced on the day, or only promised before the demand's day, or neither."""
    wanted = demand.maturity_wanted
    if wanted is None:
        return None
    level = offer.level_on(on)
    if level is not None and level >= wanted:
        said = Sentence("有证据的成熟度{has}级，要求{wants}级以上",
                        "evidenced at level {has}, asked for {wants} or above")  # fmt: skip
        return Reason(Aspect.MATURITY, Fit.FITS, said.format(has=level, wants=wanted))
    days = [
        day
        for reached, day in offer.planned
        if reached >= wanted and (demand.wanted_by is None or day <= demand.wanted_by)
    ]
    if days:
        said = Sentence("计划{day}前达到{wants}级，尚无证据",
                        "level {wants} is planned by {day}, without evidence yet")  # fmt: skip
        return Reason(
            Aspect.MATURITY, Fit.UNKNOWN, said.format(day=ReportDay(min(days)).name, wants=wanted)
        )
    if level is None:
        said = Sentence("要求{wants}级以上，没有成熟度证据",
                        "level {wants} is asked for; there is no evidence of maturity")  # fmt: skip
        return Reason(Aspect.MATURITY, Fit.UNKNOWN, said.format(wants=wanted))
    said = Sentence("有证据的成熟度只到{has}级，要求{wants}级以上",
                    "evidenced at level {has} only, asked for {wants} or above")  # fmt: skip
    return Reason(Aspect.MATURITY, Fit.FITS_NOT, said.format(has=level, wants=wanted))


def place(demand: DemandFacts, offer: OfferFacts, terms: Terms) -> Reason | None:
    """Within one of the places that the demand names."""
    if not demand.places:
        return None
    said = Sentence("要求在{where}", "must be in {where}").format(
        where=listed(demand.places, terms)
    )
    if not offer.division_code:
        unknown = Sentence("，对方所在地不明", "; where the partner is is not known")
        return Reason(Aspect.PLACE, Fit.UNKNOWN, _closed(said, unknown))
    is_inside = any(offer.division_code.startswith(within(code)) for code in demand.places)
    lies = Sentence("，对方在{here}", "; the partner is in {here}").format(
        here=listed([offer.division_code], terms)
    )
    return Reason(Aspect.PLACE, Fit.FITS if is_inside else Fit.FITS_NOT, _closed(said, lies))


def within(code: str) -> str:
    """The leading digits that every code inside a division shares.

    >>> within("370000"), within("371400"), within("371423")
    ('37', '3714', '371423')
    """
    return code[:2] if code[2:] == "0000" else code[:4] if code[4:] == "00" else code


def price(demand: DemandFacts, offer: OfferFacts) -> Reason | None:
    """The budget carries the price."""
    if demand.budget_fen is None:
        return None
    has = money(demand.budget_fen)
    if offer.price_fen is None:
        said = Sentence("拟投入{has}，对方未报价", "budget {has}; no price is told")
        return Reason(Aspect.PRICE, Fit.UNKNOWN, said.format(has=has))
    is_enough = offer.price_fen <= demand.budget_fen
    said = (
        Sentence("报价{asks}，在拟投入{has}以内", "price {asks}, within the budget of {has}")
        if is_enough
        else Sentence("报价{asks}，超过拟投入{has}", "price {asks}, above the budget of {has}")
    )
    fit = Fit.FITS if is_enough else Fit.FITS_NOT
    return Reason(Aspect.PRICE, fit, said.format(asks=money(offer.price_fen), has=has))


def ownership(demand: DemandFacts, offer: OfferFacts, terms: Terms) -> Reason | None:
    """The wanted ownership of the results is among what is offered."""
    if not demand.ownership:
        return None
    wants = listed([demand.ownership], terms)
    if not offer.ownership:
        said = Sentence("要求{wants}，对方未说明权属条件",
                        "wanted: {wants}; the terms of ownership are not told")  # fmt: skip
        return Reason(Aspect.OWNERSHIP, Fit.UNKNOWN, said.format(wants=wants))
    fit = Fit.FITS if demand.ownership in offer.ownership else Fit.FITS_NOT
    said = Sentence("要求{wants}，对方接受{offers}", "wanted: {wants}; accepted: {offers}")
    return Reason(
        Aspect.OWNERSHIP, fit, said.format(wants=wants, offers=listed(offer.ownership, terms))
    )


def way(demand: DemandFacts, offer: OfferFacts, terms: Terms) -> Reason | None:
    """One way of transformation that both accept."""
    if not demand.ways:
        return None
    wants = listed(demand.ways, terms)
    if not offer.ways:
        said = Sentence("需求方接受{wants}，对方未说明转化方式",
                        "accepted: {wants}; the ways offered are not told")  # fmt: skip
        return Reason(Aspect.WAY, Fit.UNKNOWN, said.format(wants=wants))
    both = demand.ways & offer.ways
    if both:
        said = Sentence("双方都接受{both}", "both accept {both}")
        return Reason(Aspect.WAY, Fit.FITS, said.format(both=listed(both, terms)))
    said = Sentence("需求方接受{wants}，对方只接受{offers}",
                    "accepted: {wants}; offered: {offers} only")  # fmt: skip
    return Reason(
        Aspect.WAY, Fit.FITS_NOT, said.format(wants=wants, offers=listed(offer.ways, terms))
    )


def partner(demand: DemandFacts, offer: OfferFacts) -> Reason | None:
    """Not one of those with whom the demand will not work."""
    if not demand.excluded:
        return None
    known = {*offer.owners, *offer.employers, *offer.names}
    if not known:
        said = Sentence("对方单位不明，无法核对排除名单",
                        "the partner's unit is not known: it cannot be checked")  # fmt: skip
        return Reason(Aspect.PARTNER, Fit.UNKNOWN, said)
    if demand.excluded & known:
        said = Sentence("需求方不与该单位合作", "the demand excludes this partner")
        return Reason(Aspect.PARTNER, Fit.FITS_NOT, said)
    said = Sentence("不在排除的合作对象中", "not among the excluded partners")
    return Reason(Aspect.PARTNER, Fit.FITS, said)


def review(offer: OfferFacts, on: date) -> Reason:
    """Looked through again in time: an overdue entry may no longer be true."""
    if offer.review_on is None:
        said = Sentence("没有复核日", "no review date")
        return Reason(Aspect.REVIEW, Fit.UNKNOWN, said)
    fit = Fit.FITS if offer.review_on >= on else Fit.FITS_NOT
    said = (
        Sentence("复核日{day}未到", "to be reviewed by {day}")
        if fit == Fit.FITS
        else Sentence("复核日{day}已过", "review was due on {day}")
    )
    return Reason(Aspect.REVIEW, fit, said.format(day=ReportDay(offer.review_on).name))


def capacity(offer: OfferFacts) -> Reason | None:
    """An expert with a case to spare; achievements are not asked."""
    if offer.capacity_left is None:
        return None
    if offer.capacity_left > 0:
        said = Sentence("还能承接{n}件", "can take {n} more")
        return Reason(Aspect.CAPACITY, Fit.FITS, said.format(n=offer.capacity_left))
    return Reason(Aspect.CAPACITY, Fit.FITS_NOT, Sentence("承接已满", "takes no more"))


def _closed(one: Sentence, other: Sentence) -> Sentence:
    """Two halves of one statement, without a space before the second."""
    return Sentence(one.zh + other.zh, one.en + other.en)
