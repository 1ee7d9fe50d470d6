"""A synthetic register of any size, to measure lists with; written through the write service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import Any

from django.db.models import Min, QuerySet
from stdnum.cn import uscc

from jigai.apps.accounts.models import Agency, Appointment, Role, User
from jigai.apps.audit.models import Record
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import ProgressReport, Project, ProjectCode, ReportState
from jigai.apps.reference.models import Direction, Division
from jigai.apps.registry.models import Enterprise, LibraryMembership
from jigai.demo.enterprises import PRODUCTS, SIZES
from jigai.demo.places import found_places
from jigai.domain.change import Change
from jigai.domain.pinyin import name_keys

BATCH, BLOCK = 1_000, 100_000
"""Rows of one statement, and of one change set."""
MARKS = (
    "华泰恒昌盛鑫瑞宏达兴隆德信诚和祥福顺安康永利源丰茂荣"
    "嘉美佳联科新星辰光明远航海天山河金石松柏梅兰竹菊春秋"
)
SEATS = (
    "庆云",
    "山东",
    "德州",
    "崔口",
    "尚堂",
    "严务",
    "常家",
    "中丁",
    "东辛店",
    "渤海路",
    "徐园子",
)
WORKS = ("智能化改造", "数控化升级", "绿色化改造", "扩能技术改造", "设备更新", "数字化车间")
STAGES = ("reserve", "filed", "started", "under_construction", "completed")
OFFICE = "office"
"""User name of the one person who may see everything."""
FIRST_CODE = 91371423 * 10**9
FIRST_DAY = date(2006, 1, 1)
GOODS = tuple(name for kinds in PRODUCTS.values() for name, _code in kinds)


@dataclass(frozen=True, slots=True)
class Places:
    divisions: tuple[Division, ...]
    directions: tuple[Direction, ...]
    agencies: tuple[Agency, ...]


def fill_synthetic_register(*, rows: int, change: Change) -> None:
    """As many enterprises as projects, each project with its code and one accepted report.

    A tenth of the enterprises stands in the library. Every row is kept in the history, in
    change sets of ``BLOCK`` rows, as an import would write it.

    Args:
        rows: enterprises, and projects.
        change: authorship; its moment is that of every row.
    """
    places = _found(change)
    _write(Enterprise, rows, lambda n: _enterprise(n, places), change)
    firm = _first_key(Enterprise)
    _write(LibraryMembership, rows // 10, lambda n: _membership(n, firm + n * 10), change)
    _write(Project, rows, lambda n: _project(n, places, firm + n), change)
    project = _first_key(Project)
    _write(ProjectCode, rows, lambda n: _code(n, project + n), change)
    _write(ProgressReport, rows, lambda n: _report(n, project + n), change)


def _first_key(model: type[Record]) -> int:
    """The key of the first row written; the others follow it one by one."""
    found: int | None = QuerySet(model).aggregate(first=Min("pk"))["first"]
    return found or 1


def _write(model: type[Record], rows: int, make: Callable[[int], Record], change: Change) -> None:
    records: QuerySet[Any] = QuerySet(model)
    numbers = iter(range(rows))
    while block := list(islice(numbers, BLOCK)):
        with writing("register.filled", change):
            made: Iterator[Record] = map(make, block)
            while batch := list(islice(made, BATCH)):
                records.bulk_create(batch)


def _found(change: Change) -> Places:
    with writing("county.founded", change):
        county = Division.objects.create(code="371423", name="庆云县", level="county")
        divisions = tuple(found_places(county))
        directions = tuple(Direction.objects.create(code=code, name=code) for code in PRODUCTS)
        agencies = tuple(
            Agency.objects.create(name=f"{one.name}（测速）", kind="township", division=one)
            for one in divisions
        )
        office = User.objects.create(username=OFFICE, display_name="测速")
        Appointment.objects.create(user=office, role=Role.OFFICE, valid_from=change.at.date())
    return Places(divisions, directions, agencies)


def _enterprise(number: int, places: Places) -> Enterprise:
    body = f"{FIRST_CODE + number:017d}"
    named = _named(number, "有限公司")
    return Enterprise(
        **named,
        credit_code=body + uscc.calc_check_digit(body),
        division=places.divisions[number * 7 % len(places.divisions)],
        direction=places.directions[number % len(places.directions)],
        industry_code="3823",
        size=SIZES[number * 5 % len(SIZES)],
        founded_on=FIRST_DAY + timedelta(number * 31 % 7_000),
    )


def _membership(number: int, enterprise_id: int) -> LibraryMembership:
    return LibraryMembership(
        enterprise_id=enterprise_id,
        registration_number=f"2026371423{number:08d}",
        year=2026,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
    )


def _project(number: int, places: Places, enterprise_id: int) -> Project:
    total = 1_000_000_00 + number * 7_919 % 99_000 * 10_000_00
    start = FIRST_DAY + timedelta(5_000 + number * 17 % 2_500)
    place = number * 7 % len(places.divisions)
    return Project(
        **_named(number, WORKS[number % len(WORKS)]),
        enterprise_id=enterprise_id,
        division=places.divisions[place],
        responsible_agency=places.agencies[place],
        direction=places.directions[number % len(places.directions)],
        construction_kind="transformation",
        total_investment_fen=total,
        equipment_investment_fen=total * 6 // 10,
        planned_start_on=start,
        planned_completion_on=start + timedelta(300 + number % 400),
        stage=STAGES[number % len(STAGES)],
        entered_on=start,
    )


def _code(number: int, project_id: int) -> ProjectCode:
    serial = f"{number // 10_000:03d}-{number % 10_000:06d}"
    return ProjectCode(project_id=project_id, code=f"2601-371423-{serial}", form="new")


def _report(number: int, project_id: int) -> ProgressReport:
    return ProgressReport(
        project_id=project_id,
        period="2026-10B",
        data_on=date(2026, 10, 31),
        state=ReportState.ACCEPTED,
        progress_bp=number * 13 % 10_001,
    )


def _named(number: int, ending: str) -> dict[str, str]:
    """A name of four words with its keys; up to 3.5 million numbers give different names."""
    left, words = number * 7_919, []
    for choices in (SEATS, MARKS, MARKS, GOODS):
        left, at = divmod(left, len(choices))
        words.append(choices[at])
    parts = [_keys(word) for word in (*words, ending)]
    return {
        "name": "".join((*words, ending)),
        "name_sort": " ".join(sort for sort, _initials in parts),
        "name_initials": "".join(initials for _sort, initials in parts),
    }


@cache
def _keys(word: str) -> tuple[str, str]:
    keys = name_keys(word)
    return keys.sort, keys.initials.partition(" ")[0]
