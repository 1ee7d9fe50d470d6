"""What a command prints: one JSON object, or lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

import click

from jigai.cli.running import print_json
from jigai.domain.sentence import Sentence


def print_fields(shown: Mapping[str, Any], *, as_json: bool) -> None:
    """One object: its fields line by line, what is empty left out."""
    if as_json:
        print_json(shown)
        return
    for name, value in shown.items():
        if isinstance(value, list):
            click.echo(f"{name}: {len(value)}")
            for one in value:
                click.echo(f"  {_line(one)}")
        elif value not in ("", None):
            click.echo(f"{name}: {_said(value)}")


def print_rows(name: str, rows: Iterable[Any], *, as_json: bool) -> None:
    """A list of rows (dataclasses): one line each, or ``{name: [...]}``."""
    found = [
        asdict(row) if is_dataclass(row) and not isinstance(row, type) else row for row in rows
    ]
    if as_json:
        print_json({name: found})
        return
    for one in found:
        click.echo(_line(one))


def _plain(row: Any) -> Any:
    return asdict(row) if is_dataclass(row) and not isinstance(row, type) else row


def _line(row: Any) -> str:
    if not isinstance(row, Mapping):
        return str(_said(row))
    values = (_said(value) for value in row.values() if value not in ("", None, (), [], {}))
    return "\t".join(values)


def _said(value: Any) -> str:
    """In both languages where it is a sentence, also one that became a mapping; else as it is."""
    if isinstance(value, Sentence):
        value = {"zh": value.zh, "en": value.en}
    if not isinstance(value, Mapping):
        return str(value)
    if value.keys() != {"zh", "en"}:
        return ", ".join(f"{key} {_said(one)}" for key, one in value.items())
    return value["zh"] if value["zh"] == value["en"] else f"{value['zh']} / {value['en']}"
