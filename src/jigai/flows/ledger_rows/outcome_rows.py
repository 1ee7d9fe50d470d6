"""Rows of the sheet of outcomes: one figure each, as reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jigai.apps.outcomes.actions.record_outcome import OutcomeEntry, checked_value
from jigai.apps.outcomes.actions.record_outcomes import (
    OutcomeLine,
    plan_outcomes,
    record_outcomes,
)
from jigai.apps.outcomes.queries.dictionary import (
    NoSuchIndicator,
    by_title,
    definition_of,
    version_for_span,
)
from jigai.apps.projects.models import Project
from jigai.apps.registry.queries.enterprises import ids_by_credit_code
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.results.spans import SpanUnreadable, parse_span
from jigai.domain.results.states import FigureKind
from jigai.domain.rules.refusals import nearest
from jigai.domain.sentence import Sentence
from jigai.exchange.ledger import Record
from jigai.exchange.plan import Plan
from jigai.exchange.problems import Fault, Problem, column_letter, placed
from jigai.flows.ledger_rows.names import Names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.setting import LedgerSetting

OUTCOME = "outcome"


class EnterpriseOfRowUnknown(Refusal):
    code = "unknown_enterprise"
    message = Sentence(
        "企业库中没有统一社会信用代码“{code_}”。", "No enterprise has the code “{code_}”."
    )
    remedy = Sentence("请先登记企业，或更正代码。", "Register it first, or correct the code.")


class ProjectOfRowUnknown(Refusal):
    code = "unknown_project"
    message = Sentence(
        "这家企业没有名为“{name}”的项目。", "The enterprise has no project “{name}”."
    )
    remedy = Sentence(
        "请照项目库写全名；属于整个企业的留空。",
        "Write its whole name; leave blank what is of the enterprise as a whole.",
    )


FIELD_OF = {
    EnterpriseOfRowUnknown.code: "credit_code",
    ProjectOfRowUnknown.code: "outcome_project",
    NoSuchIndicator.code: "indicator",
    SpanUnreadable.code: "span",
    "outcomes.unit_of_another": "outcome_unit",
    "outcomes.market_missing": "market",
    "outcomes.source_missing": "outcome_source",
    "outcomes.bureau_figure": "outcome_source",
}
"""Refusal → the column beside which it is shown; others stand beside the value."""


@dataclass(frozen=True, slots=True)
class Known:
    """What rows name: enterprises by code, indicators by title, projects by firm and name."""

    firms: dict[str, int]
    indicators: dict[str, str]
    projects: dict[tuple[int, str], int]


def acceptable_outcomes(
    plan: Plan,
    records: Sequence[Record],
    *,
    today: date,  # noqa: ARG001 - every check of rows takes the same
) -> tuple[list[Record], list[Problem]]:
    """The rows that can be kept, and what is wrong with the others; other ledgers pass."""
    if plan.match.mapping.subject != OUTCOME:
        return list(records), []
    known, kept, problems = _known(records), [], []
    for record in records:
        try:
            line = _line(record, known)
            checked_value(line.version, line.entry)
        except Refusal as refused:
            problems.append(_problem(plan, record, refused))
        else:
            kept.append(record)
    return kept, problems


def take_outcome_rows(
    records: list[Record],
    *,
    names: Names,  # noqa: ARG001 - every reader of rows takes the same
    setting: LedgerSetting,  # noqa: ARG001
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Compare the rows with the reported figures and, if asked, save them."""
    known = _known(records)
    lines = [_line(record, known) for record in records]
    plan = plan_outcomes(lines, change=change)
    for record, line in zip(records, lines, strict=True):
        outcomes.note(record.row, plan, line.key, is_main=True)
    if save:
        record_outcomes(plan=plan, change=change)


def _known(records: Sequence[Record]) -> Known:
    firms = ids_by_credit_code({str(record.values["credit_code"]) for record in records})
    rows = Project.objects.filter(enterprise__in=firms.values())
    projects = {(firm, name): pk for pk, firm, name in rows.values_list("pk", "enterprise", "name")}
    return Known(firms, by_title(), projects)


def _line(record: Record, known: Known) -> OutcomeLine:
    values: dict[str, Any] = record.values
    code, title = str(values["credit_code"]), str(values["indicator"]).strip()
    firm = known.firms.get(code)
    if firm is None:
        raise EnterpriseOfRowUnknown(code_=code)
    name = known.indicators.get(title) or known.indicators.get(title.lower())
    if name is None:
        raise NoSuchIndicator(name=title, near=nearest(title, list(known.indicators)))
    span = parse_span(str(values["span"]))
    version = version_for_span(name, last_on=span.last_on)
    number = Decimal(str(values["outcome_value"]))
    entry = OutcomeEntry(
        kind=FigureKind(values["outcome_kind"]),
        span=span,
        value=definition_of(version).in_base_unit(number, str(values.get("outcome_unit") or "")),
        market=str(values.get("market") or ""),
        market_year=values.get("market_year"),
        source=str(values["outcome_source"]),
        note=str(values.get("outcome_note") or ""),
    )
    return OutcomeLine(firm, _project(values, firm, known), version, entry)


def _project(values: dict[str, Any], firm: int, known: Known) -> int | None:
    name = str(values.get("outcome_project") or "").strip()
    if not name:
        return None
    if (firm, name) not in known.projects:
        raise ProjectOfRowUnknown(name=name)
    return known.projects[firm, name]


def _problem(plan: Plan, record: Record, refused: Refusal) -> Problem:
    name = FIELD_OF.get(refused.code, "outcome_value")
    readings = {one.field.name: one for one in plan.readings}
    reading = readings.get(name) or readings["outcome_value"]
    fault = Fault(refused.code, refused.said, refused.advice)
    return placed(
        fault,
        row=record.row,
        column=column_letter(reading.head.index),
        head=reading.head.path[-1],
        field=reading.field.name,
    )
