from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import MeasureProject
from jigai.domain.change import Change


def unlink_measure(*, link: MeasureProject, change: Change) -> None:
    """Take back that a project carries a line out; the history keeps that it was so."""
    with writing("measure.unlinked", change):
        link.delete()
