"""Shapes of what a draft would change."""

from __future__ import annotations

from datetime import date

from ninja import Schema

from jigai.api.errors import Said
from jigai.domain.rules.moves import Move
from jigai.flows.back_test_rule import TestedRound
from jigai.flows.preview_rule import Preview


class ChangedLineOut(Schema):
    kind: str
    name: str
    before: Said
    after: Said


class MoveOut(Schema):
    """One subject that moves: ``direction`` is up, down, cannot_tell or aside."""

    id: int
    name: str
    before: str
    after: str
    direction: str
    lines: list[ChangedLineOut]


class PlacedMove(MoveOut):
    area: Said
    industry: Said


class PreviewOut(Schema):
    before: str
    after: str
    on: date
    period: str
    checked: int
    counts: dict[str, int]
    moved: list[PlacedMove]


class TurnOut(Schema):
    before: str
    after: str
    count: int


class TestedOut(Schema):
    """A past round; ``not_kept``: facts that the draft asks and the round did not keep."""

    period: str
    checked: int
    turns: list[TurnOut]
    moved: list[MoveOut]
    not_kept: list[Said]


def preview_out(found: Preview) -> PreviewOut:
    moved = [
        PlacedMove.model_validate(
            _move(one.subject.id, one.subject.name, one.move)
            | {"area": one.subject.area, "industry": one.subject.industry},
            from_attributes=True,
        )
        for one in found.moved
    ]
    return PreviewOut(
        before=found.before.digest,
        after=found.after.digest,
        on=found.on,
        period=found.period,
        checked=found.checked,
        counts=found.counts,
        moved=moved,
    )


def tested_out(found: TestedRound) -> TestedOut:
    return TestedOut.model_validate(
        {
            "period": found.period,
            "checked": found.checked,
            "turns": [TurnOut(before=b, after=a, count=count) for b, a, count in found.turns],
            "moved": [_move(one.project_id, one.project, one.move) for one in found.recoloured],
            "not_kept": list(found.not_kept),
        },
        from_attributes=True,
    )


def _move(key: int, name: str, move: Move) -> dict[str, object]:
    return {
        "id": key,
        "name": name,
        "before": move.before.name,
        "after": move.after.name,
        "direction": move.direction.value,
        "lines": list(move.lines),
    }
