"""A scored ladder in words: the one reading behind page, paper, API and command."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jigai.domain.periods import ReportDay
from jigai.domain.quantities import number_text
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.verdict import Reading, Reason, Verdict
from jigai.domain.sentence import Sentence, joined
from jigai.flows.score_enterprise import LadderScore, RungScore

NOTE = Sentence("自评，不代表认定。", "A self-assessment, not a recognition.")
MET, NOT_MET, UNKNOWN, REVIEW = "met", "not_met", "unknown", "review"
ANSWERS = frozenset({MET, NOT_MET, UNKNOWN})
DIRECT = "direct:"
NO_VALUE = Sentence("缺", "missing")
STALE = Sentence("{value}（已过期）", "{value} (too old)")
VALUE = Sentence("{label} {value}", "{label} {value}")
MEASURED = Sentence("{statement} = {measured}", "{statement} = {measured}")
DATED = Sentence("{source}，截至 {day}", "{source}, as of {day}")
RULE = Sentence("{document}{article}", "{document}, {article}")
NOTHING = Sentence("", "")
HEAD = Sentence("{title}：{badge}。", "{title}: {badge}.")
BECAUSE = Sentence("依据：{label}。", "Because: {label}.")
UNMET = Sentence("未满足：{labels}。", "Not satisfied: {labels}.")
OPEN = Sentence("资料不全，无法判断：{labels}。", "Cannot be told yet: {labels}.")
TOTAL = Sentence("总分 {low} 分。", "Total: {low} points.")
TOTAL_RANGE = Sentence("总分在 {low} 到 {high} 分之间。", "Total: {low} to {high} points.")


@dataclass(frozen=True, slots=True)
class LadderLine:
    """One part of a rule and how it came out.

    Attributes:
        answer: met, not_met or unknown; blank for a scored part whose points are known.
        rule: the part in words; ``article`` is where it stands.
        value: what was read; ``source`` is the paper it came from.
        points_low, points_high, weight: of a scored part; blank otherwise.
        missing: names of the facts that would settle it.
    """

    kind: str
    name: str
    answer: str
    rule: Sentence
    article: Sentence
    value: Sentence
    source: Sentence
    points_low: str
    points_high: str
    weight: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingFact:
    name: str
    label: Sentence
    source: Sentence


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One recognition of the rung; ``state`` is current, coming, ended or revoked."""

    number: str
    valid_from: date | None
    valid_to: date | None
    state: str


@dataclass(frozen=True, slots=True)
class RungCard:
    """One rung of one enterprise.

    Attributes:
        answer: met, not_met, unknown; ``review`` where people must decide.
        total_low, total_high: the sum of the points, a range where facts are missing.
        paragraph: the answer in words; what is missing stands apart in ``missing``.
        route: ``score``, ``direct:<name>``, or ``none`` where it is not met.
        is_past_review: the rule should have been confirmed again; the result carries a mark.
    """

    rung: str
    title: Sentence
    rule_set: str
    rule_title: Sentence
    rule_hash: str
    document: Sentence
    valid_from: date
    review_by: date
    is_past_review: bool
    answer: str
    word: Sentence
    total_low: str
    total_high: str
    route: str
    paragraph: Sentence
    lines: tuple[LadderLine, ...]
    missing: tuple[MissingFact, ...]
    held: tuple[HeldRow, ...]


@dataclass(frozen=True, slots=True)
class LadderCard:
    """Every rung of one enterprise on a day; ``note`` says that this is no recognition."""

    enterprise_id: int
    enterprise: str
    credit_code: str
    on: date
    year: int
    note: Sentence
    rungs: tuple[RungCard, ...]


def ladder_card(score: LadderScore) -> LadderCard:
    """The score in words, rung by rung."""
    return LadderCard(
        enterprise_id=score.enterprise.pk,
        enterprise=score.enterprise.name,
        credit_code=score.enterprise.credit_code,
        on=score.on,
        year=score.year,
        note=NOTE,
        rungs=tuple(rung_card(one) for one in score.rungs),
    )


def rung_card(one: RungScore) -> RungCard:
    """One rule set as it came out for one subject, line by line."""
    verdict, rule_set = one.verdict, one.rule_set
    low, high = _range(verdict.total)
    lines = tuple(_lines(verdict, rule_set))
    return RungCard(
        rung=one.rung.id,
        title=one.rung.title,
        rule_set=rule_set.id,
        rule_title=rule_set.title,
        rule_hash=rule_set.digest,
        document=rule_set.source.document,
        valid_from=rule_set.valid_from,
        review_by=min([rule_set.review_by, *(t.review_by for t in rule_set.thresholds)]),
        is_past_review=one.is_past_review,
        answer=verdict.outcome if verdict.outcome in ANSWERS else REVIEW,
        word=verdict.badge,
        total_low=low,
        total_high=high,
        route=_route(verdict),
        paragraph=_paragraph(verdict, rule_set, lines),
        lines=lines,
        missing=tuple(MissingFact(r.name, r.label, r.source) for r in verdict.missing),
        held=tuple(HeldRow(h.number, h.valid_from, h.ends_on, h.state) for h in one.held),
    )


def _paragraph(verdict: Verdict, rule_set: RuleSet, lines: tuple[LadderLine, ...]) -> Sentence:
    """The answer first: what failed, or what is open, or what decided; the lines say the rest."""
    parts = [HEAD.format(title=verdict.title, badge=verdict.badge)]
    unmet = [line.rule for line in lines if line.answer == NOT_MET and line.kind != "row"]
    still_open = [line.rule for line in lines if line.answer == UNKNOWN and line.kind != "row"]
    if unmet:
        parts.append(UNMET.format(labels=joined(unmet)))
    if verdict.outcome == UNKNOWN and still_open:
        parts.append(OPEN.format(labels=joined(still_open)))
    elif not unmet and verdict.decided_by != UNKNOWN:
        parts.append(BECAUSE.format(label=verdict.deciding.label))
    low, high = _range(verdict.total)
    if low:
        parts.append((TOTAL if low == high else TOTAL_RANGE).format(low=low, high=high))
    return sum([*parts[1:], rule_set.note], parts[0])


def _route(verdict: Verdict) -> str:
    if verdict.outcome != MET:
        return "none"
    return verdict.decided_by if verdict.decided_by.startswith(DIRECT) else "score"


def _lines(verdict: Verdict, rule_set: RuleSet) -> Iterator[LadderLine]:
    """Gates first, as the rule has them, then the scored parts, then what decided."""
    deciding, *parts = verdict.reasons
    yield from (_line(part) for part in parts if part.kind == "gate")
    yield from (_line(part) for part in parts if part.kind == "criterion")
    if not rule_set.criteria and not rule_set.gates:
        yield from (_line(part) for part in parts)
    if deciding.name.startswith(DIRECT) or not parts:
        yield _line(deciding)


def _line(reason: Reason) -> LadderLine:
    readings = list(dict.fromkeys(r for f in reason.findings for r in f.readings))
    low, high = _range(reason.points)
    return LadderLine(
        kind=reason.kind,
        name=reason.name,
        answer=_answer(reason),
        rule=reason.label,
        article=RULE.format(document=reason.source.document, article=reason.source.article),
        value=_values(reason, readings),
        source=joined(list(dict.fromkeys(_source(r) for r in readings if r.state == "known"))),
        points_low=low,
        points_high=high,
        weight="" if reason.weight is None else number_text(reason.weight, places=2),
        missing=tuple(r.name for r in readings if r.state != "known"),
    )


def _answer(reason: Reason) -> str:
    if reason.kind == "criterion" and reason.met is not None:
        return ""
    return {True: MET, False: NOT_MET, None: UNKNOWN}[reason.met]


def _values(reason: Reason, readings: list[Reading]) -> Sentence:
    shares = [
        MEASURED.format(statement=f.statement, measured=f.measured)
        for f in reason.findings
        if f.measured is not None and f.limit is None
    ]
    if len(readings) == 1 and reason.kind != "criterion":
        return _value(readings[0])
    said = [VALUE.format(label=r.label, value=_value(r)) for r in readings]
    return joined([*said, *shares]) if said or shares else NOTHING


def _value(reading: Reading) -> Sentence:
    if reading.state == "stale":
        return STALE.format(value=reading.value)
    return NO_VALUE if reading.state == "missing" else reading.value


def _source(reading: Reading) -> Sentence:
    if reading.as_of is None:
        return reading.source
    return DATED.format(source=reading.source, day=ReportDay(reading.as_of).name)


def _range(pair: tuple[Fraction, Fraction] | None) -> tuple[str, str]:
    if pair is None:
        return "", ""
    low, high = pair
    return number_text(low, places=2), number_text(high, places=2)
