"""Restate a reopened round: compute anew, freeze the next board, close the reopening."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from jigai.apps.audit.queries.touched import touched_values, undone_since
from jigai.apps.audit.writing import writing
from jigai.apps.badges.actions.freeze_board import freeze_board
from jigai.apps.badges.actions.record_badges import mark_final, record_badges
from jigai.apps.badges.models import Board, EvidenceFinding, Exemption
from jigai.apps.projects.models import ProgressReport
from jigai.apps.rounds.actions.ask_reopening import close_reopening
from jigai.apps.rounds.models import Round, RoundStage
from jigai.apps.rounds.queries.lock import refuse_when_locked
from jigai.apps.scoring.queries.in_force import BADGE, rule_set_in_force
from jigai.domain.change import Change
from jigai.domain.periods import parse_period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.compute_badges import planned_badges

FIGURES = ("projects_progressreport", "projects_investmententry")


class NotReopened(Refusal):
    code = "round.not_reopened"
    message = Sentence("{period}没有重开。", "The round {period} is not reopened.")
    remedy = Sentence(
        "请先申请重开并由另一人批准。", "Ask for a reopening and let another person approve it."
    )


def restate_round(
    *, round: Round, change: Change, project_ids: Collection[int] = ()
) -> Board | None:
    """The next numbered board beside the frozen ones, with the changed rows and the reason.

    Only corrected projects are computed anew: those of which a report of the period was reviewed
    or taken back, an exemption granted or a finding confirmed since the reopening. What the
    registers say today of the others does not reach back.

    Args:
        project_ids: further projects to compute anew, where the register was wrong.

    Returns:
        The restatement; ``None`` where the corrections changed no row.

    Raises:
        NotReopened: the round is not open for corrections.
        ReopeningEnded: its time has run out.
    """
    with writing("round.restated", change):
        round.refresh_from_db()
        if round.stage != RoundStage.REOPENED:
            raise NotReopened(period=parse_period(round.period).name)
        refuse_when_locked(round.period, at=change.at)
        rule_set = rule_set_in_force(BADGE, on=round.ends_on)
        keys = {*project_ids, *_corrected(round)}
        plan = planned_badges(round=round, rule_set=rule_set, project_ids=keys)
        record_badges(plan=plan, change=change)
        mark_final(round=round, change=change)
        board = freeze_board(round=round, change=change)
        close_reopening(round=round, change=change)
    return board


def _corrected(round: Round) -> set[int]:
    box = round.reopenings.filter(closed_at=None).order_by("-id").first()
    if box is None or box.approved_at is None:  # pragma: no cover - refused before
        return set()
    since = box.approved_at
    reports = ProgressReport.objects.filter(period=round.period, reviewed_at__gte=since)
    exempt = Exemption.objects.filter(
        approved_at__gte=since, valid_from__lte=round.ends_on, valid_to__gte=round.starts_on
    )
    findings = EvidenceFinding.objects.filter(period=round.period, confirmed_at__gte=since)
    reviewed = {
        key
        for found in (reports, exempt, findings)
        for key in found.values_list("project", flat=True)
    }
    return reviewed | _taken_back(round.period, since)


def _taken_back(period: str, since: datetime) -> set[int]:
    """Projects of which a report or an amount of the period was restored by an undo."""
    numbers = undone_since(since)
    found: set[int] = set()
    for table in FIGURES:
        periods = touched_values(numbers=numbers, table=table, column="period")
        owners = touched_values(numbers=numbers, table=table, column="project_id")
        found |= {owners[key] for key, held in periods.items() if held == period}
    return found


def end_reopening(*, round: Round, change: Change) -> None:
    """Close a reopening without a restatement, also after its time ran out.

    Raises:
        NotReopened: as named.
    """
    if round.stage != RoundStage.REOPENED:
        raise NotReopened(period=parse_period(round.period).name)
    close_reopening(round=round, change=change)
