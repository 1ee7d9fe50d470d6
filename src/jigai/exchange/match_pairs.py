"""Pairs of demand and offer that became contracts, from a file of JSON lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = {"demand": str, "offer": str, "field": str, "year": int}


@dataclass(frozen=True, slots=True)
class SignedPair:
    """The texts of a demand and of the offer that solved it."""

    demand: str
    offer: str
    field: str
    year: int


class PairUnreadable(Refusal):
    code = "match.pair_unreadable"
    message = Sentence("第{line}行看不懂。", "Line {line} cannot be read.")
    remedy = Sentence(
        "每行一个 JSON：demand、offer、field 是文字，year 是年份；只有 offer 的行只进目录。",
        "One JSON object a line: demand, offer, field as text, year as a number; a line with offer "
        "alone is in the catalogue only.",
    )


def read_pairs(path: Path) -> tuple[list[SignedPair], list[str]]:
    """The pairs, and every offer of the file once, in order.

    Raises:
        PairUnreadable: the first line that is wrong.
    """
    pairs: list[SignedPair] = []
    offers: dict[str, None] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        row = _row(line, number)
        offers[row["offer"]] = None
        if "demand" in row:
            pairs.append(SignedPair(row["demand"], row["offer"], row["field"], row["year"]))
    return pairs, list(offers)


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        raise PairUnreadable(line=number) from None
    wanted = FIELDS if isinstance(row, dict) and "demand" in row else {"offer": str}
    if not isinstance(row, dict) or not all(
        type(row.get(name)) is kind for name, kind in wanted.items()
    ):
        raise PairUnreadable(line=number)
    return row
