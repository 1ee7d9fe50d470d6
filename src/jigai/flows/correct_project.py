"""An edit of a project; with its day of completion the open follow-ups move, in one act."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.actions.move_follow_ups import move_follow_ups
from jigai.apps.projects.actions.edit_project import Edited, edit_project
from jigai.apps.projects.actions.register_project import ProjectValues
from jigai.apps.projects.models import Project
from jigai.domain.change import Change

COMPLETED_ON = "actual_completion_on"


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was saved, and how many follow-ups are now asked on another day."""

    edited: Edited
    moved: int


def correct_project(
    *, project: Project, base_version: int, values: ProjectValues, change: Change
) -> Corrected:
    """Save an edit as ``edit_project`` does; one undo takes days and follow-ups back.

    Raises:
        What ``edit_project`` raises.
    """
    with writing("project.edited", change):
        edited = edit_project(
            project=project, base_version=base_version, values=values, change=change
        )
        completed_on = project.actual_completion_on
        moved = (
            move_follow_ups(project=project, completed_on=completed_on, change=change)
            if COMPLETED_ON in edited.changed and completed_on
            else []
        )
    return Corrected(edited, len(moved))
