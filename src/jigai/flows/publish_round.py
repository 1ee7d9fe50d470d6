"""Publish a round: freeze and sign the board, lock the period, say what must follow."""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.badges.actions.follow_up import create_follow_ups
from jigai.apps.badges.actions.freeze_board import NothingToFreeze, freeze_board
from jigai.apps.badges.actions.record_badges import mark_final
from jigai.apps.badges.models import Board, Objection
from jigai.apps.reference.queries.settings import work_calendar
from jigai.apps.rounds.actions.advance_round import mark_published
from jigai.apps.rounds.models import Round, RoundStage
from jigai.domain.change import Change
from jigai.domain.periods import parse_period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class PublishedAlready(Refusal):
    code = "round.published_already"
    message = Sentence("{period}已经发布。", "The round {period} is published already.")
    remedy = Sentence(
        "更正请走重开和编号更正。", "To correct it, reopen it and restate it by number."
    )


class ObjectionsOpen(Refusal):
    code = "round.objections_open"
    message = Sentence("还有{count}份异议没有裁定。", "{count} objection(s) are not ruled on yet.")
    remedy = Sentence("请先裁定。", "Rule on them first.")


class WindowStillOpen(Refusal):
    code = "round.window_still_open"
    message = Sentence("异议期到{day}才结束。", "The objection window ends only on {day}.")
    remedy = Sentence(
        "请等到次日；确需提前的，明确注明提前发布并写明原因。",
        "Wait until the next day, or state that it is published early and why.",
    )


def publish_round(*, round: Round, change: Change, is_early: bool = False) -> Board:
    """Make the badges final and freeze board number 0; one change set, all or nothing.

    Args:
        is_early: stated on purpose: publish before the objection window has ended.

    Raises:
        PublishedAlready, NothingToFreeze, ObjectionsOpen, WindowStillOpen: as named.
    """
    with writing("round.published", change):
        round.refresh_from_db()
        _check(round, change, is_early=is_early)
        mark_final(round=round, change=change)
        mark_published(round=round, change=change)
        create_follow_ups(round=round, calendar=work_calendar(), change=change)
        board = freeze_board(round=round, change=change)
        if board is None:  # pragma: no cover - a first board is never equal to one before
            raise NothingToFreeze
    return board


def _check(round: Round, change: Change, *, is_early: bool) -> None:
    if round.stage in {RoundStage.PUBLISHED, RoundStage.REOPENED}:
        raise PublishedAlready(period=parse_period(round.period).name)
    if round.stage == RoundStage.OPEN:
        raise NothingToFreeze
    waiting = Objection.objects.filter(badge__round=round, ruling="").count()
    if waiting:
        raise ObjectionsOpen(count=waiting)
    until = round.objections_until_on
    if until and change.at.date() <= until and not is_early:
        raise WindowStillOpen(day=until)
