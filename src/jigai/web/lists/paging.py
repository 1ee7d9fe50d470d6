"""Paging by key: a page starts after the last row seen, whatever came or went before it."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Q, QuerySet

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

Direction = Literal["after", "before"]


class PlaceUnreadable(Refusal):
    code = "lists.place_unreadable"
    message = Sentence("翻页链接不完整。", "The link to this page of the list is damaged.")
    remedy = Sentence("请回到列表第一页。", "Go back to the first page of the list.")


@dataclass(frozen=True, slots=True)
class Order:
    """What rows are sorted by; the id decides between equals. Missing values come last."""

    path: str
    is_descending: bool
    is_nullable: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Between which rows a page lies: after or before the row of this value and id.

    ``path`` is what the rows were sorted by: in another order the place means nothing.
    """

    direction: Direction
    value: Any
    id: int
    path: str


def order_of(rows: QuerySet[Any], path: str, *, is_descending: bool) -> Order:
    try:
        nullable = rows.model._meta.get_field(path).null
    except (FieldDoesNotExist, AttributeError):
        nullable = True
    return Order(path, is_descending, nullable)


def ordered(rows: QuerySet[Any], order: Order, *, backwards: bool = False) -> QuerySet[Any]:
    """All rows in one query; for what is read to its end, such as a file."""
    descending = order.is_descending != backwards
    by = F(order.path)
    last = {} if not order.is_nullable else {"nulls_first" if backwards else "nulls_last": True}
    return rows.order_by(
        by.desc(**last) if descending else by.asc(**last), "-pk" if backwards else "pk"
    )


def keys_in_order(
    rows: QuerySet[Any], order: Order, place: Place | None, *, limit: int
) -> list[tuple[int, Any]]:
    """Id and sort value of the first rows after a place, or the last ones before it.

    Rows with a value and rows without are asked for one after the other, each in the plain
    order of an index, so that a page costs the same anywhere in a list of any length.

    Raises:
        PlaceUnreadable: the place belongs to another order, or its value was altered.
    """
    if place is not None and place.path != order.path:
        raise PlaceUnreadable
    try:
        return _keys_in_order(rows, order, place, limit)
    except (ValueError, TypeError, ValidationError):
        raise PlaceUnreadable from None


def _keys_in_order(
    rows: QuerySet[Any], order: Order, place: Place | None, limit: int
) -> list[tuple[int, Any]]:
    backwards = place is not None and place.direction == "before"
    found: list[tuple[int, Any]] = []
    for part in _parts(order, backwards=backwards):
        where = _beyond(order, place, part)
        if where is None:
            continue
        left = limit - len(found)
        sorted_rows = rows.filter(where).order_by(*_sorting(order, part, backwards=backwards))
        found += sorted_rows.values_list("pk", order.path)[:left]
        if len(found) >= limit:
            break
    return found


def _parts(order: Order, *, backwards: bool) -> tuple[bool, ...]:
    """Whether a part of the list holds rows with a value, in the order of reading."""
    if not order.is_nullable:
        return (True,)
    return (False, True) if backwards else (True, False)


def _sorting(order: Order, has_value: bool, *, backwards: bool) -> tuple[str, ...]:  # noqa: FBT001 - one of two parts
    key = "-pk" if backwards else "pk"
    if not has_value:
        return (key,)
    return (f"-{order.path}" if order.is_descending != backwards else order.path, key)


def _beyond(order: Order, place: Place | None, has_value: bool) -> Q | None:  # noqa: FBT001
    """Rows of one part after the place in the order, or before it; ``None``: none of them."""
    path = order.path
    part = Q(**{f"{path}__isnull": not has_value}) if order.is_nullable else Q()
    if place is None:
        return part
    after = place.direction == "after"
    if (place.value is not None) != has_value:
        return part if after != has_value else None
    further = Q(pk__gt=place.id) if after else Q(pk__lt=place.id)
    if not has_value:
        return part & further
    sign = "gt" if after != order.is_descending else "lt"
    # The first condition says nothing new, but lets an index begin at the place.
    begun = Q(**{f"{path}__{sign}e": place.value})
    return part & begun & (Q(**{f"{path}__{sign}": place.value}) | further)


def place_token(value: Any, key: int, *, path: str) -> str:
    """The place as it stands in a link."""
    written = {"v": _written(value), "k": type(value).__name__, "i": key, "p": path}
    raw = json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def place_from(token: str, direction: Direction) -> Place:
    """The place out of a link.

    Raises:
        PlaceUnreadable: the token was cut or altered.
    """
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        written = json.loads(raw)
        value = _READ[written["k"]](written["v"])
        return Place(direction, value, int(written["i"]), str(written["p"]))
    except (binascii.Error, ValueError, KeyError, TypeError, ArithmeticError):
        raise PlaceUnreadable from None


def _written(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


_READ: dict[str, Any] = {
    "NoneType": lambda _value: None,
    "str": str,
    "int": int,
    "bool": bool,
    "float": float,
    "Decimal": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}
