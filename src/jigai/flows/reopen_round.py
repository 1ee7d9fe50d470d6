"""Reopen a published round: asked, approved by another person, time-boxed, with its knock-on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Board
from jigai.apps.reports.models import IssuedDocument
from jigai.apps.rounds.actions.ask_reopening import approve_reopening, ask_reopening
from jigai.apps.rounds.models import Reopening, Round
from jigai.domain.change import Change
from jigai.domain.periods import kind_of, parse_period


@dataclass(frozen=True, slots=True)
class Affected:
    """A later round whose figures rest on the reopened one, and what was published of it."""

    period: str
    stage: str
    board_count: int
    documents: tuple[str, ...]


def knock_on(round: Round) -> tuple[Affected, ...]:
    """Later rounds of the same rhythm: their streaks and cumulative figures rest on this one."""
    kind = kind_of(parse_period(round.period))
    later = [
        held
        for held in Round.objects.filter(ends_on__gt=round.ends_on).order_by("ends_on")
        if kind_of(parse_period(held.period)) is kind
    ]
    boards = list(Board.objects.filter(round__in=later).values_list("round_id", flat=True))
    titles = IssuedDocument.objects.filter(round__in=later).order_by("id")
    issued = list(titles.values_list("round_id", "title"))
    return tuple(
        Affected(
            held.period,
            held.stage,
            boards.count(held.pk),
            tuple(title for key, title in issued if key == held.pk),
        )
        for held in later
    )


def request_reopening(*, round: Round, change: Change) -> tuple[Reopening, tuple[Affected, ...]]:
    """Ask; the list of what it touches is given with it.

    Raises:
        NotPublished, ReopeningAskedAlready: as named.
    """
    return ask_reopening(round=round, change=change), knock_on(round)


def reopen_round(*, reopening: Reopening, open_until: datetime, change: Change) -> Reopening:
    """Approve, as another person, until a moment; after it every write is refused again.

    Raises:
        OwnReopening, ReopeningDecided, BoxEndsBeforeItBegins: as named.
    """
    with writing("round.reopened", change):
        return approve_reopening(reopening=reopening, open_until=open_until, change=change)
