"""Inclusion in statistics as a process: states, papers still missing, days left; no figures."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection


class State(StrEnum):
    """Where a project stands on its way into the library."""

    NOT_APPLICABLE = "not_applicable"
    AWAITING_START = "awaiting_start"
    PREPARING = "preparing"
    COUNTY_REVIEW = "county_review"
    HIGHER_REVIEW = "higher_review"
    IN_LIBRARY = "in_library"
    RETURNED = "returned"
    REMOVED = "removed"

    @property
    def label(self) -> Sentence:
        return STATE_LABELS[self]


STATE_LABELS = {
    State.NOT_APPLICABLE: Sentence("不适用", "does not apply"),
    State.AWAITING_START: Sentence("待开工", "awaiting start"),
    State.PREPARING: Sentence("备料", "preparing papers"),
    State.COUNTY_REVIEW: Sentence("县级初审", "county review"),
    State.HIGHER_REVIEW: Sentence("逐级审核", "review by higher levels"),
    State.IN_LIBRARY: Sentence("已入库", "in the library"),
    State.RETURNED: Sentence("退回", "returned"),
    State.REMOVED: Sentence("退库", "removed from the library"),
}
MOVES: dict[State, frozenset[State]] = {
    State.NOT_APPLICABLE: frozenset({State.AWAITING_START, State.PREPARING}),
    State.AWAITING_START: frozenset({State.PREPARING, State.NOT_APPLICABLE}),
    State.PREPARING: frozenset({State.COUNTY_REVIEW, State.NOT_APPLICABLE}),
    State.COUNTY_REVIEW: frozenset({State.HIGHER_REVIEW, State.RETURNED}),
    State.HIGHER_REVIEW: frozenset({State.IN_LIBRARY, State.RETURNED}),
    State.IN_LIBRARY: frozenset({State.REMOVED}),
    State.RETURNED: frozenset({State.PREPARING, State.COUNTY_REVIEW, State.NOT_APPLICABLE}),
    State.REMOVED: frozenset({State.PREPARING, State.NOT_APPLICABLE}),
}
WAITING = frozenset(
    {State.PREPARING, State.COUNTY_REVIEW, State.HIGHER_REVIEW, State.RETURNED, State.REMOVED}
)


class ReturnReason(StrEnum):
    """Why a file came back; the common reasons seen in published guides."""

    UNIT_DIFFERS = "unit_differs"
    CONTRACT_PARTY_DIFFERS = "contract_party_differs"
    DATES_CONFLICT = "dates_conflict"
    TOTAL_DIFFERS = "total_differs"
    NAMES_DIFFER = "names_differ"
    ONLY_LEVELLED = "only_levelled"
    PHOTOS_INCOMPLETE = "photos_incomplete"
    FILE_INCOMPLETE = "file_incomplete"
    DOUBTED = "doubted"
    DUPLICATE = "duplicate"
    OTHER = "other"

    @property
    def label(self) -> Sentence:
        return RETURN_LABELS[self]


RETURN_LABELS = {
    ReturnReason.UNIT_DIFFERS: Sentence(
        "备案单位与报送单位不一致", "filing unit is not the reporting unit"
    ),
    ReturnReason.CONTRACT_PARTY_DIFFERS: Sentence(
        "备案单位与合同甲方不一致", "filing unit is not the party to the contract"
    ),
    ReturnReason.DATES_CONFLICT: Sentence(
        "备案日期与合同矛盾", "filing date conflicts with the contract"
    ),
    ReturnReason.TOTAL_DIFFERS: Sentence(
        "备案总投资与申请不一致", "planned total differs from the application"
    ),
    ReturnReason.NAMES_DIFFER: Sentence("环评等材料名称不一致", "names differ between the papers"),
    ReturnReason.ONLY_LEVELLED: Sentence(
        "仅平整场地，未实质开工", "site only levelled, not started"
    ),
    ReturnReason.PHOTOS_INCOMPLETE: Sentence(
        "照片缺时间、地点或核实人", "photos lack time, place or verifier"
    ),
    ReturnReason.FILE_INCOMPLETE: Sentence("材料不全", "file incomplete"),
    ReturnReason.DOUBTED: Sentence("真实性存疑", "doubt of falsity"),
    ReturnReason.DUPLICATE: Sentence("重复或已在库", "duplicate or already in the library"),
    ReturnReason.OTHER: Sentence("其他（须写明）", "other (to be written out)"),
}


class InclusionCannotMove(Refusal):
    code = "inclusion.cannot_move"
    message = Sentence(
        "入统状态现在是“{now}”，不能变为“{then}”。",
        "Inclusion is at “{now}”; it cannot go to “{then}”.",
    )


class ReturnWithoutReason(Refusal):
    code = "inclusion.return_without_reason"
    message = Sentence("退回必须写明原因。", "A return needs its reason.")


def check_move(now: State, then: State, *, reason: ReturnReason | None = None) -> None:
    """Refuse a move that the table does not have, and a return without reason.

    Raises:
        InclusionCannotMove, ReturnWithoutReason: as named.
    """
    if then not in MOVES[now]:
        raise InclusionCannotMove(now=now.label, then=then.label)
    if then is State.RETURNED and reason is None:
        raise ReturnWithoutReason


class ProjectKind(StrEnum):
    CONSTRUCTION = "construction"
    PURE_PURCHASE = "pure_purchase"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the file and for which kinds of project it is asked.

    ``equipment_only``: in construction projects asked only where equipment is bought.
    """

    name: str
    label: Sentence
    kinds: frozenset[ProjectKind]
    equipment_only: bool = False


_BOTH = frozenset(ProjectKind)
_BUILT = frozenset({ProjectKind.CONSTRUCTION})
PAPERS: tuple[Paper, ...] = (
    Paper("business_licence", Sentence("营业执照（盖章）", "business licence, stamped"), _BOTH),
    Paper("filing", Sentence("备案或核准文件", "filing or approval"), _BOTH),
    Paper("main_content", Sentence("主要建设内容说明", "statement of main content"), _BUILT),
    Paper("construction_contract", Sentence("施工合同", "construction contract"), _BUILT),
    Paper(
        "site_photos",
        Sentence("现场照片（带时间、地点、核实人）", "site photos with time, place and verifier"),
        _BOTH,
    ),
    Paper(
        "equipment_contract",
        Sentence("设备购置合同", "equipment contract"),
        _BOTH,
        equipment_only=True,
    ),
    Paper(
        "invoices",
        Sentence("当年发票和付款凭证", "this year's invoices and payment vouchers"),
        _BOTH,
        equipment_only=True,
    ),
)


def papers_needed(kind: ProjectKind, *, buys_equipment: bool) -> tuple[Paper, ...]:
    """The papers asked for, in the order of the file."""
    needs_equipment = buys_equipment or kind is ProjectKind.PURE_PURCHASE
    return tuple(
        paper
        for paper in PAPERS
        if kind in paper.kinds and (needs_equipment or not paper.equipment_only)
    )


def papers_missing(
    kind: ProjectKind, *, buys_equipment: bool, held: Collection[str]
) -> tuple[Paper, ...]:
    """The papers asked for that are not in hand."""
    needed = papers_needed(kind, buys_equipment=buys_equipment)
    return tuple(paper for paper in needed if paper.name not in held)


@dataclass(frozen=True, slots=True)
class Limits:
    """Days after the start: beyond the first a reminder, beyond the second a breach."""

    reminder_after_days: int = 30
    breach_after_days: int = 60


class Alarm(StrEnum):
    REMINDER = "reminder"
    BREACH = "breach"


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a started project has been on its way; days left until the breach, then negative."""

    days_since_start: int
    days_left: int
    alarm: Alarm | None


def clock(
    state: State, *, started_on: date | None, as_of: date, limits: Limits | None = None
) -> Clock | None:
    """The clock of a project; ``None`` before the start and once nothing is waited for."""
    limits = limits or Limits()
    if state not in WAITING or started_on is None or as_of < started_on:
        return None
    days = (as_of - started_on).days
    alarm = None
    if days > limits.breach_after_days:
        alarm = Alarm.BREACH
    elif days > limits.reminder_after_days:
        alarm = Alarm.REMINDER
    return Clock(days, limits.breach_after_days - days, alarm)


def alarms_due(
    state: State, *, started_on: date, after: date, through: date, limits: Limits | None = None
) -> tuple[Alarm, ...]:
    """Alarms that fall due after one look and by the next, so that each comes once.

    What fell due by ``after``, the day of the last look, was said then; ``through`` is the day
    of this one.
    """
    limits = limits or Limits()
    if state not in WAITING:
        return ()
    first, last = (after - started_on).days, (through - started_on).days
    marks = (
        (limits.reminder_after_days + 1, Alarm.REMINDER),
        (limits.breach_after_days + 1, Alarm.BREACH),
    )
    return tuple(alarm for day, alarm in marks if first < day <= last)


def alarm_days(started_on: date, *, limits: Limits | None = None) -> dict[Alarm, date]:
    """The set days of a project's reminder and breach.

    >>> from datetime import date
    >>> alarm_days(date(2026, 9, 1))[Alarm.BREACH]
    datetime.date(2026, 11, 1)
    """
    limits = limits or Limits()
    return {
        Alarm.REMINDER: started_on + timedelta(days=limits.reminder_after_days + 1),
        Alarm.BREACH: started_on + timedelta(days=limits.breach_after_days + 1),
    }


def next_cutoff(on: date, *, day_of_month: int, skips_january: bool = False) -> date:
    """The first cut-off on or after a day; a day beyond the month's end is its last day.

    >>> from datetime import date
    >>> next_cutoff(date(2026, 12, 26), day_of_month=25, skips_january=True)
    datetime.date(2027, 2, 25)
    """
    year, month = on.year, on.month
    while True:
        found = date(year, month, min(day_of_month, monthrange(year, month)[1]))
        if found >= on and not (skips_january and month == 1):
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004
