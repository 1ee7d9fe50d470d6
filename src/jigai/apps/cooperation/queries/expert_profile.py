"""One expert or laboratory with its cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.cooperation.models import Expert


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case; ``outcome`` blank while it is open."""

    id: int
    title: str
    opened_on: date
    closed_on: date | None
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class ExpertText:
    """What the directory shows; ``is_listed`` on the day."""

    id: int
    kind: str
    name: str
    title: str
    institution_id: int
    institution: str
    discipline: str
    technical_field: str
    keywords: str
    summary: str
    load_limit: int
    open_count: int
    consent_on: date
    consent_until: date
    consent_document: str
    withdrawn_on: date | None
    is_listed: bool


def expert_text(one: Expert, *, on: date) -> ExpertText:
    return ExpertText(
        one.pk,
        one.kind,
        one.name,
        one.title,
        one.institution_id,
        one.institution.name,
        one.discipline,
        one.technical_field,
        one.keywords,
        one.summary,
        one.load_limit,
        one.cases.filter(closed_on=None).count(),
        one.consent_on,
        one.consent_until,
        one.consent_document,
        one.withdrawn_on,
        one.withdrawn_on is None and one.consent_on <= on <= one.consent_until,
    )


def case_rows(one: Expert) -> list[CaseRow]:
    """Open ones first, then the latest closed."""
    rows = sorted(one.cases.all(), key=lambda row: row.pk, reverse=True)
    rows.sort(key=lambda row: row.closed_on is not None)
    return [
        CaseRow(row.pk, row.title, row.opened_on, row.closed_on, row.outcome, row.outcome_note)
        for row in rows
    ]
