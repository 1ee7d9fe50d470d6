"""Read a ledger and say what importing it would do; nothing is saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from jigai.apps.ledgers.actions.remember_mapping import signature_of
from jigai.apps.ledgers.queries.batches import remembered_columns
from jigai.domain.change import Change
from jigai.domain.quantities import number_text
from jigai.domain.sentence import Sentence
from jigai.exchange.head_words import FEN_PER_UNIT
from jigai.exchange.ledger import Batch, Ledger, LedgerReading, Progress, Record, plan_file
from jigai.exchange.plan import Plan
from jigai.exchange.problems import Problem, Severity
from jigai.flows.ledger_rows.achievement_rows import (
    acceptable_achievements,
    take_achievement_rows,
)
from jigai.flows.ledger_rows.contact_rows import acceptable_contacts, take_contact_rows
from jigai.flows.ledger_rows.demand_rows import acceptable_demands, take_demand_rows
from jigai.flows.ledger_rows.edited_rows import honoured
from jigai.flows.ledger_rows.fact_rows import acceptable, take_fact_rows
from jigai.flows.ledger_rows.library_rows import take_library_rows
from jigai.flows.ledger_rows.list_rows import (
    acceptable_lines,
    take_machine_rows,
    take_process_rows,
)
from jigai.flows.ledger_rows.names import Names, known_names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.outcome_rows import acceptable_outcomes, take_outcome_rows
from jigai.flows.ledger_rows.platform_rows import acceptable_platforms, take_platform_rows
from jigai.flows.ledger_rows.project_rows import take_project_rows
from jigai.flows.ledger_rows.report_rows import take_report_rows
from jigai.flows.ledger_rows.request_rows import acceptable_requests, take_request_rows
from jigai.flows.ledger_rows.setting import LedgerSetting, setting_of
from jigai.flows.ledger_rows.tie_rows import acceptable_ties, take_tie_rows

TAKE = {
    "project": take_project_rows,
    "enterprise": take_library_rows,
    "project_report": take_report_rows,
    "enterprise_facts": take_fact_rows,
    "platform": take_platform_rows,
    "enterprise_contact": take_contact_rows,
    "enterprise_request": take_request_rows,
    "machinery": take_machine_rows,
    "processes": take_process_rows,
    "supply_tie": take_tie_rows,
    "outcome": take_outcome_rows,
    "demand": take_demand_rows,
    "achievement": take_achievement_rows,
}
"""What the rows of a ledger mean, by the subject of its mapping."""
ACCEPTABLE = (
    acceptable_contacts,
    acceptable_requests,
    acceptable_lines,
    acceptable_platforms,
    acceptable_ties,
    acceptable_outcomes,
    acceptable_demands,
    acceptable_achievements,
)
"""What further subjects ask of their rows; of others each leaves the rows as they are."""
ROW_BY_ROW = frozenset({"demand", "achievement"})
"""Catalogues: each row stands for itself, so that sound rows may be taken without the others."""


@dataclass(frozen=True, slots=True)
class LedgerChoices:
    """What a person may choose when importing; blank leaves it to the file.

    ``columns`` is head → field, for heads that the mapping does not know; a blank field leaves
    the column out.
    """

    template: str = ""
    period: str = ""
    unit: str = ""
    sheet: str = ""
    columns: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """The ledger as read, what each sound row would do, and the new names it brings.

    ``ledger`` keeps plan, problems and totals; its rows are not held, so that a large file
    needs little memory.
    """

    ledger: Ledger
    row_count: int
    last_row: int
    setting: LedgerSetting
    outcomes: Outcomes
    announced: tuple[Sentence, ...]

    @property
    def is_sound(self) -> bool:
        return not self.ledger.faults

    @property
    def may_take_sound(self) -> bool:
        """Whether the sound rows may be saved while the others go back to the sender."""
        faults = self.ledger.faults
        return (
            self.ledger.mapping.subject in ROW_BY_ROW
            and bool(faults and self.outcomes.main)
            and all(problem.row for problem in faults)
        )

    def _placed(self, problem: Problem) -> dict[str, Any]:
        """What is said of a fault, with file, sheet and cell."""
        cell = f"{problem.column}{problem.row}" if problem.column and problem.row else ""
        where = {"file": self.ledger.plan.workbook.name, "sheet": self.ledger.sheet, "cell": cell}
        return {**_said(problem), **where}

    def summary(self) -> dict[str, Any]:
        """The check as plain JSON: row numbers as Excel shows them, amounts in yuan."""
        ledger, counts = self.ledger, self.outcomes.counts()
        return {
            "sheet": ledger.sheet,
            "template": ledger.mapping.name,
            "period": str(self.setting.period or ""),
            "header_rows": list(ledger.header_rows),
            "columns": ledger.remembered,
            "unknown_columns": [c.head.text for c in ledger.plan.match.unknown],
            "rows": self.row_count,
            "last_row": self.last_row,
            "create": counts["create"],
            "update": counts["update"],
            "unchanged": counts["unchanged"],
            "skipped": [row.row for row in ledger.skipped],
            "totals": {
                total.reading.head.path[-1]: _yuan(total.sum_fen) for total in ledger.totals
            },
            "amounts": [
                {
                    "head": total.reading.head.path[-1],
                    "unit": total.reading.unit,
                    "sheet": _in_unit(total.sum_fen, total.reading.unit),
                    "yuan": _yuan(total.sum_fen),
                }
                for total in ledger.totals
            ],
            "errors": [self._placed(problem) for problem in ledger.faults],
            "rejected": len({problem.row for problem in ledger.faults}),
            "may_take_sound": self.may_take_sound,
            "warnings": [_said(problem) for problem in ledger.warnings],
            "announced": [_both(sentence) for sentence in self.announced],
        }


def check_ledger(
    source: bytes,
    *,
    name: str,
    choices: LedgerChoices,
    change: Change,
    today: date,
    progress: Progress | None = None,
) -> LedgerCheck:
    """Read, check and compare a ledger with the registers.

    Args:
        source: content of the workbook or text table.
        name: its file name, for messages and as the source of what it says.
        choices: template, period, unit, sheet where the file leaves them open.
        change: on whose behalf; nothing is written.
        today: stands in where the file names no date.
        progress: called with the row reached and the last row.

    Raises:
        Refusal: the file cannot be read as a ledger, or its period is not known.
    """
    plan = planned(source, name=name, choices=choices)
    setting = setting_of(plan, period=choices.period, today=today)
    reading = LedgerReading(plan, progress)
    names, outcomes = known_names(), Outcomes()
    row_count = last_row = 0
    problems: list[Problem] = []
    for batch, faultless in sound_batches(reading):
        sound, disputed = admitted(plan, faultless, setting=setting, today=today)
        row_count, last_row = row_count + len(batch.records), batch.records[-1].row
        problems += [*batch.problems, *disputed]
        names.collect(sound)
        take(plan, sound, names, setting, outcomes, change, save=False)
    ledger = Ledger(
        plan=plan,
        records=(),
        skipped=tuple(reading.skipped),
        totals=tuple(reading.totals()),
        differences=tuple(reading.differences()),
        problems=(*reading.doubts(), *problems),
        stated=tuple(reading.stated),
    )
    return LedgerCheck(ledger, row_count, last_row, setting, outcomes, names.announced())


def planned(source: bytes, *, name: str, choices: LedgerChoices) -> Plan:
    """Settle how the file is read: as chosen now, else as the last file of this layout was."""
    plan = _planned(source, name, choices)
    if choices.columns:
        return plan
    remembered = remembered_columns(
        template=plan.match.mapping.name, signature=layout_signature(plan)
    )
    return _planned(source, name, replace(choices, columns=remembered)) if remembered else plan


def layout_signature(plan: Plan) -> str:
    return signature_of(tuple(head.text for head in plan.header.heads))


def _planned(source: bytes, name: str, choices: LedgerChoices) -> Plan:
    return plan_file(
        source,
        name=name,
        template=choices.template or None,
        remembered=choices.columns or None,
        unit=choices.unit or None,
        sheet=choices.sheet or None,
    )


def sound_batches(reading: LedgerReading) -> Iterator[tuple[Batch, list[Record]]]:
    """Each batch with those of its rows that have no fault."""
    for batch in reading.batches():
        faulty = {p.row for p in batch.problems if p.severity == Severity.FAULT}
        yield batch, [record for record in batch.records if record.row not in faulty]


def admitted(
    plan: Plan, records: Sequence[Record], *, setting: LedgerSetting, today: date
) -> tuple[list[Record], list[Problem]]:
    """The rows that the registers can take, and why the others cannot be."""
    edited, disputed = honoured(plan, records, period=str(setting.period or ""))
    kept, refused = acceptable(plan, edited, year=today.year)
    problems = [*disputed, *refused]
    for accept in ACCEPTABLE:
        kept, unfit = accept(plan, kept, today=today)
        problems += unfit
    return kept, problems


def take(
    plan: Plan,
    records: Sequence[Record],
    names: Names,
    setting: LedgerSetting,
    outcomes: Outcomes,
    change: Change,
    *,
    save: bool,
) -> None:
    """Hand rows to the reader of their kind."""
    TAKE[plan.match.mapping.subject](
        list(records), names=names, setting=setting, outcomes=outcomes, change=change, save=save
    )


def _said(problem: Problem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.head.rsplit(" / ", 1)[-1],
        "code": problem.code,
        "message": problem.sentence.zh,
        "message_en": problem.sentence.en,
    }


def _both(sentence: Sentence) -> dict[str, str]:
    return {"zh": sentence.zh, "en": sentence.en}


def _in_unit(fen: int, unit: str | None) -> str:
    """A sum as the sheet writes it, exactly, in the unit of its column."""
    whole = FEN_PER_UNIT[unit or "元"]
    return number_text(Fraction(fen, whole), places=len(str(whole)) - 1)


def _yuan(fen: int) -> int | float:
    return fen // 100 if fen % 100 == 0 else fen / 100
