"""The enterprises that a person speaks for: the gate of whatever is an enterprise's own."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Enterprise, Representative
from jigai.domain.refusal import NotAllowed
from jigai.domain.sentence import Sentence


class NoOwnEnterprise(NotAllowed):
    code = "portal.no_own_enterprise"
    message = Sentence("您目前不代表任何企业。", "You speak for no enterprise at present.")
    remedy = Sentence("请联系县技改办登记授权。", "Ask the programme office to enter it.")


def own_enterprises(viewer: Viewer, *, on: date) -> list[Enterprise]:
    """The enterprises that the viewer speaks for on a day, by name; one query."""
    if not viewer.has_role(Role.ENTERPRISE):
        return []
    held = Representative.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), user_id=viewer.user_id, valid_from__lte=on
    )
    found = Enterprise.objects.filter(pk__in=held.values("enterprise"), merged_into=None)
    return list(found.select_related("division", "direction").order_by("name_sort", "pk"))


def own_enterprise(viewer: Viewer, *, on: date, pk: int | None = None) -> Enterprise:
    """The one that the viewer speaks for; ``pk`` chooses among several.

    Raises:
        NoOwnEnterprise: none, or not that one.
    """
    found = [one for one in own_enterprises(viewer, on=on) if pk in (None, one.pk)]
    if not found:
        raise NoOwnEnterprise
    return found[0]
