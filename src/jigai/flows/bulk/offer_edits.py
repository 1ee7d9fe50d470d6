"""Which edits a choice of rows allows, with the number of rows that each would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from jigai.apps.accounts.viewer import Viewer
from jigai.domain.sentence import Sentence
from jigai.domain.stages import MOVES, STAGE_LABELS, Stage
from jigai.flows.bulk.fields import BulkField
from jigai.flows.bulk.registers import Register, register_named

CHUNK = 500


@dataclass(frozen=True, slots=True)
class OfferedValue:
    """One value that may be set: how many rows it would change.

    ``value`` blank clears the field. ``is_offered`` is false for a move that some of the rows
    cannot make; ``allowed_count`` says how many can.
    """

    value: str
    label: Sentence
    changes_count: int
    allowed_count: int
    is_offered: bool


@dataclass(frozen=True, slots=True)
class PresentValue:
    """What the chosen rows have now."""

    value: str
    label: Sentence
    count: int


@dataclass(frozen=True, slots=True)
class Offer:
    """One field: what the rows have now, and what it may be set to."""

    field: BulkField
    present: tuple[PresentValue, ...]
    values: tuple[OfferedValue, ...]


NOTHING = Sentence("（未填）", "(nothing entered)")
SHOWN = 8


def offers(register: str, viewer: Viewer, keys: Sequence[int], *, on: date) -> list[Offer]:
    """Every field of the register for these rows; one query a field for 500 rows.

    Raises:
        NoSuchRegister: as named.
    """
    found = register_named(register)
    return [_offer(found, field, viewer, keys, on) for field in found.fields]


def _offer(
    register: Register, field: BulkField, viewer: Viewer, keys: Sequence[int], on: date
) -> Offer:
    counts = _counts(register, field, viewer, keys)
    choices = field.choices(on) if field.choices else ()
    labels = {one.value: one.label for one in choices}
    by_count = sorted(counts.items(), key=lambda item: -item[1])
    present = tuple(
        PresentValue(value, labels.get(value, Sentence(value, value)) if value else NOTHING, n)
        for value, n in by_count[:SHOWN]
    )
    if field.key == "stage":
        return Offer(field, present, tuple(_moves(counts)))
    total = sum(counts.values())
    values = [
        OfferedValue(one.value, one.label, total - counts.get(one.value, 0), total, True)
        for one in choices
    ]
    return Offer(field, present, tuple(values))


def _counts(
    register: Register, field: BulkField, viewer: Viewer, keys: Sequence[int]
) -> dict[str, int]:
    counts: dict[str, int] = {}
    for start in range(0, len(keys), CHUNK):
        rows = register.visible(viewer).filter(pk__in=keys[start : start + CHUNK]).order_by()
        grouped = rows.values_list(field.key).annotate(n=Count("pk", distinct=True))
        for value, count in grouped.values_list(field.key, "n"):
            written = "" if value is None else str(value)
            counts[written] = counts.get(written, 0) + count
    return counts


def _moves(counts: dict[str, int]) -> Iterator[OfferedValue]:
    """Stages that some of the rows may enter; offered when all may, or are there already."""
    total = sum(counts.values())
    for stage in Stage:
        allowed = sum(n for now, n in counts.items() if stage in MOVES[Stage(now)])
        there = counts.get(stage.value, 0)
        if allowed:
            is_offered = allowed + there == total
            yield OfferedValue(stage.value, STAGE_LABELS[stage], allowed, allowed, is_offered)
