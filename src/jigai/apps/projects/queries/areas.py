"""Project totals by division, by the boundaries of then or of now."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Literal

from django.db.models import Count

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.as_of import as_of
from jigai.apps.projects.models import Project
from jigai.apps.reference.queries.divisions import sole_successors

Boundaries = Literal["then", "now"]


def investment_by_division(
    viewer: Viewer, *, number: int | None, boundaries: Boundaries
) -> dict[int | None, int]:
    """Total investment (fen) by division as after a change set; both readings have one sum.

    Args:
        number: change set; ``None`` is the present.
        boundaries: ``then``: the division that each project had at that moment; ``now``: the one
            that it has today, or what became of its former one.
    """
    with as_of(number):
        rows = list(
            Project.objects.visible_to(viewer).values_list(
                "pk", "division_id", "total_investment_fen"
            )
        )
    present: dict[int, int | None] = {}
    sole: dict[int, int] = {}
    if boundaries == "now":
        present = dict(Project.objects.visible_to(viewer).values_list("pk", "division_id"))
        sole = sole_successors()
    totals: dict[int | None, int] = defaultdict(int)
    for key, then, fen in rows:
        division = present.get(key, then)
        totals[sole.get(division, division) if division else None] += fen or 0
    return dict(totals)


def projects_in_ended_divisions(viewer: Viewer, *, on: date) -> list[tuple[str, int]]:
    """Dissolved divisions in which projects still stand, with their number: a person moves them."""
    seen = Project.objects.visible_to(viewer).order_by().values("pk")
    left = Project.objects.filter(pk__in=seen, division__valid_to__lte=on)
    names = left.values_list("division__name").annotate(n=Count("pk")).order_by("division__name")
    sole = sole_successors(on=on)
    kept = left.exclude(division__in=sole).values_list("division__name", flat=True)
    waiting = set(kept)
    return [(name, count) for name, count in names if name in waiting]
