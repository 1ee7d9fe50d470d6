"""Matches without a step for too long, and the monthly digest of refusals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from jigai.apps.cultivation.models import Coach
from jigai.apps.matches.models import Match, MatchRefusal
from jigai.apps.matches.queries.digest import code_word
from jigai.apps.matches.queries.pipeline import stalled
from jigai.domain.match_reasons.editions import edition_in_force
from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import MATCH, REFUSALS
from jigai.domain.sentence import Sentence
from jigai.flows.reminder_sources.asked import OFFICE, Asked
from jigai.flows.reminder_sources.sides import members_of, of_firm, of_institution, represented

TO_MOVE = Sentence(
    "对接自{day}起没有进展，请跟进或记录退出",
    "no step since {day}: follow it up, or record that it was given up",
)
DIGEST = Sentence("{month} 谢绝汇总", "refusals of {month}")
TOLD_NO = Sentence(
    "上月被谢绝 {count} 次，最多的原因：{code}", "declined {count} times, most often as: {code}"
)
TOLD_UNTIL = 10
"""Day of the month up to which the month before is told."""
Owner = tuple[str, int]


def stalled_matches(asked: Asked) -> Iterator[Due]:
    """The officer's who accompanies the demander, else the office's; two queries."""
    held = Coach.objects.filter(valid_to=None)
    coaches = dict(held.values_list("enterprise_id", "user_id"))
    own = [firm for firm, user in coaches.items() if user == asked.person_id]
    limit = timedelta(days=edition_in_force(on=asked.on).stalled_days)
    found = Match.objects.filter(stalled(on=asked.on)).select_related("demand__enterprise")
    near = Q(demand__enterprise__in=asked.enterprises) | Q(demand__enterprise__in=own)
    for one in found.filter(near):
        firm = one.demand.enterprise
        officer = coaches.get(firm.pk)
        yield Due(
            kind=MATCH,
            record=f"match:{one.pk}/{one.last_step_on}",
            title=named(str(one.demand)),
            what=TO_MOVE.format(day=one.last_step_on),
            link=f"/matches/{one.pk}/",
            who=Who(person_id=officer) if officer else Who(roles=OFFICE),
            due_on=one.last_step_on + limit,
            division_id=firm.division_id,
            enterprise_id=firm.pk,
        )


def refusals(asked: Asked) -> Iterator[Due]:
    """What each owner was told no for in the month before, in its first days; four queries."""
    if asked.on.day > TOLD_UNTIL:
        return
    last = asked.on.replace(day=1) - timedelta(days=1)
    counted = _counted(last.replace(day=1), last)
    firms = asked.enterprises.in_bulk([pk for kind, pk in counted if kind == "enterprise"])
    members = members_of([pk for kind, pk in counted if kind == "institution"])
    staffed = represented(list(firms))
    for (kind, pk), codes in counted.items():
        firm = firms.get(pk) if kind == "enterprise" else None
        if kind == "enterprise" and firm is None:
            continue
        whom = [of_firm(pk, staffed)] if firm else of_institution(pk, members)
        for who in whom:
            yield Due(
                kind=REFUSALS,
                record=f"refusals:{kind}:{pk}/{last:%Y-%m}",
                title=DIGEST.format(month=f"{last:%Y-%m}"),
                what=_said(codes),
                link=f"/matches/digest/?month={last:%Y-%m}",
                who=who,
                division_id=firm.division_id if firm else None,
                enterprise_id=firm.pk if firm else None,
            )


def _counted(first: date, last: date) -> dict[Owner, Counter[str]]:
    """Refusals by code for who was told no: the demander, or the holder of the offer."""
    rows = MatchRefusal.objects.filter(declined_on__range=(first, last), taken_back_on=None)
    found: dict[Owner, Counter[str]] = defaultdict(Counter)
    for one in rows.select_related("demand", "achievement", "expert").order_by("pk"):
        offer = one.achievement or one.expert
        firm = one.achievement.enterprise_id if one.achievement else None
        if one.side == "offer":
            owner = ("enterprise", one.demand.enterprise_id)
        elif firm is not None:
            owner = ("enterprise", firm)
        else:
            owner = ("institution", offer.institution_id or 0 if offer else 0)
        found[owner][one.code] += 1
    return found


def _said(codes: Counter[str]) -> Sentence:
    [(code, _)] = codes.most_common(1)
    return TOLD_NO.format(count=codes.total(), code=code_word(code))
