"""Demands and offers as the plain facts that a ranking compares."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, Q

from jigai.apps.cooperation.entries import split_keywords
from jigai.apps.cooperation.fields import DISCIPLINES, TECHNICAL_FIELDS
from jigai.apps.cooperation.models import Achievement, Demand, Expert, Institution
from jigai.apps.cooperation.queries.open_demands import shown_text
from jigai.apps.cooperation.words import OWNERSHIPS, TRANSFORMATIONS
from jigai.apps.matches.catalogue import SEPARATOR
from jigai.apps.matches.models import DeclaredTie, DemandTerms, OfferTerms
from jigai.apps.reference.models import Division
from jigai.domain.match_reasons.conflicts import Tie
from jigai.domain.match_reasons.facts import DemandFacts, OfferFacts, OfferKind
from jigai.domain.sentence import Sentence

TEXTS = ("name", "keywords", "problem", "key_technology", "expected_goal")
WAYS: dict[str, frozenset[str]] = {
    "joint": frozenset({"joint", "shares"}),
    "transfer": frozenset({"transfer"}),
    "licence": frozenset({"licence"}),
}
"""Ways of transformation that a way of solving accepts; the others accept every way."""
OWNED: dict[str, frozenset[str]] = {
    "transfer": frozenset({"demander"}),
    "licence": frozenset({"solver"}),
    "joint": frozenset({"shared"}),
}
"""Who owns the right after each way: a transfer passes it on, a licence keeps it."""
OPEN = "agreed"


def demand_facts(demand: Demand) -> DemandFacts:
    """A demand by its form and terms; of a confidential one the masked text."""
    terms = DemandTerms.objects.filter(demand=demand).first()
    division = None if demand.is_confidential else demand.enterprise.division
    excluded = [*(terms.excluded if terms else [])]
    names = Institution.objects.filter(pk__in=excluded).values_list("name", flat=True)
    return DemandFacts(
        key=f"demand:{demand.pk}",
        text=SEPARATOR.join(shown_text(demand, name) for name in TEXTS),
        keywords=split_keywords(shown_text(demand, "keywords")),
        owners=frozenset({f"enterprise:{demand.enterprise_id}", _named(demand.enterprise.name)}),
        field_codes=_codes(demand),
        maturity_wanted=demand.least_maturity,
        wanted_by=demand.needed_by,
        places=tuple(terms.places) if terms else (),
        division_code=division.code if division else "",
        budget_fen=demand.budget_fen,
        ownership="" if demand.result_ownership == OPEN else demand.result_ownership,
        ways=WAYS.get(demand.solving_way, frozenset()),
        excluded=frozenset({*(f"institution:{pk}" for pk in excluded), *names}),
    )


def offer_facts(keys: Iterable[str], *, on: date) -> dict[str, OfferFacts]:
    """Key → facts of the offers that are published and open; a fixed number of statements."""
    ids: dict[str, list[int]] = {"achievement": [], "expert": []}
    for key in keys:
        kind, pk = key.split(":")
        ids[kind].append(int(pk))
    return achievement_facts(ids["achievement"]) | expert_facts(ids["expert"], on=on)


def achievement_facts(ids: Iterable[int], *, also_closed: bool = False) -> dict[str, OfferFacts]:
    """Achievements that are approved and open; ``also_closed`` for a look back."""
    terms = {one.achievement_id: one for one in OfferTerms.objects.filter(achievement__in=ids)}
    rows = Achievement.objects.filter(pk__in=ids).select_related(
        "institution", "enterprise__division"
    )
    if not also_closed:
        rows = rows.filter(state="approved", closed_on=None)
    return {
        f"achievement:{one.pk}": _achievement(one, terms.get(one.pk))
        for one in rows.prefetch_related("evidence")
    }


def expert_facts(
    ids: Iterable[int], *, on: date, also_closed: bool = False
) -> dict[str, OfferFacts]:
    """Experts who consent on the day, with the cases that they can still take."""
    rows = Expert.objects.filter(pk__in=ids) if also_closed else Expert.objects.consenting(on)
    counted = rows.filter(pk__in=ids).annotate(
        taken=Count("cases", filter=Q(cases__closed_on=None))
    )
    return {
        f"expert:{one.pk}": OfferFacts(
            key=f"expert:{one.pk}",
            kind=OfferKind.EXPERT,
            name=one.name,
            text=SEPARATOR.join((one.keywords, one.summary)),
            owners=frozenset({f"institution:{one.institution_id}"}),
            employers=frozenset(
                {f"institution:{one.institution_id}", _named(one.institution.name)}
            ),
            names=frozenset({one.institution.name}),
            field_codes=(f"discipline:{one.discipline}", f"technical:{one.technical_field}"),
            review_on=one.consent_until,
            capacity_left=max(one.load_limit - vars(one)["taken"], 0),
        )
        for one in counted.select_related("institution")
    }


def ties(*, on: date) -> list[Tie]:
    """The declared ties of a day."""
    held = DeclaredTie.objects.filter(declared_on__lte=on).filter(
        Q(ended_on=None) | Q(ended_on__gt=on)
    )
    return [
        Tie(
            f"enterprise:{one.enterprise_id}",
            f"institution:{one.institution_id}"
            if one.institution_id
            else f"expert:{one.expert_id}",
            one.words,
        )
        for one in held
    ]


def code_terms(demand: DemandFacts, offers: Collection[OfferFacts]) -> dict[str, Sentence]:
    """The words of every code that a reason may speak of; one statement for the places."""
    found = {f"discipline:{code}": said for code, said in DISCIPLINES.items()}
    found |= {f"technical:{code}": said for code, said in TECHNICAL_FIELDS.items()}
    codes = {*demand.field_codes, *(code for offer in offers for code in offer.field_codes)}
    for code in codes - set(found):
        number = code.split(":")[1]
        found[code] = Sentence(f"行业{number}", f"industry {number}")
    found |= OWNERSHIPS | TRANSFORMATIONS
    places = {*demand.places, *(offer.division_code for offer in offers if offer.division_code)}
    for one in Division.objects.filter(code__in=places):
        found[one.code] = Sentence(one.name, one.name_en or one.name)
    return found


def _achievement(one: Achievement, terms: OfferTerms | None) -> OfferFacts:
    holder = one.institution or one.enterprise
    owner = f"institution:{one.institution_id}" if one.institution_id else ""
    owner = owner or f"enterprise:{one.enterprise_id}"
    division = one.enterprise.division if one.enterprise else None
    applicant = terms.joint_applicant_id if terms else None
    way = one.transformation_way
    return OfferFacts(
        key=f"achievement:{one.pk}",
        kind=OfferKind.ACHIEVEMENT,
        name=one.name,
        text=SEPARATOR.join((one.name, one.keywords, one.summary, one.innovation_points)),
        owners=frozenset({owner, _named(holder.name)} if holder else {owner}),
        joint_applicants=frozenset({f"enterprise:{applicant}"} if applicant else ()),
        names=frozenset({holder.name} if holder else ()),
        field_codes=_codes(one),
        evidence=tuple(
            (paper.level, paper.dated_on)
            for paper in one.evidence.all()
            if paper.level <= one.maturity
        ),
        planned=_planned(terms),
        division_code=(terms.division_code if terms else "") or (division.code if division else ""),
        price_fen=one.price_fen,
        ownership=_owned(way, terms),
        ways=frozenset(terms.ways if terms and terms.ways else ([] if way == "other" else [way])),
        review_on=one.review_on,
    )


def _planned(terms: OfferTerms | None) -> tuple[tuple[int, date], ...]:
    if terms is None or terms.planned_level is None or terms.planned_on is None:
        return ()
    return ((terms.planned_level, terms.planned_on),)


def _owned(way: str, terms: OfferTerms | None) -> frozenset[str]:
    """What the holder said, else what the way of transformation brings; “as agreed” is unknown."""
    told = (
        frozenset(terms.ownerships) if terms and terms.ownerships else OWNED.get(way, frozenset())
    )
    return frozenset() if OPEN in told else told


def _codes(one: Demand | Achievement) -> tuple[str, ...]:
    pairs = (
        ("discipline", one.discipline),
        ("technical", one.technical_field),
        ("industry", one.industry_code),
    )
    return tuple(f"{scheme}:{code}" for scheme, code in pairs if code)


def _named(name: str) -> str:
    return f"name:{name.strip()}"
