"""Many platforms at once, as a ledger brings them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.audit.inserting import insert_many
from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.actions.register_platform import put_platform_name
from jigai.apps.platforms.models import Platform, Standing
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.scorecards.platform_kinds import kinds_on, months_after


@dataclass(frozen=True, slots=True)
class PlatformEntry:
    """What a row says of a platform; ``details`` holds only what the row names."""

    name: str
    kind: str
    level: str
    on: date
    document: str
    expires_on: date | None
    host_enterprise_id: int | None
    host_institution: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlatformPlan:
    """Records to create or change by name, and the first standing of those that are new."""

    platforms: Upsert[Platform]
    entries: Mapping[str, PlatformEntry]


def plan_platforms(entries: Sequence[PlatformEntry]) -> PlatformPlan:
    """Compare rows with the register, by name; nothing is saved.

    Raises:
        NoSuchKind, LevelNotOfKind: a row names a level at which its kind does not exist.
    """
    for entry in entries:
        kinds_on(entry.on).check_level(entry.kind, entry.level)
    hosts = {
        row.pk: row
        for row in Enterprise.objects.filter(pk__in={e.host_enterprise_id for e in entries})
    }
    plan = planned_upsert(
        Platform,
        [Wanted(entry.name, dict(entry.details), _new(entry, hosts)) for entry in entries],
        existing=Platform.objects.filter(name__in={entry.name for entry in entries}),
        key_of=lambda platform: platform.name,
    )
    return PlatformPlan(plan, {entry.name: entry for entry in entries})


def record_platforms(*, plan: PlatformPlan, change: Change) -> None:
    """Save a plan."""
    with writing("platforms.recorded", change):
        for platform in plan.platforms.create.values():
            put_platform_name(platform, platform.name)
        save_upsert(plan.platforms)
        insert_many(
            [
                _standing(platform, plan.entries[str(name)])
                for name, platform in plan.platforms.create.items()
            ]
        )


def _new(entry: PlatformEntry, hosts: Mapping[int, Enterprise]) -> dict[str, Any]:
    """What follows from kind and host for a platform that is not known yet."""
    kind = kinds_on(entry.on).kind(entry.kind)
    host = hosts.get(entry.host_enterprise_id or 0)
    months = kind.review_months
    return {
        "name": entry.name,
        "kind": entry.kind,
        "lead_body": kind.lead,
        "host_enterprise_id": host.pk if host else None,
        "host_institution": "" if host else entry.host_institution,
        "division_id": host.division_id if host else None,
        "direction_id": host.direction_id if host else None,
        "review_every_months": months,
        "next_review_on": months_after(entry.on, months) if months else None,
    }


def _standing(platform: Platform, entry: PlatformEntry) -> Standing:
    return Standing(
        platform=platform,
        level=entry.level,
        valid_from=entry.on,
        expires_on=entry.expires_on,
        document=entry.document,
    )
