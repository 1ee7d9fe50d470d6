"""A verdict in words: which rule, which value from where, by how much, what would lift it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.quantities import number_text
from jigai.domain.rules.lift import Lift, what_would_lift
from jigai.domain.sentence import Sentence, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jigai.domain.rules.rule_set import RuleSet, Source
    from jigai.domain.rules.verdict import Finding, Reading, Reason, Verdict

__all__ = ["Lift", "Line", "lines", "paragraph", "what_would_lift"]

HEAD = Sentence("{title}：{badge}（{word}）。", "{title}: {badge} ({word}).")
BECAUSE = Sentence("原因：{label}。", "Reason: {label}.")
RULE = Sentence("依据：{document}{article}。", "Rule: {document}, {article}.")
TOTAL = Sentence("总分 {low} 分。", "Total: {low} points.")
TOTAL_RANGE = Sentence(
    "资料不全，总分在 {low} 到 {high} 分之间。",
    "Facts are missing; the total lies between {low} and {high} points.",
)
MEASURED = Sentence(
    "{statement}：实际 {measured}，界限 {limit}，相差 {distance}",
    "{statement}: measured {measured}, limit {limit}, {distance} apart",
)
VALUE = Sentence("{statement} = {measured}", "{statement} = {measured}")
FROM = Sentence("（{readings}）", "({readings})")
READING = Sentence(
    "{label} {value}，来源：{source}{as_of}", "{label} {value}, source: {source}{as_of}"
)
AS_OF = Sentence("，截至 {day}", ", as of {day}")
STATES = {
    "missing": Sentence("缺“{label}”（来源：{source}）", "“{label}” is missing (source: {source})"),
    "stale": Sentence(
        "“{label}”已过期（来源：{source}{as_of}）", "“{label}” is too old (source: {source}{as_of})"
    ),
}
WANTED = Sentence("缺少或过期的资料：{facts}。", "Missing or outdated: {facts}.")
LIFT = Sentence("怎样提升（任一）：{lifts}。", "What would lift it (any one): {lifts}.")
POINTS = Sentence("{label}：{points}/{weight} 分", "{label}: {points} of {weight} points")
NOT_APPLICABLE = Sentence("{label}：不适用", "{label}: does not apply")
ANSWERS = {
    True: Sentence("{label}：成立", "{label}: holds"),
    False: Sentence("{label}：不成立", "{label}: does not hold"),
    None: Sentence("{label}：资料不足，无法判断", "{label}: cannot tell"),
}
NOTHING = Sentence("", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the explanation; ``met`` is ``None`` where it cannot be told."""

    kind: str
    name: str
    met: bool | None
    text: Sentence


def paragraph(verdict: Verdict, rule_set: RuleSet, lifts: Sequence[Lift] = ()) -> Sentence:
    """One printed paragraph: reason, threshold, value, source and the shortest way up.

    Args:
        verdict: fresh or stored.
        rule_set: the edition it was made with; its note is added.
        lifts: from ``what_would_lift``; an outcome withheld names the missing facts instead.
    """
    parts = [HEAD.format(title=verdict.title, badge=verdict.badge, word=verdict.word)]
    if verdict.decided_by != "unknown":
        deciding = verdict.deciding
        parts.append(BECAUSE.format(label=_with_findings(deciding)))
        parts += [_rule(source) for source in _sources(deciding)]
    if verdict.total is not None:
        parts.append(_total(verdict.total))
    if verdict.missing:
        parts.append(WANTED.format(facts=joined([_missing(r) for r in verdict.missing])))
    if lifts:
        parts.append(LIFT.format(lifts=joined([lift.sentence for lift in lifts])))
    if rule_set.note.zh:
        parts.append(rule_set.note)
    return sum(parts[1:], parts[0])


def lines(verdict: Verdict) -> tuple[Line, ...]:
    """Every part of the rule, the nearest miss first.

    Order: the row that decided; missing facts; criteria by points lost; triggers that hold, then
    those that cannot be told, then the rest from the nearest to the farthest from holding.
    """
    deciding, *rest = verdict.reasons
    criteria = [reason for reason in rest if reason.kind == "criterion"]
    triggers = [reason for reason in rest if reason.kind != "criterion"]
    ordered = sorted(criteria, key=_points_lost, reverse=True) + sorted(triggers, key=_nearness)
    missing = [Line("fact", r.name, None, _missing(r)) for r in verdict.missing]
    return (_line(deciding), *missing, *(_line(reason) for reason in ordered))


def _line(reason: Reason) -> Line:
    return Line(reason.kind, reason.name, reason.met, _said(reason))


def _said(reason: Reason) -> Sentence:
    label = _with_findings(reason)
    if reason.points is None or reason.weight is None:
        return ANSWERS[reason.met].format(label=label)
    if reason.applies is False:
        return NOT_APPLICABLE.format(label=reason.label)
    low, high = (number_text(end, places=2) for end in reason.points)
    points = low if low == high else f"{low}-{high}"
    return POINTS.format(label=label, points=points, weight=number_text(reason.weight, places=2))


def _points_lost(reason: Reason) -> Fraction:
    if reason.points is None or reason.weight is None or reason.applies is False:
        return Fraction(-1)
    return reason.weight - reason.points[0]


def _nearness(reason: Reason) -> tuple[int, Fraction]:
    near = [f.nearness for f in reason.findings if f.nearness is not None]
    order = {True: 0, None: 1, False: 2}[reason.met]
    return order, max(near, default=Fraction(10**9))


def _with_findings(reason: Reason) -> Sentence:
    if not reason.findings:
        return reason.label
    found = joined([_finding(finding) for finding in reason.findings])
    text = Sentence("{label}——{found}", "{label} — {found}")
    return text.format(label=reason.label, found=found)


def _finding(finding: Finding) -> Sentence:
    said = finding.statement
    if finding.measured is not None:
        form = VALUE if finding.limit is None else MEASURED
        said = form.format(
            statement=finding.statement,
            measured=finding.measured,
            limit=finding.limit or NOTHING,
            distance=finding.distance or NOTHING,
        )
    if not finding.readings:
        return said
    readings = joined([_reading(reading) for reading in finding.readings])
    both = Sentence("{said}{origin}", "{said} {origin}")
    return both.format(said=said, origin=FROM.format(readings=readings))


def _reading(reading: Reading) -> Sentence:
    if reading.state != "known":
        return _missing(reading)
    return READING.format(
        label=reading.label, value=reading.value, source=reading.source, as_of=_as_of(reading)
    )


def _missing(reading: Reading) -> Sentence:
    return STATES[reading.state].format(
        label=reading.label, source=reading.source, as_of=_as_of(reading)
    )


def _as_of(reading: Reading) -> Sentence:
    return AS_OF.format(day=reading.as_of) if reading.as_of else NOTHING


def _sources(reason: Reason) -> list[Source]:
    """The sources of the thresholds that decided, or that of the row."""
    own = [finding.source for finding in reason.findings if finding.source is not None]
    return list(dict.fromkeys(own)) or [reason.source]


def _rule(source: Source) -> Sentence:
    return RULE.format(document=source.document, article=source.article)


def _total(total: tuple[Fraction, Fraction]) -> Sentence:
    low, high = (number_text(end, places=2) for end in total)
    return (TOTAL if low == high else TOTAL_RANGE).format(low=low, high=high)
