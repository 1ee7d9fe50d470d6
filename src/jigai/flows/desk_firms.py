"""The firms of the desk as plain rows, for programs and scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.queries.desk import OFFICE
from jigai.apps.cultivation.queries.tasks import task_title
from jigai.apps.support.queries.desk import work_said as request_said
from jigai.domain.sentence import Sentence
from jigai.flows.desk import (
    is_late,
    is_mine,
    missing_branches,
    visible_desk_rows,
    with_missing_facts,
)

THE_OFFICE = Sentence("县技改办", "programme office")
TO_APPROVE = Sentence("批准规划“{title}”", "approve the plan “{title}”")
MEASURE = Sentence("规划措施“{title}”", "plan measure “{title}”")


@dataclass(frozen=True, slots=True)
class FirmRow:
    """One firm: what it waits for first, whose turn it is, and how long nobody has called."""

    enterprise_id: int
    enterprise: str
    credit_code: str
    coach: str
    rung: str
    colour: str
    work_count: int
    next_what: Sentence
    next_turn: Sentence
    next_due_on: date | None
    last_contact_on: date | None
    days_silent: int | None
    most_days: int | None
    is_silent: bool
    expires_on: date | None
    missing_count: int | None


def firm_rows(
    viewer: Viewer,
    *,
    on: date,
    mine: bool = False,
    silent: bool = False,
    late: bool = False,
) -> list[FirmRow]:
    """The firms that the viewer sees by pinyin of the name, or those of one tile of the desk."""
    rows: Any = visible_desk_rows(viewer, on)
    rows = with_missing_facts(rows, missing_branches(rows, on=on))
    if mine:
        rows = rows.filter(is_mine(viewer))
    if silent:
        rows = rows.filter(is_silent=True)
    if late:
        rows = rows.filter(is_late())
    return [_firm(one, on) for one in rows.order_by("name_sort", "pk")]


def _firm(one: Any, on: date) -> FirmRow:
    last = one.last_contact_on
    return FirmRow(
        enterprise_id=one.pk,
        enterprise=one.name,
        credit_code=one.credit_code,
        coach=one.coach or "",
        rung=one.rung,
        colour=one.colour,
        work_count=one.work_count,
        next_what=what_said(one.next_what),
        next_turn=turn_said(one.next_turn),
        next_due_on=one.next_due_on,
        last_contact_on=last,
        days_silent=(on - last).days if last else None,
        most_days=one.asked_days,
        is_silent=one.is_silent,
        expires_on=one.expires_on,
        missing_count=one.missing_count,
    )


def what_said(code: str) -> Sentence:
    """``task|renewal|cn.hnte``, ``promise|text``, ``request|code|category``, … in words."""
    kind, _sep, rest = code.partition("|")
    if kind == "task":
        duty, _sep, rung = rest.partition("|")
        return task_title(duty, rung)
    if kind == "request":
        return request_said(rest)
    named = {"approval": TO_APPROVE, "measure": MEASURE}.get(kind)
    return named.format(title=rest) if named else Sentence(rest, rest)


def turn_said(name: str) -> Sentence:
    """Whose turn it is: a name, or both languages with a bar between; else the office's."""
    if name == OFFICE:
        return THE_OFFICE
    chinese, _sep, english = name.partition("|")
    return Sentence(chinese, english or chinese)
