"""What the expressions of one part of a rule text say in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.rules.read import ROUTE
from jigai.domain.rules.wording import in_words

if TYPE_CHECKING:
    from jigai.domain.rules.editable import EditablePart
    from jigai.domain.rules.nodes import Expression
    from jigai.domain.rules.places import Path
    from jigai.domain.rules.rule_set import Criterion, RuleSet
    from jigai.domain.sentence import Sentence


def words_of(rule_set: RuleSet, part: EditablePart) -> dict[Path, Sentence]:
    """Path of each expression of a part → how a person reads it."""
    nodes = _nodes(rule_set, part)
    return {
        (*part.path, key): in_words(node, rule_set)
        for key, node in nodes.items()
        if node is not None
    }


def _nodes(rule_set: RuleSet, part: EditablePart) -> dict[str, Expression | None]:
    match part.path:
        case ("criterion", int(place)):
            found = _of_criterion(rule_set.criteria[place])
        case ("criterion", int(place), "step", int(number)):
            step = rule_set.criteria[place].steps[number]
            found = {"when": step.when, "points": step.points}
        case ("criterion", int(place), "best_of", int(number)):
            found = {"measure": rule_set.criteria[place].scales[number].measure}
        case ("formula", int(place)):
            found = {"value": rule_set.formulas[place].value}
        case ("trigger" | "gate", int()):
            found = {"when": rule_set.trigger(part.name).when}
        case ("row" | "route" | "pass", *_):
            found = {"when": _row(rule_set, part)}
        case _:
            found = {}
    return found


def _of_criterion(criterion: Criterion) -> dict[str, Expression | None]:
    measure = criterion.scales[0].measure if len(criterion.scales) == 1 else None
    return {
        "applies_when": criterion.applies_when,
        "points": criterion.formula,
        "measure": measure,
    }


def _row(rule_set: RuleSet, part: EditablePart) -> Expression | None:
    name = {"pass": "pass", "route": ROUTE + part.name}.get(part.kind, part.name)
    named = {row.name: row.when for row in rule_set.rows}
    if not part.name and part.kind == "row":
        return rule_set.rows[int(part.path[1])].when
    return named.get(name)
