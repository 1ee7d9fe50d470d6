"""Firms that nobody has called for too long, and what was promised to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q

from jigai.apps.cultivation.queries.desk import with_ladder_work
from jigai.apps.cultivation.queries.standings import board_rows
from jigai.apps.visits.models import FollowUp
from jigai.apps.visits.queries.silence import in_library_on, with_contacts
from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import CONTACT
from jigai.domain.sentence import Sentence
from jigai.flows.reminder_sources.asked import OFFICE, Asked, staffed_units, unit_or_office

SILENT = Sentence(
    "最多{most}天联系一次，已{days}天没有任何部门联系",
    "to be called every {most} days; nobody has for {days}",
)
NEVER = Sentence(
    "最多{most}天联系一次，还没有任何部门联系过",
    "to be called every {most} days; nobody ever has",
)


def silent(asked: Asked) -> Iterator[Due]:
    """Firms of the library past the days of their rhythm: their officer's, else the office's."""
    seen = Q(pk__in=asked.enterprises.values("pk"))
    library: Any = with_ladder_work(board_rows(asked.on), on=asked.on)
    rows: Any = with_contacts(library.filter(in_library_on(asked.on)), on=asked.on)
    for one in rows.filter(seen | Q(coach_id=asked.person_id or 0), is_silent=True):
        last, most = one.last_contact_on, one.asked_days
        days = (asked.on - last).days if last else 0
        yield Due(
            kind=CONTACT,
            record=f"silent:{one.pk}",
            title=named(one.name),
            what=(SILENT if last else NEVER).format(most=most, days=days),
            link=f"/desk/{one.pk}/",
            who=Who(person_id=one.coach_id) if one.coach_id else Who(roles=OFFICE),
            due_on=last + timedelta(days=most) if last else None,
            division_id=one.division_id,
            enterprise_id=one.pk,
        )


def promises(asked: Asked) -> Iterator[Due]:
    """Open follow-ups: their owner's, else their department's; two queries."""
    staffed = staffed_units()
    waiting = FollowUp.objects.filter(done_on=None, interaction__withdrawn_on=None)
    if asked.viewer is not None:
        mine = Q(owner_id=asked.person_id) | Q(agency__in=asked.viewer.agency_ids)
        waiting = waiting.filter(mine | Q(interaction__enterprise__in=asked.enterprises))
    for one in waiting.select_related("interaction__enterprise"):
        firm = one.interaction.enterprise
        yield Due(
            kind=CONTACT,
            record=f"follow_up_visit:{one.pk}",
            title=named(firm.name),
            what=Sentence(one.text, one.text),
            link=f"/visits/follow-ups/{one.pk}/",
            who=Who(person_id=one.owner_id)
            if one.owner_id
            else unit_or_office(one.agency_id, staffed),
            due_on=one.due_on,
            division_id=firm.division_id,
            enterprise_id=firm.pk,
        )
