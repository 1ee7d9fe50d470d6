"""The visits' share of merging two records of one enterprise."""

from __future__ import annotations

from collections.abc import Sequence

from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.visits.models import Interaction
from jigai.domain.change import Change


def repoint_interactions(*, former: Enterprise, latter: Enterprise, change: Change) -> list[int]:
    """Give every contact of one enterprise to another, with its follow-ups; returns which."""
    with writing("interactions.repointed", change):
        found = Interaction.objects.filter(enterprise=former)
        keys = list(found.order_by("pk").values_list("pk", flat=True))
        found.update(enterprise=latter)
    return keys


def return_interactions(*, keys: Sequence[int], to: Enterprise, change: Change) -> None:
    with writing("interactions.repointed", change):
        Interaction.objects.filter(pk__in=keys).update(enterprise=to)
