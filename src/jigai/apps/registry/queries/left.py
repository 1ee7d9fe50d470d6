"""Enterprises that left, with the day, and people who spoke for one until a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Max
from django.utils.timezone import localtime

from jigai.apps.audit.queries.versions import held_since
from jigai.apps.registry.models import Contact, Enterprise, Representative


def contacts_of_closed() -> dict[int, list[int]]:
    """Closed enterprise → its contacts that can still be read; merged records have none."""
    held = Contact.objects.filter(
        key__isnull=False, enterprise__is_active=False, enterprise__merged_into__isnull=True
    )
    found: dict[int, list[int]] = defaultdict(list)
    for enterprise, contact in held.order_by("pk").values_list("enterprise_id", "pk"):
        found[enterprise].append(contact)
    return dict(found)


def last_trace_on(enterprise_ids: Iterable[int]) -> dict[int, date]:
    """The last day on which the register shows a closed enterprise alive.

    The end of its last library year or certificate; where neither is known, the day on which
    the office recorded that it is closed.
    """
    ids = list(enterprise_ids)
    rows = Enterprise.objects.filter(pk__in=ids).annotate(
        member_until=Max("memberships__valid_to"), certified_until=Max("certificates__valid_to")
    )
    known = {
        key: [day for day in days if day is not None]
        for key, *days in rows.values_list("pk", "member_until", "certified_until")
    }
    return {key: max(days) if days else closed_on(key) for key, days in known.items()}


def closed_on(enterprise_id: int) -> date:
    """The day of the change set since which an enterprise is recorded as closed."""
    moment = held_since(
        table="registry_enterprise", key=enterprise_id, column="is_active", value=False
    )
    return localtime(moment).date()


def representatives_until() -> dict[int, date | None]:
    """Person → end of the last representation; ``None`` where one is open."""
    found: dict[int, date | None] = {}
    for user, valid_to in Representative.objects.values_list("user_id", "valid_to"):
        before = found.get(user, valid_to)
        found[user] = None if valid_to is None or before is None else max(before, valid_to)
    return found
