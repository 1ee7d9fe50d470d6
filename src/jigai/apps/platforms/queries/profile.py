"""One platform with its dated history, reviews, cards, instruments and services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.platforms.facts import MINUTES
from jigai.apps.platforms.models import Platform, PlatformFact, PlatformReview, Standing
from jigai.domain.rules.rule_set import Source
from jigai.domain.scorecards.platform_kinds import kinds_on, months_after, words
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class StandingRow:
    id: int
    level: str
    level_title: Sentence
    valid_from: date
    valid_to: date | None
    expires_on: date | None
    applied_on: date | None
    document: str
    document_on: date | None
    ended_by: str
    end_document: str
    end_reason: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    reviewed_on: date
    result: str
    document: str
    next_due_on: date | None


@dataclass(frozen=True, slots=True)
class NextLevel:
    """A level to which the platform may apply, from which day, and by which rule."""

    level: str
    title: Sentence
    earliest_on: date | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class KeptPlatformFact:
    name: str
    year: int
    basis: str
    value: str
    source: str
    as_of: date
    recorded_by: str


def standing_rows(platform: Platform) -> list[StandingRow]:
    """Every standing, the earliest first."""
    titles = words().levels
    return [
        StandingRow(
            one.pk,
            one.level,
            titles.get(one.level, Sentence(one.level, one.level)),
            one.valid_from,
            one.valid_to,
            one.expires_on,
            one.applied_on,
            one.document,
            one.document_on,
            one.ended_by,
            one.end_document,
            one.end_reason,
        )
        for one in Standing.objects.filter(platform=platform).order_by("valid_from")
    ]


def review_rows(platform: Platform) -> list[ReviewRow]:
    return [
        ReviewRow(one.reviewed_on, one.result, one.document, one.next_due_on)
        for one in PlatformReview.objects.filter(platform=platform).order_by("-reviewed_on")
    ]


def next_levels(platform: Platform, *, on: date) -> list[NextLevel]:
    """Levels above the present one, with the first day of an application where a rule sets one."""
    present = Standing.objects.filter(platform=platform, valid_to=None).first()
    if present is None:
        return []
    edition = kinds_on(on)
    found = []
    for level in edition.kind(platform.kind).levels:
        if edition.height(level) <= edition.height(present.level):
            continue
        rule = edition.climb(kind=platform.kind, below=present.level, above=level)
        earliest = months_after(present.valid_from, rule.least_months) if rule else None
        found.append(
            NextLevel(level, edition.levels[level], earliest, rule.source if rule else None)
        )
    return found


def kept_platform_list(platform: Platform) -> list[KeptPlatformFact]:
    """Every value that was entered, the latest year first."""
    rows = PlatformFact.objects.filter(platform=platform).order_by("-year", "name", "basis")
    return [
        KeptPlatformFact(
            row.name, row.year, row.basis, row.value, row.source, row.as_of, row.recorded_by
        )
        for row in rows
    ]


def hours_said(minutes: int) -> Sentence:
    """Minutes as hours and minutes, exactly.

    >>> hours_said(150).en
    '2 h 30 min'
    """
    hours, rest = divmod(minutes, MINUTES)
    if not rest:
        return Sentence(f"{hours} 小时", f"{hours} h")
    return Sentence(f"{hours} 小时 {rest} 分", f"{hours} h {rest} min")
