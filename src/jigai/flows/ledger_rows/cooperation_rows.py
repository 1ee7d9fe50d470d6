"""What the rows of demands and of achievements share: words to codes, faults to cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Catalogue:
    """How a sheet names whose each row is, and what each row is called.

    Attributes:
        owner: column of whose it is; ``name`` is the column of what it is called.
        unknown: what is said of an owner that the registers do not have.
        faults: what is wrong with a record, by field of its entry.
    """

    owner: str
    name: str
    unknown: Callable[[str], Fault]
    faults: Callable[[Record], Iterable[tuple[str, Refusal]]]


def sound_rows(
    plan: Plan, records: Sequence[Record], catalogue: Catalogue, *, known: Collection[str]
) -> tuple[list[Record], list[Problem]]:
    """The rows that can be kept, and what is wrong with the others, cell by cell."""
    owner, name = catalogue.owner, catalogue.name
    problems = []
    for record in records:
        whose = text(record.values[owner])
        if whose not in known:
            fault = catalogue.unknown(whose)
            problems.append(problem_at(plan, record, owner, fault, instead=name))
        for field, refusal in catalogue.faults(record):
            column = name if field == "name" else field
            problems.append(problem_at(plan, record, column, fault_of(refusal), instead=name))
    sound = without(records, problems)
    keyed = ((one, (text(one.values[owner]), text(one.values[name]))) for one in sound)
    twice = [
        problem_at(plan, record, name, fault, instead=name) for record, fault in repeats(keyed)
    ]
    return without(sound, twice), [*problems, *twice]
