"""Merge two records of one enterprise, and take the merge back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.repoint_enterprise import repoint_enterprise, return_projects
from jigai.apps.registry.actions.merge_records import merge_records, unmerge_records
from jigai.apps.registry.models import Enterprise, EnterpriseMerge
from jigai.apps.support.actions.repoint_requests import repoint_requests, return_requests
from jigai.domain.change import Change

PROJECTS = "projects_project"
REQUESTS = "support_enterpriserequest"


@dataclass(frozen=True, slots=True)
class Unmerged:
    """What came back, and the projects of the meantime, which a person must assign."""

    merge: EnterpriseMerge
    returned: tuple[int, ...]
    to_assign: tuple[int, ...]


def merge_enterprises(
    *, kept: Enterprise, merged: Enterprise, merged_on: date, change: Change
) -> EnterpriseMerge:
    """Join ``merged`` into ``kept``: its links move, both records keep what is their own.

    Raises:
        MergedAlready, MergedWithItself: as named.
    """
    with writing("enterprise.merged", change):
        own = list(kept.projects.order_by("id").values_list("pk", flat=True))
        moved = repoint_enterprise(former=merged, latter=kept, change=change)
        asked = repoint_requests(former=merged, latter=kept, change=change)
        return merge_records(
            kept=kept,
            merged=merged,
            moved={PROJECTS: moved, f"own_{PROJECTS}": own, REQUESTS: asked},
            merged_on=merged_on,
            change=change,
        )


def unmerge_enterprises(*, merge: EnterpriseMerge, on: date, change: Change) -> Unmerged:
    """Raise the merged record again with its own links.

    Raises:
        UnmergedAlready: as named.
    """
    with writing("enterprise.unmerged", change):
        unmerge_records(merge=merge, on=on, change=change)
        present = set(merge.kept.projects.values_list("pk", flat=True))
        returned = [key for key in merge.moved[PROJECTS] if key in present]
        return_projects(keys=returned, to=merge.merged, change=change)
        return_requests(keys=merge.moved.get(REQUESTS, ()), to=merge.merged, change=change)
    known = {*returned, *merge.moved[f"own_{PROJECTS}"]}
    return Unmerged(merge, tuple(returned), tuple(sorted(present - known)))
