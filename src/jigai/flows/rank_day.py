"""Fill the wishes of a matching day from the ranking, and guard them against conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jigai.apps.matches.actions.set_wishes import fill_wishes, set_wishes
from jigai.apps.matches.models import DayParticipant, MatchingDay
from jigai.apps.matches.queries.days import participants_of, thing_of
from jigai.apps.matches.queries.proposals import proposals
from jigai.domain.change import Change
from jigai.domain.match_reasons.match_list import MatchList
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class WishInConflict(Refusal):
    code = "matches.wish_in_conflict"
    message = Sentence(
        "与“{name}”有利益冲突，不能安排见面。",
        "There is a conflict of interest with “{name}”: no meeting is arranged.",
    )


def rank_day(*, day: MatchingDay, change: Change) -> int:
    """Wishes of both sides by the points of each pair; how many participants were filled.

    A pair that fails a hard condition or has a conflict of interest is in nobody's wishes.
    """
    held = participants_of(day)
    offers = {offer_key(one): one for one in held if one.demand_id is None}
    points: dict[tuple[DayParticipant, DayParticipant], float] = {}
    for one in held:
        if one.demand is None:
            continue
        found = _list(one, list(offers), on=change.at.date())
        for place, ranked in enumerate(found.eligible):
            points[one, offers[ranked.offer.key]] = (
                ranked.points + 1000 * ranked.shift - place / 1e6
            )
    wishes: dict[DayParticipant, list[DayParticipant]] = {one: [] for one in held}
    for (one, other), _worth in sorted(points.items(), key=lambda pair: -pair[1]):
        wishes[one].append(other)
        wishes[other].append(one)
    return fill_wishes(day=day, ranked=wishes, change=change)


def edit_wishes(
    *, participant: DayParticipant, wished: Sequence[DayParticipant], change: Change
) -> None:
    """Wishes by hand; a conflict of interest is refused.

    Raises:
        WishInConflict, WishNotOfOtherSide: as named.
    """
    for one in wished:
        demander, offerer = (participant, one) if participant.demand else (one, participant)
        if demander.demand is None or offerer.demand is not None:
            continue  # not of the other side: the action refuses it
        found = _list(demander, [offer_key(offerer)], on=change.at.date())
        if found.removed:
            raise WishInConflict(name=found.removed[0].name if participant.demand else "")
    set_wishes(participant=participant, wished=wished, change=change)


def offer_key(one: DayParticipant) -> str:
    kind = "achievement" if one.achievement_id else "expert"
    return f"{kind}:{thing_of(one).pk}"


def _list(one: DayParticipant, keys: list[str], *, on: date) -> MatchList:
    if one.demand is None:
        raise ValueError(one.pk)
    return proposals(one.demand, on=on, only=keys).found
