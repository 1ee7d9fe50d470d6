"""Template tags and filters of the house; loaded in every template."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jigai.apps.reference.queries.settings import industry_named
from jigai.domain.sentence import Sentence
from jigai.web.charts.tag import chart_context
from jigai.web.language import said_on_page
from jigai.web.layout.badge import BADGE_WORDS, badge_chip, shape_mark
from jigai.web.layout.figures import (
    ABSENT,
    dated,
    grouped_number,
    in_percent,
    in_wan,
    in_yuan,
    period_named,
    timed,
)

register = template.Library()


@register.simple_tag
def icon(name: str, title: str = "") -> SafeString:
    """A picture of the sprite; with a title it speaks, without it is decoration."""
    address = f"{static('icons.svg')}#{name}"
    if not title:
        return format_html(
            '<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address
        )
    return format_html(
        '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', title, address
    )


@register.simple_tag
def badge(colour: str | None) -> SafeString:
    return badge_chip(colour or "not_assessed")


@register.simple_tag
def badge_shape(colour: str | None) -> SafeString:
    return shape_mark(colour or "not_assessed")


@register.filter
def badge_word(colour: str | None) -> str:
    return str(BADGE_WORDS.get(colour or "", BADGE_WORDS["not_assessed"]))


@register.filter
def wan(fen: int | None) -> str:
    return in_wan(fen)


@register.filter
def percent(basis_points: int | None) -> str:
    return in_percent(basis_points)


@register.filter
def grouped(value: Decimal | int | None) -> str:
    return grouped_number(value)


@register.filter
def zh_date(value: date | None) -> str:
    return dated(value)


@register.filter
def zh_moment(value: datetime | None) -> str:
    return timed(value)


@register.filter
def period(key: str) -> str:
    return period_named(key)


@register.filter
def yuan(fen: int | None) -> str:
    """An amount in yuan, exact to the fen."""
    return in_yuan(fen)


@register.filter
def said(sentence: Sentence) -> str:
    """A sentence of the floors below, in the language of the page."""
    return said_on_page(sentence)


@register.filter
def industry(code: str) -> str:
    """An industry code with its name."""
    return said_on_page(industry_named(code)) if code else ABSENT


register.inclusion_tag("charts/chart.html", name="chart")(chart_context)


@register.inclusion_tag("forms/field.html")
def form_field(field: Any, beside: Any = None) -> dict[str, Any]:
    """One field in the form pattern; ``beside`` holds old value, plan and range."""
    kind = field.field.widget.__class__.__name__
    return {"field": field, "beside": beside, "is_checkbox": kind == "CheckboxInput"}
