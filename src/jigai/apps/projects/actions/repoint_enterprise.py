"""The projects' share of merging two records of one enterprise."""

from __future__ import annotations

from collections.abc import Sequence

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change


def repoint_enterprise(*, former: Enterprise, latter: Enterprise, change: Change) -> list[int]:
    """Give every project of one enterprise to another; returns which."""
    with writing("projects.repointed", change):
        keys = list(former.projects.order_by("id").values_list("pk", flat=True))
        former.projects.update(enterprise=latter)
    return keys


def return_projects(*, keys: Sequence[int], to: Enterprise, change: Change) -> None:
    with writing("projects.repointed", change):
        Project.objects.filter(pk__in=keys).update(enterprise=to)
