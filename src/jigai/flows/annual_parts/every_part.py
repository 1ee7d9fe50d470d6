"""All eight parts in the order of the programme."""

from __future__ import annotations

from collections.abc import Callable

from jigai.domain.annual_figures.figures import PartFigures
from jigai.domain.annual_figures.span import Span
from jigai.flows.annual_parts import (
    badges,
    cooperation,
    cultivation,
    dispatch,
    outcomes,
    planning,
    platforms,
    support,
)

PARTS: tuple[Callable[[Span], PartFigures], ...] = (
    planning.figures,
    cultivation.figures,
    support.figures,
    dispatch.figures,
    badges.figures,
    cooperation.figures,
    platforms.figures,
    outcomes.figures,
)


def every_part(span: Span) -> tuple[PartFigures, ...]:
    """What the registers say of a span, as known now."""
    return tuple(part(span) for part in PARTS)
