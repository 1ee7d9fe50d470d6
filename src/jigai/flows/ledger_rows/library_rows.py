"""Rows of the library of technology-oriented SMEs: enterprise, indicators, membership."""

from __future__ import annotations

from datetime import date
from typing import Any

from jigai.apps.registry.actions.record_enterprises import (
    EnterpriseEntry,
    plan_enterprises,
    record_enterprises,
)
from jigai.apps.registry.actions.record_library import (
    LibraryEntry,
    LibraryPlan,
    plan_library,
    record_library,
)
from jigai.domain.change import Change
from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import Record
from jigai.flows.ledger_rows.names import Names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.setting import LedgerSetting

INDICATORS = {
    "employees": "employees",
    "technical_staff": "tech_staff",
    "revenue_fen": "sales_revenue_fen",
    "rd_expense_fen": "rd_expense_fen",
    "cost_expense_fen": "cost_expense_fen",
    "assets_fen": "total_assets_fen",
    "class_1_rights": "class1_ip",
    "class_2_rights": "class2_ip",
}


def take_library_rows(
    records: list[Record],
    *,
    names: Names,
    setting: LedgerSetting,
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Compare the rows with the registry and, if asked, save them."""
    enterprises = plan_enterprises([_enterprise(record, names) for record in records])
    if save:
        record_enterprises(plan=enterprises, change=change)
    library = plan_library([_library(record, enterprises, setting) for record in records])
    _note(records, enterprises, library, setting, outcomes)
    if save:
        record_library(plan=library, change=change)


def _note(
    records: list[Record],
    enterprises: Any,
    library: LibraryPlan,
    setting: LedgerSetting,
    outcomes: Outcomes,
) -> None:
    for record in records:
        code = str(record.values["credit_code"])
        enterprise = enterprises.record(code)
        owner = (enterprise.pk if enterprise else None) or code
        outcomes.note(record.row, enterprises, code, is_main=True)
        outcomes.note(record.row, library.indicators, (owner, setting.year))
        if number := record.values.get("registration_number"):
            outcomes.note(record.row, library.memberships, str(number))
        if record.values.get("high_tech_valid_to"):
            outcomes.note(record.row, library.certificates, owner)


def _enterprise(record: Record, names: Names) -> EnterpriseEntry:
    values = record.values
    return EnterpriseEntry(
        credit_code=str(values["credit_code"]),
        name=str(values["enterprise_name"]),
        division_id=names.id_of("township", values.get("township")),
        direction_id=names.id_of("direction", values.get("direction")),
        founded_on=_day(values.get("registered_on")),
    )


def _library(record: Record, enterprises: Any, setting: LedgerSetting) -> LibraryEntry:
    code = str(record.values["credit_code"])
    enterprise = enterprises.record(code)
    given: dict[str, Any] = {ours: record.values.get(theirs) for theirs, ours in INDICATORS.items()}
    return LibraryEntry(
        enterprise_id=enterprise.pk if enterprise else None,
        credit_code=code,
        year=setting.year,
        indicators=given,
        registration_number=str(record.values.get("registration_number") or ""),
        hnte_valid_to=_day(record.values.get("high_tech_valid_to")),
        source=setting.source,
    )


def _day(value: object) -> date | None:
    return value.on if isinstance(value, WrittenDate) else None
