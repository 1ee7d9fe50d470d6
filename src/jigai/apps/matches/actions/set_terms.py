from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Achievement, Demand, Institution
from jigai.apps.matches.models import DemandTerms, OfferTerms
from jigai.apps.reference.models import Division
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class PlaceCodeUnreadable(Refusal):
    code = "matches.place_code_unreadable"
    message = Sentence(
        "“{code}”不是6位以上的区划代码。", "“{code}” is no division code of 6 digits or more."
    )
    remedy = Sentence("例：370000 是山东省，371400 是德州市。",
                      "Such as 370000 for Shandong, 371400 for Dezhou.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfferLimits:
    """What the holder of an achievement says beyond the form; empty says nothing."""

    ownerships: Sequence[str] = ()
    ways: Sequence[str] = ()
    division_code: str = ""
    planned_level: int | None = None
    planned_on: date | None = None
    joint_applicant: Enterprise | None = None


def set_demand_terms(
    *, demand: Demand, places: Sequence[str], excluded: Sequence[Institution], change: Change
) -> DemandTerms:
    """Where the partner must be, and with whom the demand will not work.

    Raises:
        PlaceCodeUnreadable, RecordInvalid: as named.
    """
    for code in places:
        _check(code)
    with writing("demand.terms_set", change):
        terms = DemandTerms.objects.filter(demand=demand).first() or DemandTerms(demand=demand)
        terms.places = list(dict.fromkeys(places))
        terms.excluded = [one.pk for one in excluded]
        save_valid(terms)
    return terms


def set_offer_terms(*, achievement: Achievement, limits: OfferLimits, change: Change) -> OfferTerms:
    """Ownership, ways, place and next level of an achievement.

    Raises:
        PlaceCodeUnreadable, RecordInvalid: as named.
    """
    if limits.division_code:
        _check(limits.division_code)
    with writing("achievement.terms_set", change):
        terms = OfferTerms.objects.filter(achievement=achievement).first()
        terms = terms or OfferTerms(achievement=achievement)
        terms.ownerships, terms.ways = list(limits.ownerships), list(limits.ways)
        terms.division_code = limits.division_code
        terms.planned_level, terms.planned_on = limits.planned_level, limits.planned_on
        terms.joint_applicant = limits.joint_applicant
        save_valid(terms)
    return terms


def _check(code: str) -> None:
    is_shaped = code.isdecimal() and code.isascii() and 6 <= len(code) <= 12  # noqa: PLR2004
    if not is_shaped and not Division.objects.filter(code=code).exists():
        raise PlaceCodeUnreadable(code=code)
