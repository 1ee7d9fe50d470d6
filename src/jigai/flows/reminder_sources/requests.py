"""Requests whose clock runs, whose asker is to speak, or that were brought to a level above.

A line names number and category, never the title, so that nothing of a confidential request
leaves by mail.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import F
from django.utils.timezone import localtime

from jigai.apps.support.models import EnterpriseRequest, RequestEscalation, RequestPart
from jigai.apps.support.queries.desk import coded, open_requests
from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import REQUEST
from jigai.domain.request_clocks.life import Level, State, Turn
from jigai.domain.request_clocks.words import Cause
from jigai.domain.sentence import Sentence
from jigai.flows.reminder_sources.asked import OFFICE, Asked, staffed_units, unit_or_office

TO_TAKE = Sentence("{request}待受理", "{request}: take it up")
TO_ANSWER = Sentence("{request}待答复", "{request}: answer it")
TO_HELP = Sentence("{request}待协办", "{request}: do your part")
TO_SPEAK = Sentence(
    "{request}已答复，请确认或提出重办；到期自动办结",
    "{request} is answered: confirm or reopen it; it closes by itself on the day",
)
TO_ADD = Sentence("{request}等企业补充材料", "{request} waits for papers of the enterprise")
IS_ABOVE = Sentence("{request}已升级：{cause}", "{request} was brought before you: {cause}")
LEVELS = {Level.OFFICE.value: OFFICE, Level.LEADER.value: frozenset({"leader"})}


def turns(asked: Asked) -> Iterator[Due]:
    """Requests whose turn is a department's or the office's, and parts of others; four queries."""
    unit = partial(unit_or_office, staffed=staffed_units())
    waiting = open_requests(asked.viewer).select_related("enterprise")
    for one in waiting.filter(turn=Turn.RECEIVER.value):
        moment = one.response_due_at if one.state == State.RAISED else one.due_at
        yield _due(one, TO_TAKE, who=unit(one.receiver_id), due_on=_day(moment))
    for one in waiting.filter(turn=Turn.DEPARTMENT.value):
        who = Who(person_id=one.officer_id) if one.officer_id else unit(one.lead_id)
        yield _due(one, TO_ANSWER, who=who, due_on=_day(one.due_at))
    parts = RequestPart.objects.filter(is_lead=False, done_at=None, request__in=waiting)
    for part in parts.select_related("request__enterprise"):
        yield _due(
            part.request, TO_HELP, who=unit(part.agency_id), due_on=_day(part.due_at),
            part=f"/part:{part.pk}",
        )  # fmt: skip


def askers(asked: Asked) -> Iterator[Due]:
    """Answered or suspended requests in which the enterprise is to speak; one query."""
    waiting = open_requests(asked.viewer).filter(
        turn=Turn.ENTERPRISE.value, enterprise__in=asked.enterprises
    )
    who = Who(roles=frozenset({"enterprise"}))
    for one in waiting.select_related("enterprise"):
        said = TO_SPEAK if one.state == State.ANSWERED else TO_ADD
        yield _due(one, said, who=who, due_on=_day(one.silent_at), is_firms=True)


def raised_above(asked: Asked) -> Iterator[Due]:
    """Escalations of the present cycle, for the level that they were brought before; one query."""
    found = RequestEscalation.objects.filter(
        request__in=open_requests(asked.viewer), cycle=F("request__cycle")
    )
    for one in found.select_related("request__enterprise"):
        if roles := LEVELS.get(one.level):
            said = IS_ABOVE.format(request="{request}", cause=Cause(one.cause).label)
            yield _due(one.request, said, who=Who(roles=roles), part=f"/above:{one.pk}")


def _due(
    one: EnterpriseRequest,
    said: Sentence,
    *,
    who: Who,
    due_on: date | None = None,
    part: str = "",
    is_firms: bool = False,
) -> Due:
    """A unit that works on a request need not see the enterprise; the request's gate has let it."""
    more: dict[str, Any] = {"enterprise_id": one.enterprise_id} if is_firms else {}
    return Due(
        kind=REQUEST,
        record=f"request:{one.pk}{part}",
        title=named(one.enterprise.name),
        what=said.format(request=coded(one)),
        link=f"/support/{one.pk}/",
        who=who,
        due_on=due_on,
        division_id=one.enterprise.division_id,
        **more,
    )


def _day(moment: datetime | None) -> date | None:
    return localtime(moment).date() if moment else None
