"""Vouchers as rows, and their sums by project and month, exact in fen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from jigai.apps.vouchers.models import Voucher, VoucherShare
from jigai.domain.voucher_totals import (
    Entry,
    MonthSums,
    Sums,
    VoucherKind,
    sums_by_month,
    sums_of,
)


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A consent: for what, by whom, when, and since when it is withdrawn."""

    purpose: str
    given_by: str
    given_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """One voucher; money in fen; ``share`` is the consent in force, if any."""

    id: int
    enterprise_id: int
    enterprise: str
    project_id: int | None
    project: str
    dated_on: date
    number: str
    supplier: str
    item: str
    kind: str
    net_fen: int
    gross_fen: int
    paid_on: date | None
    note: str
    file: str
    is_struck: bool
    share: ShareRow | None


@dataclass(frozen=True, slots=True)
class VoucherTotals:
    """The sums of a ledger: by project and month, and of the whole."""

    months: tuple[MonthSums, ...]
    whole: Sums


def listed_vouchers() -> QuerySet[Voucher]:
    """All vouchers with their project's name and whether the office reads them at present."""
    live = VoucherShare.objects.filter(voucher=OuterRef("pk"), withdrawn_at=None)
    return Voucher.objects.annotate(project_name=F("project__name"), is_shared=Exists(live))


def voucher_rows(found: QuerySet[Voucher]) -> list[VoucherRow]:
    """Newest first; two queries."""
    live = VoucherShare.objects.filter(withdrawn_at=None)
    rows = found.select_related("enterprise", "project", "file").prefetch_related(
        Prefetch("shares", queryset=live, to_attr="live_shares")
    )
    return [_row(one) for one in rows.order_by("-dated_on", "-pk")]


def voucher_totals(rows: Iterable[VoucherRow]) -> VoucherTotals:
    """Struck vouchers do not count."""
    entries = [
        Entry(
            row.project,
            row.dated_on,
            VoucherKind(row.kind),
            row.net_fen,
            row.gross_fen,
            row.paid_on is not None,
        )
        for row in rows
        if not row.is_struck
    ]
    return VoucherTotals(tuple(sums_by_month(entries)), sums_of(entries))


def consents_of(enterprise_id: int) -> list[tuple[str, ShareRow]]:
    """Number of the voucher and each consent ever given for it, the newest first; one query."""
    found = VoucherShare.objects.filter(voucher__enterprise_id=enterprise_id)
    return [
        (one.voucher.number, _share(one))
        for one in found.select_related("voucher").order_by("-given_at", "-pk")
    ]


def _row(one: Voucher) -> VoucherRow:
    live: list[VoucherShare] = vars(one)["live_shares"]
    return VoucherRow(
        id=one.pk,
        enterprise_id=one.enterprise_id,
        enterprise=one.enterprise.name,
        project_id=one.project_id,
        project=one.project.name if one.project else "",
        dated_on=one.dated_on,
        number=one.number,
        supplier=one.supplier,
        item=one.item,
        kind=one.kind,
        net_fen=one.net_fen,
        gross_fen=one.gross_fen,
        paid_on=one.paid_on,
        note=one.note,
        file=one.file.name if one.file else "",
        is_struck=one.is_struck,
        share=_share(live[0]) if live else None,
    )


def _share(one: VoucherShare) -> ShareRow:
    return ShareRow(one.purpose, one.given_by, one.given_at, one.withdrawn_at)
