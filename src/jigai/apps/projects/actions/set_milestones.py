from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Milestone, Project
from jigai.domain.change import Change
from jigai.domain.earned_value.baseline import WeightsNotWhole
from jigai.domain.quantities import WHOLE_BP
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.sentence import Sentence


class MilestoneAchievedAlready(Refusal):
    code = "milestones.achieved_already"
    message = Sentence(
        "已完成的节点“{title}”不能删去。", "The achieved milestone “{title}” cannot be left out."
    )


class NoSuchMilestone(NotFound):
    code = "milestones.not_found"
    message = Sentence("项目没有编号为{pk}的节点。", "The project has no milestone {pk}.")


@dataclass(frozen=True, slots=True)
class PlannedMilestone:
    """One node of the plan; ``weight_bp`` is its share of the whole work."""

    title: str
    due_on: date
    weight_bp: int


def set_milestones(
    *, project: Project, milestones: Sequence[PlannedMilestone], change: Change
) -> None:
    """Replace the project's nodes; an achieved one of the same title keeps its date.

    Raises:
        WeightsNotWhole: the weights do not add up to 10 000.
        MilestoneAchievedAlready: an achieved node is missing from the new plan.
    """
    total = sum(one.weight_bp for one in milestones)
    if total != WHOLE_BP or any(one.weight_bp < 0 for one in milestones):
        raise WeightsNotWhole(total_bp=total)
    with writing("milestones.set", change):
        held = {row.title: row for row in project.milestones.all()}
        wanted = {one.title for one in milestones}
        for title, row in held.items():
            if title not in wanted and row.achieved_on:
                raise MilestoneAchievedAlready(title=title)
        project.milestones.exclude(title__in=wanted).delete()
        for position, one in enumerate(milestones):
            row = held.get(one.title) or Milestone(project=project, title=one.title)
            row.due_on, row.weight_bp, row.position = one.due_on, one.weight_bp, position
            row.save()


def achieve_milestone(
    *, project: Project, milestone_id: int, achieved_on: date | None, change: Change
) -> Milestone:
    """Say when a node was reached; ``None`` takes it back.

    Raises:
        NoSuchMilestone: the project has no such node.
    """
    row = project.milestones.filter(pk=milestone_id).first()
    if row is None:
        raise NoSuchMilestone(pk=milestone_id)
    with writing("milestone.achieved", change):
        row.achieved_on = achieved_on
        row.save(update_fields=["achieved_on"])
    return row
