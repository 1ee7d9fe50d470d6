"""Values of a rule text changed one by one; all else, comments too, stays as it was written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item

from jigai.domain.refusal import Refusal
from jigai.domain.rules.document import read_document
from jigai.domain.rules.places import HEADER, Path, lines_of
from jigai.domain.sentence import Sentence

NUMBER = re.compile(r"-?\d[\d_]*(\.\d+)?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class ValueNotTaken(Refusal):
    code = "rules.value_not_taken"
    message = Sentence("“{value}”不能写入“{key}”。", "“{value}” cannot be written as “{key}”.")
    remedy = Sentence(
        "数填 0.05 或 200_000_000 的样子，日期填 2026-01-01 的样子。",
        "Write numbers like 0.05 or 200_000_000 and days like 2026-01-01.",
    )


class PartNotThere(Refusal):
    code = "rules.part_not_there"
    message = Sentence("规则里没有“{place}”。", "The rule has no “{place}”.")
    remedy = Sentence("请回到草稿页重新打开。", "Open it again from the page of the draft.")


def with_values(text: str, values: Mapping[Path, str | None], kinds: Mapping[Path, str]) -> str:
    """The text with other values at some paths; an empty one takes an optional key away.

    Args:
        text: TOML.
        values: path → what was typed.
        kinds: path → ``number``, ``day`` or ``text``.

    Raises:
        TomlUnreadable: the text is not TOML.
        ValueNotTaken, PartNotThere: as named.
    """
    read_document(text, file="rule.toml")
    document = tomlkit.parse(text)
    for path, value in values.items():
        _set(document, path, value, kinds[path])
    changed = tomlkit.dumps(document)
    _check_only(text, changed, values)
    return changed


def value_at(values: Any, path: Path) -> Any:
    """What stands at a path of a document read by ``tomllib``; ``None`` where nothing does."""
    for part in path:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            return None
    return values


def _set(document: Any, path: Path, value: str | None, kind: str) -> None:
    *outer, last = path
    here = document
    for place, part in enumerate(outer):
        try:
            here = here[part]
        except (KeyError, IndexError):
            if value is None or place < len(outer) - 1:
                raise PartNotThere(place=".".join(str(one) for one in path)) from None
            here[part] = tomlkit.inline_table()
            here = here[part]
    if value is None:
        here.pop(last, None)
        return
    here[last] = _item(value, kind, key=str(last))


def _item(value: str, kind: str, *, key: str) -> Item:
    shapes = {"number": NUMBER, "day": DAY}
    if kind in shapes and not shapes[kind].fullmatch(value):
        raise ValueNotTaken(value=value, key=key)
    if kind == "text":
        literal = '"' in value and "'" not in value
        return tomlkit.string(value, literal=literal)
    try:
        return tomlkit.value(value)
    except (TOMLKitError, ValueError):
        raise ValueNotTaken(value=value, key=key) from None


def _check_only(before: str, after: str, values: Mapping[Path, str | None]) -> None:
    """Nothing but the named values differs, else the edit is not taken."""
    old = tomllib.loads(before, parse_float=Decimal)
    new = tomllib.loads(after, parse_float=Decimal)
    touched = set(values)
    differing = {path for path in _leaves(old) | _leaves(new) if _at(old, path) != _at(new, path)}
    if stray := {path for path in differing if not _is_under(path, touched)}:
        raise PartNotThere(place=".".join(str(one) for one in min(stray, key=str)))


def _is_under(path: Path, touched: set[Path]) -> bool:
    return any(path[: len(one)] == one for one in touched)


def _at(values: Any, path: Path) -> tuple[str, str]:
    """Type and text, so that 1 and true, or 0.3 and "0.3", are told apart."""
    found = value_at(values, path)
    return type(found).__name__, str(found)


def _leaves(value: Any, path: Path = ()) -> set[Path]:
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else None
    )
    if inner is None:
        return {path}
    return {leaf for key, part in inner for leaf in _leaves(part, (*path, key))}


def without_part(text: str, path: Path) -> str:
    """The text without the block ``[[…]]`` at a path, its own inner blocks included.

    Raises:
        PartNotThere: there is no such block.
    """
    start, end = _block(text, path)
    rows = text.splitlines(keepends=True)
    return "".join(rows[:start] + rows[end:])


def with_copied_part(text: str, path: Path, *, name: str) -> str:
    """The text with the block at a path once more behind itself, under another name."""
    start, end = _block(text, path)
    rows = text.splitlines(keepends=True)
    block = "".join(rows[start:end])
    copied = re.sub(r'(?m)^(\s*name\s*=\s*)(["\']).*?\2', rf'\1"{name}"', block, count=1)
    gap = "" if block.endswith("\n") else "\n"
    return "".join(rows[:end]) + gap + copied + "".join(rows[end:])


def with_moved_part(text: str, path: Path) -> str:
    """The text with the block at a path before the one that precedes it."""
    *outer, place = path
    if not isinstance(place, int) or place == 0:
        raise PartNotThere(place=".".join(str(one) for one in path))
    above, here = _block(text, (*outer, place - 1)), _block(text, path)
    rows = text.splitlines(keepends=True)
    before, between, after = rows[: above[0]], rows[above[1] : here[0]], rows[here[1] :]
    moved = rows[here[0] : here[1]]
    if moved and not moved[-1].endswith("\n"):
        moved[-1] += "\n"
    return "".join([*before, *moved, *between, *rows[above[0] : above[1]], *after])


def _block(text: str, path: Path) -> tuple[int, int]:
    """First line of a block and the line behind it, from 0; inner blocks belong to it."""
    found = lines_of(text)
    if path not in found or not isinstance(path[-1], int):
        raise PartNotThere(place=".".join(str(one) for one in path))
    start = found[path] - 1
    keys = [part for part in path if isinstance(part, str)]
    rows = text.splitlines()
    for number in range(start + 1, len(rows)):
        header = HEADER.match(rows[number])
        if header and not _is_inner(header[2].replace(" ", "").split("."), keys):
            return start, _before_comments(rows, number)
    return start, len(rows)


def _is_inner(header: list[str], keys: list[str]) -> bool:
    return len(header) > len(keys) and header[: len(keys)] == keys


def _before_comments(rows: list[str], number: int) -> int:
    """Comments right above a header belong to what follows."""
    while rows[number - 1].lstrip().startswith("#"):
        number -= 1
    return number
