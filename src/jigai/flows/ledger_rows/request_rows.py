"""Rows of a ledger of requests: each becomes a request with the steps that the row tells of.

A row whose number is known, or whose enterprise, title and day are, is left as it is: a request
is worked on by its steps, not by a sheet. An answer that the row brings awaits the enterprise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from jigai.apps.registry.queries.enterprises import ids_by_credit_code
from jigai.apps.support.actions.import_request import ImportedRequest, import_request
from jigai.apps.support.actions.raise_request import RequestWords
from jigai.apps.support.queries.ledger import known_requests
from jigai.apps.support.queries.standards import office_time
from jigai.domain.change import Change
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import AnswerWay, Category, Origin, Outcome, Urgency
from jigai.domain.sentence import Sentence
from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import Record
from jigai.exchange.plan import Plan
from jigai.exchange.problems import Fault, Problem, column_letter, placed
from jigai.flows.ledger_rows.names import Names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.setting import LedgerSetting

NAME = "requests"
UNKNOWN = Sentence("企业库中没有统一社会信用代码“{code}”。", "No enterprise has the code “{code}”.")
UNKNOWN_REMEDY = Sentence("请先登记企业，或更正代码。", "Register it first, or correct the code.")
AHEAD = Sentence("日期{day}晚于今天。", "The day {day} is later than today.")
AHEAD_REMEDY = Sentence("请更正日期。", "Correct the day.")
HALF = Sentence("有答复的行须同时写明{part}。", "A row with an answer names {part} too.")
HALF_REMEDY = Sentence("请补齐，或把答复各栏留空。", "Supply it, or leave the answer blank.")
PARTS = {
    "request_class": Sentence("办理类别", "the class"),
    "result": Sentence("办理结果", "the result"),
    "answer": Sentence("答复内容", "the answer"),
    "answered_on": Sentence("答复日期", "the day of the answer"),
}


def acceptable_requests(
    plan: Plan, records: Sequence[Record], *, today: date
) -> tuple[list[Record], list[Problem]]:
    """The rows that can become requests, and what is wrong with the others.

    Rows of other ledgers pass as they are.
    """
    if plan.match.mapping.name != NAME:
        return list(records), []
    ids = _ids(records)
    problems = [
        _problem(plan, record, field, fault)
        for record in records
        for field, fault in _faults(record, ids, today)
    ]
    faulty = {problem.row for problem in problems}
    return [record for record in records if record.row not in faulty], problems


def take_request_rows(
    records: list[Record],
    *,
    names: Names,
    setting: LedgerSetting,  # noqa: ARG001 - every reader of rows takes the same
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Say which rows are new and, if asked, raise them."""
    ids = _ids(records)
    codes = {str(one.values.get("request_code") or "") for one in records} - {""}
    known = set(known_requests(codes, set(ids.values())))
    for record in records:
        values: dict[str, Any] = record.values
        key = (ids[str(values["credit_code"])], values["request_title"], values["raised_on"].on)
        is_known = key in known or values.get("request_code") in known
        outcomes.main[record.row] = "unchanged" if is_known else "create"
        known.add(key)
        if save and not is_known:
            _take(values, key[0], names, change)


def _take(values: dict[str, Any], enterprise_id: int, names: Names, change: Change) -> None:
    raised = _moment(values["raised_on"], change)
    answered: Any = values.get("answered_on")
    kind = values.get("request_class")
    import_request(
        told=ImportedRequest(
            enterprise_id=enterprise_id,
            words=RequestWords(
                title=values["request_title"],
                text=values.get("request_text") or values["request_title"],
                category=Category(values.get("category") or Category.OTHER),
                origin=Origin(values.get("origin") or Origin.VISIT),
                urgency=Urgency(values.get("urgency") or Urgency.NORMAL),
            ),
            request_class=StandardKind(kind) if kind else None,
            lead_id=names.id_of("responsible_unit", values.get("responsible_unit")),
            result=Outcome(values["result"]) if answered else None,
            answer=values.get("answer") or "",
            way=AnswerWay.PLATFORM,
        ),
        raised=replace(change, at=raised),
        answered=replace(change, at=_answered_at(answered, raised, change)) if answered else None,
    )


def _moment(day: WrittenDate, change: Change) -> datetime:
    """A sheet knows the day alone: the office opens, or the day's noon where it is shut."""
    office = office_time(on=day.on)
    sessions = office.sessions(day.on)
    opens = sessions[0][0] if sessions else office.closing(day.on)
    return min(opens, change.at)


def _answered_at(day: WrittenDate, raised: datetime, change: Change) -> datetime:
    """An answer of a day is there when its office closes."""
    closes = office_time(on=day.on).closing(day.on)
    return max(raised + timedelta(minutes=1), min(closes, change.at))


def _ids(records: Sequence[Record]) -> dict[str, int]:
    return ids_by_credit_code({str(record.values["credit_code"]) for record in records})


def _faults(record: Record, ids: dict[str, int], today: date) -> Iterator[tuple[str, Fault]]:
    values: dict[str, Any] = record.values
    code = str(values["credit_code"])
    if code not in ids:
        yield "credit_code", Fault("unknown_enterprise", UNKNOWN.format(code=code), UNKNOWN_REMEDY)
    for field in ("raised_on", "answered_on"):
        day = values.get(field)
        if isinstance(day, WrittenDate) and day.on > today:
            yield field, Fault("day_ahead", AHEAD.format(day=day.on), AHEAD_REMEDY)
    given = [name for name in ("result", "answer", "answered_on") if values.get(name)]
    missing = [name for name in PARTS if not values.get(name)]
    if given and missing:
        said = HALF.format(part=PARTS[missing[0]])
        yield given[0], Fault("answer_incomplete", said, HALF_REMEDY)


def _problem(plan: Plan, record: Record, field: str, fault: Fault) -> Problem:
    head = next(r for r in plan.readings if r.field.name == field).head
    return placed(
        fault, row=record.row, column=column_letter(head.index), head=head.path[-1], field=field
    )
