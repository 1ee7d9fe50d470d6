"""Divisions on a day, and what became of the former ones."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jigai.apps.reference.models import Division, Succession
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchDivision(NotFound):
    code = "division.not_found"
    message = Sentence("没有编号为{pk}的区划。", "There is no division {pk}.")


@dataclass(frozen=True, slots=True)
class DivisionRow:
    id: int
    code: str
    name: str
    name_en: str
    level: str
    parent_id: int | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class BoundaryChangeRow:
    """One dated change: which divisions became which, by which document."""

    changed_on: date
    source: str
    formers: tuple[str, ...]
    successors: tuple[str, ...]


def boundary_changes() -> list[BoundaryChangeRow]:
    """Every change of divisions, newest first; one query."""
    found: dict[tuple[date, str], tuple[dict[str, None], dict[str, None]]] = {}
    rows = Succession.objects.order_by("-changed_on", "id").values_list(
        "changed_on", "note", "former__name", "successor__name"
    )
    for changed_on, note, former, successor in rows:
        formers, successors = found.setdefault((changed_on, note), ({}, {}))
        formers[former], successors[successor] = None, None
    return [
        BoundaryChangeRow(changed_on, note, tuple(formers), tuple(successors))
        for (changed_on, note), (formers, successors) in found.items()
    ]


def division_by(pk: int) -> Division:
    """The division of a number.

    Raises:
        NoSuchDivision: there is none.
    """
    found = Division.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchDivision(pk=pk)
    return found


def division_rows(*, on: date, level: str = "") -> list[DivisionRow]:
    """The divisions that exist on a day, by code; one query."""
    valid = Division.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on),
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
    )
    valid = valid.filter(level=level) if level else valid
    rows = valid.order_by("code", "id").values(*DivisionRow.__dataclass_fields__)
    return [DivisionRow(**values) for values in rows]


def sole_successors(*, on: date | None = None) -> dict[int, int]:
    """Former division → the present one, where a rename or a merger leaves no choice.

    A split leaves a choice: its records keep the former division until a person moves them.
    ``on``: only changes in effect by that day; ``None`` is all that are recorded.
    """
    onward: dict[int, list[int]] = defaultdict(list)
    changes = Succession.objects.order_by("id")
    changes = changes if on is None else changes.filter(changed_on__lte=on)
    for former, successor in changes.values_list("former", "successor"):
        onward[former].append(successor)
    found: dict[int, int] = {}
    for former in onward:
        last = former
        while len(onward.get(last, ())) == 1:
            last = onward[last][0]
        if last != former:
            found[former] = last
    return found
