"""Follow-ups as rows: what must be done, whose turn it is, by when, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.follow_ups import Turn, turn_of
from jigai.apps.badges.models import FollowUp
from jigai.apps.projects.models import Project


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """``turn`` is who must act next (unit, office, nobody), until ``turn_due_on``."""

    id: int
    period: str
    project_id: int
    project: str
    agency: str
    colour: str
    kind: str
    due_on: date
    recheck_on: date | None
    turn: Turn
    turn_due_on: date
    plan: str
    planned_on: date | None
    planned_by: str
    is_plan_late: bool
    done_on: date | None
    verified_by: str
    outcome: str


def follow_up_rows(
    viewer: Viewer, *, is_open: bool = True, turn: str = "", project_id: int | None = None
) -> list[FollowUpRow]:
    """Follow-ups within the viewer's reach, the first due first; one query.

    Args:
        is_open: leave out what is done.
        turn: only those that wait for ``unit`` or ``office``.
        project_id: only those of this project.
    """
    found = FollowUp.objects.filter(badge__project__in=Project.objects.visible_to(viewer))
    if is_open:
        found = found.filter(done_on=None)
    if project_id is not None:
        found = found.filter(badge__project=project_id)
    listed = found.select_related("badge__round", "badge__project__responsible_agency")
    rows = [_row(one) for one in listed.defer("badge__facts", "badge__verdict").order_by("id")]
    meant = [row for row in rows if turn in {"", row.turn.value}]
    return sorted(meant, key=lambda row: (row.done_on is not None, row.turn_due_on, row.id))


def _row(one: FollowUp) -> FollowUpRow:
    agency = one.badge.project.responsible_agency
    turn, until = turn_of(
        kind=one.kind,
        due_on=one.due_on,
        recheck_on=one.recheck_on,
        is_planned=one.planned_on is not None,
        is_done=one.done_on is not None,
    )
    return FollowUpRow(
        id=one.pk,
        period=one.badge.round.period,
        project_id=one.badge.project_id,
        project=one.badge.project.name,
        agency=agency.name if agency else "",
        colour=one.badge.colour,
        kind=one.kind,
        due_on=one.due_on,
        recheck_on=one.recheck_on,
        turn=turn,
        turn_due_on=until,
        plan=one.plan,
        planned_on=one.planned_on,
        planned_by=one.planned_by,
        is_plan_late=one.planned_on is not None and one.planned_on > one.due_on,
        done_on=one.done_on,
        verified_by=one.verified_by,
        outcome=one.outcome,
    )
