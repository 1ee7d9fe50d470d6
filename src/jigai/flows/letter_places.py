"""The places of a letter to enterprises: what the office may write, and what stands there."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.queries.desk import with_ladder_work
from jigai.apps.cultivation.queries.standings import visible_board_rows
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.desk import expires_soon, visible_desk_rows

NAME, CODE, COACH, EXPIRES = "企业名称", "统一社会信用代码", "联系人", "资格到期日"
KNOWN = (NAME, CODE, COACH, EXPIRES)
ENGLISH = {"name": NAME, "code": CODE, "officer": COACH, "expiry": EXPIRES}
"""The same places under English names."""
PLACE = re.compile(r"\{([^{}]*)\}")
NO_COACH = "县技改工作专班办公室"
NO_DAY = "（无在册资格）"


class UnknownPlace(Refusal):
    code = "letters.unknown_place"
    message = Sentence("没有可填的位置“{place}”。", "There is no place “{place}” to fill in.")
    remedy = Sentence("可用：{known}。", "Known are: {known}.")

    def __init__(self, *, place: str) -> None:
        super().__init__(place=place, known="、".join(f"{{{name}}}" for name in KNOWN))


def refuse_unknown_places(*texts: str) -> None:
    """Raises: UnknownPlace: a text names a place that cannot be filled in."""
    for text in texts:
        for place in PLACE.findall(text):
            if ENGLISH.get(place, place) not in KNOWN:
                raise UnknownPlace(place=place)


def filled(text: str, told: Mapping[str, str]) -> str:
    """The text with its places filled in.

    >>> filled("{企业名称}：请准备材料。", {"企业名称": "某厂"})
    '某厂：请准备材料。'
    """
    return PLACE.sub(lambda match: told[ENGLISH.get(match.group(1), match.group(1))], text)


def places_of(
    viewer: Viewer, enterprise_ids: Collection[int], *, on: date
) -> dict[int, dict[str, str]]:
    """Enterprise → what stands in each place, by pinyin of the name; two queries."""
    rows: Any = with_ladder_work(visible_board_rows(viewer, on), on=on)
    found = rows.filter(pk__in=enterprise_ids).order_by("name_sort", "pk")
    return {
        one.pk: {
            NAME: one.name,
            CODE: one.credit_code,
            COACH: one.coach or NO_COACH,
            EXPIRES: _day(one.expires_on),
        }
        for one in found
    }


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else NO_DAY


class NoSuchGroup(Refusal):
    code = "letters.no_such_group"
    message = Sentence("没有收函范围“{group}”。", "There is no group “{group}” to write to.")
    remedy = Sentence("可用：ending、silent、library。", "Known are: ending, silent, library.")


def firms_of(viewer: Viewer, group: str, *, on: date) -> list[int]:
    """Firms of the library that the viewer sees: ``ending``, ``silent`` or all (``library``).

    Raises:
        NoSuchGroup: as named.
    """
    chosen = {
        "ending": expires_soon(on),
        "silent": Q(is_silent=True),
        "library": Q(),
    }
    if group not in chosen:
        raise NoSuchGroup(group=group)
    rows = visible_desk_rows(viewer, on).filter(chosen[group])
    return list(rows.order_by("name_sort", "pk").values_list("pk", flat=True))
