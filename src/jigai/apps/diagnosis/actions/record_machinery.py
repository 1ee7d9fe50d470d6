"""Lines of equipment lists, as a sheet brings them or a form saves one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.models import Machine
from jigai.domain.change import Change

MachineryPlan = Upsert[Machine]


@dataclass(frozen=True, slots=True)
class MachineLine:
    """One line; what is ``None`` or blank is not known and leaves what is kept as it is.

    ``value_fen`` is of all pieces.
    """

    enterprise_id: int
    number: str
    name: str
    source: str
    kind: str = ""
    quantity: int | None = None
    made_in: int | None = None
    is_main: bool | None = None
    is_numerical: bool | None = None
    is_networked: bool | None = None
    is_digital: bool | None = None
    is_key: bool | None = None
    value_fen: int | None = None
    in_use_from: date | None = None
    in_use_to: date | None = None

    @property
    def key(self) -> tuple[int, str]:
        return (self.enterprise_id, self.number)


FIELDS = (
    "name", "kind", "quantity", "made_in", "is_main", "is_numerical", "is_networked",
    "is_digital", "is_key", "value_fen", "in_use_from", "in_use_to",
)  # fmt: skip


def plan_machinery(lines: Sequence[MachineLine]) -> MachineryPlan:
    """Compare lines with the lists as they are; nothing is saved. A line missing is left alone."""
    ids = {line.enterprise_id for line in lines}
    existing = {_key(row): row for row in Machine.objects.filter(enterprise__in=ids)}
    return planned_upsert(
        Machine,
        [_want(line, existing.get(line.key)) for line in lines],
        existing=existing.values(),
        key_of=_key,
    )


def record_machinery(*, plan: MachineryPlan, change: Change) -> None:
    """Save a plan."""
    with writing("machinery.recorded", change):
        save_upsert(plan)


def _want(line: MachineLine, row: Machine | None) -> Wanted:
    told = {name: getattr(line, name) for name in FIELDS}
    values = {name: value for name, value in told.items() if value not in (None, "")}
    if row is None or any(getattr(row, name) != value for name, value in values.items()):
        values["source"] = line.source
    new = {"enterprise_id": line.enterprise_id, "number": line.number}
    return Wanted(line.key, values, new)


def _key(row: Machine) -> tuple[int, str]:
    return (row.enterprise_id, row.number)
