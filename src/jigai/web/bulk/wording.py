"""Values of a bulk edit as the page says them, and as a person types them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jigai.domain.sentence import Sentence
from jigai.flows.bulk.fields import BulkField
from jigai.flows.bulk.offer_edits import Offer
from jigai.flows.bulk.registers import Register
from jigai.web.enterprises.words import SIZES
from jigai.web.forms.fields import MoneyField
from jigai.web.language import said_on_page
from jigai.web.layout.figures import dated, in_wan
from jigai.web.projects.words import CONSTRUCTION_KINDS

CLEARED = "-"
"""What a list of choices sends for “empty it”; nothing chosen leaves the field as it is."""
CODES: dict[str, dict[str, Promise]] = {
    "construction_kind": dict(CONSTRUCTION_KINDS),
    "size": dict(SIZES),
}
STATES: dict[str, Promise] = {
    "trying": gettext_lazy("正在预览"),
    "tried": gettext_lazy("待确认"),
    "running": gettext_lazy("正在修改"),
    "done": gettext_lazy("已完成"),
    "undone": gettext_lazy("已撤销"),
}
FORESEEN: dict[str, Promise] = {
    "changed": gettext_lazy("将修改"),
    "waits": gettext_lazy("将转请第二人批准"),
    "same": gettext_lazy("值相同，跳过"),
    "refused": gettext_lazy("不符合规则，不改"),
}
OUTCOMES: dict[str, Promise] = {
    "changed": gettext_lazy("已修改"),
    "waits": gettext_lazy("待第二人批准"),
    "same": gettext_lazy("值相同，跳过"),
    "refused": gettext_lazy("没有改"),
}
TONES = {"changed": "good", "waits": "warn", "same": "", "refused": "bad"}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of the form: what the rows have now, and what may be chosen."""

    key: str
    title: str
    shape: str
    present: tuple[str, ...]
    options: tuple[Option, ...]
    mixed: tuple[str, ...]
    typed: str
    is_cleared: bool
    may_clear: bool


class Untyped(Exception):
    """An amount that cannot be read; says which field and why."""


def asked(offer: Offer, given: Mapping[str, str]) -> Asked:
    """The field of one offer, with what was typed before."""
    field = offer.field
    typed = given.get(f"set.{field.key}", "")
    return Asked(
        key=field.key,
        title=said_on_page(field.title),
        shape=field.shape,
        present=tuple(
            f"{value_words(field, one.value, one.label)} {one.count:,}" for one in offer.present
        ),
        options=tuple(_options(offer, typed)),
        mixed=tuple(_mixed(offer)),
        typed=typed,
        is_cleared=f"clear.{field.key}" in given,
        may_clear=field.may_clear,
    )


def typed_values(register: Register, given: Mapping[str, str]) -> dict[str, str]:
    """Field → value as the floors below write it, for each field that was filled in.

    Raises:
        Untyped: an amount is no number.
    """
    values = {}
    for field in register.fields:
        typed = given.get(f"set.{field.key}", "").strip()
        if typed == CLEARED or f"clear.{field.key}" in given:
            values[field.key] = ""
        elif typed:
            values[field.key] = _fen(field, typed) if field.shape == "fen" else typed
    return values


def value_words(field: BulkField, value: str, label: Sentence | None = None) -> str:
    """A written value in words."""
    if not value:
        return _("（未填）")
    if field.key in CODES:
        return str(CODES[field.key].get(value, value))
    if field.shape == "fen":
        return in_wan(int(value))
    if field.shape == "day":
        return dated(date.fromisoformat(value))
    return said_on_page(label) if label else value


def _options(offer: Offer, typed: str) -> Iterator[Option]:
    for one in offer.values:
        if one.is_offered:
            words = value_words(offer.field, one.value, one.label)
            count = ngettext("改 {count} 条", "改 {count} 条", one.changes_count).format(
                count=f"{one.changes_count:,}"
            )
            yield Option(one.value, f"{words}（{count}）", one.value == typed)


def _mixed(offer: Offer) -> Iterator[str]:
    total = sum(one.count for one in offer.present)
    for one in offer.values:
        if not one.is_offered:
            yield _("“{value}”：{all} 条中只有 {some} 条可以进入").format(
                value=said_on_page(one.label), some=f"{one.allowed_count:,}", all=f"{total:,}"
            )


def _fen(field: BulkField, typed: str) -> str:
    try:
        return str(MoneyField().clean(typed))
    except ValidationError as error:
        raise Untyped(f"{said_on_page(field.title)}：{'；'.join(error.messages)}") from None
