"""Shapes that several resources share."""

from __future__ import annotations

from typing import Annotated

from ninja import Path, Schema
from pydantic import Field

Number = Annotated[int, Path(ge=1, le=9_223_372_036_854_775_807)]
Fen = Annotated[int, Field(ge=0, le=9_000_000_000_000_000)]
"""Money in fen: 1 yuan is 100."""

Text = Annotated[str, Field(max_length=2_000)]


class Reasoned(Schema):
    """Every write says why."""

    reason: Annotated[str, Field(min_length=1, max_length=2_000)]


class Made(Schema):
    """The number of what was created or changed."""

    id: int


class Changed(Schema):
    fields: list[str]
