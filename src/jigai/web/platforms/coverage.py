"""Which industry has which kind of platform at which chain link; empty cells are seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.platforms.queries.coverage import CoverageLine, coverage
from jigai.apps.platforms.queries.platform_list import levels_on
from jigai.domain.scorecards.platform_kinds import words
from jigai.web.language import said_on_page
from jigai.web.platforms.list import day_of
from jigai.web.requests import PageRequest

YEARS_BACK = 6
Named = tuple[str, str]
"""A word and the address behind it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One industry and link; each cell: kind, its word, how many, and the list behind it."""

    direction: str
    link: str
    cells: tuple[tuple[str, int, str], ...]
    total: int


@require_safe
def coverage_page(request: PageRequest) -> HttpResponse:
    asked = request.GET.get("on", "")
    on = day_of(asked) if asked else localdate()
    found = coverage(request.viewer, on=on)
    kinds = [(name, said_on_page(label)) for name, label in found.kinds]
    past = asked and on != localdate()
    shown = {
        "here_tab": "coverage",
        "on": on,
        "kinds": [title for _name, title in kinds],
        "lines": [_line(one, kinds, on if past else None) for one in found.lines if one.total],
        "bare": _bare(found.lines, on if past else None),
        "bare_count": sum(not one.total for one in found.lines),
        "sums": [(title, n) for (_name, title), n in zip(kinds, found.by_kind, strict=True)],
        "total": found.total,
        "empty": found.empty,
        "cells": sum(len(one.counts) for one in found.lines),
    }
    return render(request, "platforms/coverage.html", shown)


def _bare(lines: Sequence[CoverageLine], on: date | None) -> list[tuple[str, list[Named]]]:
    """Industry → its links without any platform, each with the list behind it."""
    found: dict[str, list[Named]] = {}
    for one in lines:
        if not one.total:
            url = f"{_place(on)}?{urlencode({'q': f'is:standing {_terms(one)}'})}"
            held = found.setdefault(said_on_page(one.direction_title), [])
            held.append((said_on_page(one.link_title), url))
    return list(found.items())


def _place(on: date | None) -> str:
    return reverse("platforms:on", args=[on]) if on else reverse("platforms:list")


def _terms(one: CoverageLine) -> str:
    direction = f'direction:"{one.direction_title.zh}"' if one.direction else "direction:none"
    return f'{direction} link:"{one.link}"' if one.link else f"{direction} link:none"


def _line(one: CoverageLine, kinds: list[tuple[str, str]], on: date | None) -> Line:
    cells = tuple(
        (
            title,
            count,
            f"{_place(on)}?{urlencode({'q': f'is:standing kind:{kind} {_terms(one)}'})}",
        )
        for (kind, title), count in zip(kinds, one.counts, strict=True)
    )
    return Line(said_on_page(one.direction_title), said_on_page(one.link_title), cells, one.total)


@require_safe
def levels_page(request: PageRequest) -> HttpResponse:
    """How many stood at each level at the end of each year, and today."""
    today = localdate()
    days = [
        *(date(year, 12, 31) for year in range(today.year - YEARS_BACK, today.year)),
        today,
    ]
    asked = request.GET.get("on", "")
    if asked and day_of(asked) not in days:
        days = sorted({*days, min(day_of(asked), today + timedelta(days=3650))})
    counted = levels_on(request.viewer, days)
    levels = words().levels
    shown = {
        "here_tab": "levels",
        "levels": [said_on_page(title) for title in levels.values()],
        "lines": [
            (
                day,
                reverse("platforms:on", args=[day]) + "?q=is:standing",
                [
                    (
                        said_on_page(levels[level]),
                        count,
                        f"{reverse('platforms:on', args=[day])}?"
                        + urlencode({"q": f"is:standing level:{level}"}),
                    )
                    for level, count in counts.items()
                ],
                sum(counts.values()),
            )
            for day, counts in counted.items()
        ],
        "asked": asked,
    }
    return render(request, "platforms/levels.html", shown)
