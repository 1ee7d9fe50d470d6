"""Merge two records of one enterprise, and take the merge back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.repoint_enterprise import repoint_enterprise, return_projects
from jigai.apps.projects.models import Project
from jigai.apps.registry.actions.merge_records import merge_records, unmerge_records
from jigai.apps.registry.models import Enterprise, EnterpriseMerge
from jigai.apps.support.actions.repoint_requests import repoint_requests, return_requests
from jigai.apps.support.models import EnterpriseRequest
from jigai.apps.visits.actions.repoint_enterprise import (
    repoint_interactions,
    return_interactions,
)
from jigai.apps.visits.models import Interaction
from jigai.domain.change import Change
from jigai.flows.merge_links import MORE_LINKS, Rows

PROJECTS = "projects_project"
VISITS = "visits_interaction"
REQUESTS = "support_enterpriserequest"


@dataclass(frozen=True, slots=True)
class Links:
    """One table whose rows belong to an enterprise: how they go over, and how they come back."""

    table: str
    model: Any
    repoint: Callable[..., list[int]]
    give_back: Callable[..., None]

    def of(self, enterprise: Enterprise) -> list[int]:
        rows = self.model.objects.filter(enterprise=enterprise)
        return list(rows.order_by("pk").values_list("pk", flat=True))


LINKS = (
    Links(PROJECTS, Project, repoint_enterprise, return_projects),
    Links(VISITS, Interaction, repoint_interactions, return_interactions),
    Links(REQUESTS, EnterpriseRequest, repoint_requests, return_requests),
)


@dataclass(frozen=True, slots=True)
class Others:
    """Of one further table: what came back, and what is of the meantime and stays where it is."""

    table: str
    returned: tuple[int, ...]
    to_assign: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unmerged:
    """What came back, and what is of the meantime, which a person must assign."""

    merge: EnterpriseMerge
    returned: tuple[int, ...]
    to_assign: tuple[int, ...]
    visits_returned: tuple[int, ...]
    visits_to_assign: tuple[int, ...]
    requests_returned: tuple[int, ...]
    requests_to_assign: tuple[int, ...]
    others: tuple[Others, ...]


def merge_enterprises(
    *, kept: Enterprise, merged: Enterprise, merged_on: date, change: Change
) -> EnterpriseMerge:
    """Join ``merged`` into ``kept``: its links move, both records keep what is their own.

    Raises:
        MergedAlready, MergedWithItself: as named.
    """
    with writing("enterprise.merged", change):
        moved: dict[str, list[int]] = {}
        for links in LINKS:
            moved[f"own_{links.table}"] = links.of(kept)
            moved[links.table] = links.repoint(former=merged, latter=kept, change=change)
        for rows in MORE_LINKS:
            moved[f"own_{rows.table}"] = rows.of(kept)
            went, staying = rows.repoint(former=merged, latter=kept, change=change)
            moved[rows.table], moved[f"stay_{rows.table}"] = went, staying
        return merge_records(
            kept=kept, merged=merged, moved=moved, merged_on=merged_on, change=change
        )


def unmerge_enterprises(*, merge: EnterpriseMerge, on: date, change: Change) -> Unmerged:
    """Raise the merged record again with its own links.

    Raises:
        UnmergedAlready: as named.
    """
    found: list[tuple[int, ...]] = []
    with writing("enterprise.unmerged", change):
        unmerge_records(merge=merge, on=on, change=change)
        for links in LINKS:
            found += _given_back(links, merge, change)
        others = [Others(rows.table, *_given_back(rows, merge, change)) for rows in MORE_LINKS]
    told = tuple(one for one in others if one.returned or one.to_assign)
    projects, new_projects, visits, new_visits, requests, new_requests = found
    return Unmerged(
        merge,
        returned=projects,
        to_assign=new_projects,
        visits_returned=visits,
        visits_to_assign=new_visits,
        requests_returned=requests,
        requests_to_assign=new_requests,
        others=told,
    )


def _given_back(
    links: Links | Rows, merge: EnterpriseMerge, change: Change
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What is given back, and what neither record had before."""
    if links.table not in merge.moved:  # merged before these went over: none of them is new
        return (), ()
    present = set(links.of(merge.kept))
    went: Sequence[int] = merge.moved.get(links.table, [])
    returned = [key for key in went if key in present]
    links.give_back(keys=returned, to=merge.merged, change=change)
    known = {*returned, *merge.moved.get(f"own_{links.table}", [])}
    return tuple(returned), tuple(sorted(present - known))
