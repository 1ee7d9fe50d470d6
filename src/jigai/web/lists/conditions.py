"""From terms to database conditions, with a complaint for each term that cannot be read."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from difflib import get_close_matches
from functools import reduce
from typing import Any

from django.db.models import Q
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import override

from jigai.apps.accounts.viewer import Viewer
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.language import Term
from jigai.web.lists.page import ListPage, Mark
from jigai.web.lists.values import (
    NotReadable,
    basis_points_from,
    days_from,
    fen_from,
    number_from,
)

NOTHING = frozenset({"none", "无", "空"})
LOOKUPS = {">": "gt", ">=": "gte", "<": "lt", "<=": "lte"}
READERS: dict[Kind, Callable[[str], Any]] = {
    Kind.NUMBER: number_from,
    Kind.MONEY: fen_from,
    Kind.SHARE: basis_points_from,
}
YES = frozenset({"yes", "是", "true", "1"})


@dataclass(frozen=True, slots=True)
class Condition:
    """A readable term: its database form and its words for a chip."""

    term: Term
    where: Q
    words: str


@dataclass(frozen=True, slots=True)
class Read:
    conditions: tuple[Condition, ...]
    complaints: tuple[str, ...]

    @property
    def where(self) -> Q:
        return reduce(operator.and_, (c.where for c in self.conditions), Q())


def read_terms(page: ListPage, terms: Iterable[Term], viewer: Viewer) -> Read:
    """Each term becomes a condition or a complaint; none is dropped in silence."""
    conditions, complaints = [], []
    for term in terms:
        try:
            conditions.append(_condition(page, term, viewer))
        except NotReadable as complaint:
            complaints.append(str(complaint))
    return Read(tuple(conditions), tuple(complaints))


def _condition(page: ListPage, term: Term, viewer: Viewer) -> Condition:
    if not term.key:
        return Condition(term, _free(page, term.value), f"“{term.value}”")
    if term.key in {"is", "是"}:
        mark = _mark(page, term)
        where, words = mark.where(viewer), str(mark.title)
    else:
        column = _column(page, term)
        where = _where(page, column, term, viewer)
        told = {"column": column.title, "value": _operand_words(column, term)}
        words = _("%(column)s：%(value)s") % told
    if not term.is_not:
        return Condition(term, where, words)
    return Condition(term, ~where, _("非 %(words)s") % {"words": words})


def _free(page: ListPage, word: str) -> Q:
    parts = [Q(**{f"{path}__icontains": word}) for path in page.search_paths]
    if word.isascii():
        parts += [Q(**{f"{path}__icontains": word}) for path in page.initials_paths]
        parts += [Q(**{f"{path}__istartswith": word}) for path in page.code_paths]
    parts += [search(word) for search in page.searches]
    if not parts:
        raise NotReadable(_("本列表不能按文字查询，请用条件。"))
    return reduce(operator.or_, parts)


def _mark(page: ListPage, term: Term) -> Mark:
    wanted = term.value.lower()
    for mark in page.marks:
        if wanted == mark.key or wanted in _in_both(mark.title):
            return mark
    known = "、".join(f"is:{mark.key}" for mark in page.marks)
    raise NotReadable(
        _("“%(term)s”未应用：没有这个状态。可用：%(known)s")
        % {"term": term.typed, "known": known or "—"}
    )


def _column(page: ListPage, term: Term) -> Column:
    for column in page.columns:
        if term.key == column.key or term.key in _in_both(column.title) | set(column.aliases):
            return column
    near = get_close_matches(term.key, [c.key for c in page.columns], n=1, cutoff=0.5)
    known = near or [column.key for column in page.columns]
    raise NotReadable(
        _("“%(term)s”未应用：没有这一列。可用：%(known)s")
        % {"term": term.typed, "known": "、".join(f"{key}:" for key in known)}
    )


def _in_both(title: object) -> set[str]:
    spoken = set()
    for language in ("zh-hans", "en"):
        with override(language):
            spoken.add(str(title).lower().replace(" ", "-"))
    return spoken


def _where(page: ListPage, column: Column, term: Term, viewer: Viewer) -> Q:
    if term.value == "@mine":
        if page.mine is None or column.key not in page.mine:
            raise NotReadable(_("“%(term)s”未应用：这一列没有“我的”。") % {"term": term.typed})
        return page.mine[column.key](viewer)
    if term.value.lower() in NOTHING:
        return _absent(column)
    try:
        return _KINDS.get(column.kind, _text)(column, term)
    except NotReadable:
        raise NotReadable(
            _("“%(term)s”未应用：%(column)s写法不对。例：%(example)s")
            % {"term": term.typed, "column": column.title, "example": _example(column)}
        ) from None


def _absent(column: Column) -> Q:
    null = Q(**{f"{column.path}__isnull": True})
    is_text = column.kind in {Kind.TEXT, Kind.CODE, Kind.CHOICE, Kind.BADGE}
    return null | Q(**{column.path: ""}) if is_text else null


def _text(column: Column, term: Term) -> Q:
    if column.holds is not None:
        return reduce(operator.or_, map(column.holds, term.alternatives), Q())
    lookup = "istartswith" if column.kind is Kind.CODE else "icontains"
    paths = [path for path in (column.path, column.path_en) if path]
    parts = (Q(**{f"{path}__{lookup}": w}) for path in paths for w in term.alternatives)
    return reduce(operator.or_, parts, Q())


def _choice(column: Column, term: Term) -> Q:
    wanted = []
    for part in term.alternatives:
        codes = [
            code for code, word in column.options if part.lower() in {code.lower(), *_in_both(word)}
        ]
        if not codes:
            raise NotReadable(part)
        wanted += codes
    return Q(**{f"{column.path}__in": wanted})


def _quantity(column: Column, term: Term) -> Q:
    read = READERS[column.kind]
    if ".." in term.value:
        low, high = term.value.split("..", 1)
        return Q(**{f"{column.path}__gte": read(low), f"{column.path}__lte": read(high)})
    sign, operand = term.compared
    return Q(**{f"{column.path}__{LOOKUPS[sign]}" if sign else column.path: read(operand)})


def _days(column: Column, term: Term) -> Q:
    low, _sep, high = term.value.partition("..")
    sign, operand = term.compared
    first, last = days_from(low if high else operand)
    if high:
        sign, last = "", days_from(high)[1]
    edge: Callable[[Any], Any] = _moment if column.kind is Kind.MOMENT else lambda day: day
    after = edge(last + timedelta(1))
    bounds = {
        ">": {"gte": after},
        ">=": {"gte": edge(first)},
        "<": {"lt": edge(first)},
        "<=": {"lt": after},
        "": {"gte": edge(first), "lt": after},
    }[sign]
    return Q(**{f"{column.path}__{lookup}": value for lookup, value in bounds.items()})


def _moment(day: Any) -> datetime:
    return make_aware(datetime.combine(day, time.min))


def _flag(column: Column, term: Term) -> Q:
    return Q(**{column.path: term.value.lower() in YES})


_KINDS: dict[Kind, Callable[[Column, Term], Q]] = {
    Kind.CHOICE: _choice,
    Kind.BADGE: _choice,
    Kind.NUMBER: _quantity,
    Kind.MONEY: _quantity,
    Kind.SHARE: _quantity,
    Kind.DATE: _days,
    Kind.MOMENT: _days,
    Kind.FLAG: _flag,
}


def _example(column: Column) -> str:
    if column.kind in {Kind.CHOICE, Kind.BADGE}:
        return "、".join(str(word) for _code, word in column.options)
    if column.kind in {Kind.DATE, Kind.MOMENT}:
        return f"{column.key}:2026-11, {column.key}:>2026-06-30"
    return f"{column.key}:>1000, {column.key}:100..500"


def _operand_words(column: Column, term: Term) -> str:
    if term.value == "@mine":
        return _("我的")
    if term.value.lower() in NOTHING:
        return _("未填")
    if column.kind in {Kind.CHOICE, Kind.BADGE}:
        return "、".join(_choice_word(column, part) for part in term.alternatives)
    return f"{term.value} {column.unit}".strip() if column.unit else term.value


def _choice_word(column: Column, part: str) -> str:
    return str(dict(column.options).get(part, part))
