"""Demands whose list a viewer may read, and what a viewer may offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.models import Achievement, Demand, Expert
from jigai.apps.cooperation.queries.open_demands import why_left_out
from jigai.apps.matches.models import DemandTerms, OfferTerms
from jigai.apps.matches.queries.access import (
    NoSuchOffer,
    own_enterprises,
    own_institutions,
)
from jigai.apps.matches.queries.names import names_for
from jigai.apps.registry.models import Enterprise
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class DemandRow:
    """A demand; ``left_out`` says why it takes no part in matching now."""

    id: int
    name: str
    enterprise: Sentence
    review_on: date
    least_maturity: int | None
    running: int
    refused: int
    left_out: Sentence | None


@dataclass(frozen=True, slots=True)
class OfferChoice:
    key: str
    name: str
    holder: str


def demand_rows(viewer: Viewer, *, on: date) -> list[DemandRow]:
    """Demands of the enterprises that the viewer sees, those that take part first."""
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    found = Demand.objects.filter(enterprise__in=seen, closed_on=None).annotate(
        running=Count("matches", filter=~Q(matches__stage="withdrawn"), distinct=True),
        refused=Count(
            "match_refusals", filter=Q(match_refusals__taken_back_on=None), distinct=True
        ),
    )
    names = names_for(viewer)
    rows = [
        DemandRow(
            one.pk,
            names.demand(one),
            names.demander(one),
            one.review_on,
            one.least_maturity,
            vars(one)["running"],
            vars(one)["refused"],
            told[1] if (told := why_left_out(one, on=on)) else None,
        )
        for one in found.select_related("enterprise").order_by("pk")
    ]
    return sorted(rows, key=lambda row: row.left_out is not None)


def own_offers(viewer: Viewer, *, on: date) -> list[OfferChoice]:
    """Achievements and experts that the viewer may bring forward."""
    firms, schools = own_enterprises(viewer), own_institutions(viewer)
    mine = Q(enterprise__in=firms) | Q(institution__in=schools)
    achievements = Achievement.objects.filter(mine, state="approved", closed_on=None)
    experts = Expert.objects.consenting(on).filter(institution__in=schools)
    return [
        *(
            OfferChoice(f"achievement:{one.pk}", one.name, "")
            for one in achievements.order_by("pk")
        ),
        *(OfferChoice(f"expert:{one.pk}", one.name, "") for one in experts.order_by("pk")),
    ]


def own_achievement(viewer: Viewer, pk: int, *, keeps: bool) -> Achievement:
    """An achievement whose terms the viewer may set: its holder's, or any for who keeps the books.

    Raises:
        NoSuchOffer: as named.
    """
    found = Achievement.objects.visible_to(viewer).filter(pk=pk)
    if not keeps:
        mine = Q(enterprise__in=own_enterprises(viewer))
        found = found.filter(mine | Q(institution__in=own_institutions(viewer)))
    one = found.first()
    if one is None:
        raise NoSuchOffer(key=f"achievement:{pk}")
    return one


def terms_of(demand: Demand) -> DemandTerms | None:
    return DemandTerms.objects.filter(demand=demand).first()


def offer_terms_of(achievement: Achievement) -> OfferTerms | None:
    return (
        OfferTerms.objects.filter(achievement=achievement).select_related("joint_applicant").first()
    )
