"""Plans that wait for a second person, and measures near or past their day."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from jigai.apps.accounts.permissions import Deed
from jigai.apps.cultivation.models import Coach
from jigai.apps.planning.queries.waiting import AHEAD, open_measures, waiting_versions
from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import PLANNING
from jigai.domain.sentence import Sentence
from jigai.flows.reminder_sources.asked import Asked, roles_for, staffed_units, unit_or_office

TO_APPROVE = Sentence("批准规划“{plan}”，或退回", "approve the plan “{plan}”, or return it")
TO_DO = Sentence("落实规划措施{key}“{title}”", "carry out the measure {key} “{title}”")


def approvals(asked: Asked) -> Iterator[Due]:
    """Versions that were handed in, for who may approve and wrote nothing in them; one query."""
    waiting = waiting_versions().filter(plan__enterprise__in=asked.enterprises)
    for one in waiting.select_related("plan__enterprise"):
        firm = one.plan.enterprise
        yield Due(
            kind=PLANNING,
            record=f"plan_version:{one.pk}",
            title=named(firm.name),
            what=TO_APPROVE.format(plan=one.plan.title),
            link=f"/planning/versions/{one.pk}/",
            who=Who(
                roles=roles_for(Deed.APPROVE_PLANS),
                not_keys=frozenset(key for key in one.author_keys.split("|") if key),
            ),
            division_id=firm.division_id,
            enterprise_id=firm.pk,
        )


def measures(asked: Asked) -> Iterator[Due]:
    """Measures of approved plans without a completed project or a result; four queries.

    They are the officer's who accompanies the firm, else the unit's that answers for the plan.
    """
    staffed = staffed_units()
    firms = "version__plan__enterprise"
    held = Coach.objects.filter(valid_to=None)
    coaches = dict(held.values_list("enterprise_id", "user_id"))
    near = Q(**{f"{firms}__in": asked.enterprises})
    if asked.person_id:
        own = held.filter(user_id=asked.person_id).values("enterprise_id")
        near |= Q(**{f"{firms}__in": own})
    waiting = open_measures(before=asked.on + AHEAD).filter(near)
    for one in waiting.select_related(firms):
        firm = one.version.plan.enterprise
        yield Due(
            kind=PLANNING,
            record=f"plan_line:{one.version.plan_id}/{one.key}",
            title=named(firm.name),
            what=TO_DO.format(key=one.key, title=one.title),
            link=f"/planning/{one.version.plan_id}/",
            who=Who(person_id=coaches[firm.pk])
            if firm.pk in coaches
            else unit_or_office(one.version.owner_id, staffed),
            due_on=one.due_on,
            division_id=firm.division_id,
            enterprise_id=firm.pk,
        )
