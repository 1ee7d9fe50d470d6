"""Routes in words: each step from what to what, what it earns, and the proof by the rule itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.gap.problem import GapProblem, Known, months_after
from jigai.domain.quantities import number_text
from jigai.domain.refusal import Refusal
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.verdict import Verdict
from jigai.domain.rules.wording import value_in_words
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jigai.domain.gap.problem import Move
    from jigai.domain.rules.verdict import Reason

PROOF = Sentence("{badge}", "{badge}")
PROOF_WITH_TOTAL = Sentence("{badge}，{total} 分", "{badge}, {total} points")
PROOF_WITH_RANGE = Sentence(
    "{badge}，{low} 到 {high} 分", "{badge}, between {low} and {high} points"
)
EARNS_POINTS = Sentence("{label}：{before} → {after} 分", "{label}: {before} → {after} points")
EARNS_CONDITION = Sentence("“{label}”由此成立", "“{label}” then holds")
ENDS_CONDITION = Sentence("“{label}”由此不再成立", "“{label}” then no longer holds")
DECIDES = Sentence("由“{label}”达到", "reached by “{label}”")


class NotProved(Refusal):
    code = "ways.not_proved"
    message = Sentence(
        "求出的路径没有通过规则的重新计算，不予显示。",
        "A route found did not pass the rule applied anew; it is not shown.",
    )
    remedy = Sentence(
        "请把这条信息交给系统管理员。", "Please hand this message to the administrator."
    )


@dataclass(frozen=True, slots=True)
class Proof:
    """What the rule, applied anew, gives."""

    outcome: str
    badge: Sentence
    total: tuple[Fraction, Fraction] | None
    decided_by: Sentence

    @property
    def said(self) -> Sentence:
        if self.total is None:
            return PROOF.format(badge=self.badge)
        low, high = (number_text(end, places=2) for end in self.total)
        if low == high:
            return PROOF_WITH_TOTAL.format(badge=self.badge, total=low)
        return PROOF_WITH_RANGE.format(badge=self.badge, low=low, high=high)


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One fact moved: what must really be done, what it earns, what the rule says without it.

    ``first`` is the first day on which the work can show in the fact.
    """

    fact: str
    label: Sentence
    before: Sentence
    after: Sentence
    value: Known
    how: Sentence
    effort: Fraction
    first: date
    earns: tuple[Sentence, ...]
    without: Proof
    basis: Sentence


@dataclass(frozen=True, slots=True)
class Route:
    """Steps that together reach the outcome; ``ready_on`` is when the slowest can show."""

    steps: tuple[RouteStep, ...]
    effort: Fraction
    ready_on: date
    proof: Proof
    counts: tuple[int, ...]


def proof_of(verdict: Verdict) -> Proof:
    return Proof(verdict.outcome, verdict.badge, verdict.total, verdict.deciding.label)


def prove(problem: GapProblem, counts: Sequence[int]) -> Route:
    """A route with its proof: reached with all steps, not reached without any one of them.

    Raises:
        NotProved: the rule, applied anew, does not agree.
    """
    verdict = evaluate(problem.rule_set, problem.facts_after(counts))
    if not problem.accepts(verdict):
        raise NotProved
    steps = tuple(
        _step(problem, counts, place, verdict) for place, count in enumerate(counts) if count
    )
    return Route(
        steps,
        problem.effort(counts),
        max((step.first for step in steps), default=problem.on),
        proof_of(verdict),
        tuple(counts),
    )


def _step(problem: GapProblem, counts: Sequence[int], place: int, verdict: Verdict) -> RouteStep:
    others = [0 if here == place else count for here, count in enumerate(counts)]
    without = evaluate(problem.rule_set, problem.facts_after(others))
    if problem.accepts(without):
        raise NotProved
    move, count = problem.moves[place], counts[place]
    value = move.value(count)
    return RouteStep(
        fact=move.lever.fact,
        label=move.declaration.label,
        before=value_in_words(move.declaration, move.start),
        after=value_in_words(move.declaration, value),
        value=value,
        how=_how(move, value),
        effort=move.lever.effort_of(count),
        first=months_after(problem.on, move.lever.lead_months),
        earns=tuple(earned(without, verdict)),
        without=proof_of(without),
        basis=move.lever.basis,
    )


def _how(move: Move, value: Known) -> Sentence:
    return move.lever.how.format(value=value_in_words(move.declaration, value))


def earned(before: Verdict, after: Verdict) -> Iterator[Sentence]:
    """What changed between two verdicts of one rule: points and conditions, else the row."""
    earlier = {(reason.kind, reason.name): reason for reason in before.reasons}
    changes = [
        change
        for reason in after.reasons
        if reason.kind != "row" and (was := earlier.get((reason.kind, reason.name))) is not None
        for change in _change(was, reason)
    ]
    yield from changes
    if not changes and before.decided_by != after.decided_by:
        yield DECIDES.format(label=after.deciding.label)


def _change(was: Reason, now: Reason) -> Iterator[Sentence]:
    if now.points is not None and was.points is not None and now.points != was.points:
        yield EARNS_POINTS.format(
            label=now.label, before=_points(was.points), after=_points(now.points)
        )
    if now.kind in {"gate", "trigger"} and now.met is not was.met and now.met is not None:
        yield (EARNS_CONDITION if now.met else ENDS_CONDITION).format(label=now.label)


def _points(points: tuple[Fraction, Fraction]) -> str:
    return "–".join(dict.fromkeys(number_text(end, places=2) for end in points))
