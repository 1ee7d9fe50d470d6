"""Rules across the fields of a row, and keys that must not repeat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jigai.domain.sentence import Sentence
from jigai.exchange.dates import WrittenDate
from jigai.exchange.problems import Fault, Problem, placed

if TYPE_CHECKING:
    from jigai.exchange.cells import Value
    from jigai.exchange.mapping import Check, Key
    from jigai.exchange.mapping import Mapping as LedgerMapping
    from jigai.exchange.plan import Plan, Reading

Columns = Mapping[str, Sequence[Any]]


class RowChecks:
    """All checks of one reading; remembers the keys seen, so it is used for one file."""

    def __init__(self, plan: Plan) -> None:
        self._by_field: dict[str, Reading] = {r.field.name: r for r in plan.readings}
        self._checks = [
            c for c in plan.match.mapping.checks if {c.first, c.second} <= self._by_field.keys()
        ]
        self._key = _usable_key(plan.match.mapping, self._by_field)
        self._seen: dict[object, int] = {}

    def problems(self, columns: Columns, rows: Sequence[int]) -> Iterator[Problem]:
        """What is wrong across the values of a batch; unknown values break no rule."""
        for check in self._checks:
            test = _ends_early if check.kind == "not_before" else _exceeds
            pairs = zip(columns[check.first], columns[check.second], strict=True)
            for i, (first, second) in enumerate(pairs):
                if first is not None and second is not None and test(first, second):
                    yield self._broken(check, rows[i])
        if self._key:
            yield from self._repeats(self._key, columns, rows)

    def _repeats(self, key: Key, columns: Columns, rows: Sequence[int]) -> Iterator[Problem]:
        names = key.fields
        values = (
            columns[names[0]] if len(names) == 1 else zip(*(columns[n] for n in names), strict=True)
        )
        for row, value in zip(rows, values, strict=True):
            if value is None or (isinstance(value, tuple) and None in value):
                continue
            first = self._seen.setdefault(value, row)
            if first != row:
                yield self._place(_repeated(key, value, first), names[0], row)

    def _broken(self, check: Check, row: int) -> Problem:
        first, second = (self._by_field[n].head.leaf for n in (check.first, check.second))
        said = (
            Sentence(f"“{second}”早于“{first}”。", f"“{second}” is before “{first}”.")
            if check.kind == "not_before"
            else Sentence(f"“{first}”大于“{second}”。", f"“{first}” is more than “{second}”.")
        )
        fault = Fault(
            check.code, said, Sentence("请核实两栏。", "Check both."), severity=check.severity
        )
        return self._place(fault, check.second if check.kind == "not_before" else check.first, row)

    def _place(self, fault: Fault, field: str, row: int) -> Problem:
        head = self._by_field[field].head
        return placed(fault, row=row, column=head.letter, head=head.text, field=field)


def _usable_key(mapping: LedgerMapping, present: Mapping[str, Reading]) -> Key | None:
    return next((k for k in mapping.keys if set(k.fields) <= present.keys()), None)


def _ends_early(start: WrittenDate, end: WrittenDate) -> bool:
    return end.last_day < start.on


def _exceeds(part: int, whole: int) -> bool:
    return part > whole


def _repeated(key: Key, value: Value | tuple[Value, ...], first: int) -> Fault:
    shown = "、".join(_shown(v) for v in (value if isinstance(value, tuple) else (value,)))
    return Fault(
        key.code,
        Sentence(f"“{shown}”与第{first}行重复。", f"“{shown}” repeats row {first}."),
        Sentence("请删除重复行或更正。", "Delete the repeated row or correct it."),
        severity=key.severity,
    )


def _shown(value: Value) -> str:
    return str(value.on) if isinstance(value, WrittenDate) else str(value)
