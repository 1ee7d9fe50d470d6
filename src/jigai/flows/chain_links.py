"""The standard chain links of the county's industries, where a list of them ships."""

from __future__ import annotations

from datetime import date

from jigai.apps.platforms.queries.coverage import Links


def chain_links(*, on: date) -> Links:  # noqa: ARG001 - lists are dated
    """Links by code of the industry direction on a day; none ships yet."""
    return {}
