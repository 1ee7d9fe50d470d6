from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.planning.actions.link_measure import ProjectOfAnother
from jigai.apps.planning.models import GapResult, PlanGap
from jigai.apps.planning.numbers import exact_text
from jigai.apps.projects.models import Project
from jigai.domain.change import Change


def record_gap_result(
    *,
    gap: PlanGap,
    project: Project | None,
    indicator: str,
    value: object,
    unit: str,
    measured_on: date,
    evidence: str,
    origin: str,
    change: Change,
) -> GapResult:
    """Keep what was measured after the work, with its paper.

    Raises:
        ProjectOfAnother, NotANumber, RecordInvalid: as named.
    """
    if project is not None and project.enterprise_id != gap.enterprise_id:
        raise ProjectOfAnother(project=project.name)
    with writing("gap_result.recorded", change):
        result = GapResult(
            gap=gap,
            project=project,
            indicator=indicator,
            value=exact_text(value),
            unit=unit,
            measured_on=measured_on,
            evidence=evidence,
            origin=origin,
        )
        save_valid(result)
    return result
