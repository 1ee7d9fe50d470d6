"""Rows of the sheet of technical demands: checked field by field, then kept or corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jigai.apps.cooperation.actions.record_demands import DemandRow, plan_demands, record_demands
from jigai.apps.cooperation.entries import DemandEntry, demand_faults
from jigai.apps.cooperation.fields import DISCIPLINES, TECHNICAL_FIELDS
from jigai.apps.cooperation.words import ACTIVITY_KINDS, OWNERSHIPS, SOLVING_WAYS
from jigai.apps.registry.queries.enterprises import ids_by_credit_code
from jigai.domain.change import Change
from jigai.domain.sentence import Sentence
from jigai.exchange.ledger import Record
from jigai.exchange.plan import Plan
from jigai.exchange.problems import Fault, Problem
from jigai.flows.ledger_rows.cooperation_rows import (
    YEAR,
    Catalogue,
    code_of,
    day,
    sound_rows,
    text,
)
from jigai.flows.ledger_rows.names import Names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.setting import LedgerSetting

SUBJECT, NAME = "demand", "demand_name"
UNKNOWN = Sentence("企业库中没有统一社会信用代码“{code}”。", "No enterprise has the code “{code}”.")
UNKNOWN_REMEDY = Sentence("请先登记企业，或更正代码。", "Register it first, or correct the code.")
TEXTS = (
    "problem", "key_technology", "expected_goal", "keywords", "wanted_partners", "industry_code",
    "bidder_conditions",
)  # fmt: skip


def acceptable_demands(
    plan: Plan, records: Sequence[Record], *, today: date
) -> tuple[list[Record], list[Problem]]:
    """The rows that can be kept, and what is wrong with the others, cell by cell.

    Rows of other ledgers pass as they are.
    """
    if plan.match.mapping.subject != SUBJECT:
        return list(records), []
    catalogue = Catalogue(
        owner="credit_code",
        name=NAME,
        unknown=lambda whose: Fault(
            "unknown_enterprise", UNKNOWN.format(code=whose), UNKNOWN_REMEDY
        ),
        faults=lambda record: demand_faults(_entry(record.values, today), on=today),
    )
    return sound_rows(plan, records, catalogue, known=_known(records))


def take_demand_rows(
    records: list[Record],
    *,
    names: Names,  # noqa: ARG001 - every reader of rows takes the same; demands bring no names
    setting: LedgerSetting,  # noqa: ARG001 - each row names its years
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Compare the rows with the catalogue and, if asked, save them; each waits for review."""
    known, on = _known(records), change.at.date()
    rows = [
        DemandRow(known[text(one.values["credit_code"])], _entry(one.values, on)) for one in records
    ]
    plan = plan_demands(rows, change=change)
    for record, row in zip(records, rows, strict=True):
        outcomes.note(record.row, plan, row.key, is_main=True)
    if save:
        record_demands(plan=plan, change=change)


def _known(records: Sequence[Record]) -> dict[str, int]:
    return ids_by_credit_code({text(one.values["credit_code"]) for one in records})


def _entry(values: Mapping[str, Any], on: date) -> DemandEntry:
    texts: dict[str, Any] = {name: text(values.get(name)) for name in TEXTS}
    return DemandEntry(
        name=text(values[NAME]),
        starts_year=int(values["starts_year"]),
        ends_year=int(values["ends_year"]),
        solving_way=code_of(values["solving_way"], SOLVING_WAYS),
        activity_kind=code_of(values["activity_kind"], ACTIVITY_KINDS),
        result_ownership=code_of(values["result_ownership"], OWNERSHIPS),
        budget_fen=values.get("budget_fen"),
        least_maturity=values.get("least_maturity"),
        needed_by=day(values.get("needed_by")),
        is_confidential=bool(values.get("is_confidential")),
        review_on=day(values.get("review_on")) or on + YEAR,
        **texts,
        discipline=code_of(values["discipline"], DISCIPLINES),
        technical_field=code_of(values["technical_field"], TECHNICAL_FIELDS),
    )
