"""The two sides of cooperation as receivers: people of a firm, people of an institution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from jigai.apps.accounts.models import Role
from jigai.apps.cooperation.models import InstitutionMember
from jigai.apps.registry.models import Representative
from jigai.domain.reminders.due import Who
from jigai.flows.reminder_sources.asked import OFFICE


def members_of(institutions: Collection[int]) -> dict[int, list[int]]:
    """Who acts for each institution now; one query."""
    held = InstitutionMember.objects.filter(
        institution__in=institutions, valid_to=None, user__is_active=True
    )
    found: dict[int, list[int]] = defaultdict(list)
    for institution, user in held.order_by("pk").values_list("institution_id", "user_id"):
        found[institution].append(user)
    return found


def represented(enterprises: Collection[int]) -> frozenset[int]:
    """Firms for which somebody acts now; one query."""
    held = Representative.objects.filter(
        enterprise__in=enterprises, valid_to=None, user__is_active=True
    )
    return frozenset(held.values_list("enterprise_id", flat=True))


def of_institution(institution_id: int, members: Mapping[int, list[int]]) -> list[Who]:
    """Each of its people by name, since the role reaches every institution; else the office."""
    found = [Who(person_id=one) for one in members.get(institution_id, ())]
    return found or [Who(roles=OFFICE)]


def of_firm(enterprise_id: int, staffed: Collection[int]) -> Who:
    """Whoever acts for the firm; the row must name it, so that no other firm is told."""
    return Who(roles=frozenset({Role.ENTERPRISE.value}) if enterprise_id in staffed else OFFICE)
