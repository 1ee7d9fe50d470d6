"""The figures that an analysis is held against, as dated data with their source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from jigai.domain.refusal import Refusal
from jigai.domain.rules.document import read_document
from jigai.domain.rules.refusals import NameTwice, ValueOfWrongKind
from jigai.domain.sentence import Sentence

SHIPPED = Path(__file__).parents[2] / "rulebook" / "impact"
SOURCE = Sentence("{document}：{article}", "{document}: {article}")
NAMES = (
    "comparison_units",
    "treated_units",
    "clusters",
    "treated_clusters",
    "pre_trend_p",
    "anticipation_p",
    "overlap_share",
    "attrition_share",
    "attrition_gap",
    "measure_gap",
    "least_shown",
)


class NoLimits(Refusal):
    code = "impact.no_limits"
    message = Sentence(
        "{day} 没有成效评估的印数条件。", "No conditions for printing an effect on {day}."
    )
    remedy = Sentence("请在规则库 impact/ 中加一个文件。", "Add a file to impact/ of the rulebook.")


@dataclass(frozen=True, slots=True)
class Limit:
    """One figure with the text that it rests on."""

    value: float
    source: Sentence


@dataclass(frozen=True, slots=True)
class Limits:
    """One dated edition."""

    valid_from: date
    review_by: date
    title: Sentence
    of: Mapping[str, Limit]

    def __getitem__(self, name: str) -> Limit:
        return self.of[name]

    @property
    def least_shown(self) -> int:
        """A group of fewer units is not shown alone."""
        return int(self.of["least_shown"].value)


def read_limits(text: str, *, file: str) -> Limits:
    """Read one edition.

    Raises:
        RuleFileRefused: the first fault, with file and line.
    """
    root = read_document(text, file=file)
    found: dict[str, Limit] = {}
    for table in root.tables("limit"):
        name = table.one_of("name", NAMES)
        if name in found:
            raise table.refuse(NameTwice, "name", name=name)
        source = SOURCE.format(
            document=table.sentence("document"), article=table.sentence("article")
        )
        found[name] = Limit(float(table.number("value")), source)
        table.finish()
    missing = [name for name in NAMES if name not in found]
    if missing:
        listed = ", ".join(missing)
        expected = Sentence(f"每一个数（缺 {listed}）", f"every figure ({listed} missing)")
        raise root.refuse(ValueOfWrongKind, "limit", key="limit", expected=expected)
    made = Limits(root.date("valid_from"), root.date("review_by"), root.sentence("title"), found)
    root.finish()
    return made


@lru_cache(maxsize=1)
def shipped_limits() -> tuple[Limits, ...]:
    """Every edition, the earliest first."""
    return tuple(
        read_limits(path.read_text(encoding="utf-8"), file=f"impact/{path.name}")
        for path in sorted(SHIPPED.glob("*.toml"))
    )


def limits_in_force(*, on: date) -> Limits:
    """The edition of a day.

    Raises:
        NoLimits: none is in force.
    """
    found = [one for one in shipped_limits() if one.valid_from <= on]
    if not found:
        raise NoLimits(day=on)
    return found[-1]
