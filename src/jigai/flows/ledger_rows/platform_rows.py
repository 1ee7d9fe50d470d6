"""Rows of the ledger of innovation platforms: the record, and its first standing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from jigai.apps.platforms.actions.record_platforms import (
    PlatformEntry,
    plan_platforms,
    record_platforms,
)
from jigai.apps.registry.queries.enterprises import ids_by_credit_code, ids_by_name
from jigai.domain.change import Change
from jigai.domain.scorecards.platform_kinds import LevelNotOfKind, kinds_on, words
from jigai.exchange.dates import WrittenDate
from jigai.exchange.ledger import Record
from jigai.exchange.plan import Plan
from jigai.exchange.problems import Fault, Problem, column_letter, placed
from jigai.flows.ledger_rows.names import Names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.setting import LedgerSetting

PLAIN = (
    "chain_link", "field", "partners", "floor_area_m2", "equipment_value_fen", "staff_count",
    "senior_count",
)  # fmt: skip


def acceptable_platforms(
    plan: Plan,
    records: Sequence[Record],
    *,
    today: date,  # noqa: ARG001 - every check of rows takes the same
) -> tuple[list[Record], list[Problem]]:
    """The rows whose level exists for their kind, and what is wrong with the others.

    Rows of other ledgers pass as they are.
    """
    if plan.match.mapping.subject != "platform":
        return list(records), []
    kept, problems = [], []
    for record in records:
        on = _day(record.values["recognised_on"])
        edition = kinds_on(on) if on else words()
        try:
            edition.check_level(str(record.values["kind"]), str(record.values["level"]))
        except LevelNotOfKind as refused:
            fault = Fault(refused.code, refused.said, refused.advice)
            head = next(r for r in plan.readings if r.field.name == "level").head
            place = {"column": column_letter(head.index), "head": head.path[-1], "field": "level"}
            problems.append(placed(fault, row=record.row, **place))
        else:
            kept.append(record)
    return kept, problems


def take_platform_rows(
    records: list[Record],
    *,
    names: Names,
    setting: LedgerSetting,
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Compare the rows with the register and, if asked, save them.

    A row of a platform that is known corrects its details; a level above the kept one is not
    taken from a sheet, since an upgrade has its own day and checks.
    """
    codes = [str(one.values.get("credit_code") or "") for one in records]
    hosts = [str(one.values.get("host") or "") for one in records]
    known = ids_by_name(hosts) | ids_by_credit_code(codes)
    plan = plan_platforms([_entry(one, names, known, setting) for one in records])
    for record in records:
        outcomes.note(record.row, plan.platforms, str(record.values["platform_name"]), is_main=True)
    if save:
        record_platforms(plan=plan, change=change)


def _entry(
    record: Record, names: Names, known: dict[str, int], setting: LedgerSetting
) -> PlatformEntry:
    values = record.values
    host = str(values.get("host") or "")
    enterprise = known.get(str(values.get("credit_code") or "")) or known.get(host)
    told: dict[str, Any] = {name: values.get(name) for name in PLAIN}
    told["next_review_on"] = _day(values.get("next_review_on"))
    told["direction_id"] = names.id_of("direction", values.get("direction"))
    return PlatformEntry(
        name=str(values["platform_name"]),
        kind=str(values["kind"]),
        level=str(values["level"]),
        on=_day(values["recognised_on"]) or setting.data_on,
        document=str(values.get("document") or setting.source),
        expires_on=_day(values.get("expires_on")),
        host_enterprise_id=enterprise,
        host_institution="" if enterprise else host or "—",
        details={name: value for name, value in told.items() if value is not None},
    )


def _day(value: object) -> date | None:
    return value.on if isinstance(value, WrittenDate) else None
