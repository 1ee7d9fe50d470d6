"""What the rows of demands and of achievements share: words to codes, faults to cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import Record
from jigai.exchange.plan import Plan
from jigai.exchange.problems import Fault, Problem, column_letter, placed

YEAR = timedelta(days=365)
TWICE = Sentence(
    "同一单位的“{name}”在第{row}行已有。", "“{name}” of the same holder is in row {row} already."
)
TWICE_REMEDY = Sentence("请合并为一行。", "Join the rows into one.")
Words = Mapping[str, Sentence]


def code_of(written: object, words: Words) -> str:
    """The code of a word as written: the code itself, either language, or code and word.

    What is not known stays as written, so that the fault can name it.
    """
    text = str(written or "").strip()
    if text in words:
        return text
    for code, said in words.items():
        if text in (said.zh, said.en, f"{code} {said.zh}", f"{code}{said.zh}"):
            return code
        if "·" in said.zh and text == said.zh.rpartition("·")[2]:
            return code
    return text


def day(value: object) -> date | None:
    return value.on if isinstance(value, WrittenDate) else None


def text(value: object) -> str:
    return str(value or "").strip()


def problem_at(plan: Plan, record: Record, field: str, fault: Fault, *, instead: str) -> Problem:
    """The fault beside its cell; a field without a column in the sheet stands at ``instead``."""
    own = {reading.field.name: reading.head for reading in plan.readings}
    name = field if field in own else instead
    return placed(
        fault,
        row=record.row,
        column=column_letter(own[name].index),
        head=own[name].path[-1],
        field=name,
    )


def fault_of(refusal: Refusal) -> Fault:
    return Fault(refusal.code, refusal.said, refusal.advice)


def repeats(keyed: Iterable[tuple[Record, tuple[object, str]]]) -> list[tuple[Record, Fault]]:
    """Rows that say again what an earlier row of the same sheet says."""
    first: dict[tuple[object, str], int] = {}
    found = []
    for record, key in keyed:
        if key in first:
            said = TWICE.format(name=key[1], row=first[key])
            found.append((record, Fault("cooperation.row_twice", said, TWICE_REMEDY)))
        else:
            first[key] = record.row
    return found


def without(records: Sequence[Record], problems: Iterable[Problem]) -> list[Record]:
    faulty = {problem.row for problem in problems}
    return [record for record in records if record.row not in faulty]
