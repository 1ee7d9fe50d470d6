"""Objections, exemptions, findings, questions, follow-ups and letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localtime

from jigai.apps.accounts.permissions import Deed
from jigai.apps.badges.follow_ups import FollowUpKind, Turn
from jigai.apps.badges.models import (
    BadgeState,
    EvidenceFinding,
    Exemption,
    Objection,
    ProjectBadge,
    Signal,
)
from jigai.apps.badges.queries.overdue import open_follow_ups
from jigai.apps.projects.models import Project
from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.reference.queries.settings import programme
from jigai.apps.reports.models import IssuedDocument
from jigai.apps.rounds.models import Round, RoundStage
from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import CHECK, DECISION, LETTER, OBJECTION, PLAN, SIGNAL
from jigai.domain.sentence import Sentence
from jigai.flows.reminder_sources.asked import Asked, roles_for

TO_RULE = Sentence("裁定异议", "rule on the objection")
TO_GRANT = Sentence("批准或不批准豁免", "grant the exemption, or not")
TO_CONFIRM = Sentence("确认核查发现", "confirm the finding")
TO_ANSWER = Sentence("答复疑点", "answer the question")
TO_PLAN = Sentence("报整改计划（{kind}）", "hand in the plan ({kind})")
TO_CHECK = Sentence("核实整改（{kind}）", "check what was mended ({kind})")
TO_ISSUE = Sentence("红牌定案，印发督办函", "red and final: issue the letter")


def objections(asked: Asked) -> Iterator[Due]:
    """Objections without a ruling, due the set number of work-days after they came; one query."""
    waiting = Objection.objects.filter(ruling="", badge__project__in=asked.projects)
    days = programme().ruling_work_days if programme_row() else 0
    for one in waiting.select_related("badge__project"):
        lodged_on = localtime(one.lodged_at).date()
        yield Due(
            kind=OBJECTION,
            record=f"objection:{one.pk}",
            what=TO_RULE,
            link=f"/badges/objections/{one.pk}/rule/",
            who=Who(roles=roles_for(Deed.RULE), not_keys=frozenset({one.lodged_by_key})),
            due_on=asked.calendar.add(lodged_on, days),
            **_of(one.badge.project),
        )


def exemptions(asked: Asked) -> Iterator[Due]:
    waiting = Exemption.objects.filter(approved_by_key="", project__in=asked.projects)
    for one in waiting.select_related("project"):
        yield Due(
            kind=DECISION,
            record=f"exemption:{one.pk}",
            what=TO_GRANT,
            link=f"/badges/exemptions/{one.pk}/grant/",
            who=Who(roles=roles_for(Deed.APPROVE), not_keys=frozenset({one.asked_by_key})),
            **_of(one.project),
        )


def findings(asked: Asked) -> Iterator[Due]:
    waiting = EvidenceFinding.objects.filter(confirmed_by_key="", project__in=asked.projects)
    for one in waiting.select_related("project"):
        yield Due(
            kind=DECISION,
            record=f"finding:{one.pk}",
            what=TO_CONFIRM,
            link=f"/badges/findings/{one.pk}/confirm/",
            who=Who(roles=roles_for(Deed.REVIEW), not_keys=frozenset({one.found_by_key})),
            **_of(one.project),
        )


def signals(asked: Asked) -> Iterator[Due]:
    waiting = Signal.objects.filter(answered_at=None, project__in=asked.projects)
    for one in waiting.select_related("project"):
        yield Due(
            kind=SIGNAL,
            record=f"signal:{one.pk}",
            what=TO_ANSWER,
            link=f"/signals/{one.pk}/answer/",
            who=Who(roles=roles_for(Deed.REVIEW)),
            **_of(one.project),
        )


def plans(asked: Asked) -> Iterator[Due]:
    """What the responsible units owe after a badge; one query."""
    for one, project, kind in _follow_ups(asked, Turn.UNIT):
        yield Due(
            kind=PLAN,
            record=f"follow_up:{one.pk}",
            what=TO_PLAN.format(kind=kind),
            link=f"/badges/follow-ups/{one.pk}/plan/",
            who=Who(roles=frozenset({"unit"}), agency_id=project.responsible_agency_id),
            due_on=one.turn_due_on,
            **_of(project),
        )


def checks(asked: Asked) -> Iterator[Due]:
    """What the office has to look at after a badge; one query."""
    for one, project, kind in _follow_ups(asked, Turn.OFFICE):
        yield Due(
            kind=CHECK,
            record=f"follow_up:{one.pk}",
            what=TO_CHECK.format(kind=kind),
            link=f"/badges/follow-ups/{one.pk}/finish/",
            who=Who(roles=roles_for(Deed.REVIEW)),
            due_on=one.turn_due_on,
            **_of(project),
        )


def letters(asked: Asked) -> Iterator[Due]:
    """Red and final in the newest published round, without a letter; three queries."""
    newest = Round.objects.filter(stage=RoundStage.PUBLISHED).order_by("-ends_on").first()
    if newest is None:
        return
    issued = IssuedDocument.objects.filter(
        kind="supervision_letter", round=newest, number__is_void=False, project__isnull=False
    )
    waiting = ProjectBadge.objects.filter(
        round=newest, state=BadgeState.FINAL, colour="red", project__in=asked.projects
    ).exclude(project__in=issued.values("project"))
    for one in waiting.defer("facts", "verdict").select_related("project"):
        yield Due(
            kind=LETTER,
            record=f"badge:{one.pk}",
            what=TO_ISSUE,
            link="/documents/letter/",
            who=Who(roles=roles_for(Deed.PUBLISH)),
            **_of(one.project),
        )


def _follow_ups(asked: Asked, turn: Turn) -> Iterator[tuple[Any, Project, Sentence]]:
    waiting = open_follow_ups(turn).filter(badge__project__in=asked.projects)
    for one in waiting.select_related("badge__project").defer("badge__facts", "badge__verdict"):
        yield one, one.badge.project, FollowUpKind(one.kind).label


def _of(project: Project) -> dict[str, Any]:
    return {
        "title": named(project.name),
        "division_id": project.division_id,
        "project_id": project.pk,
    }
