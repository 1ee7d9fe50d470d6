from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.domain.change import Change


def withdraw_project(*, project: Project, is_withdrawn: bool, change: Change) -> None:
    """Take a project out of the work (or back in); it stays in the register and in history."""
    with writing("project.withdrawn" if is_withdrawn else "project.resumed", change):
        project.is_withdrawn = is_withdrawn
        project.save(update_fields=["is_withdrawn"])
