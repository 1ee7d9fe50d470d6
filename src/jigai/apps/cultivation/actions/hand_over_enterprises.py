"""The ladder's share of handing many enterprises to another officer, from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jigai.apps.audit.inserting import insert_many
from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.actions.assign_coach import officer_for
from jigai.apps.cultivation.models import Coach, LadderTask
from jigai.apps.cultivation.queries.coaches import present_coaches
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class HandOverBeforeTheLast(Refusal):
    code = "cultivation.hand_over_before_the_last"
    message = Sentence(
        "“{enterprise}”自{day}起才由现任联系人负责，交接日不能更早。",
        "The present officer of “{enterprise}” began on {day}; it cannot be handed over before.",
    )
    remedy = Sentence("请选更晚的交接日。", "Choose a later day.")


class HandOverInFuture(Refusal):
    code = "cultivation.hand_over_in_future"
    message = Sentence(
        "{day}还没有到；交接当天再办。", "{day} is not here yet; hand over on the day itself."
    )


def hand_over_enterprises(
    *, enterprises: Sequence[Enterprise], to_user_id: int, since: date, change: Change
) -> int:
    """The officers of now end that day, the new one begins; open ladder tasks go over.

    Closed tasks keep the name of who had them. Enterprises that the new officer has already
    stay as they are.

    Returns:
        How many open tasks moved.

    Raises:
        HandOverInFuture, HandOverBeforeTheLast, NoSuchOfficer, CoachCannotSee: as named.
    """
    if since > change.at.date():
        raise HandOverInFuture(day=since)
    user = officer_for(enterprises, user_id=to_user_id, since=since)
    former = present_coaches([one.pk for one in enterprises])
    moving = [
        one for one in enterprises if one.pk not in former or former[one.pk].user_id != user.pk
    ]
    for one in moving:
        held = former.get(one.pk)
        if held is not None and since < held.valid_from:
            raise HandOverBeforeTheLast(enterprise=one.name, day=held.valid_from)
    keys = [one.pk for one in moving]
    with writing("enterprises.handed_over", change):
        Coach.objects.filter(enterprise__in=keys, valid_to=None).update(valid_to=since)
        insert_many([Coach(enterprise=one, user=user, valid_from=since) for one in moving])
        return LadderTask.objects.filter(enterprise__in=keys, done_on=None).update(officer=user)
