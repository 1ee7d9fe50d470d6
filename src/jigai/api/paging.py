"""Bounded pages: a page number and a size that no database stumbles over."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from ninja import Schema
from pydantic import Field

Row = TypeVar("Row")


class Page(Schema):
    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    size: Annotated[int, Field(ge=1, le=200)] = 50


class Listed(Schema, Generic[Row]):
    """One page of rows, and how many there are in all within the caller's reach."""

    items: list[Row]
    total: int
    page: int
    size: int
