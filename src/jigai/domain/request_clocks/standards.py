"""Service standards: how long each thing may take, as dated data with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.clock import Limit, Unit
from jigai.domain.request_clocks.office_time import OfficeHours
from jigai.domain.rules.document import Table, read_document
from jigai.domain.rules.refusals import NameTwice, ValueOfWrongKind
from jigai.domain.rules.rule_set import Source
from jigai.domain.sentence import Sentence

SHIPPED = Path(__file__).parents[2] / "rulebook" / "clocks"


class StandardKind(StrEnum):
    """What a standard is about; each has one unit."""

    RESPONSE = "response"
    POLICY_QUESTION = "policy_question"
    SINGLE_DEPARTMENT = "single_department"
    SEVERAL_DEPARTMENTS = "several_departments"
    HARD = "hard"
    BLOCKING = "blocking"
    SILENCE = "silence"
    SECOND_LEVEL = "second_level"
    REOPENING = "reopening"

    @property
    def label(self) -> Sentence:
        return LABELS[self]

    @property
    def unit(self) -> Unit:
        return Unit.OFFICE_MINUTE if self is StandardKind.RESPONSE else Unit.WORK_DAY


LABELS = {
    StandardKind.RESPONSE: Sentence("首次响应", "first response"),
    StandardKind.POLICY_QUESTION: Sentence("政策咨询类", "policy question"),
    StandardKind.SINGLE_DEPARTMENT: Sentence("单部门事项", "matter of one department"),
    StandardKind.SEVERAL_DEPARTMENTS: Sentence("多部门事项", "matter of several departments"),
    StandardKind.HARD: Sentence("疑难事项", "hard matter"),
    StandardKind.BLOCKING: Sentence("协办部门办理", "part of a blocking department"),
    StandardKind.SILENCE: Sentence("静默期满自动办结", "silence after the answer"),
    StandardKind.SECOND_LEVEL: Sentence(
        "超期后再上报县领导", "overdue before it goes to the leader"
    ),
    StandardKind.REOPENING: Sentence("办结后可重提的时间", "reopening after closing"),
}
CLASSES = (
    StandardKind.POLICY_QUESTION,
    StandardKind.SINGLE_DEPARTMENT,
    StandardKind.SEVERAL_DEPARTMENTS,
    StandardKind.HARD,
)
"""How a request is classed when it is accepted; the class sets its closing limit."""


class NoStandards(Refusal):
    code = "requests.no_standards"
    message = Sentence("{day} 没有诉求办理时限。", "No limits for requests are in force on {day}.")
    remedy = Sentence("请在规则库 clocks/ 中加一个文件。", "Add a file to clocks/ of the rulebook.")


@dataclass(frozen=True, slots=True)
class Standards:
    """Every limit in force on a day, and the office hours from the first to that day."""

    valid_from: date
    title: Sentence
    limits: Mapping[StandardKind, Limit]
    hours: tuple[OfficeHours, ...]

    def limit(self, kind: StandardKind) -> Limit:
        return self.limits[kind]

    def extended(self, kind: StandardKind, days: int) -> Limit:
        """A limit with the work-days by which it was prolonged."""
        found = self.limits[kind]
        return replace(found, amount=found.amount + days)

    def with_limits(self, own: Mapping[StandardKind, Limit]) -> Standards:
        return replace(self, limits={**self.limits, **own})

    def with_hours(self, own: tuple[OfficeHours, ...]) -> Standards:
        """The county's own hours replace the shipped ones from their first day on."""
        if not own:
            return self
        kept = [one for one in self.hours if one.valid_from < own[0].valid_from]
        return replace(self, hours=(*kept, *own))


def read_standards(text: str, *, file: str) -> Standards:
    """Read one file of standards.

    Raises:
        RuleFileRefused: the first fault, with file and line.
    """
    root = read_document(text, file=file)
    limits: dict[StandardKind, Limit] = {}
    for table in root.tables("limit"):
        kind = StandardKind(table.one_of("kind", tuple(one.value for one in StandardKind)))
        if kind in limits:
            raise table.refuse(NameTwice, "kind", name=kind.value)
        limits[kind] = Limit(table.whole("amount"), kind.unit, _source(table))
        table.finish()
    missing = [kind.value for kind in StandardKind if kind not in limits]
    if missing:
        listed = ", ".join(missing)
        expected = Sentence(f"每一种时限（缺 {listed}）", f"every kind of limit ({listed} missing)")
        raise root.refuse(ValueOfWrongKind, "limit", key="limit", expected=expected)
    hours = tuple(_hours(table) for table in root.tables("office_hours"))
    found = Standards(root.date("valid_from"), root.sentence("title"), limits, hours)
    root.finish()
    return found


@lru_cache(maxsize=1)
def shipped_standards() -> tuple[Standards, ...]:
    """Every edition of the product, the earliest first."""
    return tuple(
        read_standards(path.read_text(encoding="utf-8"), file=f"clocks/{path.name}")
        for path in sorted(SHIPPED.glob("*.toml"))
    )


def standards_in_force(*, on: date) -> Standards:
    """The shipped standards of a day.

    Raises:
        NoStandards: none is in force.
    """
    found = [one for one in shipped_standards() if one.valid_from <= on]
    if not found:
        raise NoStandards(day=on)
    return found[-1]


def _source(table: Table) -> Sentence:
    source = Source(table.sentence("document"), table.sentence("article"))
    return source.document + source.article


def _hours(table: Table) -> OfficeHours:
    found = OfficeHours(
        table.date("valid_from"),
        _moment(table, "opens"),
        _moment(table, "break_from"),
        _moment(table, "break_to"),
        _moment(table, "closes"),
        _source(table),
    )
    table.finish()
    return found


def _moment(table: Table, key: str) -> time:
    try:
        return time.fromisoformat(table.text(key))
    except ValueError:
        expected = Sentence("08:30 这样的时刻", "a time such as 08:30")
        raise table.refuse(ValueOfWrongKind, key, key=key, expected=expected) from None
