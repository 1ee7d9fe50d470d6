"""Lines of process lists, as a sheet brings them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.models import ProcessStep
from jigai.domain.change import Change

ProcessPlan = Upsert[ProcessStep]


@dataclass(frozen=True, slots=True)
class ProcessLine:
    """One process; what is ``None`` or blank is not known and leaves what is kept as it is."""

    enterprise_id: int
    number: str
    name: str
    source: str
    line: str = ""
    is_key: bool | None = None
    control: str = ""
    in_use_from: date | None = None
    in_use_to: date | None = None

    @property
    def key(self) -> tuple[int, str]:
        return (self.enterprise_id, self.number)


FIELDS = ("name", "line", "is_key", "control", "in_use_from", "in_use_to")


def plan_processes(lines: Sequence[ProcessLine]) -> ProcessPlan:
    """Compare lines with the lists as they are; nothing is saved. A line missing is left alone."""
    ids = {line.enterprise_id for line in lines}
    existing = {_key(row): row for row in ProcessStep.objects.filter(enterprise__in=ids)}
    return planned_upsert(
        ProcessStep,
        [_want(line, existing.get(line.key)) for line in lines],
        existing=existing.values(),
        key_of=_key,
    )


def record_processes(*, plan: ProcessPlan, change: Change) -> None:
    """Save a plan."""
    with writing("processes.recorded", change):
        save_upsert(plan)


def _want(line: ProcessLine, row: ProcessStep | None) -> Wanted:
    told = {name: getattr(line, name) for name in FIELDS}
    values = {name: value for name, value in told.items() if value not in (None, "")}
    if row is None or any(getattr(row, name) != value for name, value in values.items()):
        values["source"] = line.source
    new = {"enterprise_id": line.enterprise_id, "number": line.number}
    return Wanted(line.key, values, new)


def _key(row: ProcessStep) -> tuple[int, str]:
    return (row.enterprise_id, row.number)
