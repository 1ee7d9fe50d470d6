"""Equipment and process lists as workbooks: what is kept, to fill in and import again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from jigai.apps.diagnosis.queries.lists import (
    MARKS,
    MachineRow,
    ProcessRow,
    machine_rows,
    process_rows,
)
from jigai.apps.registry.models import Enterprise
from jigai.domain.sentence import Sentence
from jigai.exchange.cells import Value
from jigai.exchange.dates import WrittenDate
from jigai.exchange.mapping import OWN_FIELDS, Mapping, shipped_mappings
from jigai.exchange.template_out import EditableRow, editable_workbook

ListName = Literal["machinery", "processes"]
TITLES: dict[str, Sentence] = {
    "machinery": Sentence("{enterprise}设备清单", "{enterprise}: equipment list"),
    "processes": Sentence("{enterprise}工序清单", "{enterprise}: process list"),
}


@dataclass(frozen=True, slots=True)
class ListSheet:
    content: bytes
    rows: int


def export_list(enterprise: Enterprise, *, which: ListName, on: date) -> ListSheet:
    """One list of an enterprise on a day; without lines, one row to begin with.

    Imported again unchanged it changes nothing.
    """
    about = {"enterprise_name": enterprise.name, "credit_code": enterprise.credit_code}
    if which == "machinery":
        lines = [_machine(row) for row in machine_rows(enterprise_id=enterprise.pk, on=on)]
    else:
        lines = [_process(row) for row in process_rows(enterprise_id=enterprise.pk, on=on)]
    mapping = list_mapping(which)
    own = {field.name for field in OWN_FIELDS}
    content = editable_workbook(
        [EditableRow("", 0, {**about, **line}) for line in lines or [{}]],
        mapping=mapping,
        fields=[field.name for field in mapping.fields if field.name not in own],
        title=f"{TITLES[which].format(enterprise=enterprise.name).zh} {on.isoformat()}",
    )
    return ListSheet(content, len(lines))


def list_mapping(which: ListName) -> Mapping:
    return next(one for one in shipped_mappings() if one.name == which)


def _machine(row: MachineRow) -> dict[str, Value]:
    return {
        "machine_number": row.number,
        "machine_name": row.name,
        "machine_kind": row.kind or None,
        "quantity": row.quantity,
        "made_in": row.made_in,
        **{mark: getattr(row, mark) for mark in MARKS},
        "value_fen": row.value_fen,
        "in_use_from": _written(row.in_use_from),
        "in_use_to": _written(row.in_use_to),
        "list_source": row.source,
    }


def _process(row: ProcessRow) -> dict[str, Value]:
    return {
        "process_number": row.number,
        "production_line": row.line or None,
        "process_name": row.name,
        "is_key": row.is_key,
        "control": row.control or None,
        "in_use_from": _written(row.in_use_from),
        "in_use_to": _written(row.in_use_to),
        "list_source": row.source,
    }


def _written(day: date | None) -> WrittenDate | None:
    return WrittenDate(day) if day else None
