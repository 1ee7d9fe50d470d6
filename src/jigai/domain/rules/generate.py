"""The Python text of one rule set: a function that records every value of one subject.

Each expression becomes one statement over local names, each expression once. A number is a pair
of whole numbers, numerator and denominator (above 0), so that nothing is rounded and comparing
is multiplying crosswise; an unknown one is ``None`` with its range. A condition is true, false or
``None``. Where something is unknown, the operations of the plain reading are called. The text holds
whole numbers and names made here alone; words of the rule file come in as values, so no file can
bring code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jigai.domain.rules.generate_criteria import CriteriaText
from jigai.domain.rules.rule_set import Unknown

if TYPE_CHECKING:
    from jigai.domain.rules.generate_facts import Pair
    from jigai.domain.rules.rule_set import RuleSet

HEAD = (
    "def record(facts, rule_set):",
    " get = facts.get",
    " seen = 0",
)


class Places(NamedTuple):
    """Where in the record the parts of a criterion stand.

    Attributes:
        applies: a condition.
        points: a pair.
        bands: of each scale, the place of the band that its measure lies in.
    """

    applies: int
    points: int
    bands: tuple[int, ...]


class Text(NamedTuple):
    """The text of a rule set's function.

    Attributes:
        source: defines ``record(facts, rule_set)``, which returns the number of the first row if
            it surely decides (else -1), whether anything is open that withholds a grade, and the
            record, a flat tuple.
        values: what the text names, besides the operations of ``generated``.
        numbers, others: identity of a node → its place in the record; a number takes two.
        criteria: name → places.
        total: place of the total; a pair.
    """

    source: str
    values: dict[str, object]
    numbers: dict[int, int]
    others: dict[int, int]
    criteria: dict[str, Places]
    total: int


def text_of(rule_set: RuleSet) -> Text:
    """Write the function of a rule set."""
    text = CriteriaText(rule_set)
    rows = [text.truth(row.when) for row in rule_set.all_rows()]
    for expression in rule_set.expressions():
        text.any(expression)
    criteria = {c.name: (text.truth(c.applies_when), text.points(c)) for c in rule_set.criteria}
    total = text.total()
    _decide(text, rows, list(criteria.values()))
    record = _Record()
    places = {
        name: Places(
            record.other(applies),
            record.pair(points),
            tuple(record.other(band) for band in text.bands[name]),
        )
        for name, (applies, points) in criteria.items()
    }
    numbers, others = _places(rule_set, text, record)
    at_total = record.pair(total)
    kept = ", ".join(record.names)
    loads = text.loads()
    check = " if seen != len(facts): check_facts(rule_set, facts)"
    end = f" return row, is_open, ({kept},)"
    source = "\n".join((*HEAD, *loads, check, *text.lines, end, ""))
    return Text(source, text.values, numbers, others, places, at_total)


def _decide(text: CriteriaText, rows: list[str], criteria: list[tuple[str, Pair]]) -> None:
    """Which row is the first that holds, if no row before it is open; what is open at all."""
    text.lines.append(" row = -1")
    text.lines.append(" while True:")
    for place, holds in enumerate(rows):
        text.lines.append(f"  if {holds}: row = {place}; break")
        text.lines.append(f"  if {holds} is None: break")
    text.lines.append("  break")
    open_ = [f"{holds} is None" for holds in rows]
    for applies, points in criteria:
        open_.append(f"{applies} is None")
        open_.append(f"({applies} and {points.n} is None)")
    withholds = text.rule_set.unknown is Unknown.WITHHOLD
    text.lines.append(f" is_open = {' or '.join(open_) if withholds else False}")


def _places(
    rule_set: RuleSet, text: CriteriaText, record: _Record
) -> tuple[dict[int, int], dict[int, int]]:
    numbers: dict[int, int] = {}
    others: dict[int, int] = {}
    for node in text.written(rule_set):
        if text.is_number(node):
            numbers[id(node)] = record.pair(text.number(node))
        else:
            others[id(node)] = record.other(text.any(node))
    return numbers, others


class _Record:
    """The names that the function returns, each once."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.at: dict[object, int] = {}

    def other(self, name: str) -> int:
        if name not in self.at:
            self.at[name] = len(self.names)
            self.names.append(name)
        return self.at[name]

    def pair(self, pair: Pair) -> int:
        if pair not in self.at:
            self.at[pair] = len(self.names)
            self.names += [pair.n, pair.d]
        return self.at[pair]
