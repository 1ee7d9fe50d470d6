"""A sheet of vouchers into the enterprise's own ledger: every fault by cell, all rows or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.apps.vouchers.actions.keep_voucher import VoucherValues
from jigai.apps.vouchers.actions.record_vouchers import (
    VoucherPlan,
    plan_vouchers,
    record_vouchers,
)
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import Ledger, Record, read_ledger
from jigai.exchange.problems import Fault, Problem, placed
from jigai.exchange.returned import returned_workbook
from jigai.exchange.voucher_sheet import voucher_mapping

DATED_LATER = Fault(
    "dated_later",
    Sentence("凭证日期晚于今天。", "The voucher's date lies after today."),
    Sentence("请核对年份。", "Check the year."),
)
MONTH_ONLY = Fault(
    "day_missing",
    Sentence("只写了月份。", "Only the month is written."),
    Sentence("请写到日。", "Write the day."),
)
UNKNOWN_PROJECT = Fault(
    "unknown_project",
    Sentence("本企业没有这个项目。", "The enterprise has no such project."),
    Sentence("请照项目库里的名称填写，或留空。", "Write its name as registered, or leave it out."),
)


class SheetFaulty(Refusal):
    """Nothing was saved; ``problems`` says what is wrong, cell by cell."""

    code = "voucher.sheet_faulty"
    message = Sentence(
        "表里有 {count} 处问题，没有保存任何一行。",
        "The sheet has {count} faults; no row was saved.",
    )
    remedy = Sentence("请按标注改好后重新导入。", "Mend the marked cells and import it again.")

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(count=len(problems))


@dataclass(frozen=True, slots=True)
class VoucherSheet:
    """A sheet as read: what saving it would do, and what stands against it, cell by cell."""

    ledger: Ledger
    plan: VoucherPlan
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        return not self.problems

    def returned(self) -> bytes:
        """The sender's own workbook with the faulty cells marked."""
        own = set(self.ledger.problems)
        return returned_workbook(self.ledger, also=[one for one in self.problems if one not in own])


def read_vouchers(source: bytes, *, name: str, enterprise: Enterprise, today: date) -> VoucherSheet:
    """Read a workbook or text table and compare it with the ledger; nothing is saved.

    Raises:
        Refusal: the file cannot be read as a ledger of vouchers.
    """
    ledger = read_ledger(source, name=name, template=voucher_mapping())
    projects = {one.name: one for one in Project.objects.filter(enterprise=enterprise)}
    more = tuple(_against(ledger, projects, today))
    problems = (*ledger.faults, *more)
    faulty = {one.row for one in problems}
    rows = [_values(one, projects) for one in ledger.sound_records if one.row not in faulty]
    return VoucherSheet(ledger, plan_vouchers(enterprise, rows), problems)


def import_vouchers(*, sheet: VoucherSheet, change: Change) -> VoucherPlan:
    """Save a sheet that has no fault, in one change set.

    Raises:
        SheetFaulty: as named; nothing is saved.
    """
    if not sheet.is_sound:
        raise SheetFaulty(sheet.problems)
    record_vouchers(plan=sheet.plan, change=change)
    return sheet.plan


def _against(ledger: Ledger, projects: Mapping[str, Project], today: date) -> Iterator[Problem]:
    places = {one.field.name: one.head for one in ledger.plan.readings}
    for record in ledger.sound_records:
        for name, fault in _faults(record, projects, today):
            head = places[name]
            yield placed(fault, row=record.row, column=head.letter, head=head.text, field=name)


def _faults(
    record: Record, projects: Mapping[str, Project], today: date
) -> Iterator[tuple[str, Fault]]:
    for name in ("dated_on", "paid_on"):
        written = record.values.get(name)
        if isinstance(written, WrittenDate) and written.precision == "month":
            yield name, MONTH_ONLY
    dated = record.values["dated_on"]
    if isinstance(dated, WrittenDate) and dated.on > today:
        yield "dated_on", DATED_LATER
    project = record.values.get("project")
    if project and str(project).strip() not in projects:
        yield "project", UNKNOWN_PROJECT


def _values(record: Record, projects: Mapping[str, Project]) -> VoucherValues:
    values: Mapping[str, Any] = record.values
    paid = values.get("paid_on")
    return VoucherValues(
        dated_on=values["dated_on"].on,
        number=str(values["number"]).strip(),
        supplier=str(values["supplier"]).strip(),
        item=str(values["item"]).strip(),
        kind=str(values["kind"]),
        net_fen=values["net_fen"],
        gross_fen=values["gross_fen"],
        paid_on=paid.on if paid else None,
        note=str(values.get("note") or "").strip(),
        project=projects.get(str(values.get("project") or "").strip()),
    )
