"""What an engine for whole tables does; each lives in a module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from jigai.domain.columns.plan import Plan
    from jigai.domain.rules.rule_set import RuleSet


class Engine(Protocol):
    """Works out the columns of a plan; what is close or does not fit is decided elsewhere."""

    @property
    def name(self) -> str:
        """As ``--engine`` and receipts say it."""

    @property
    def version(self) -> str:
        """Of the software that computes: ``polars 2.1.0``."""

    def compute(
        self, rule_set: RuleSet, plan: Plan, facts: pl.DataFrame, results: Sequence[str]
    ) -> pl.DataFrame:
        """Result columns for fact columns, row for row.

        Args:
            rule_set: the edition that the plan was made of.
            plan: its columns.
            facts: one column for each fact of the plan, by its name: 64-bit integers as the plan's
                ``FactColumn`` says, flags as booleans, choices as text, null while unknown.
            results: names of the plan's results.

        Returns:
            One column for each result, by its name: whole numbers, doubles, booleans, or the text
            of words.
        """
