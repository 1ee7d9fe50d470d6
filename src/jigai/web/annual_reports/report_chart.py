"""A part's picture on the page, in the look of the house, and its table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jigai.domain.annual_figures.figures import Picture, Text
from jigai.domain.quantities import number_text
from jigai.domain.sentence import Sentence
from jigai.exchange.documents.annual_picture import picture_spec
from jigai.web.charts.theme import themed
from jigai.web.language import page_language, said_on_page

ROOM_FOR_AXES = 90


def report_chart(picture: Picture) -> dict[str, Any]:
    """The same drawing as on paper, as wide as its place on the page."""
    spec = picture_spec(picture, page_language()) | {"width": "container"}
    if isinstance(spec["height"], int):  # axes and legend take their room from the height here
        spec["height"] += ROOM_FOR_AXES
    return themed(spec, description=said_on_page(picture.says))


def picture_rows(picture: Picture) -> list[dict[str, str]]:
    """The values under the drawing."""
    return [
        {_("项目"): _word(label)}
        | {
            said_on_page(one.name): "—" if one.values[place] is None else _number(one.values[place])
            for one in picture.series
        }
        for place, label in enumerate(picture.labels)
    ]


def _number(value: str | None) -> str:
    return number_text(Decimal(value or "0"), places=2)


def _word(text: Text) -> str:
    return said_on_page(text) if isinstance(text, Sentence) else text
