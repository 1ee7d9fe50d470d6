"""Ask an address as a person, for a record of theirs, of somebody else, or for none at all."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.scope.addresses import Address, Operation, schema
from tests.scope.subjects import ABSENT, foreign, own
from tests.scope.values import BODY, KINDS, fixed_value, kind_of

DAYS = {"date": "2026-11-16", "date-time": "2027-01-01T00:00:00+08:00", "time": "08:30:00"}
DEFINITIONS = schema()["components"]["schemas"]


def parameters(name: str, params: tuple[str, ...], username: str, whose: str) -> dict[str, Any]:
    """Values for every parameter. ``whose``: own, foreign, or absent.

    Raises:
        LookupError: the person has no such record.
    """
    return {param: _value(name, param, username, whose) for param in params}


def _value(name: str, param: str, username: str, whose: str) -> Any:
    kind = kind_of(name, param)
    if kind is None:
        return fixed_value(name, param)
    if whose == "absent":
        return ABSENT if kind.key == "pk" else "b-none"
    found = (own if whose == "own" else foreign)(kind, username).values_list(kind.key, flat=True)
    first = found.order_by("-pk").first()
    if first is None:
        raise LookupError(f"{username} has no {whose} {param} for {name}")
    return first


def page_url(address: Address, values: dict[str, Any]) -> str:
    return reverse(address.name, kwargs=values)


def call(
    client: Client, operation: Operation, values: dict[str, Any], username: str, whose: str
) -> HttpResponseBase:
    """One operation of the API with a body that its own schema accepts."""
    path = operation.path.format(**values)
    method = getattr(client, operation.method)
    if operation.content == "multipart/form-data":
        body = _body(operation.body or {}, username, whose)
        body["file"] = io.BytesIO(b"code,name\n")
        body["file"].name = "a.csv"
        return method(path, body)
    if operation.body is None:
        return method(path)
    body = _body(operation.body, username, whose)
    return method(path, body, content_type="application/json")


def _body(given: dict[str, Any], username: str, whose: str) -> dict[str, Any]:
    told = _resolved(given)
    return {
        name: _named(name, one, username, whose)
        for name, one in told.get("properties", {}).items()
        if name in told.get("required", []) or name in BODY
        if name != "file"
    }


def _named(name: str, told: dict[str, Any], username: str, whose: str) -> Any:
    if name not in BODY:
        return _example(name, told)
    kind = KINDS[BODY[name]]
    rows = own(kind, username) if whose == "own" else foreign(kind, username)
    key = rows.order_by("-pk").values_list("pk", flat=True).first() or ABSENT
    return [key] if name.endswith("_ids") else key


def _example(name: str, told: dict[str, Any]) -> Any:
    told = _resolved(told)
    if "anyOf" in told:
        return _example(name, told["anyOf"][0])
    if name == "period":
        return "2026-11A"
    if name in {"thing", "offer"}:
        return "achievement:1"
    choices = told.get("enum") or [DAYS[told["format"]]] if "format" in told else told.get("enum")
    return choices[0] if choices else _of_type(name, told)


def _of_type(name: str, told: dict[str, Any]) -> Any:
    if told.get("pattern", "").startswith("^"):
        return "a-1"
    kinds = {
        "integer": max(int(told.get("minimum", 1)), 1),
        "number": 1,
        "boolean": True,
        "array": [_example(name, told["items"])] if told.get("minItems") else [],
        "object": {one: _example(one, told["properties"][one]) for one in told.get("required", [])},
    }
    return kinds.get(told.get("type", ""), "依据文件办理")


def _resolved(told: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in told:
        return dict(DEFINITIONS[told["$ref"].split("/")[-1]])
    if "allOf" in told:
        return _resolved(told["allOf"][0])
    return told


def text_of(answer: HttpResponseBase) -> str:
    """Everything that an answer says; workbooks and Word files are opened."""
    content = b"".join(answer) if getattr(answer, "streaming", False) else answer.content  # type: ignore[attr-defined]
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(
                packed.read(one).decode("utf-8", "replace")
                for one in packed.namelist()
                if one.endswith(".xml")
            )
    return content.decode("utf-8", "replace")
