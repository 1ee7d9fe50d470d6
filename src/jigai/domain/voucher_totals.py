"""Sums of a voucher ledger, exact in fen: by project, month and kind, and the whole.

A voucher counts in the month of its own date. What is paid is the amount with tax of the vouchers
that carry a day of payment; nothing is inferred where that day is absent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from jigai.domain.sentence import Sentence


class VoucherKind(StrEnum):
    """What the money was for, as investment is divided."""

    BUILDING = "building"
    EQUIPMENT = "equipment"
    OTHER = "other"


KIND_WORDS: dict[VoucherKind, Sentence] = {
    VoucherKind.BUILDING: Sentence("建安", "construction and installation"),
    VoucherKind.EQUIPMENT: Sentence("设备", "equipment"),
    VoucherKind.OTHER: Sentence("其他", "other"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a sum needs of one voucher. Money in fen."""

    project: str
    dated_on: date
    kind: VoucherKind
    net_fen: int
    gross_fen: int
    is_paid: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """Count and amounts of some vouchers. Money in fen; ``paid_fen`` is with tax."""

    count: int
    net_fen: int
    gross_fen: int
    paid_fen: int
    building_fen: int
    equipment_fen: int
    other_fen: int


@dataclass(frozen=True, slots=True)
class MonthSums:
    """One project in one month (``2026-11``)."""

    project: str
    month: str
    sums: Sums


def sums_of(entries: Iterable[Entry]) -> Sums:
    """The sums of vouchers; kinds by the amount without tax.

    >>> one = Entry("甲", date(2026, 11, 3), VoucherKind.EQUIPMENT, 100, 113, is_paid=True)
    >>> sums_of([one, one]).gross_fen, sums_of([one]).paid_fen, sums_of([]).count
    (226, 113, 0)
    """
    found = list(entries)

    def of(kind: VoucherKind) -> int:
        return sum(one.net_fen for one in found if one.kind is kind)

    return Sums(
        count=len(found),
        net_fen=sum(one.net_fen for one in found),
        gross_fen=sum(one.gross_fen for one in found),
        paid_fen=sum(one.gross_fen for one in found if one.is_paid),
        building_fen=of(VoucherKind.BUILDING),
        equipment_fen=of(VoucherKind.EQUIPMENT),
        other_fen=of(VoucherKind.OTHER),
    )


def sums_by_month(entries: Iterable[Entry]) -> list[MonthSums]:
    """Each project's months in order; together they are the whole ledger."""

    def place(one: Entry) -> tuple[str, str]:
        return one.project, f"{one.dated_on:%Y-%m}"

    ordered = sorted(entries, key=place)
    return [
        MonthSums(project, month, sums_of(rows))
        for (project, month), rows in groupby(ordered, key=place)
    ]
