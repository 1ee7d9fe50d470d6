"""The outcomes' share of merging two records of one enterprise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.models import OutcomeFigure, ProgrammeMember
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change

FIGURE_KEY = ("version_id", "kind", "state", "year", "half", "market")


def repoint_outcomes(*, former: Enterprise, latter: Enterprise, change: Change) -> list[int]:
    """Give figures to another record; one that the other has too stays where it is."""
    held = set(OutcomeFigure.objects.filter(enterprise=latter).values_list(*FIGURE_KEY))
    rows = OutcomeFigure.objects.filter(enterprise=former).order_by("pk")
    keys = [pk for pk, *key in rows.values_list("pk", *FIGURE_KEY) if tuple(key) not in held]
    return _given(OutcomeFigure, keys, latter, change)


def return_outcomes(*, keys: Sequence[int], to: Enterprise, change: Change) -> None:
    _given(OutcomeFigure, list(keys), to, change)


def repoint_memberships(*, former: Enterprise, latter: Enterprise, change: Change) -> list[int]:
    """Give places in programmes to another record; one that the other has too stays."""
    held = set(
        ProgrammeMember.objects.filter(enterprise=latter).values_list("programme_id", flat=True)
    )
    rows = ProgrammeMember.objects.filter(enterprise=former).order_by("pk")
    keys = [pk for pk, programme in rows.values_list("pk", "programme_id") if programme not in held]
    return _given(ProgrammeMember, keys, latter, change)


def return_memberships(*, keys: Sequence[int], to: Enterprise, change: Change) -> None:
    _given(ProgrammeMember, list(keys), to, change)


def _given(model: Any, keys: list[int], to: Enterprise, change: Change) -> list[int]:
    with writing("outcomes.repointed", change):
        model.objects.filter(pk__in=keys).update(enterprise=to)
    return keys
