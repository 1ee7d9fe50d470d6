"""The rounds that the cockpit can show, and the one that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jigai.apps.badges.models import Board
from jigai.apps.rounds.models import Round
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchRound(NotFound):
    code = "cockpit.no_such_round"
    message = Sentence("没有{period}的亮牌。", "No badges were computed for {period}.")
    remedy = Sentence("请从期次列表中选择。", "Choose a period from the list.")


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One graded round; ``board_id`` of its newest published board, or ``None``."""

    id: int
    period: str
    ends_on: date
    stage: str
    rule_set: str
    computed_at: datetime
    board_id: int | None


def graded_rounds() -> list[RoundRow]:
    """Rounds with computed badges, newest first; two queries."""
    boards = dict(Board.objects.order_by("round", "number").values_list("round", "pk"))
    found = Round.objects.filter(computed_at__isnull=False).order_by("-ends_on")
    return [
        RoundRow(
            one.pk, one.period, one.ends_on, one.stage, one.rule_set,
            one.computed_at, boards.get(one.pk),
        )
        for one in found if one.computed_at
    ]  # fmt: skip


def chosen_round(rounds: list[RoundRow], period: str) -> tuple[RoundRow | None, RoundRow | None]:
    """The round of a period (blank: the newest) and the one before it.

    Raises:
        NoSuchRound: the period was not graded.
    """
    if not rounds:
        return None, None
    places = [at for at, row in enumerate(rounds) if row.period == period] if period else [0]
    if not places:
        raise NoSuchRound(period=period)
    at = places[0]
    return rounds[at], rounds[at + 1] if at + 1 < len(rounds) else None
