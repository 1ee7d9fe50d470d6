from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.audit.writing import writing
from jigai.apps.platforms.models import PlatformScore, ScoreState
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class ScoresFinal(Refusal):
    code = "platform.scores_final"
    message = Sentence(
        "{year}年度的评价已经确定，不能重算。",
        "The cards of {year} are final and not computed anew.",
    )
    remedy = Sentence("有误的，请撤销确定那次修改。", "If that was wrong, undo making them final.")


class ObjectionsWait(Refusal):
    code = "platform.objections_wait"
    message = Sentence(
        "还有{count}份异议没有裁定。", "{count} objection(s) still wait for a ruling."
    )


class WindowStillOpen(Refusal):
    code = "platform.window_still_open"
    message = Sentence(
        "异议期到{day}为止，之后才能确定。",
        "Objections are open until {day}; only then is it final.",
    )


class NothingScored(Refusal):
    code = "platform.nothing_scored"
    message = Sentence("{year}年度还没有评价。", "No card of {year} was computed.")


@dataclass(frozen=True, slots=True)
class ScoreEntry:
    """One computed card: the facts it was computed from as plain JSON, totals as exact text."""

    platform_id: int
    facts: dict[str, Any]
    outcome: str
    total_low: str
    total_high: str


def record_scores(
    *,
    year: int,
    rule_set: str,
    rule_hash: str,
    entries: Sequence[ScoreEntry],
    objections_until_on: date,
    change: Change,
) -> list[PlatformScore]:
    """Keep provisional cards of a year; a card computed anew replaces the one before.

    A card under objection keeps its state; the window of a card that stands stays as it was.

    Raises:
        ScoresFinal: a card of the year is final.
    """
    kept = {row.platform_id: row for row in PlatformScore.objects.filter(year=year)}
    if any(row.state == ScoreState.FINAL for row in kept.values()):
        raise ScoresFinal(year=year)
    made = []
    with writing("platforms.scored", change):
        for one in entries:
            row = kept.get(one.platform_id) or PlatformScore(
                platform_id=one.platform_id,
                year=year,
                state=ScoreState.PROVISIONAL,
                objections_until_on=objections_until_on,
            )
            row.rule_set, row.rule_hash, row.facts = rule_set, rule_hash, one.facts
            row.outcome, row.total_low, row.total_high = one.outcome, one.total_low, one.total_high
            row.computed_at = change.at
            row.computed_by_key, row.computed_by = change.actor.key, change.actor.name[:60]
            row.save()
            made.append(row)
    return made


def settle_scores(*, year: int, on: date, change: Change) -> int:
    """Make the cards of a year final, once the window has closed and every objection is ruled.

    Returns:
        How many became final.

    Raises:
        NothingScored, WindowStillOpen, ObjectionsWait: as named.
    """
    rows = list(PlatformScore.objects.filter(year=year).exclude(state=ScoreState.FINAL))
    if not rows:
        raise NothingScored(year=year)
    last = max(row.objections_until_on for row in rows)
    if on <= last:
        raise WindowStillOpen(day=last)
    waiting = sum(row.state == ScoreState.OBJECTED for row in rows)
    if waiting:
        raise ObjectionsWait(count=waiting)
    with writing("platforms.settled", change):
        for row in rows:
            row.state = ScoreState.FINAL
            row.save(update_fields=["state"])
    return len(rows)
