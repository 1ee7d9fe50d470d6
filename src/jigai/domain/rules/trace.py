"""What was worked out for one subject, kept as data, and told in words when it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jigai.domain.rules.generated import joined
from jigai.domain.rules.ranges import ANYTHING, Amount
from jigai.domain.rules.reasons import missing_names, missing_of, reasons_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jigai.domain.rules.facts import Fact
    from jigai.domain.rules.generated import Form
    from jigai.domain.rules.nodes import Expression
    from jigai.domain.rules.rule_set import Criterion, Row, RuleSet
    from jigai.domain.rules.values import Known
    from jigai.domain.rules.verdict import Reading, Reason


class Trace:
    """The value of every expression of a rule set for one subject, with the facts behind it.

    Complete when it is made: every comparison with both sides and its answer, each criterion with
    points, scales and bands, every gate, trigger and row, each fact with value, source and state.
    Only the words are made later; nothing is worked out again for them.

    Attributes:
        row: the row that decided; set by whoever decides.
        tells_missing: whether the verdict names the facts that leave something open.
    """

    __slots__ = (
        "_missing",
        "_reasons",
        "facts",
        "form",
        "record",
        "row",
        "rule_set",
        "tells_missing",
    )

    def __init__(
        self, rule_set: RuleSet, form: Form, facts: Mapping[str, Fact], record: tuple[Any, ...]
    ) -> None:
        self.rule_set, self.form, self.facts, self.record = rule_set, form, facts, record
        self.row: Row = rule_set.default
        self.tells_missing = True
        self._reasons: tuple[Reason, ...] | None = None
        self._missing: tuple[Reading, ...] | None = None

    def value(self, node: Expression) -> Known:
        """The recorded value of an expression of the rule set; as ``Situation.value``."""
        at = self.form.text.numbers.get(id(node))
        if at is not None:
            return self._pair(at)
        known: Known = self.record[self.form.text.others[id(node)]]
        return known

    def amount(self, node: Expression) -> Amount:
        at = self.form.text.numbers.get(id(node))
        return ANYTHING if at is None else self._pair(at)

    def holds(self, node: Expression) -> bool | None:
        value = self.value(node)
        return value if isinstance(value, bool) else None

    def applies(self, criterion: Criterion) -> bool | None:
        answer: bool | None = self.record[self.form.text.criteria[criterion.name].applies]
        return answer

    def points_of(self, criterion: Criterion) -> Amount:
        return self._pair(self.form.text.criteria[criterion.name].points)

    def bands_of(self, criterion: Criterion) -> tuple[int | None, ...]:
        """Of each scale the band, counted from 0, in which the measure lies; ``None`` if open."""
        return tuple(self.record[at] for at in self.form.text.criteria[criterion.name].bands)

    @property
    def total(self) -> Amount:
        return self._pair(self.form.text.total)

    @property
    def missing_names(self) -> tuple[str, ...]:
        """The names of the facts that ``missing`` tells of, without their words."""
        return missing_names(self) if self.tells_missing else ()

    @property
    def missing(self) -> tuple[Reading, ...]:
        """The facts, missing or stale, that leave something open, in words."""
        if self._missing is None:
            self._missing = missing_of(self) if self.tells_missing else ()
        return self._missing

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The row that decided, then every criterion, gate and trigger, in words."""
        if self._reasons is None:
            self._reasons = reasons_of(self, self.row)
        return self._reasons

    def _pair(self, at: int) -> Amount:
        return joined(self.record[at], self.record[at + 1])
