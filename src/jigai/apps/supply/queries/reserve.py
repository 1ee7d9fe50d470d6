"""The projects that a portfolio may choose from, as they are registered today."""

from __future__ import annotations

from jigai.apps.projects.models import Project
from jigai.apps.supply.frozen import NamedProject
from jigai.domain.portfolio.candidates import ReserveProject
from jigai.domain.sentence import Sentence
from jigai.domain.stages import Stage

RESERVE_STAGES = (Stage.RESERVE, Stage.FILED, Stage.PROCEDURES)
"""Before construction: what a county may still decide to support."""
NOWHERE = Sentence("未登记", "not registered")


def reserve_projects(
    *, stages: frozenset[str], must: frozenset[int] = frozenset()
) -> list[NamedProject]:
    """Every project of the stages, and those that are named, by number; one query."""
    found = Project.objects.filter(is_withdrawn=False, stage__in=stages)
    named = Project.objects.filter(is_withdrawn=False, pk__in=must)
    rows = (found | named).select_related("enterprise", "division", "direction")
    return [_named(one) for one in rows.order_by("pk")]


def aims(*, stages: frozenset[str]) -> list[str]:
    """The aims of transformation that projects of the stages name."""
    rows = Project.objects.filter(stage__in=stages).exclude(transformation_kind="")
    return sorted(set(rows.values_list("transformation_kind", flat=True)))


def _named(one: Project) -> NamedProject:
    area, direction, firm = one.division, one.direction, one.enterprise
    own = firm.merged_into_id or firm.pk if firm else None
    return NamedProject(
        ReserveProject(
            id=one.pk,
            firm=f"e{own}" if own else f"project{one.pk}",
            direction=direction.code if direction else "",
            area=str(area.pk) if area else "",
            aim=one.transformation_kind,
            stage=one.stage,
            total_fen=one.total_investment_fen,
            equipment_fen=one.equipment_investment_fen,
        ),
        one.name,
        firm.name if firm else one.owner_unit,
        Sentence(area.name, area.name_en or area.name) if area else NOWHERE,
        Sentence(direction.name, direction.name_en) if direction else NOWHERE,
    )
