"""The lock of a period: published, or its reopening has run out."""

from __future__ import annotations

from datetime import datetime

from jigai.apps.rounds.models import Reopening, Round, RoundStage
from jigai.domain.periods import parse_period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class PeriodLocked(Refusal):
    code = "round.period_locked"
    message = Sentence(
        "{period}已发布，数据已锁定。", "{period} is published and its figures are locked."
    )
    remedy = Sentence(
        "如需更正，请申请重开并由另一人批准。",
        "To correct it, ask for a reopening and let another person approve it.",
    )


class ReopeningEnded(PeriodLocked):
    code = "round.reopening_ended"
    message = Sentence(
        "{period}的重开已于{until}到期，不能再写。",
        "The reopening of {period} ended at {until}; nothing can be written any more.",
    )


def is_locked(period: str, *, at: datetime) -> bool:
    """Whether the figures of a period are closed at a moment; a round not opened locks nothing."""
    try:
        refuse_when_locked(period, at=at)
    except PeriodLocked:
        return True
    return False


def refuse_when_locked(period: str, *, at: datetime) -> None:
    """Every write of a period's figures passes here.

    Raises:
        PeriodLocked: the round is published.
        ReopeningEnded: it was reopened, and the time has run out.
    """
    found = Round.objects.filter(period=period).first()
    if found is None or found.stage in {RoundStage.OPEN, RoundStage.PROVISIONAL}:
        return
    name = parse_period(period).name
    if found.stage == RoundStage.PUBLISHED:
        raise PeriodLocked(period=name)
    box = Reopening.objects.filter(round=found, closed_at=None).order_by("-id").first()
    if box is None or box.open_until is None or at >= box.open_until:
        until = f"{box.open_until:%Y-%m-%d %H:%M}" if box and box.open_until else ""
        raise ReopeningEnded(period=name, until=until)
