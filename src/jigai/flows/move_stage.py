"""A project goes to its next stage; with completion its follow-ups are scheduled, in one act."""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.actions.schedule_follow_ups import schedule_follow_ups
from jigai.apps.projects.actions.advance_stage import advance_stage
from jigai.apps.projects.models import Project
from jigai.domain.change import Change
from jigai.domain.stages import Requirement, Stage


def move_stage(
    *, project: Project, to: str, change: Change, is_bypassed: bool = False
) -> tuple[Requirement, ...]:
    """Move a project through the gate; one undo takes the stage and its follow-ups back.

    The follow-ups count from the day of completion, or from the day of the move where a bypass
    left that day open.

    Returns:
        What a bypass left missing.

    Raises:
        StageUnknown, StageCannotMove, StageNotReady: as named.
    """
    with writing("stage.bypassed" if is_bypassed else "stage.advanced", change):
        missing = advance_stage(project=project, to=to, change=change, is_bypassed=is_bypassed)
        if project.stage == Stage.COMPLETED:
            completed_on = project.actual_completion_on or change.at.date()
            schedule_follow_ups(project=project, completed_on=completed_on, change=change)
    return missing
