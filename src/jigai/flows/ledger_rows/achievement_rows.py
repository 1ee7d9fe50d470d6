"""Rows of the sheet of achievements: checked field by field, then kept or corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jigai.apps.cooperation.actions.record_achievements import (
    AchievementRow,
    plan_achievements,
    record_achievements,
)
from jigai.apps.cooperation.entries import AchievementEntry, achievement_faults
from jigai.apps.cooperation.fields import DISCIPLINES, TECHNICAL_FIELDS
from jigai.apps.cooperation.queries.institutions import institution_ids
from jigai.apps.cooperation.words import (
    APPLICATIONS,
    ATTRIBUTES,
    FORMS,
    PRICE_MODES,
    STAGES,
    TRANSFORMATIONS,
)
from jigai.apps.registry.queries.enterprises import ids_by_name
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

SUBJECT, NAME = "achievement", "achievement_name"
UNKNOWN = Sentence(
    "没有登记名为“{name}”的院校或企业。", "No institution or enterprise is named “{name}”."
)
UNKNOWN_REMEDY = Sentence("请先登记，或更正名称。", "Register it first, or correct the name.")
LISTS = {
    "form": FORMS,
    "attribute": ATTRIBUTES,
    "stage": STAGES,
    "application": APPLICATIONS,
    "transformation_way": TRANSFORMATIONS,
    "price_mode": PRICE_MODES,
}
TEXTS = (
    "keywords", "summary", "property_rights", "benefit", "completed_by", "industry_code", "limits",
)  # fmt: skip
Holders = Mapping[str, tuple[int | None, int | None]]


def acceptable_achievements(
    plan: Plan, records: Sequence[Record], *, today: date
) -> tuple[list[Record], list[Problem]]:
    """The rows that can be kept, and what is wrong with the others, cell by cell.

    Rows of other ledgers pass as they are.
    """
    if plan.match.mapping.subject != SUBJECT:
        return list(records), []
    catalogue = Catalogue(
        owner="holder",
        name=NAME,
        unknown=lambda whose: Fault("unknown_holder", UNKNOWN.format(name=whose), UNKNOWN_REMEDY),
        faults=lambda record: achievement_faults(_entry(record.values, today), on=today),
    )
    return sound_rows(plan, records, catalogue, known=_holders(records))


def take_achievement_rows(
    records: list[Record],
    *,
    names: Names,  # noqa: ARG001 - every reader of rows takes the same; these bring no names
    setting: LedgerSetting,  # noqa: ARG001 - an achievement is of no period
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Compare the rows with the catalogue and, if asked, save them; each waits for review."""
    known, on = _holders(records), change.at.date()
    rows = [
        AchievementRow(*known[text(one.values["holder"])], _entry(one.values, on))
        for one in records
    ]
    plan = plan_achievements(rows, change=change)
    for record, row in zip(records, rows, strict=True):
        outcomes.note(record.row, plan, row.key, is_main=True)
    if save:
        record_achievements(plan=plan, change=change)


def _holders(records: Sequence[Record]) -> Holders:
    """Name → institution, enterprise: one of them; an institution of the name goes first."""
    wanted = {text(one.values["holder"]) for one in records}
    firms = {name: (None, pk) for name, pk in ids_by_name(sorted(wanted)).items()}
    schools = {name: (pk, None) for name, pk in institution_ids(wanted).items()}
    return {**firms, **schools}


def _entry(values: Mapping[str, Any], on: date) -> AchievementEntry:
    texts: dict[str, Any] = {name: text(values.get(name)) for name in TEXTS}
    codes: dict[str, Any] = {name: code_of(values[name], words) for name, words in LISTS.items()}
    return AchievementEntry(
        name=text(values[NAME]),
        maturity=int(values["maturity"]),
        price_fen=values.get("price_fen"),
        review_on=day(values.get("review_on")) or on + YEAR,
        **texts,
        **codes,
        discipline=code_of(values["discipline"], DISCIPLINES),
        technical_field=code_of(values["technical_field"], TECHNICAL_FIELDS),
    )
