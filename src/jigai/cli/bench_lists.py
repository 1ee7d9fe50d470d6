"""The lists at a million rows: each screen through the real pages, beside bare SQL of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http import HTTPStatus
from math import ceil
from time import perf_counter, process_time
from urllib.parse import parse_qs, urlencode

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

LIMIT_S = 1.0
"""What the 95th percentile of a first page may take."""
FLOOR_TURNS = 9
FLOORS = {
    "/enterprises/": (
        "SELECT e.id, e.name, e.credit_code, d.name, r.name, e.size,"
        " (SELECT m.registration_number FROM registry_librarymembership m"
        "  WHERE m.enterprise_id = e.id ORDER BY m.valid_from DESC, m.id DESC LIMIT 1)"
        " FROM registry_enterprise e LEFT JOIN reference_division d ON d.id = e.division_id"
        " LEFT JOIN reference_direction r ON r.id = e.direction_id"
        " ORDER BY e.name_sort, e.id LIMIT 51"
    ),
    "/projects/": (
        "SELECT p.id, p.name, e.name, d.name, p.stage, p.total_investment_fen,"
        " p.equipment_investment_fen, p.planned_completion_on, a.name, i.state,"
        " (SELECT g.progress_bp FROM projects_progressreport g WHERE g.project_id = p.id"
        "  AND g.state IN ('submitted', 'accepted') AND g.progress_bp IS NOT NULL"
        "  ORDER BY g.period DESC LIMIT 1)"
        " FROM projects_project p LEFT JOIN registry_enterprise e ON e.id = p.enterprise_id"
        " LEFT JOIN reference_division d ON d.id = p.division_id"
        " LEFT JOIN accounts_agency a ON a.id = p.responsible_agency_id"
        " LEFT JOIN projects_inclusioncase i ON i.project_id = p.id"
        " ORDER BY p.name_sort, p.id LIMIT 51"
    ),
}
"""Bare SQL of a first page: the same columns of the same rows, no count, no page around them."""


class PageRefused(Refusal):
    code = "bench.page_refused"
    message = Sentence("{path} 返回 {status}。", "{path} answered {status}.")
    remedy = Sentence("请先修好这一页，再测速。", "Mend that page before measuring.")


class PageWithoutLink(Refusal):
    code = "bench.page_without_link"
    message = Sentence("页面没有翻页链接（{link}）。", "The page has no link to another ({link}).")
    remedy = Sentence("行数要多于两页，例如 --rows 1000。", "Use more rows than two pages hold.")


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen and the links by which it is asked for, in turn."""

    name: str
    path: str
    queries: tuple[dict[str, str], ...]
    is_limited: bool = True


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of one request, by the clock and of the processor."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of one screen.

    Attributes:
        p50_s, p95_s: as a person waits, by the clock.
        processor_s: median of processor time, which other work on the machine does not lengthen.
        ratio: the median over the floor's median.
    """

    screen: str
    p50_s: float
    p95_s: float
    processor_s: float
    ratio: float
    is_limited: bool


AREAS = ("崔口镇", "尚堂镇", "中丁乡", "庆云镇")
WORDS = ("华泰", "储能", "恒昌锂电", "崔口金石")
INITIALS = ("qyht", "cksb", "zdjslc", "sdmlk")
ENTERPRISES, PROJECTS = "/enterprises/", "/projects/"
A_FILE = {"export": "csv", "q": "area:崔口镇 size:medium founded:2010"}
"""Some hundred rows of a million; larger files are made in the background."""


def screens(past: str) -> tuple[Screen, ...]:
    """What people open: plain, filtered, sorted, further on, as of a day, searched."""
    both = ((ENTERPRISES, "enterprises"), (PROJECTS, "projects"))
    found: list[Screen] = []
    for path, name in both:
        found += [
            Screen(f"{name}: plain", path, ({},)),
            Screen(f"{name}: by area", path, tuple({"q": f"area:{one}"} for one in AREAS)),
            Screen(f"{name}: by name, descending", path, ({"sort": "-name"},)),
            Screen(f"{name}: a word of the name", path, tuple({"q": one} for one in WORDS)),
            Screen(f"{name}: initials", path, tuple({"q": one} for one in INITIALS)),
            Screen(f"{name}: as of {past}", path, ({"as_of": past},)),
        ]
    return (*found, *_of_enterprises(), *_of_projects())


def _of_enterprises() -> tuple[Screen, ...]:
    sized = tuple({"q": f"size:{s} area:{a}"} for s in ("small", "large") for a in AREAS[:2])
    return (
        Screen("enterprises: size and area", ENTERPRISES, sized),
        Screen("enterprises: in the library", ENTERPRISES, ({"q": "is:member"},)),
        Screen("enterprises: founded, newest first", ENTERPRISES, ({"sort": "-founded"},)),
        Screen("enterprises: a file at once", ENTERPRISES, (A_FILE,), is_limited=False),
    )


def _of_projects() -> tuple[Screen, ...]:
    amounts = tuple({"q": f"total:>{n}", "sort": "-total"} for n in (90_000, 500_000, 900_000))
    rare = ({"q": "stage:filed total:>989000 area:崔口镇"}, {"q": "total:98900..98999"})
    late = ({"q": "is:overdue"}, {"q": "is:overdue area:中丁乡", "sort": "completion"})
    return (
        Screen("projects: by money, largest first", PROJECTS, ({"sort": "-total"},)),
        Screen("projects: above an amount", PROJECTS, amounts),
        Screen("projects: few match", PROJECTS, rare),
        Screen("projects: overdue", PROJECTS, late),
        Screen("projects: exact totals", PROJECTS, ({"figures": "exact"},), is_limited=False),
    )


def measure_lists(*, repeats: int, past: str) -> list[Measured]:
    """Every screen as the office sees it, ``repeats`` times round its links.

    Args:
        repeats: how often each link is asked for.
        past: a day on which the register was already filled, ``2026-11-25``.
    """
    client = Client(HTTP_HOST="localhost")
    client.force_login(
        get_user_model().objects.get(username="office"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    _get(client, "/me/account/", {}, [])
    floors = {path: _floor(sql) for path, sql in FLOORS.items()}
    found = []
    for screen in screens(past):
        times: list[Taken] = []
        for query in screen.queries * repeats:
            _get(client, screen.path, query, times)
        floor = floors[screen.path]
        found.append(_measured(screen.name, times, floor, is_limited=screen.is_limited))
    for path, floor in floors.items():
        name = f"{path.strip('/')}: last pages, backwards"
        found.append(_measured(name, _last(client, path), floor, is_limited=True))
    return found


def exceeded(found: Sequence[Measured], *, limit: float = LIMIT_S) -> list[str]:
    """Screens whose 95th percentile is over the limit."""
    return [one.screen for one in found if one.is_limited and one.p95_s > limit]


def _last(client: Client, path: str, *, pages: int = 5) -> list[Taken]:
    """Pages from the far end of the list: the whole register lies before them."""
    place = _asked_by(client.get(path, {"sort": "-name"}).content.decode(), "next", "after")
    times: list[Taken] = []
    for _page in range(pages):
        with _watched(times):
            shown = client.get(path, {"before": place}).content.decode()
        place = _asked_by(shown, "prev", "before")
    return times


def _asked_by(page: str, link: str, name: str) -> str:
    """The place that a link of the page leads to."""
    found = re.search(rf'rel="{link}" href="\?([^"]+)"', page)
    if found is None:
        raise PageWithoutLink(link=link)
    return parse_qs(unescape(found[1]))[name][0]


def _get(client: Client, path: str, query: dict[str, str], times: list[Taken]) -> None:
    """Until the page stands, or until a file's first block is there."""
    with _watched(times):
        answer = client.get(path, query)
        if answer.streaming:
            next(iter(answer))
    if answer.status_code != HTTPStatus.OK:
        raise PageRefused(path=f"{path}?{urlencode(query)}", status=answer.status_code)
    answer.close()


def _floor(sql: str) -> float:
    times: list[Taken] = []
    for _turn in range(FLOOR_TURNS):
        with _watched(times), connection.cursor() as cursor:
            cursor.execute(sql)
            cursor.fetchall()
    return _percentile([one.clock for one in times], 50)


@contextmanager
def _watched(times: list[Taken]) -> Iterator[None]:
    clock, processor = perf_counter(), process_time()
    yield
    times.append(Taken(perf_counter() - clock, process_time() - processor))


def _measured(name: str, times: Sequence[Taken], floor: float, *, is_limited: bool) -> Measured:
    clock = [one.clock for one in times]
    middle = _percentile(clock, 50)
    return Measured(
        screen=name,
        p50_s=round(middle, 4),
        p95_s=round(_percentile(clock, 95), 4),
        processor_s=round(_percentile([one.processor for one in times], 50), 4),
        ratio=round(middle / floor, 1),
        is_limited=is_limited,
    )


def _percentile(times: Sequence[float], share: int) -> float:
    """The nearest rank: a time that was really measured."""
    ranked = sorted(times)
    return ranked[max(ceil(len(ranked) * share / 100) - 1, 0)]
