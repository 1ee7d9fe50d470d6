"""Sightings from a portfolio file that reports forecasts: one row a project and report date."""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from jigai.domain.early_warning.sightings import BUILDING, DESIGN, UNASSESSED, Sighting
from jigai.domain.refusal import Refusal
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.rulebook import rule_set
from jigai.domain.sentence import Sentence

RULE = "forecast_slip"
COLUMNS = ("report_date", "PID", "Current Phase", "Budget Forecast", "Forecast Completion")
FROM_FILE = Sentence("项目组合文件", "portfolio file")


class PortfolioUnreadable(Refusal):
    code = "warning.portfolio_unreadable"
    message = Sentence("“{file}”缺少列：{columns}。", "{file} lacks the columns: {columns}.")
    remedy = Sentence(
        "每行一个项目一次报告，列名：report_date、PID、Current Phase、Budget Forecast、"
        "Forecast Completion。",
        "One row a project and report: report_date, PID, Current Phase, Budget Forecast, Forecast "
        "Completion.",
    )


@dataclass(frozen=True, slots=True)
class PortfolioHistory:
    """The sightings of a file, with the digest of its bytes and the rule that coloured them."""

    sightings: tuple[Sighting, ...]
    sha256: str
    rule_set: str


def portfolio_history(path: Path) -> PortfolioHistory:
    """Every report with the colour that the shipped rule ``forecast_slip`` gives it.

    Raises:
        PortfolioUnreadable: a column is missing.
    """
    raw = path.read_bytes()
    text = gzip.decompress(raw) if path.suffix == ".gz" else raw
    rows = list(csv.DictReader(text.decode("utf-8").splitlines(keepends=True)))
    lacking = [name for name in COLUMNS if not rows or name not in rows[0]]
    if lacking:
        raise PortfolioUnreadable(file=path.name, columns=", ".join(lacking))
    sightings = tuple(_sightings(rows, _coloured()))
    return PortfolioHistory(sightings, hashlib.sha256(raw).hexdigest(), RULE)


def _sightings(
    rows: list[dict[str, str]], colour: Callable[[int, int | None, Fraction | None], str]
) -> Iterator[Sighting]:
    first: dict[str, dict[str, str]] = {}
    seen: dict[str, int] = {}
    for row in sorted(rows, key=lambda one: (one["report_date"], one["PID"])):
        key = row["PID"]
        then = first.setdefault(key, row)
        seen[key] = seen.get(key, 0) + 1
        on = date.fromisoformat(row["report_date"])
        end, planned = _day(row["Forecast Completion"]), _day(then["Forecast Completion"])
        slip = (end - planned).days if end and planned else None
        growth = _growth(row["Budget Forecast"], then["Budget Forecast"])
        yield Sighting(
            project=key,
            on=on,
            colour=colour(seen[key], slip, growth),
            slip_days=slip,
            growth_share=None if growth is None else float(growth),
            stage=_stage(row["Current Phase"]),
            days_left=(end - on).days if end else None,
        )


def _coloured() -> Callable[[int, int | None, Fraction | None], str]:
    rule = rule_set(RULE, on=date(2013, 1, 1))

    def colour(count: int, slip: int | None, growth: Fraction | None) -> str:
        facts = {
            name: Fact(value if value is None else Fraction(value), unit, FROM_FILE, None)
            for name, value, unit in (
                ("report_count", count, "count"),
                ("forecast_completion_slip_days", slip, "day"),
                ("budget_growth_share", growth, "share"),
            )
        }
        return evaluate(rule, facts).outcome or UNASSESSED

    return colour


def _growth(now: str, then: str) -> Fraction | None:
    if not now or not then or not Fraction(then):
        return None
    return Fraction(now) / Fraction(then) - 1


def _day(text: str) -> date | None:
    return datetime.strptime(text, "%m/%d/%Y").date() if text else None  # noqa: DTZ007


def _stage(phase: str) -> str:
    word = phase.strip().lower()
    return BUILDING if word == "construction" else DESIGN if word else ""
