"""A verdict is its reasons: complete in both languages, and stored as plain JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Protocol

from jigai.domain.rules.rule_set import Source
from jigai.domain.sentence import Sentence

JsonObject = dict[str, Any]  # JSON has no closer static type


@dataclass(frozen=True, slots=True)
class Reading:
    """One fact as it was read: ``state`` is known, missing or stale."""

    name: str
    label: Sentence
    value: Sentence
    source: Sentence
    as_of: date | None
    state: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One comparison: what was measured, against which limit, and by how much they differ.

    ``nearness`` is the distance as a share of the limit: the smaller, the nearer a miss.
    """

    statement: Sentence
    met: bool | None
    measured: Sentence | None
    limit: Sentence | None
    distance: Sentence | None
    nearness: Fraction | None
    source: Source | None
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of the rule and how it came out.

    ``kind`` is row, criterion, gate or trigger. A criterion has points (lowest and highest
    possible) and a weight; ``met`` of a criterion says whether its points are known.
    """

    kind: str
    name: str
    label: Sentence
    met: bool | None
    points: tuple[Fraction, Fraction] | None
    weight: Fraction | None
    applies: bool | None
    source: Source
    findings: tuple[Finding, ...]


class Grounds(Protocol):
    """What a verdict rests on, in words: told at once, or when somebody reads it (``Trace``)."""

    @property
    def missing(self) -> tuple[Reading, ...]: ...
    @property
    def reasons(self) -> tuple[Reason, ...]: ...


@dataclass(frozen=True, slots=True)
class Told:
    """Grounds that stand in words already, as those of a stored verdict."""

    missing: tuple[Reading, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """The outcome of one rule set for one subject.

    ``total`` is the lowest and highest possible sum; ``possible`` names every outcome that the
    unknown facts leave open; ``grounds`` holds the trace. Two verdicts are equal when they say
    the same, wherever their grounds come from.
    """

    rule_set_id: str
    title: Sentence
    valid_from: date
    digest: str
    outcome: str
    badge: Sentence
    word: Sentence
    total: tuple[Fraction, Fraction] | None
    decided_by: str
    possible: tuple[str, ...]
    grounds: Grounds

    @property
    def missing(self) -> tuple[Reading, ...]:
        """The facts, missing or stale, that leave something open."""
        return self.grounds.missing

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The row that decided, then every criterion, gate and trigger."""
        return self.grounds.reasons

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Verdict):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash((self.digest, self.outcome, self.total, self.decided_by))

    def _content(self) -> tuple[object, ...]:
        head = (self.rule_set_id, self.title, self.valid_from, self.digest, self.outcome)
        said = (self.badge, self.word, self.total, self.decided_by, self.possible)
        return (*head, *said, self.missing, self.reasons)

    @property
    def deciding(self) -> Reason:
        """The row that gave the outcome."""
        return self.reasons[0]


def verdict_to_json(verdict: Verdict) -> JsonObject:
    """Plain JSON values, keys in a fixed order; fractions as text such as "3/10"."""
    return {
        "rule_set_id": verdict.rule_set_id,
        "title": _two(verdict.title),
        "valid_from": verdict.valid_from.isoformat(),
        "digest": verdict.digest,
        "outcome": verdict.outcome,
        "badge": _two(verdict.badge),
        "word": _two(verdict.word),
        "total": _pair(verdict.total),
        "decided_by": verdict.decided_by,
        "possible": list(verdict.possible),
        "missing": [_reading(reading) for reading in verdict.missing],
        "reasons": [_reason(reason) for reason in verdict.reasons],
    }


def verdict_from_json(stored: JsonObject) -> Verdict:
    """The verdict that was stored, equal to the one before storing."""
    return Verdict(
        rule_set_id=stored["rule_set_id"],
        title=Sentence(**stored["title"]),
        valid_from=date.fromisoformat(stored["valid_from"]),
        digest=stored["digest"],
        outcome=stored["outcome"],
        badge=Sentence(**stored["badge"]),
        word=Sentence(**stored["word"]),
        total=_pair_from(stored["total"]),
        decided_by=stored["decided_by"],
        possible=tuple(stored["possible"]),
        grounds=Told(
            missing=tuple(_reading_from(part) for part in stored["missing"]),
            reasons=tuple(_reason_from(part) for part in stored["reasons"]),
        ),
    )


def _two(sentence: Sentence | None) -> JsonObject | None:
    return None if sentence is None else {"zh": sentence.zh, "en": sentence.en}


def _two_from(stored: JsonObject | None) -> Sentence | None:
    return None if stored is None else Sentence(**stored)


def _pair(pair: tuple[Fraction, Fraction] | None) -> list[str] | None:
    return None if pair is None else [str(pair[0]), str(pair[1])]


def _pair_from(stored: list[str] | None) -> tuple[Fraction, Fraction] | None:
    return None if stored is None else (Fraction(stored[0]), Fraction(stored[1]))


def _number(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _number_from(stored: str | None) -> Fraction | None:
    return None if stored is None else Fraction(stored)


def _source(source: Source | None) -> JsonObject | None:
    if source is None:
        return None
    return {"document": _two(source.document), "article": _two(source.article)}


def _source_from(stored: JsonObject) -> Source:
    return Source(Sentence(**stored["document"]), Sentence(**stored["article"]))


def _reading(reading: Reading) -> JsonObject:
    return {
        "name": reading.name,
        "label": _two(reading.label),
        "value": _two(reading.value),
        "source": _two(reading.source),
        "as_of": reading.as_of.isoformat() if reading.as_of else None,
        "state": reading.state,
    }


def _reading_from(stored: JsonObject) -> Reading:
    return Reading(
        name=stored["name"],
        label=Sentence(**stored["label"]),
        value=Sentence(**stored["value"]),
        source=Sentence(**stored["source"]),
        as_of=date.fromisoformat(stored["as_of"]) if stored["as_of"] else None,
        state=stored["state"],
    )


def _finding(finding: Finding) -> JsonObject:
    return {
        "statement": _two(finding.statement),
        "met": finding.met,
        "measured": _two(finding.measured),
        "limit": _two(finding.limit),
        "distance": _two(finding.distance),
        "nearness": _number(finding.nearness),
        "source": _source(finding.source),
        "readings": [_reading(reading) for reading in finding.readings],
    }


def _finding_from(stored: JsonObject) -> Finding:
    return Finding(
        statement=Sentence(**stored["statement"]),
        met=stored["met"],
        measured=_two_from(stored["measured"]),
        limit=_two_from(stored["limit"]),
        distance=_two_from(stored["distance"]),
        nearness=_number_from(stored["nearness"]),
        source=_source_from(stored["source"]) if stored["source"] else None,
        readings=tuple(_reading_from(part) for part in stored["readings"]),
    )


def _reason(reason: Reason) -> JsonObject:
    return {
        "kind": reason.kind,
        "name": reason.name,
        "label": _two(reason.label),
        "met": reason.met,
        "points": _pair(reason.points),
        "weight": _number(reason.weight),
        "applies": reason.applies,
        "source": _source(reason.source),
        "findings": [_finding(finding) for finding in reason.findings],
    }


def _reason_from(stored: JsonObject) -> Reason:
    return Reason(
        kind=stored["kind"],
        name=stored["name"],
        label=Sentence(**stored["label"]),
        met=stored["met"],
        points=_pair_from(stored["points"]),
        weight=_number_from(stored["weight"]),
        applies=stored["applies"],
        source=_source_from(stored["source"]),
        findings=tuple(_finding_from(part) for part in stored["findings"]),
    )
