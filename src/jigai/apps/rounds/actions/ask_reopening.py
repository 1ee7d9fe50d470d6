from __future__ import annotations

from datetime import datetime

from jigai.apps.audit.writing import writing
from jigai.apps.rounds.models import Reopening, Round, RoundStage
from jigai.domain.change import Change
from jigai.domain.periods import parse_period
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence


class NotPublished(Refusal):
    code = "round.not_published"
    message = Sentence("{period}还没有发布。", "The round {period} is not published.")


class ReopeningAskedAlready(Refusal):
    code = "reopening.asked_already"
    message = Sentence(
        "{period}已有一份待批的重开申请。", "A request to reopen {period} is waiting already."
    )


class OwnReopening(NotAllowed):
    code = "reopening.own"
    message = Sentence("申请重开的人不能自己批准。", "Who asked for a reopening cannot approve it.")
    remedy = Sentence("请由另一位同事批准。", "Let a colleague approve it.")


class ReopeningDecided(Refusal):
    code = "reopening.decided_already"
    message = Sentence("这份重开申请已经批过。", "This reopening was already approved.")


class BoxEndsBeforeItBegins(Refusal):
    code = "reopening.box_in_the_past"
    message = Sentence("重开的截止时刻已过。", "The reopening would end in the past.")
    remedy = Sentence("请选一个之后的时刻。", "Choose a later moment.")


def ask_reopening(*, round: Round, change: Change) -> Reopening:
    """Ask to open a published round again; the change's reason is kept with it.

    Raises:
        NotPublished, ReopeningAskedAlready: as named.
    """
    name = parse_period(round.period).name
    with writing("reopening.asked", change):
        if round.stage != RoundStage.PUBLISHED:
            raise NotPublished(period=name)
        if round.reopenings.filter(closed_at=None).exists():
            raise ReopeningAskedAlready(period=name)
        return Reopening.objects.create(
            round=round,
            reason=change.reason,
            asked_by_key=change.actor.key,
            asked_by=change.actor.name,
            asked_at=change.at,
        )


def approve_reopening(*, reopening: Reopening, open_until: datetime, change: Change) -> Reopening:
    """Open the round again until a moment, by another person than the one who asked.

    Raises:
        OwnReopening, ReopeningDecided, BoxEndsBeforeItBegins: as named.
    """
    with writing("reopening.approved", change):
        reopening.refresh_from_db()
        if reopening.approved_by_key or reopening.closed_at:
            raise ReopeningDecided
        if reopening.asked_by_key == change.actor.key:
            raise OwnReopening
        if open_until <= change.at:
            raise BoxEndsBeforeItBegins
        reopening.approved_by_key, reopening.approved_by = change.actor.key, change.actor.name
        reopening.approved_at, reopening.open_until = change.at, open_until
        reopening.save()
        Round.objects.filter(pk=reopening.round_id).update(stage=RoundStage.REOPENED)
    return reopening


def close_reopening(*, round: Round, change: Change) -> None:
    """End every open reopening of a round; the period is locked again."""
    with writing("reopening.closed", change):
        round.reopenings.filter(closed_at=None).update(closed_at=change.at)
        Round.objects.filter(pk=round.pk).update(stage=RoundStage.PUBLISHED)
        round.stage = RoundStage.PUBLISHED
