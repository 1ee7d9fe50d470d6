"""Many library rows at once: yearly indicators, memberships, certificates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Certificate, LibraryMembership, YearlyIndicators
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """What a library row says beyond the enterprise itself.

    Args:
        enterprise_id: ``None`` while the enterprise is only planned (a dry run).
        year: of the indicators.
        indicators: attribute name → value as ``YearlyIndicators`` keeps it.
        registration_number: place in the library; blank if the row has none.
        hnte_valid_to: end of the high-tech certificate, if the row has one.
    """

    enterprise_id: int | None
    credit_code: str
    year: int
    indicators: Mapping[str, int | None]
    registration_number: str = ""
    hnte_valid_to: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class LibraryPlan:
    indicators: Upsert[YearlyIndicators]
    memberships: Upsert[LibraryMembership]
    certificates: Upsert[Certificate]


def plan_library(entries: Sequence[LibraryEntry]) -> LibraryPlan:
    """Compare library rows with what the registry holds; nothing is saved."""
    ids = {entry.enterprise_id for entry in entries if entry.enterprise_id}
    return LibraryPlan(
        indicators=planned_upsert(
            YearlyIndicators,
            [Wanted((e.enterprise_id or e.credit_code, e.year), _indicators(e)) for e in entries],
            existing=YearlyIndicators.objects.filter(enterprise_id__in=ids),
            key_of=lambda row: (row.enterprise_id, row.year),
        ),
        memberships=planned_upsert(
            LibraryMembership,
            [
                Wanted(e.registration_number, _membership(e))
                for e in entries
                if e.registration_number
            ],
            existing=LibraryMembership.objects.filter(
                registration_number__in=[e.registration_number for e in entries]
            ),
            key_of=lambda row: row.registration_number,
        ),
        certificates=planned_upsert(
            Certificate,
            [
                Wanted(e.enterprise_id or e.credit_code, _certificate(e))
                for e in entries
                if e.hnte_valid_to
            ],
            existing=Certificate.objects.filter(enterprise_id__in=ids, kind="hnte"),
            key_of=lambda row: row.enterprise_id,
        ),
    )


def record_library(*, plan: LibraryPlan, change: Change) -> None:
    """Save a plan."""
    with writing("library.recorded", change):
        save_upsert(plan.indicators)
        save_upsert(plan.memberships)
        save_upsert(plan.certificates)


def _indicators(entry: LibraryEntry) -> dict[str, Any]:
    known = {name: value for name, value in entry.indicators.items() if value is not None}
    return {
        "enterprise_id": entry.enterprise_id,
        "year": entry.year,
        "source": entry.source,
        **known,
    }


def _membership(entry: LibraryEntry) -> dict[str, Any]:
    year = int(entry.registration_number[:4])
    return {
        "enterprise_id": entry.enterprise_id,
        "registration_number": entry.registration_number,
        "year": year,
        "valid_from": date(year, 1, 1),
        "valid_to": date(year + 1, 1, 1),
    }


def _certificate(entry: LibraryEntry) -> dict[str, Any]:
    return {"enterprise_id": entry.enterprise_id, "kind": "hnte", "valid_to": entry.hnte_valid_to}
