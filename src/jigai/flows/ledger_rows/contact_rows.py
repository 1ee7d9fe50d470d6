"""Rows of the sheet of contacts: one visit, call, meeting or message a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.accounts.queries.agencies import agency_ids
from jigai.apps.accounts.queries.people import ids_by_display_name
from jigai.apps.registry.queries.enterprises import ids_by_credit_code
from jigai.apps.visits.actions.log_interaction import Told
from jigai.apps.visits.actions.record_interactions import (
    Key,
    SheetContact,
    kept_keys,
    plan_interactions,
    record_interactions,
)
from jigai.apps.visits.personal_data import PersonalDataInLog, refuse_personal_data
from jigai.apps.visits.queries.caps import cap_on
from jigai.domain.change import Change
from jigai.domain.sentence import Sentence
from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import Record
from jigai.exchange.plan import Plan
from jigai.exchange.problems import Fault, Problem, column_letter, placed
from jigai.flows.ledger_rows.names import Names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.setting import LedgerSetting

NAME = "contacts"
VISIT = "visit"
SEPARATOR = "、"
UNKNOWN = Sentence("企业库中没有统一社会信用代码“{code}”。", "No enterprise has the code “{code}”.")
UNKNOWN_REMEDY = Sentence("请先登记企业，或更正代码。", "Register it first, or correct the code.")
NO_UNIT = Sentence("没有部门“{name}”。", "There is no department “{name}”.")
NO_UNIT_REMEDY = Sentence(
    "请写“人员与单位”里的名称，或先登记。", "Write its name as registered, or register it first."
)
AHEAD = Sentence("{day}还没有到。", "{day} is not here yet.")
AHEAD_REMEDY = Sentence("联系之后再登记。", "Log it once it has happened.")
NO_CONSENT = Sentence("走访没有写企业怎样同意。", "A visit does not say how the enterprise agreed.")
NO_CONSENT_REMEDY = Sentence("例：电话约定。", "Such as: arranged by telephone.")
CAP = Sentence(
    "已到该企业本年走访上限{most}次。", "The enterprise has had its {most} visits this year."
)
CAP_REMEDY = Sentence("请在“超上限原因”写明原因。", "Give the reason in its column.")
ANY_WHICH_WAY = ("purpose", "met", "said", "consent", "officers")


def acceptable_contacts(
    plan: Plan, records: Sequence[Record], *, today: date
) -> tuple[list[Record], list[Problem]]:
    """The rows that the log can take, and what is wrong with the others.

    Rows of other ledgers pass as they are.
    """
    if plan.match.mapping.name != NAME:
        return list(records), []
    known = _Known.of(records)
    problems = [
        _problem(plan, record, name, fault)
        for record in records
        for name, fault in _faults(record, known, today)
    ]
    faulty = {problem.row for problem in problems}
    return [record for record in records if record.row not in faulty], problems


def take_contact_rows(
    records: list[Record],
    *,
    names: Names,  # noqa: ARG001 - every reader of rows takes the same; contacts bring no names
    setting: LedgerSetting,  # noqa: ARG001 - each row has its own day
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Compare the rows with the log and, if asked, save them."""
    known = _Known.of(records)
    contacts = [(record.row, _contact(record, known)) for record in records]
    plan = plan_interactions([contact for _row, contact in contacts], change)
    for row, contact in contacts:
        outcomes.note(row, plan, contact.key, is_main=True)
    if save:
        record_interactions(plan=plan, change=change)


@dataclass(slots=True)
class _Known:
    """What rows name, looked up once; ``visits``: (enterprise, year) → those of log and sheet."""

    enterprises: dict[str, int]
    agencies: dict[str, int]
    officers: dict[str, int]
    kept: set[Key]
    visits: Counter[tuple[int, int]]

    @classmethod
    def of(cls, records: Sequence[Record]) -> _Known:
        codes = {str(record.values["credit_code"]) for record in records}
        enterprises = ids_by_credit_code(codes)
        kept = kept_keys(set(enterprises.values()))
        visits = Counter((key[0], int(key[1][:4])) for key in kept if key[2] == VISIT)
        return cls(enterprises, agency_ids(), ids_by_display_name(), kept, visits)


def _contact(record: Record, known: _Known) -> SheetContact:
    values: dict[str, Any] = record.values
    officer_id, others = _officers(str(values.get("officers") or ""), known)
    told = Told(
        kind=str(values["contact_kind"]),
        held_on=_day(values["held_on"]),
        agency_id=known.agencies[str(values["department"])],
        purpose=str(values["purpose"])[:120],
        said=str(values["said"])[:2_000],
        officer_id=officer_id,
        others=others[:120],
        consent=str(values.get("consent") or "")[:120],
        met=str(values.get("met") or "")[:80],
        beyond_cap=str(values.get("beyond_cap") or "")[:200],
    )
    return SheetContact(known.enterprises[str(values["credit_code"])], told)


def _officers(names: str, known: _Known) -> tuple[int | None, str]:
    """The first name that is a person of the system holds it; the rest stay names."""
    told = [name.strip() for name in names.replace("，", SEPARATOR).split(SEPARATOR)]
    first = known.officers.get(told[0])
    return first, SEPARATOR.join(name for name in (told[1:] if first else told) if name)


def _faults(record: Record, known: _Known, today: date) -> Iterator[tuple[str, Fault]]:
    values: dict[str, Any] = record.values
    code, unit = str(values["credit_code"]), str(values["department"])
    day, is_visit = _day(values["held_on"]), values["contact_kind"] == VISIT
    if code not in known.enterprises:
        yield "credit_code", Fault("unknown_enterprise", UNKNOWN.format(code=code), UNKNOWN_REMEDY)
    if unit not in known.agencies:
        yield "department", Fault("unknown_department", NO_UNIT.format(name=unit), NO_UNIT_REMEDY)
    if day > today:
        yield "held_on", Fault("day_ahead", AHEAD.format(day=day), AHEAD_REMEDY)
    for name in ANY_WHICH_WAY:
        try:
            refuse_personal_data(str(values.get(name) or ""))
        except PersonalDataInLog as refused:
            yield name, Fault("personal_data", refused.said, refused.advice)
    if is_visit and not values.get("consent"):
        yield "contact_kind", Fault("no_consent", NO_CONSENT, NO_CONSENT_REMEDY)
    elif is_visit and code in known.enterprises and unit in known.agencies:
        yield from _cap_fault(_contact(record, known), known)


def _cap_fault(contact: SheetContact, known: _Known) -> Iterator[tuple[str, Fault]]:
    """A row that is in the log already counts once."""
    if contact.key in known.kept:
        return
    day = contact.told.held_on
    place, most = (contact.enterprise_id, day.year), cap_on(day)
    known.visits[place] += 1
    if most is not None and known.visits[place] > most and not contact.told.beyond_cap:
        yield "contact_kind", Fault("cap_reached", CAP.format(most=most), CAP_REMEDY)


def _day(value: Any) -> date:
    if not isinstance(value, WrittenDate):
        raise TypeError("a required date was read as something else")
    return value.on


def _problem(plan: Plan, record: Record, name: str, fault: Fault) -> Problem:
    head = next((r for r in plan.readings if r.field.name == name), plan.readings[0]).head
    column = column_letter(head.index)
    return placed(fault, row=record.row, column=column, head=head.path[-1], field=name)
