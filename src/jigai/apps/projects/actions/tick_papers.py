"""All papers of an inclusion file at once, as a checked list brings them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.move_inclusion import tick_paper
from jigai.apps.projects.models import InclusionPaper, Project
from jigai.domain.change import Change
from jigai.domain.inclusion import PAPERS


def tick_papers(
    *, project: Project, ready: Collection[str], on: date, change: Change
) -> tuple[str, ...]:
    """Let exactly these papers be ready; returns the kinds whose state changed.

    Raises:
        InclusionUnknown: the file has no such paper.
    """
    with writing("inclusion.paper_ticked", change):
        held = set(
            InclusionPaper.objects.filter(case__project=project, is_ready=True).values_list(
                "kind", flat=True
            )
        )
        known = [paper.name for paper in PAPERS]
        changed = sorted(held ^ set(ready), key=lambda kind: (kind not in known, kind))
        for kind in changed:
            tick_paper(project=project, kind=kind, is_ready=kind in ready, on=on, change=change)
    return tuple(changed)
