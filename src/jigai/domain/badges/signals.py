"""Signals against gaming: each is a question to a person, and none changes a colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jigai.domain.quantities import money, percentage, share_from_bp
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

USUAL_JUMP_BP = 2000
RESET = Sentence(
    "{day} 调整基准后，截至当日的计划由 {before}降到 {after}，原因是什么？",
    "The re-baseline of {day} lowered the plan to date from {before} to {after}: why?",
)
REPEATED = Sentence(
    "{period} 的照片与 {first} 的完全相同，是否重复使用？",
    "The photo of {period} is identical to that of {first}: was it used twice?",
)
JUMP = Sentence(
    "{period} 在截止日 {day} 一次上调 {jump}，依据是什么？",
    "In {period} progress rose by {jump} at once on the last day, {day}: on what evidence?",
)


@dataclass(frozen=True, slots=True)
class Signal:
    """``kind`` is baseline_reset, repeated_photo or last_day_jump."""

    kind: str
    project: str
    question: Sentence


@dataclass(frozen=True, slots=True)
class Rebaseline:
    """A new baseline and what both plans foresaw by the day of its approval, in fen."""

    project: str
    approved_on: date
    planned_before_fen: int
    planned_after_fen: int


@dataclass(frozen=True, slots=True)
class PhotoUse:
    """A photo in a report; ``digest`` is that of its content."""

    project: str
    period: str
    digest: str


@dataclass(frozen=True, slots=True)
class ProgressChange:
    """One reported change of progress, in basis points."""

    project: str
    period: str
    reported_on: date
    due_on: date
    before_bp: int
    after_bp: int


def baseline_resets(changes: Iterable[Rebaseline]) -> tuple[Signal, ...]:
    """Re-baselines that take back what the plan had already promised by then."""
    return tuple(
        Signal(
            "baseline_reset",
            change.project,
            RESET.format(
                day=change.approved_on,
                before=money(change.planned_before_fen),
                after=money(change.planned_after_fen),
            ),
        )
        for change in changes
        if change.planned_after_fen < change.planned_before_fen
    )


def repeated_photos(uses: Iterable[PhotoUse]) -> tuple[Signal, ...]:
    """Each use of a photo after its first, in the order given."""
    first: dict[str, PhotoUse] = {}
    found = []
    for use in uses:
        seen = first.setdefault(use.digest, use)
        if seen is not use:
            origin = seen.period if seen.project == use.project else f"{seen.project} {seen.period}"
            question = REPEATED.format(period=use.period, first=origin)
            found.append(Signal("repeated_photo", use.project, question))
    return tuple(found)


def last_day_jumps(
    changes: Iterable[ProgressChange], *, from_bp: int = USUAL_JUMP_BP
) -> tuple[Signal, ...]:
    """Changes on the last day (or later) of at least ``from_bp``."""
    return tuple(
        Signal(
            "last_day_jump",
            change.project,
            JUMP.format(
                period=change.period,
                day=change.due_on,
                jump=percentage(share_from_bp(change.after_bp - change.before_bp)),
            ),
        )
        for change in changes
        if change.reported_on >= change.due_on and change.after_bp - change.before_bp >= from_bp
    )
