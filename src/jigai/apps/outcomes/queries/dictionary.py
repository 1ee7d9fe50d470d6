"""The dictionary: every indicator with its versions, and which of them holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from jigai.apps.outcomes.models import IndicatorVersion
from jigai.domain.refusal import NotFound
from jigai.domain.results.indicator import Definition, IndicatorPart
from jigai.domain.results.states import Direction, Level, Measure
from jigai.domain.rules.refusals import nearest
from jigai.domain.sentence import Sentence


class NoSuchIndicator(NotFound):
    code = "outcomes.no_such_indicator"
    message = Sentence("没有指标“{name}”。{near}", "There is no indicator “{name}”. {near}")
    remedy = Sentence("请从指标字典中选择。", "Choose one of the dictionary.")


class NoSuchVersion(NotFound):
    code = "outcomes.no_such_version"
    message = Sentence(
        "指标“{name}”没有第 {number} 版。", "Indicator “{name}” has no version {number}."
    )


class NotYetDefined(NotFound):
    code = "outcomes.not_yet_defined"
    message = Sentence(
        "指标“{name}”自 {first} 起才有定义。", "Indicator “{name}” is defined only from {first} on."
    )


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version with the day it holds from and, if another followed, until."""

    id: int
    definition: Definition
    origin: str
    changed_because: str
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with all its versions, the newest first."""

    id: str
    versions: tuple[VersionRow, ...]

    @property
    def newest(self) -> VersionRow:
        return self.versions[0]


def definition_of(row: IndicatorVersion) -> Definition:
    """A kept version as plain values."""
    return Definition(
        id=row.indicator,
        title=Sentence(row.title, row.title_en),
        meaning=Sentence(row.meaning, row.meaning_en),
        measure=Measure(row.measure),
        unit=Sentence(row.unit, row.unit_en),
        direction=Direction(row.direction),
        level=Level(row.level),
        owner=Sentence(row.owner, row.owner_en),
        source=Sentence(row.source, row.source_en),
        valid_from=row.valid_from,
        formula=row.formula,
        parts=tuple(
            IndicatorPart(part["name"], Sentence(*part["title"]), Sentence(*part["unit"]))
            for part in row.parts
        ),
        qualifiers=tuple(row.qualifiers),
        is_additive=row.is_additive,
        effect=row.effect,
        version=row.number,
    )


def dictionary() -> tuple[IndicatorRow, ...]:
    """Every indicator in the order in which it came; one query."""
    found: dict[str, list[IndicatorVersion]] = {}
    for row in IndicatorVersion.objects.order_by("pk"):
        found.setdefault(row.indicator, []).append(row)
    return tuple(_indicator(name, rows) for name, rows in found.items())


def indicator_named(name: str) -> IndicatorRow:
    """One indicator with its versions.

    Raises:
        NoSuchIndicator: as named.
    """
    rows = list(IndicatorVersion.objects.filter(indicator=name).order_by("number"))
    if not rows:
        known = IndicatorVersion.objects.values_list("indicator", flat=True).distinct()
        raise NoSuchIndicator(name=name, near=nearest(name, list(known)))
    return _indicator(name, rows)


def version_on(name: str, *, on: date) -> IndicatorVersion:
    """The version in force on a day.

    Raises:
        NoSuchIndicator, NotYetDefined: as named.
    """
    rows = IndicatorVersion.objects.filter(indicator=name, valid_from__lte=on)
    found = rows.order_by("-number").first()
    if found is None:
        first = indicator_named(name).versions[-1].definition
        raise NotYetDefined(name=first.title, first=first.valid_from)
    return found


def version_numbered(name: str, number: int) -> IndicatorVersion:
    """One version.

    Raises:
        NoSuchIndicator, NoSuchVersion: as named.
    """
    found = IndicatorVersion.objects.filter(indicator=name, number=number).first()
    if found is None:
        raise NoSuchVersion(name=indicator_named(name).newest.definition.title, number=number)
    return found


def version_for_span(name: str, *, last_on: date) -> IndicatorVersion:
    """The version in force at the end of a span; the first one for spans before it.

    A figure of a span before the indicator was written down is recorded by its first version,
    which says from when it holds.

    Raises:
        NoSuchIndicator: as named.
    """
    rows = IndicatorVersion.objects.filter(indicator=name).order_by("-number")
    found = rows.filter(valid_from__lte=last_on).first() or rows.last()
    if found is None:
        indicator_named(name)
        raise NoSuchIndicator(name=name, near="")
    return found


def by_title() -> dict[str, str]:
    """Title in either language, and id → id, of every version: what sheets and plans write."""
    rows = IndicatorVersion.objects.order_by("number").values_list("indicator", "title", "title_en")
    known: dict[str, str] = {}
    for name, title, english in rows:
        known |= {name: name, title: name, english.lower(): name}
    return known


def _indicator(name: str, rows: Iterable[IndicatorVersion]) -> IndicatorRow:
    ordered = sorted(rows, key=lambda row: -row.number)
    later: date | None = None
    versions = []
    for row in ordered:
        one = VersionRow(row.pk, definition_of(row), row.origin, row.changed_because, None)
        versions.append(replace(one, valid_to=later))
        later = row.valid_from
    return IndicatorRow(name, tuple(versions))
