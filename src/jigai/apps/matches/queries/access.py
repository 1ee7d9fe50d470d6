"""The gates to matches, contracts, refusals, ties and days: unseen and absent read alike."""

from __future__ import annotations

from django.db.models import Q

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.models import Achievement, Demand, Expert, InstitutionMember
from jigai.apps.matches.models import (
    DayParticipant,
    DeclaredTie,
    Match,
    MatchingDay,
    MatchRefusal,
    TechnicalContract,
)
from jigai.apps.registry.models import Enterprise, Representative
from jigai.domain.refusal import NotAllowed, NotFound
from jigai.domain.sentence import Sentence

OVERSEEING = frozenset({Role.ADMINISTRATOR, Role.OFFICE, Role.REVIEWER, Role.LEADER, Role.AUDITOR})


class NoSuchMatch(NotFound):
    code = "matches.not_found"
    message = Sentence("没有编号为{pk}的对接。", "There is no match {pk}.")
    remedy = Sentence("请从对接列表中选择。", "Choose one from the list of matches.")


class NoSuchDemand(NotFound):
    code = "matches.demand_not_found"
    message = Sentence("没有编号为{pk}的需求。", "There is no demand {pk}.")


class NoSuchOffer(NotFound):
    code = "matches.offer_not_found"
    message = Sentence(
        "没有“{key}”这项成果或这位专家。", "There is no achievement or expert “{key}”."
    )
    remedy = Sentence("写作 achievement:12 或 expert:3。", "Write achievement:12 or expert:3.")


class NoSuchContract(NotFound):
    code = "matches.contract_not_found"
    message = Sentence("这次对接还没有合同。", "This match has no contract yet.")


class NoSuchRefusal(NotFound):
    code = "matches.refusal_not_found"
    message = Sentence("没有编号为{pk}的谢绝记录。", "There is no refusal {pk}.")


class NoSuchTie(NotFound):
    code = "matches.tie_not_found"
    message = Sentence("没有编号为{pk}的利益关系申报。", "There is no declared tie {pk}.")


class NoSuchDay(NotFound):
    code = "matches.day_not_found"
    message = Sentence("没有编号为{pk}的对接会。", "There is no matching day {pk}.")


class NoSuchParticipant(NotFound):
    code = "matches.participant_not_found"
    message = Sentence("这次对接会没有编号为{pk}的参加者。", "The day has no participant {pk}.")


class NotASide(NotAllowed):
    code = "matches.not_a_side"
    message = Sentence(
        "只有对接的一方或技改办能办这件事。", "Only a side of the match or the office may do this."
    )


class NotYourWishes(NotAllowed):
    code = "matches.not_your_wishes"
    message = Sentence("只有参加者自己或技改办能改意向。",
                       "Only the participant or the office edits these wishes.")  # fmt: skip


def own_enterprises(viewer: Viewer) -> set[int]:
    """Ids of the enterprises for which the viewer acts now; one query."""
    if not viewer.has_role(Role.ENTERPRISE):
        return set()
    held = Representative.objects.filter(user_id=viewer.user_id, valid_to__isnull=True)
    return set(held.values_list("enterprise_id", flat=True))


def own_institutions(viewer: Viewer) -> set[int]:
    """Ids of the institutions for which the viewer acts now; one query."""
    if not viewer.has_role(Role.INSTITUTION):
        return set()
    held = InstitutionMember.objects.filter(user_id=viewer.user_id, valid_to=None)
    return set(held.values_list("institution_id", flat=True))


def demand_for(viewer: Viewer, pk: int) -> Demand:
    """A demand of an enterprise that the viewer sees: its list is its owner's and the office's.

    Raises:
        NoSuchDemand: it is absent, or out of the viewer's reach.
    """
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    found = (
        Demand.objects.filter(pk=pk, enterprise__in=seen)
        .select_related("enterprise__division")
        .first()
    )
    if found is None:
        raise NoSuchDemand(pk=pk)
    return found


def open_demand_for(viewer: Viewer, pk: int) -> Demand:
    """A demand that the viewer may answer: as `demand_for`, and what is published to institutions.

    Raises:
        NoSuchDemand: as named.
    """
    seen = Demand.objects.visible_to(viewer).select_related("enterprise__division")
    found = seen.filter(pk=pk).first()
    if found is None:
        raise NoSuchDemand(pk=pk)
    return found


def offer_named(viewer: Viewer, key: str) -> Achievement | Expert:
    """An achievement or expert by its key (``achievement:12``), if the viewer may see it.

    Raises:
        NoSuchOffer: it is absent, out of reach, or no key.
    """
    kind, _, number = key.partition(":")
    pk = int(number) if number.isdecimal() and number.isascii() else 0
    found: Achievement | Expert | None = None
    if kind == "achievement":
        found = Achievement.objects.visible_to(viewer).filter(pk=pk).first()
    elif kind == "expert" and viewer.grants:
        found = Expert.objects.filter(pk=pk, withdrawn_on=None).first()
    if found is None:
        raise NoSuchOffer(key=key)
    return found


def thing_named(viewer: Viewer, key: str) -> Demand | Achievement | Expert:
    """A demand, an achievement or an expert by its key.

    Raises:
        NoSuchDemand, NoSuchOffer: as named.
    """
    kind, _, number = key.partition(":")
    if kind != "demand":
        return offer_named(viewer, key)
    return demand_for(viewer, int(number) if number.isdecimal() and number.isascii() else 0)


def side_of(viewer: Viewer, demand: Demand, offer: Achievement | Expert | None) -> str:
    """For which side the viewer speaks: demand or offer; the office speaks for the demand.

    Raises:
        NotASide: neither.
    """
    firms = own_enterprises(viewer)
    if demand.enterprise_id in firms:
        return "demand"
    if isinstance(offer, Achievement) and offer.enterprise_id in firms:
        return "offer"
    if offer is not None and offer.institution_id in own_institutions(viewer):
        return "offer"
    seen = Enterprise.objects.visible_to(viewer).filter(pk=demand.enterprise_id)
    if may(viewer, Deed.KEEP_REGISTERS) and seen.exists():
        return "demand"
    raise NotASide


def match_for(viewer: Viewer, pk: int) -> Match:
    """The match, if the viewer sees one of its sides.

    Raises:
        NoSuchMatch: it is absent, or out of reach.
    """
    found = (
        Match.objects.visible_to(viewer)
        .select_related("demand__enterprise", "achievement", "expert")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NoSuchMatch(pk=pk)
    return found


def contract_of(match: Match) -> TechnicalContract:
    """Raises: NoSuchContract: as named."""
    found = TechnicalContract.objects.filter(match=match).select_related("match").first()
    if found is None:
        raise NoSuchContract
    return found


def visible_refusals(viewer: Viewer) -> Q:
    """Refusals of demands and offers of the viewer's own, or that they oversee."""
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    own = own_institutions(viewer)
    return (
        Q(demand__enterprise__in=seen)
        | Q(achievement__enterprise__in=seen)
        | Q(achievement__institution__in=own)
        | Q(expert__institution__in=own)
    )


def refusal_for(viewer: Viewer, pk: int) -> MatchRefusal:
    """Raises: NoSuchRefusal: it is absent, or out of reach."""
    found = (
        MatchRefusal.objects.filter(visible_refusals(viewer), pk=pk)
        .select_related("demand", "achievement", "expert")
        .first()
    )
    if found is None:
        raise NoSuchRefusal(pk=pk)
    return found


def visible_ties(viewer: Viewer) -> Q:
    """Ties of enterprises that the viewer sees: who may know why somebody was removed."""
    return Q(enterprise__in=Enterprise.objects.visible_to(viewer).order_by().values("pk"))


def tie_for(viewer: Viewer, pk: int) -> DeclaredTie:
    """Raises: NoSuchTie: it is absent, or out of reach."""
    found = DeclaredTie.objects.filter(visible_ties(viewer), pk=pk).first()
    if found is None:
        raise NoSuchTie(pk=pk)
    return found


def day_for(viewer: Viewer, pk: int) -> MatchingDay:
    """A matching day, for the office and for who comes to it.

    Raises:
        NoSuchDay: it is absent, or not the viewer's.
    """
    found = MatchingDay.objects.filter(visible_days(viewer), pk=pk).first()
    if found is None:
        raise NoSuchDay(pk=pk)
    return found


def visible_days(viewer: Viewer) -> Q:
    """Days to which something of the viewer's comes; who sees the whole county sees all."""
    if any(g.division_ids is None and g.role in OVERSEEING for g in viewer.grants):
        return ~Q(pk__in=[])
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    own = own_institutions(viewer)
    held = DayParticipant.objects.filter(
        Q(demand__enterprise__in=seen)
        | Q(achievement__enterprise__in=seen)
        | Q(achievement__institution__in=own)
        | Q(expert__institution__in=own)
    )
    return Q(pk__in=held.values("day"))


def participant_for(day: MatchingDay, pk: int) -> DayParticipant:
    """Raises: NoSuchParticipant: as named."""
    found = (
        DayParticipant.objects.filter(day=day, pk=pk)
        .select_related("day", "demand", "achievement", "expert")
        .first()
    )
    if found is None:
        raise NoSuchParticipant(pk=pk)
    return found


def speaks_for(viewer: Viewer, participant: DayParticipant) -> bool:
    """Whether the viewer may edit the wishes of a participant: its own side, or the office."""
    if may(viewer, Deed.RUN_MATCHING):
        return True
    if participant.demand is not None:
        return participant.demand.enterprise_id in own_enterprises(viewer)
    offer = participant.achievement or participant.expert
    if isinstance(offer, Achievement) and offer.enterprise_id in own_enterprises(viewer):
        return True
    return offer is not None and offer.institution_id in own_institutions(viewer)
