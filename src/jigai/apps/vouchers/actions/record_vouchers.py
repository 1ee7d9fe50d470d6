"""Many vouchers at once, out of a sheet: new, changed or the same, told before they are saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.vouchers.actions.keep_voucher import VoucherValues
from jigai.apps.vouchers.models import Voucher
from jigai.domain.change import Change

COMPARED = ("dated_on", "supplier", "kind", "net_fen", "gross_fen", "paid_on", "note", "project")


@dataclass(frozen=True, slots=True)
class VoucherPlan:
    """What a sheet would do: rows to create, rows to change, and how many stay as they are."""

    created: tuple[Voucher, ...]
    changed: tuple[Voucher, ...]
    unchanged_count: int


def plan_vouchers(enterprise: Enterprise, rows: Sequence[VoucherValues]) -> VoucherPlan:
    """Compare rows with the ledger by number and item; one query."""
    kept = {
        (one.number, one.item): one
        for one in enterprise.vouchers.filter(is_struck=False).select_related("project")
    }
    created, changed, same = [], [], 0
    for row in rows:
        there = kept.get((row["number"], row["item"]))
        if there is None:
            created.append(Voucher(enterprise=enterprise, **row))
        elif _put(there, row):
            changed.append(there)
        else:
            same += 1
    return VoucherPlan(tuple(created), tuple(changed), same)


def record_vouchers(*, plan: VoucherPlan, change: Change) -> None:
    """Save what the plan says."""
    with writing("vouchers.recorded", change):
        Voucher.objects.bulk_create(plan.created)
        if plan.changed:
            Voucher.objects.bulk_update(plan.changed, COMPARED)


def _put(voucher: Voucher, row: VoucherValues) -> bool:
    given: dict[str, Any] = dict(row)
    differing = [n for n in COMPARED if n in given and getattr(voucher, n) != given[n]]
    for name in differing:
        setattr(voucher, name, given[name])
    return bool(differing)
