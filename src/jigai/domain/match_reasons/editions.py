"""The weights of a ranking, as dated data with their source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from jigai.domain.match_reasons.facts import Aspect
from jigai.domain.refusal import Refusal
from jigai.domain.rules.document import Table, read_document
from jigai.domain.rules.refusals import NameTwice, ValueOfWrongKind
from jigai.domain.sentence import Sentence

SHIPPED = Path(__file__).parents[2] / "rulebook" / "matching"
CONDITIONS = (
    Aspect.MATURITY,
    Aspect.FIELD,
    Aspect.PLACE,
    Aspect.PRICE,
    Aspect.OWNERSHIP,
    Aspect.WAY,
    Aspect.PARTNER,
    Aspect.REVIEW,
    Aspect.CAPACITY,
)
WEIGHED = (Aspect.TEXT, Aspect.WORDS, Aspect.FIELD, Aspect.MATURITY, Aspect.PLACE)


class NoWeights(Refusal):
    code = "matches.no_weights"
    message = Sentence("{day} 没有匹配权重。", "No weights of matching are in force on {day}.")
    remedy = Sentence("请在规则库 matching/ 中加一个文件。",
                      "Add a file to matching/ of the rulebook.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edition:
    """Points by aspect, which conditions are hard, and what refusals change.

    Attributes:
        unknown_costs: points off for each hard condition that cannot be told.
        maturity_times: after “too early” the points of maturity count so many times.
        no_capacity_days: so long does “no capacity” put down the same owner's offers.
        stalled_days: a match without a step for longer is stalled.
    """

    valid_from: date
    review_by: date
    title: Sentence
    source: Sentence
    weights: Mapping[Aspect, float]
    whys: Mapping[Aspect, Sentence]
    hard: frozenset[Aspect]
    unknown_costs: float
    maturity_times: float
    no_capacity_days: int
    stalled_days: int


def read_edition(text: str, *, file: str) -> Edition:
    """Read one file of weights.

    Raises:
        RuleFileRefused: the first fault, with file and line.
    """
    root = read_document(text, file=file)
    weights, whys = _weights(root)
    after, pipeline = root.table("after_refusal"), root.table("pipeline")
    found = Edition(
        root.date("valid_from"),
        root.date("review_by"),
        root.sentence("title"),
        root.sentence("document") + root.sentence("article"),
        weights,
        whys,
        _hard(root),
        float(root.number("unknown_costs")),
        float(after.positive("maturity_times")),
        after.whole("no_capacity_days"),
        pipeline.whole("stalled_days"),
    )
    after.finish()
    pipeline.finish()
    root.finish()
    return found


@lru_cache(maxsize=1)
def shipped_editions() -> tuple[Edition, ...]:
    """Every edition of the product, the earliest first."""
    return tuple(
        read_edition(path.read_text(encoding="utf-8"), file=f"matching/{path.name}")
        for path in sorted(SHIPPED.glob("*.toml"))
    )


def edition_in_force(*, on: date) -> Edition:
    """The weights of a day.

    Raises:
        NoWeights: none is in force.
    """
    found = [one for one in shipped_editions() if one.valid_from <= on]
    if not found:
        raise NoWeights(day=on)
    return found[-1]


def _weights(root: Table) -> tuple[dict[Aspect, float], dict[Aspect, Sentence]]:
    weights: dict[Aspect, float] = {}
    whys: dict[Aspect, Sentence] = {}
    for table in root.tables("weight"):
        aspect = _aspect(table, set(weights))
        weights[aspect] = float(table.positive("points"))
        whys[aspect] = table.sentence("why")
        table.finish()
    missing = ", ".join(one.value for one in WEIGHED if one not in weights)
    if missing:
        expected = Sentence(f"每个方面（缺 {missing}）", f"every aspect ({missing} missing)")
        raise root.refuse(ValueOfWrongKind, "weight", key="weight", expected=expected)
    return weights, whys


def _hard(root: Table) -> frozenset[Aspect]:
    told = root.names("hard")
    allowed = {one.value for one in CONDITIONS}
    if not set(told) <= allowed:
        expected = Sentence("、".join(sorted(allowed)), ", ".join(sorted(allowed)))
        raise root.refuse(ValueOfWrongKind, "hard", key="hard", expected=expected)
    return frozenset(Aspect(one) for one in told)


def _aspect(table: Table, told: set[Aspect]) -> Aspect:
    aspect = Aspect(table.one_of("aspect", tuple(one.value for one in WEIGHED)))
    if aspect in told:
        raise table.refuse(NameTwice, "aspect", name=aspect.value)
    return aspect
