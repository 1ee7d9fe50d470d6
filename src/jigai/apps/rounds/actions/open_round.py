from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.reference.queries.settings import programme, work_calendar
from jigai.apps.rounds.models import Round, RoundEntry, RoundStage
from jigai.domain.change import Change
from jigai.domain.periods import Period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.domain.stages import Stage

DUE_STAGES = (
    Stage.FILED,
    Stage.PROCEDURES,
    Stage.STARTED,
    Stage.UNDER_CONSTRUCTION,
    "construction",  # as ledgers imported before the stages had their gate wrote it
    Stage.COMPLETED,
)
"""From filing to completion; a reserve idea, a halted or a producing project is not due."""


class RoundOpenAlready(Refusal):
    code = "round.open_already"
    message = Sentence("{period}的调度已经开过。", "The round {period} was opened already.")
    remedy = Sentence(
        "请直接查看；有新项目时用“补充应报项目”。",
        "Look at it; add newly registered projects to it when needed.",
    )


class NobodyDue(Refusal):
    code = "round.nobody_due"
    message = Sentence("{period}没有应报项目。", "No project is due in {period}.")
    remedy = Sentence("请先登记或导入项目。", "Register or import projects first.")


def open_round(*, period: Period, change: Change) -> Round:
    """Open the review of a period: who is due, and until when.

    Due is every project of the register in a due stage that was not withdrawn and entered before
    the period's end. The due day lies the programme's number of work-days after that end.

    Raises:
        RoundOpenAlready, NobodyDue, NotSetUp: as named.
    """
    due_days = programme().report_due_work_days
    with writing("round.opened", change):
        if Round.objects.filter(period=str(period)).exists():
            raise RoundOpenAlready(period=period.name)
        opened = Round.objects.create(
            period=str(period),
            starts_on=period.start_on,
            ends_on=period.end_on,
            due_on=work_calendar().add(period.end_on, due_days),
            stage=RoundStage.OPEN,
        )
        if not _enter(opened):
            raise NobodyDue(period=period.name)
    return opened


def add_due_projects(*, round: Round, change: Change) -> int:
    """Enter projects that were registered after the round was opened; how many."""
    with writing("round.projects_added", change):
        return _enter(round)


def _enter(round: Round) -> int:
    due = Project.objects.filter(
        stage__in=DUE_STAGES, is_withdrawn=False, entered_on__lte=round.ends_on
    ).exclude(round_entries__round=round)
    entries = [RoundEntry(round=round, project=project) for project in due.order_by("id")]
    RoundEntry.objects.bulk_create(entries)
    return len(entries)
