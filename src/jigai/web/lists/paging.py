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
    descending = order.is_descending != backwards
    by = F(order.path)
    last = {} if not order.is_nullable else {"nulls_first" if backwards else "nulls_last": True}
    return rows.order_by(
        by.desc(**last) if descending else by.asc(**last), "-pk" if backwards else "pk"
    )


def beyond(rows: QuerySet[Any], order: Order, place: Place) -> QuerySet[Any]:
    """Rows after the place in the order, or before it.

    Raises:
        PlaceUnreadable: the place belongs to another order, or its value was altered.
    """
    if place.path != order.path:
        raise PlaceUnreadable
    try:
        return rows.filter(_beyond(order, place))
    except (ValueError, TypeError, ValidationError):
        raise PlaceUnreadable from None


def _beyond(order: Order, place: Place) -> Q:
    path, after = order.path, place.direction == "after"
    further = Q(pk__gt=place.id) if after else Q(pk__lt=place.id)
    if place.value is None:
        same = Q(**{f"{path}__isnull": True}) & further
        return same if after else same | Q(**{f"{path}__isnull": False})
    upward = after != order.is_descending
    past = Q(**{f"{path}__{'gt' if upward else 'lt'}": place.value})
    past |= Q(**{path: place.value}) & further
    return past | Q(**{f"{path}__isnull": True}) if after and order.is_nullable else past


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
