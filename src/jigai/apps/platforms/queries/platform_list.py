"""The register of platforms as it was in force on a day: rows, counts by level, the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.platforms.models import Platform, PlatformScore, Standing
from jigai.domain.scorecards.platform_kinds import words

REVIEW_AHEAD = timedelta(days=90)
"""A review is work for the office this long before its day."""
WITHDRAWN, COMING = "withdrawn", "coming"
STANDING, EXPIRED = "standing", "expired"


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """One platform on a day; ``level`` is that of the day, or the last one held."""

    id: int
    name: str
    kind: str
    level: str
    status: str
    since: date | None
    expires_on: date | None
    next_review_on: date | None
    lead_body: str
    host: str
    direction: str
    area: str
    chain_link: str


def held_on(day: date) -> Q:
    """Standings that hold on a day; the day on which one ends is the first of the next."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


def platform_rows(on: date) -> QuerySet[Platform]:
    """Every platform that had been recognised by a day, with its standing of that day."""
    begun = Standing.objects.filter(platform=OuterRef("pk"), valid_from__lte=on).order_by(
        "-valid_from"
    )
    holding = begun.filter(held_on(on))
    area = Coalesce(NullIf("division__name_en", Value("")), "division__name")
    way = Coalesce(NullIf("direction__name_en", Value("")), "direction__name")
    card = PlatformScore.objects.filter(platform=OuterRef("pk")).order_by("-year")
    return Platform.objects.filter(
        pk__in=Standing.objects.filter(valid_from__lte=on).values("platform")
    ).annotate(
        level=Subquery(begun.values("level")[:1], output_field=CharField()),
        since=Subquery(begun.values("valid_from")[:1], output_field=DateField()),
        expires_on=Subquery(holding.values("expires_on")[:1], output_field=DateField()),
        document=Subquery(begun.values("document")[:1], output_field=CharField()),
        status=Coalesce(
            Subquery(
                holding.filter(Q(expires_on=None) | Q(expires_on__gte=on))
                .annotate(word=Value(STANDING))
                .values("word")[:1]
            ),
            Subquery(holding.annotate(word=Value(EXPIRED)).values("word")[:1]),
            Value(WITHDRAWN),
            output_field=CharField(),
        ),
        host=Coalesce(F("host_enterprise__name"), NullIf("host_institution", Value("")), Value("")),
        area=F("division__name"),
        area_en=area,
        direction_name=F("direction__name"),
        direction_en=way,
        grade=Subquery(card.values("outcome")[:1], output_field=CharField()),
    )


def visible_platform_rows(viewer: Viewer, on: date) -> QuerySet[Platform]:
    """Those of ``platform_rows`` that the viewer may see."""
    seen = Platform.objects.visible_to(viewer).order_by().values("pk")
    return platform_rows(on).filter(pk__in=seen)


def in_force() -> Q:
    return Q(status__in=(STANDING, EXPIRED))


def review_due(on: date) -> Q:
    """A review is due within 90 days or overdue."""
    return in_force() & Q(next_review_on__lte=on + REVIEW_AHEAD)


def review_overdue(on: date) -> Q:
    return in_force() & Q(next_review_on__lt=on)


def rows_on(viewer: Viewer, *, on: date, every: bool = False) -> list[PlatformRow]:
    """The register of a day by name; with ``every`` also what had been withdrawn by then."""
    found: Any = visible_platform_rows(viewer, on)
    if not every:
        found = found.filter(in_force())
    return [
        PlatformRow(
            one.pk,
            one.name,
            one.kind,
            one.level,
            one.status,
            one.since,
            one.expires_on,
            one.next_review_on,
            one.lead_body,
            one.host,
            one.direction_name or "",
            one.area or "",
            one.chain_link,
        )
        for one in found.order_by("name_sort", "pk")
    ]


def levels_on(viewer: Viewer, days: Sequence[date]) -> dict[date, dict[str, int]]:
    """How many platforms stood at each level on each day, every level named; one query."""
    seen = Platform.objects.visible_to(viewer).order_by().values("pk")
    rows = list(
        Standing.objects.filter(platform__in=seen).values_list("level", "valid_from", "valid_to")
    )
    found = {}
    for day in days:
        counted = Counter(
            level for level, first, end in rows if first <= day and (end is None or day < end)
        )
        found[day] = {level: counted[level] for level in words().levels}
    return found


def found_platforms(*, viewer: Viewer, text: str, limit: int) -> list[tuple[int, str, str]]:
    """Platforms by a part of their name or its initials: id, name, kind."""
    match = Q(name__icontains=text)
    if text.isascii():
        match |= Q(name_initials__icontains=text) | Q(name_sort__istartswith=text)
    rows = Platform.objects.visible_to(viewer).filter(match).order_by("name_sort")
    return list(rows.values_list("pk", "name", "kind")[:limit])
