"""The programme's settings and the lists that forms choose from."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.audit.queries.versions import version_of
from jigai.apps.reference.models import CalendarDay, Direction, Division, Industry, Programme
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.domain.workdays import WorkCalendar


class NotSetUp(Refusal):
    code = "programme.not_set_up"
    message = Sentence("本系统尚未建立县级项目。", "No county programme was set up here yet.")
    remedy = Sentence("请运行 jigai setup。", "Run jigai setup.")


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One entry of a list to choose from."""

    id: int
    code: str
    name: str
    name_en: str


def programme() -> Programme:
    """The one programme.

    Raises:
        NotSetUp: there is none yet.
    """
    found = Programme.objects.select_related("division").first()
    if found is None:
        raise NotSetUp
    return found


def programme_version() -> int:
    return version_of(programme())


def direction_rows() -> list[ChoiceRow]:
    return [
        ChoiceRow(d.pk, d.code, d.name, d.name_en)
        for d in Direction.objects.order_by("position", "id")
    ]


def industry_rows() -> list[ChoiceRow]:
    return [ChoiceRow(i.pk, i.code, i.name, i.name_en) for i in Industry.objects.order_by("code")]


def industry_named(code: str) -> Sentence:
    """The code with its name; where only a wider class is loaded, with that class beside it."""
    wider = [code[:size] for size in range(len(code), 1, -1)]
    known = {row.code: row for row in Industry.objects.filter(code__in=wider)}
    found = next((known[one] for one in wider if one in known), None)
    if found is None:
        return Sentence(code, code)
    name = Sentence(found.name, found.name_en or found.name)
    form = "{code} {name}" if found.code == code else "{code} · {found} {name}"
    return Sentence(form, form).format(code=code, found=found.code, name=name)


def work_calendar() -> WorkCalendar:
    """The published work-days, covering through the end of the last year that has any."""
    days = list(CalendarDay.objects.values_list("day_on", "is_work_day"))
    last = max((day.replace(month=12, day=31) for day, _ in days), default=None)
    off = frozenset(day for day, is_work in days if not is_work)
    made_up = frozenset(day for day, is_work in days if is_work)
    return WorkCalendar(off, made_up, last) if last else WorkCalendar()


def calendar_years() -> list[int]:
    """Years of which published days are loaded."""
    return sorted({day.year for day in CalendarDay.objects.values_list("day_on", flat=True)})


def county_of_programme() -> Division:
    return programme().division
