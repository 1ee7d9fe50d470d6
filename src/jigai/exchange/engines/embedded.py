"""The default engine: Polars in this process, streaming."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from jigai.domain.columns.nodes import Words
from jigai.exchange.engines.polars_columns import WORDS_EACH, computed

if TYPE_CHECKING:
    from jigai.domain.columns.plan import Plan
    from jigai.domain.rules.rule_set import RuleSet


class Embedded:
    """Polars; nothing to install or to start."""

    name = "embedded"
    version = f"polars {pl.__version__}"

    def compute(
        self,
        rule_set: RuleSet,  # noqa: ARG002 - the plan says it all
        plan: Plan,
        facts: pl.DataFrame,
        results: Sequence[str],
    ) -> pl.DataFrame:
        """As ``Engine.compute``."""
        table = computed(facts.lazy(), plan, results)
        found = table.select(pl.col(r"^=.*$")).collect(engine="streaming")
        return found.select(_told(found, plan, name) for name in results)


def _told(found: pl.DataFrame, plan: Plan, name: str) -> pl.Series:
    node = plan.results[name].node
    if not isinstance(node, Words):
        return found[f"={name}"].alias(name)
    places = [place for place in found.columns if place.startswith(f"={name}")]
    places = [place for place in places if place.removeprefix(f"={name}").isdigit()]
    return words_of(found.select(places), [word for _, word in node.parts]).alias(name)


def words_of(masks: pl.DataFrame, words: Sequence[str]) -> pl.Series:
    """The words whose bits are set, each combination of bits worked out once."""
    kinds = masks.unique(maintain_order=True)
    told = [_joined(row, words) for row in kinds.iter_rows()]
    named = kinds.with_columns(pl.Series("told", told, pl.String))
    return masks.join(named, on=masks.columns, how="left", maintain_order="left")["told"]


def _joined(row: tuple[int, ...], words: Sequence[str]) -> str:
    return " ".join(
        words[WORDS_EACH * place + bit]
        for place, mask in enumerate(row)
        for bit in range(WORDS_EACH)
        if mask >> bit & 1
    )
