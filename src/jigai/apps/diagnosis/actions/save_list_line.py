"""One line of an equipment or process list, as a form or a program states it whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.models import Machine, ProcessStep
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

L = TypeVar("L", Machine, ProcessStep)


class MadeInFuture(Refusal):
    code = "diagnosis.made_in_future"
    message = Sentence("出厂年份{year}在将来。", "The year {year} is in the future.")
    remedy = Sentence("请填铭牌上的年份。", "Give the year on the plate.")


class ListSourceMissing(Refusal):
    code = "diagnosis.list_source_missing"
    message = Sentence("没有写明清单的来源。", "The line names no source.")
    remedy = Sentence("例如“2026年固定资产台账”。", "Such as “register of fixed assets 2026”.")


class NumberTaken(Refusal):
    code = "diagnosis.number_taken"
    message = Sentence(
        "编号“{number}”已在清单中。", "The number “{number}” is in the list already."
    )
    remedy = Sentence("请改编号，或修改原有的一行。", "Choose another, or edit the present line.")


def save_machine(
    *, enterprise: Enterprise, line: Machine | None, values: Mapping[str, Any], change: Change
) -> Machine:
    """Add a machine line, or change one; marks that are ``None`` become unknown again.

    Raises:
        MadeInFuture, ListSourceMissing, NumberTaken, RecordInvalid: as named.
    """
    made_in = values.get("made_in")
    if made_in and made_in > change.at.year:
        raise MadeInFuture(year=made_in)
    return _saved(line or Machine(enterprise=enterprise), values, "machinery.recorded", change)


def save_process(
    *, enterprise: Enterprise, line: ProcessStep | None, values: Mapping[str, Any], change: Change
) -> ProcessStep:
    """Add a process, or change one.

    Raises:
        ListSourceMissing, NumberTaken, RecordInvalid: as named.
    """
    return _saved(line or ProcessStep(enterprise=enterprise), values, "processes.recorded", change)


def _saved(row: L, values: Mapping[str, Any], verb: str, change: Change) -> L:
    for name, value in values.items():
        setattr(row, name, value)
    if not row.source.strip():
        raise ListSourceMissing
    lines = Machine.objects if isinstance(row, Machine) else ProcessStep.objects
    same = lines.filter(enterprise=row.enterprise, number=row.number)
    if same.exclude(pk=row.pk).exists():
        raise NumberTaken(number=row.number)
    with writing(verb, change):
        save_valid(row)
    return row
