"""Who looked at a contact's data in full, when and why: the record that the person may see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from jigai.apps.audit.models import ChangeSet
from jigai.apps.registry.actions.unmask_contact import VERB, mark_of


@dataclass(frozen=True, slots=True)
class Look:
    """One look: by whom, when, for what reason, through which interface."""

    contact_id: int
    at: datetime
    by: str
    reason: str
    path: str


def looks_at(contact_ids: Collection[int]) -> list[Look]:
    """Every look at these contacts, the newest first; one query."""
    marks = {mark_of(pk): pk for pk in contact_ids}
    if not marks:
        return []
    ending = Q()
    for mark in marks:
        ending |= Q(reason__endswith=mark)
    found = ChangeSet.objects.filter(ending, verb=VERB).order_by("-pk")
    return [
        Look(marks[mark], row.at, row.actor_name, row.reason.removesuffix(mark), row.path)
        for row in found
        for mark in marks
        if row.reason.endswith(mark)
    ]
