"""Mapping files: which heads of a table mean which fields, read from TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingType
    from pathlib import Path

    from jigai.exchange.dates import DateOrder
    from jigai.exchange.rates import Bare

FIELD_KINDS = frozenset(
    [
        "text",
        "amount",
        "rate",
        "date",
        "count",
        "integer",
        "number",
        "mark",
        "choice",
        "credit_code",
        "project_code",
        "identifier",
    ]
)
CHECK_KINDS = frozenset(["not_before", "at_most"])


class MappingWrong(Refusal):
    code = "ledger.mapping_wrong"
    message = Sentence("映射文件“{name}”有误：{why}。", "Mapping “{name}” is wrong: {why}.")
    remedy = Sentence(
        "请对照 docs/how-to/write-a-mapping.md 修改。", "See docs/how-to/write-a-mapping.md."
    )


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record and how its column is recognised and read.

    Args:
        name: key in the record's values.
        heads: the words by which ledgers head this column.
        kind: how cells are read (FIELD_KINDS).
        required: the table is refused without this column.
        filled: a blank cell is a fault with code ``missing_code``.
        unit: money unit if head and unit row name none; for tables whose format fixes it.
        bare: how a rate without % is read, unless the head says (%).
        highest_percent: above it a rate is a fault with code ``over_code``.
        may_be_negative: whether values below nought are legal.
        lowest, highest: bounds of a count, number or amount (in yuan), both allowed values;
            outside them the code is ``out_of_range``.
        order: order of day and month where the year stands last.
        pattern: regular expression of an identifier.
        choices: state → words, for ``choice``.
        severity: ``warning`` lets a row with an unreadable cell pass without the value.
    """

    name: str
    heads: tuple[str, ...]
    kind: str = "text"
    required: bool = False
    filled: bool = False
    missing_code: str = "missing"
    unit: str | None = None
    bare: Bare = "fraction"
    highest_percent: int | None = None
    over_code: str = "rate_over"
    may_be_negative: bool = False
    lowest: int | None = None
    highest: int | None = None
    order: DateOrder = "ymd"
    pattern: str | None = None
    choices: MappingType[str, tuple[str, ...]] = field(default_factory=dict)
    severity: Severity = Severity.FAULT


@dataclass(frozen=True, slots=True)
class Check:
    """A rule across two fields of a row: ``not_before`` for dates, ``at_most`` for numbers."""

    kind: str
    first: str
    second: str
    code: str
    severity: Severity = Severity.FAULT


@dataclass(frozen=True, slots=True)
class Key:
    """Fields which together must not repeat; the first key whose columns all exist is used."""

    fields: tuple[str, ...]
    code: str
    severity: Severity = Severity.FAULT


@dataclass(frozen=True, slots=True)
class Mapping:
    name: str
    title: Sentence
    subject: str
    fields: tuple[Field, ...]
    keys: tuple[Key, ...] = ()
    checks: tuple[Check, ...] = ()
    ignored: tuple[str, ...] = ()
    fewest_heads: int = 3

    def field(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)


OWN_FIELDS = (
    Field("record_id", ("记录号(请勿修改)",)),
    Field("record_version", ("版本(请勿修改)",), kind="integer"),
)


def read_mapping(text: str, *, name: str) -> Mapping:
    """A mapping from the text of its TOML file.

    Raises:
        MappingWrong: no TOML, an unknown key or kind, or a check of an unknown field.
    """
    try:
        table = tomllib.loads(text)
        mapping = _mapping(table, name)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise MappingWrong(name=name, why=str(error)) from error
    for why in _mistakes(mapping):
        raise MappingWrong(name=name, why=why)
    return mapping


def shipped_mappings() -> tuple[Mapping, ...]:
    """The mappings that come with the product, in order of name."""
    folder = resources.files("jigai.exchange") / "mappings"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(
        read_mapping(f.read_text("utf-8"), name=f.name.removesuffix(".toml")) for f in files
    )


def mapping_from_file(path: Path) -> Mapping:
    """A mapping that somebody wrote for another kind of table."""
    return read_mapping(path.read_text("utf-8"), name=path.stem)


def _mapping(table: dict[str, Any], name: str) -> Mapping:
    return Mapping(
        name=name,
        title=Sentence(table["title"]["zh"], table["title"]["en"]),
        subject=table["subject"],
        fields=(*(_field(f) for f in table["field"]), *OWN_FIELDS),
        keys=tuple(
            Key(**{**k, "fields": tuple(k["fields"]), "severity": _severity(k)})
            for k in table.get("key", [])
        ),
        checks=tuple(Check(**{**c, "severity": _severity(c)}) for c in table.get("check", [])),
        ignored=tuple(table.get("ignored", [])),
        fewest_heads=table.get("fewest_heads", 3),
    )


def _field(entry: dict[str, Any]) -> Field:
    choices = {key: tuple(words) for key, words in entry.get("choices", {}).items()}
    return Field(
        **{
            **entry,
            "heads": tuple(entry["heads"]),
            "choices": choices,
            "severity": _severity(entry),
        }
    )


def _severity(entry: dict[str, Any]) -> Severity:
    return Severity(entry.get("severity", "fault"))


def _mistakes(mapping: Mapping) -> list[str]:
    names = {f.name for f in mapping.fields}
    cited = {n for k in mapping.keys for n in k.fields} | {
        n for c in mapping.checks for n in (c.first, c.second)
    }
    return [
        *(f"{f.name}: kind {f.kind}" for f in mapping.fields if f.kind not in FIELD_KINDS),
        *(f"check {c.kind}" for c in mapping.checks if c.kind not in CHECK_KINDS),
        *(f"unknown field {n}" for n in sorted(cited - names)),
    ]
