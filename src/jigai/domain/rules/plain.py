"""The plain reading of a rule set: each expression walked as it stands; slow, and the reference.

``evaluate`` gives the same verdict from a generated function; the tests hold it to this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.rules.decide import decide
from jigai.domain.rules.reasons import missing_of, reasons_of, total_of
from jigai.domain.rules.rule_set import RuleSet, Unknown
from jigai.domain.rules.situation import Situation
from jigai.domain.rules.verdict import Told, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jigai.domain.rules.facts import Fact


def evaluate_plainly(rule_set: RuleSet, facts: Mapping[str, Fact]) -> Verdict:
    """The verdict of a rule set on one subject, by the plain reading.

    Raises:
        FactUndeclared, FactOfWrongKind: on a name or value that the declarations do not know.
    """
    situation = Situation(rule_set, facts)
    row, possible = decide(situation)
    withheld = len(possible) > 1
    outcome = rule_set.outcome(rule_set.withheld if withheld else row.outcome)
    tells_missing = withheld or rule_set.unknown is Unknown.POSSIBLE
    return Verdict(
        rule_set_id=rule_set.id,
        title=rule_set.title,
        valid_from=rule_set.valid_from,
        digest=rule_set.digest,
        outcome=outcome.name,
        badge=outcome.badge,
        word=outcome.word,
        total=total_of(situation),
        decided_by="unknown" if withheld else row.name,
        possible=possible,
        grounds=Told(
            missing=missing_of(situation) if tells_missing else (),
            reasons=reasons_of(situation, row),
        ),
    )
