"""Every address of the product, from the URL configuration and from the API's own schema.

Nothing here is a list that somebody has to keep: an address that is added tomorrow is found.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from jigai.api.v1.api import api

MACHINERY = ("accounts/", "^accounts/", "admin/", "api/")
"""Sign-in, the read-only admin and the API: each has a table of its own."""
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Address:
    """A page: its name, and the names of its parameters in order."""

    name: str
    params: tuple[str, ...]
    reads: bool
    writes: bool


@dataclass(frozen=True)
class Operation:
    """An operation of the API: ``key`` is ``GET /api/v1/…``; ``schema`` is of its body."""

    key: str
    method: str
    path: str
    params: tuple[str, ...]
    body: dict[str, Any] | None
    content: str


def pages() -> list[Address]:
    """Every page of our own."""
    return list(_pages(get_resolver().url_patterns, ""))


def _pages(patterns: list[Any], space: str) -> Iterator[Address]:
    for pattern in patterns:
        if str(pattern.pattern).startswith(MACHINERY):
            continue
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _pages(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            source = inspect.getsource(inspect.unwrap(pattern.callback))
            yield Address(
                f"{space}{pattern.name}",
                tuple(pattern.pattern.converters),
                reads="require_POST" not in source,
                writes="POST" in source,
            )


def operations() -> list[Operation]:
    """Every operation of the API."""
    paths = schema()["paths"]
    return [
        _operation(method, path, told)
        for path, methods in paths.items()
        for method, told in methods.items()
        if method in METHODS
    ]


def schema() -> dict[str, Any]:
    return dict(api.get_openapi_schema(path_prefix="/api/v1/"))


def _operation(method: str, path: str, told: dict[str, Any]) -> Operation:
    content = dict(told.get("requestBody", {}).get("content", {}))
    kind = next(iter(content), "")
    params = tuple(p["name"] for p in told.get("parameters", []) if p["in"] == "path")
    body = content[kind]["schema"] if kind else None
    return Operation(f"{method.upper()} {path}", method, path, params, body, kind)
