"""Which requests go over with an enterprise to another officer."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from jigai.apps.accounts.models import Appointment
from jigai.apps.support.models import OPEN, EnterpriseRequest
from jigai.apps.support.queries.access import KEEPERS


def passing_requests(
    former: Collection[tuple[int, int]], *, to_user_id: int
) -> list[EnterpriseRequest]:
    """Open requests that the former officers handle, in units for which the new one works too.

    What is with another department stays with that department's officer; two queries.
    """
    wanted = set(former)
    held = Appointment.objects.filter(user_id=to_user_id, valid_to=None)
    units = [key for key in held.values_list("agency_id", flat=True) if key is not None]
    reach = Q(lead_id__in=units)
    if held.filter(role__in=KEEPERS).exists():
        reach |= Q(lead=None)
    found = EnterpriseRequest.objects.filter(
        OPEN & reach,
        officer__in={officer for _enterprise, officer in wanted},
        enterprise__in={enterprise for enterprise, _officer in wanted},
    )
    return [one for one in found.order_by("pk") if (one.enterprise_id, one.officer_id) in wanted]
