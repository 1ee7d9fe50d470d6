"""The parts of a rule text as forms show them: each value with its path, kind and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jigai.domain.rules.document import read_document
from jigai.domain.rules.toml_editing import value_at
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jigai.domain.rules.places import Path

TWO = ("zh", "en")
SOURCE = (("document", "sentence", False), ("article", "sentence", False))
BANDED = (("measure", "expression", False), ("band", "bands", False))
FIELDS: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "head": (
        ("title", "sentence", True),
        ("note", "sentence", False),
        ("valid_to", "day", False),
        ("review_by", "day", True),
    ),
    "source": (("document", "sentence", True), ("article", "sentence", True)),
    "threshold": (
        ("label", "sentence", True),
        ("value", "number", True),
        ("unit", "unit", True),
        ("step", "number", False),
        *SOURCE,
        ("valid_from", "day", False),
        ("valid_to", "day", False),
        ("review_by", "day", False),
    ),
    "formula": (("label", "sentence", True), ("value", "expression", True), *SOURCE),
    "gate": (("label", "sentence", True), ("when", "expression", True), *SOURCE),
    "trigger": (("label", "sentence", True), ("when", "expression", True), *SOURCE),
    "criterion": (
        ("label", "sentence", True),
        ("weight", "number", True),
        ("applies_when", "expression", False),
        ("points", "expression", False),
        *BANDED,
        *SOURCE,
    ),
    "step": (
        ("label", "sentence", True),
        ("when", "expression", True),
        ("points", "expression", True),
    ),
    "best_of": (("label", "sentence", True), *BANDED),
    "pass": (("label", "sentence", False), ("when", "expression", True), *SOURCE),
    "route": (("label", "sentence", True), ("when", "expression", True), *SOURCE),
    "row": (
        ("label", "sentence", True),
        ("outcome", "outcome", True),
        ("when", "expression", True),
        *SOURCE,
    ),
    "default": (("outcome", "outcome", True), ("label", "sentence", False)),
    "outcome": (("badge", "sentence", True), ("word", "sentence", False)),
}
"""Kind of part → its keys, each with the kind of its value and whether it must be there."""
LISTS = ("outcome", "threshold", "formula", "criterion", "gate", "trigger", "row", "route")
SINGLE = ("pass", "default")
INNER = ("step", "best_of")


@dataclass(frozen=True, slots=True)
class EditableValue:
    """One value; ``text`` is as it stands in the file, "" where it is left out."""

    path: Path
    key: str
    kind: str
    text: str
    is_required: bool

    @property
    def toml_kind(self) -> str:
        return self.kind if self.kind in {"number", "day"} else "text"


@dataclass(frozen=True, slots=True)
class EditablePart:
    """One table of the file. ``address`` is its path as text, such as ``criterion.1.best_of.0``."""

    path: Path
    kind: str
    name: str
    label: Sentence
    values: tuple[EditableValue, ...]

    @property
    def address(self) -> str:
        return ".".join(str(part) for part in self.path) or "head"

    @property
    def is_listed(self) -> bool:
        """Whether the part can be copied, moved and taken away."""
        return bool(self.path) and isinstance(self.path[-1], int)


def editable_parts(text: str) -> tuple[EditablePart, ...]:
    """Every part of a rule text that a form can change, in the order in which people read it.

    The text need not be a sound rule, only TOML.

    Raises:
        TomlUnreadable: it is not TOML.
    """
    values = read_document(text, file="rule.toml").values
    return tuple(_parts(values))


def editable_part(text: str, address: str) -> EditablePart | None:
    return next((part for part in editable_parts(text) if part.address == address), None)


def _parts(values: dict[str, Any]) -> Iterator[EditablePart]:
    yield _part(values, (), "head")
    yield _part(values, ("source",), "source")
    for key in LISTS:
        for place, table in enumerate(_tables(values.get(key))):
            yield _part(values, (key, place), key)
            for inner in INNER if key == "criterion" else ():
                for number, _ in enumerate(_tables(table.get(inner))):
                    yield _part(values, (key, place, inner, number), inner)
    for key in SINGLE:
        if isinstance(values.get(key), dict):
            yield _part(values, (key,), key)


def _tables(value: Any) -> list[dict[str, Any]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _part(root: dict[str, Any], path: Path, kind: str) -> EditablePart:
    table = value_at(root, path) or {}
    label = _sentence(table.get("title" if kind == "head" else "label", table.get("badge")))
    return EditablePart(
        path,
        kind,
        str(table.get("name", "")),
        label,
        tuple(_values(table, path, kind)),
    )


def _values(table: dict[str, Any], path: Path, kind: str) -> Iterator[EditableValue]:
    for key, value_kind, is_required in FIELDS[kind]:
        found = table.get(key)
        match value_kind:
            case "sentence":
                for language in TWO:
                    text = found.get(language, "") if isinstance(found, dict) else ""
                    yield EditableValue((*path, key, language), key, "text", text, is_required)
            case "bands":
                for place, band in enumerate(_tables(found)):
                    yield from _band(band, (*path, key, place))
            case _:
                if _is_offered(table, kind, key):
                    must = is_required or key in {"points", "measure"}
                    yield EditableValue((*path, key), key, value_kind, _as_typed(found), must)


def _is_offered(table: dict[str, Any], kind: str, key: str) -> bool:
    """A criterion is scored by a formula or by a measure: only what it uses is offered."""
    return kind not in {"criterion", "best_of"} or key not in {"points", "measure"} or key in table


def _band(band: dict[str, Any], path: Path) -> Iterator[EditableValue]:
    if "at_least" in band:
        text = _as_typed(band["at_least"])
        yield EditableValue((*path, "at_least"), "at_least", "number", text, True)
    points = band.get("points")
    if not isinstance(points, list):
        text = _as_typed(points)
        yield EditableValue((*path, "points"), "points", "number", text, True)
        return
    for place, end in enumerate(points):
        typed = _as_typed(end)
        yield EditableValue((*path, "points", place), "points", "number", typed, True)


def _as_typed(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _sentence(value: Any) -> Sentence:
    if isinstance(value, dict) and set(value) >= set(TWO):
        return Sentence(str(value["zh"]), str(value["en"]))
    return Sentence("", "")
