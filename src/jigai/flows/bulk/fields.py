"""What can be set on many rows at once: how each value is written, read and offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class ValueUnreadable(Refusal):
    code = "bulk.value_unreadable"
    message = Sentence("“{field}”不能设为“{value}”。", "“{field}” cannot be set to “{value}”.")
    remedy = Sentence("可填：{choices}。", "Write one of: {choices}.")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a field takes: as it is written, and its words."""

    value: str
    label: Sentence
    other_writings: tuple[str, ...] = ()


Choices = Callable[[date], Sequence[Choice]]


class Named(Protocol):
    """A row of a list to choose from."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def name_en(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkField:
    """One column of a register that a bulk edit may set.

    Attributes:
        key: the column's attribute, as the action of the single edit names it.
        shape: ``choice`` (of ``choices``), ``text``, ``day`` (2026-11-30) or ``fen``.
        is_reference: the written value is the number of another record.
        may_clear: whether a blank is a value.
    """

    key: str
    title: Sentence
    shape: str
    choices: Choices | None = None
    is_reference: bool = False
    may_clear: bool = True

    def read(self, written: str, *, on: date) -> Any:
        """The value that the action takes.

        Raises:
            ValueUnreadable: it is none of the choices, no day, or no whole amount in fen.
        """
        text = written.strip()
        if not text and self.may_clear:
            return "" if self.shape == "text" or not self._is_nullable else None
        if self.shape == "choice" and self.choices:
            return self._chosen(text, self.choices(on))
        if self.shape == "day":
            return self._day(text)
        return self._fen(text) if self.shape == "fen" else text

    @property
    def _is_nullable(self) -> bool:
        return self.is_reference or self.shape in {"day", "fen"}

    def _chosen(self, text: str, choices: Sequence[Choice]) -> Any:
        exact = [one for one in choices if text == one.value]
        found = exact or [
            one for one in choices if text in (one.label.zh, one.label.en, *one.other_writings)
        ]
        if len(found) != 1:
            named = "、".join(f"{one.value} {one.label.zh}" for one in choices[:40])
            raise ValueUnreadable(field=self.title, value=text, choices=named)
        return int(found[0].value) if self.is_reference else found[0].value

    def _day(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueUnreadable(field=self.title, value=text, choices="2026-11-30") from None

    def _fen(self, text: str) -> int:
        if not text.isdecimal():
            example = Sentence("以分计的整数，例如 100000000", "whole fen, such as 100000000")
            raise ValueUnreadable(field=self.title, value=text, choices=example)
        return int(text)


def listed(rows: Iterable[Named]) -> list[Choice]:
    """Records as choices: written by number, also understood by name and code."""
    return [
        Choice(
            str(row.id), Sentence(row.name, row.name_en or row.name), (getattr(row, "code", ""),)
        )
        for row in rows
    ]


def codes(values: Iterable[str]) -> Choices:
    """Codes as choices; their words are the interfaces' business."""
    offered = [Choice(value, Sentence(value, value)) for value in values]
    return lambda _on: offered
