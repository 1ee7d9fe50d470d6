"""What the API says of requests."""

from __future__ import annotations

from datetime import date, datetime, time

from ninja import Schema

from jigai.api.errors import Said
from jigai.apps.support.queries.departments import DepartmentRow


class RowOut(Schema):
    """``waits_for``: whose turn it is."""

    id: int
    code: str
    enterprise_id: int
    enterprise: str
    title: str
    category: str
    origin: str
    urgency: str
    request_class: str
    state: str
    state_title: Said
    turn: str
    waits_for: Said
    turn_since: datetime
    lead: str
    raised_at: datetime
    response_due_at: datetime | None
    due_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    closing: str
    result: str
    waited_days: int | None
    is_in_time: bool | None
    cycle: int
    is_confidential: bool


class LimitOut(Schema):
    amount: int
    unit: str
    source: Said


class ClockOut(Schema):
    """``used`` and ``left`` in the unit of the limit; ``due_at`` null while it stands still."""

    limit: LimitOut
    used: int
    left: int
    due_at: datetime | None
    is_running: bool
    is_overdue: bool
    is_published: bool


class AskedOut(Schema):
    """``is_withheld``: the words are a business secret of others."""

    enterprise_id: int
    enterprise: str
    title: Said
    text: Said
    is_withheld: bool
    is_confidential: bool
    asker_name: str
    asker_telephone: str
    category: Said
    origin: Said
    urgency: str
    project_id: int | None
    project: str
    raised_at: datetime


class RequestPartOut(Schema):
    id: int
    agency: Said
    is_lead: bool
    task: str
    begun_at: datetime
    done_at: datetime | None
    reply: str
    clock: ClockOut


class RequestStepOut(Schema):
    kind: str
    title: Said
    at: datetime
    cycle: int
    done_by: str
    agency: Said
    text: Said
    is_internal: bool


class RatingOut(Schema):
    grade: str
    reason: str
    is_call_back: bool
    rated_at: datetime
    cycle: int


class EscalationOut(Schema):
    cause: Said
    level: Said
    raised_at: datetime


class RequestOut(Schema):
    """``total`` is the enterprise's one clock; ``deeds`` names what the caller may do now."""

    id: int
    code: str
    asked: AskedOut
    request_class: Said
    receiver: Said
    lead: Said
    level: Said
    state: str
    state_title: Said
    turn: str
    waits_for: Said
    turn_since: datetime
    responded_at: datetime | None
    cycle: int
    extended_days: int
    result: Said
    answer: str
    answered_at: datetime | None
    waited_days: int | None
    is_in_time: bool | None
    silent_at: datetime | None
    closed_at: datetime | None
    closing: Said
    response: ClockOut
    total: ClockOut | None
    parts: list[RequestPartOut]
    steps: list[RequestStepOut]
    ratings: list[RatingOut]
    escalations: list[EscalationOut]
    deeds: list[str]


class DepartmentOut(Schema):
    """``median_wait`` in work-days and ``reply_rate`` (0 to 1) as exact text; never an average."""

    agency_id: int | None
    name: Said
    taken: int
    open_count: int
    overdue_count: int
    answered: int
    in_time: int
    median_wait: str | None
    asked: int
    replies: int
    reply_rate: str | None
    satisfied: int
    basically: int
    unsatisfied: int
    redone: int

    @classmethod
    def of(cls, row: DepartmentRow) -> DepartmentOut:
        return cls(
            agency_id=row.agency_id,
            name=Said(zh=row.name.zh, en=row.name.en),
            taken=row.taken,
            open_count=row.open_count,
            overdue_count=row.overdue_count,
            answered=row.answered,
            in_time=row.in_time,
            median_wait=None if row.median_wait is None else str(row.median_wait),
            asked=row.asked,
            replies=row.replies,
            reply_rate=None if row.reply_rate is None else str(row.reply_rate),
            satisfied=row.satisfied,
            basically=row.basically,
            unsatisfied=row.unsatisfied,
            redone=row.redone,
        )


class StandardOut(Schema):
    kind: str
    title: Said
    amount: int
    unit: str
    source: Said
    is_own: bool


class HoursOut(Schema):
    valid_from: date
    opens: time
    break_from: time
    break_to: time
    closes: time
    source: Said
