"""Equipment and process lists of an enterprise on a day, and the rates that they give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jigai.apps.diagnosis.models import Machine, ProcessStep
from jigai.domain.maturity.lists import Computed, Control, Equipment, Process, list_rates


@dataclass(frozen=True, slots=True)
class MachineRow:
    """One line of the equipment list; ``age`` in years on the day, unknown without a year."""

    id: int
    number: str
    name: str
    kind: str
    quantity: int
    made_in: int | None
    age: int | None
    is_main: bool | None
    is_numerical: bool | None
    is_networked: bool | None
    is_digital: bool | None
    is_key: bool | None
    value_fen: int | None
    in_use_from: date | None
    in_use_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """One process; ``control`` blank when unknown."""

    id: int
    number: str
    line: str
    name: str
    is_key: bool | None
    control: str
    in_use_from: date | None
    in_use_to: date | None
    source: str


MARKS = ("is_main", "is_numerical", "is_networked", "is_digital", "is_key")


def in_use(on: date) -> Q:
    """Lines that are in the list of a day."""
    came = Q(in_use_from=None) | Q(in_use_from__lte=on)
    return came & (Q(in_use_to=None) | Q(in_use_to__gt=on))


def machine_rows(*, enterprise_id: int, on: date) -> list[MachineRow]:
    """The equipment list of a day, by number."""
    rows = Machine.objects.filter(in_use(on), enterprise_id=enterprise_id).order_by("number")
    return [
        MachineRow(
            id=row.pk,
            number=row.number,
            name=row.name,
            kind=row.kind,
            quantity=row.quantity,
            made_in=row.made_in,
            age=max(on.year - row.made_in, 0) if row.made_in else None,
            **{mark: getattr(row, mark) for mark in MARKS},
            value_fen=row.value_fen,
            in_use_from=row.in_use_from,
            in_use_to=row.in_use_to,
            source=row.source,
        )
        for row in rows
    ]


def process_rows(*, enterprise_id: int, on: date) -> list[ProcessRow]:
    """The process list of a day, by line and number."""
    rows = ProcessStep.objects.filter(in_use(on), enterprise_id=enterprise_id)
    return [
        ProcessRow(
            row.pk,
            row.number,
            row.line,
            row.name,
            row.is_key,
            row.control,
            row.in_use_from,
            row.in_use_to,
            row.source,
        )
        for row in rows.order_by("line", "number")
    ]


def rates_of(enterprise_ids: Collection[int], *, on: date) -> dict[int, tuple[Computed, ...]]:
    """The rates of enterprises that have a list on a day; two queries."""
    machines: dict[int, list[Equipment]] = defaultdict(list)
    processes: dict[int, list[Process]] = defaultdict(list)
    for row in Machine.objects.filter(in_use(on), enterprise__in=enterprise_ids):
        machines[row.enterprise_id].append(_equipment(row))
    for step in ProcessStep.objects.filter(in_use(on), enterprise__in=enterprise_ids):
        processes[step.enterprise_id].append(
            Process(step.is_key, Control(step.control) if step.control else None)
        )
    return {
        key: list_rates(machines[key], processes[key]) for key in sorted({*machines, *processes})
    }


def rates_of_one(enterprise_id: int, *, on: date) -> tuple[Computed, ...]:
    """The four rates of one enterprise; without lists they are unknown."""
    empty: Sequence[Equipment] = ()
    return rates_of([enterprise_id], on=on).get(enterprise_id) or list_rates(empty, ())


def _equipment(row: Machine) -> Equipment:
    return Equipment(
        row.quantity,
        row.value_fen,
        row.is_main,
        row.is_numerical,
        row.is_networked,
        row.is_digital,
    )
