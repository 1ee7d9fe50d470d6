"""What is wrong with one cell or row of a ledger: code, sentence, remedy and place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jigai.domain.sentence import Sentence

NOTHING = Sentence("", "")


class Severity(StrEnum):
    """A fault keeps the row from being saved; a warning is only shown."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a cell parser returns in place of a value.

    Args:
        code: stable name of the kind of fault.
        said: what is wrong.
        remedy: what to do about it.
        value: the value as read, if it could be read at all (a negative amount still counts in a
            total); None otherwise.
        severity: whether the row may still be saved.
    """

    code: str
    said: Sentence
    remedy: Sentence = NOTHING
    value: object = None
    severity: Severity = Severity.FAULT


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault with its place: row as Excel numbers it, column letter and head.

    ``row`` is 0 for a remark on a whole column; without a column it is on the whole file.
    """

    row: int
    column: str
    head: str
    field: str
    code: str
    said: Sentence
    remedy: Sentence
    severity: Severity = Severity.FAULT

    @property
    def sentence(self) -> Sentence:
        """The whole complaint with its place, ready to show."""
        place = Sentence("{column}列“{head}”：", "Column {column} “{head}”: ")
        if not self.column:
            place = NOTHING
        if self.row:
            place = Sentence(f"第{self.row}行{place.zh}", f"Row {self.row}, column {place.en[7:]}")
        text = Sentence(self.said.zh, f"{self.said.en} {self.remedy.en}".strip())
        return Sentence(
            place.zh.format(column=self.column, head=self.head) + text.zh + self.remedy.zh,
            place.en.format(column=self.column, head=self.head) + text.en,
        )


def placed(fault: Fault, *, row: int, column: str, head: str, field: str) -> Problem:
    """The same fault with the place where it stands."""
    return Problem(row, column, head, field, fault.code, fault.said, fault.remedy, fault.severity)


def column_letter(index: int) -> str:
    """Name of the column with zero-based ``index``, as Excel writes it.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
