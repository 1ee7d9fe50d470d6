"""What the decision and the words read of one subject: the value of every part of a rule set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jigai.domain.rules.facts import Fact
    from jigai.domain.rules.nodes import Expression
    from jigai.domain.rules.ranges import Amount
    from jigai.domain.rules.rule_set import Criterion, RuleSet

Known = object
Answer = bool | None


class Values(Protocol):
    """Worked out on demand by ``Situation``, recorded beforehand by ``Trace``; the same values."""

    @property
    def rule_set(self) -> RuleSet: ...
    @property
    def facts(self) -> Mapping[str, Fact]: ...
    @property
    def total(self) -> Amount: ...
    def value(self, node: Expression) -> Known: ...
    def amount(self, node: Expression) -> Amount: ...
    def holds(self, node: Expression) -> bool | None: ...
    def applies(self, criterion: Criterion) -> bool | None: ...
    def points_of(self, criterion: Criterion) -> Amount: ...
