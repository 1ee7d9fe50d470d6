from __future__ import annotations

from collections.abc import Mapping, Sequence

from jigai.apps.audit.writing import writing
from jigai.apps.matches.actions.open_day import reopen
from jigai.apps.matches.models import DayParticipant, DayWish, MatchingDay
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class WishNotOfOtherSide(Refusal):
    code = "matches.wish_not_of_other_side"
    message = Sentence(
        "意向中有不是对方参加者的编号{pk}。",
        "The wishes name {pk}, who is not a participant of the other side.",
    )


def set_wishes(
    *, participant: DayParticipant, wished: Sequence[DayParticipant], change: Change
) -> None:
    """Whom a participant wishes to meet, the best first; by hand, so that the ranking stays out.

    Raises:
        WishNotOfOtherSide: as named; also for a wish that is named twice.
    """
    _check(participant, wished)
    with writing("matching_day.wished", change):
        reopen(participant.day)
        DayWish.objects.filter(participant=participant).delete()
        DayWish.objects.bulk_create(
            DayWish(participant=participant, wished=one, place=place, is_edited=True)
            for place, one in enumerate(wished, 1)
        )


def fill_wishes(
    *,
    day: MatchingDay,
    ranked: Mapping[DayParticipant, Sequence[DayParticipant]],
    change: Change,
) -> int:
    """Wishes from the ranking, for those who have not edited theirs; how many were filled."""
    edited = set(
        DayWish.objects.filter(participant__day=day, is_edited=True).values_list(
            "participant_id", flat=True
        )
    )
    with writing("matching_day.wishes_filled", change):
        reopen(day)
        DayWish.objects.filter(participant__day=day, is_edited=False).delete()
        made = DayWish.objects.bulk_create(
            DayWish(participant=one, wished=other, place=place)
            for one, wished in ranked.items()
            if one.pk not in edited
            for place, other in enumerate(wished, 1)
        )
    return len({wish.participant_id for wish in made})


def _check(participant: DayParticipant, wished: Sequence[DayParticipant]) -> None:
    seen: set[int] = set()
    for one in wished:
        is_other = (one.demand_id is None) != (participant.demand_id is None)
        if one.day_id != participant.day_id or not is_other or one.pk in seen:
            raise WishNotOfOtherSide(pk=one.pk)
        seen.add(one.pk)
