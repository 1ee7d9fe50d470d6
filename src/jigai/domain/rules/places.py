"""Where each table, key and value of a TOML text stands: line and column, both from 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

Path = tuple[str | int, ...]
HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\-\s]+?)\s*\]")
BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
PART = re.compile(r'[ \t]*(?:([\w-]+)|"((?:[^"\\]|\\.)*)"|\'([^\']*)\')[ \t]*', re.ASCII)
BARE = re.compile(r"[^,\]}\n#]*")
QUOTES = ('"""', "'''", '"', "'")
ESCAPES = {"u": 6, "U": 10}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key or a table begins, and where its value does; offsets into the text."""

    key: int
    value: int


class Places:
    """The places of a text that is sound TOML.

    A path that the text does not have stands where the nearest one above it does.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def found(self) -> dict[Path, Place]:
        """Looked for once something is to be told; sound files are read without."""
        found: dict[Path, Place] = {(): Place(0, 0)}
        for path, place in _Scanner(self.text).places():
            found.setdefault(path, place)
        return found

    def of(self, path: Path, *, inside: int | None = None) -> tuple[int, int]:
        """Line and column of a path.

        Args:
            inside: a column within its value, a text; then the place of that character.
        """
        while path not in self.found:
            if (*path, 0) in self.found:
                path = (*path, 0)
                break
            path = path[:-1]
        place = self.found[path]
        offset = place.key if inside is None else _inside(self.text, place.value, inside)
        line = self.text.count("\n", 0, offset) + 1
        return line, offset - (self.text.rfind("\n", 0, offset) + 1) + 1


def lines_of(text: str) -> dict[Path, int]:
    """The line of each table, key and value, by its path; lists count from 0."""
    places = Places(text)
    return {path: places.of(path)[0] for path in places.found}


def _inside(text: str, start: int, column: int) -> int:
    """The offset of a character of a text value, given its column from 1."""
    quote = next((mark for mark in QUOTES if text.startswith(mark, start)), "")
    place = start + len(quote)
    if len(quote) > 1 and text.startswith(("\n", "\r\n"), place):
        place = text.index("\n", place) + 1
    for _ in range(column - 1):
        if '"' in quote and text[place : place + 1] == "\\":
            place += ESCAPES.get(text[place + 1 : place + 2], 2)
        else:
            place += 1
    return min(place, len(text))


class _Scanner:
    """Walks a sound text once; what tomllib took, it need not judge."""

    def __init__(self, text: str) -> None:
        self.text, self.place = text, 0
        self.counts: dict[Path, int] = {}

    def places(self) -> Iterator[tuple[Path, Place]]:
        here: Path = ()
        while self._skip_blank() < len(self.text):
            if self.text[self.place] == "[":
                start = self.place
                here = self._header()
                yield here, Place(start, start)
            else:
                yield from self._pair(here)

    def _skip_blank(self) -> int:
        found = BLANK.match(self.text, self.place)
        self.place = found.end() if found else self.place
        return self.place

    def _take(self, sign: str) -> bool:
        taken = self.text.startswith(sign, self.place)
        self.place += len(sign) if taken else 0
        return taken

    def _parts(self) -> list[str]:
        """A key and the dotted keys behind it."""
        parts = []
        while found := PART.match(self.text, self.place):
            parts.append(next(part for part in found.groups() if part is not None))
            self.place = found.end()
            if not self._take("."):
                break
        return parts

    def _header(self) -> Path:
        is_list = self._take("[[")
        if not is_list:
            self._take("[")
        path = self._entered(self._parts(), is_list=is_list)
        self._take("]]" if is_list else "]")
        return path

    def _entered(self, parts: list[str], *, is_list: bool) -> Path:
        here: Path = ()
        for place, part in enumerate(parts):
            here = (*here, part)
            if is_list and place == len(parts) - 1:
                self.counts[here] = self.counts.get(here, -1) + 1
            if here in self.counts:
                here = (*here, self.counts[here])
        return here

    def _pair(self, here: Path) -> Iterator[tuple[Path, Place]]:
        start = self._skip_blank()
        path = (*here, *self._parts())
        self._take("=")
        self._skip_blank()
        for depth in range(len(here) + 1, len(path) + 1):
            yield path[:depth], Place(start, self.place)
        yield from self._value(path)

    def _value(self, path: Path) -> Iterator[tuple[Path, Place]]:
        quote = next((mark for mark in QUOTES if self.text.startswith(mark, self.place)), "")
        if quote:
            self._skip_text(quote)
        elif self._take("["):
            yield from self._array(path)
        elif self._take("{"):
            yield from self._inline(path)
        elif found := BARE.match(self.text, self.place):
            self.place = found.end()

    def _skip_text(self, quote: str) -> None:
        place = self.place + len(quote)
        while place < len(self.text) and not self.text.startswith(quote, place):
            place += 2 if '"' in quote and self.text[place] == "\\" else 1
        place += len(quote)
        while len(quote) > 1 and self.text.startswith(quote[0], place):
            place += 1  # up to two quotes may stand right before the closing three
        self.place = place

    def _array(self, path: Path) -> Iterator[tuple[Path, Place]]:
        number = 0
        while self._skip_blank() < len(self.text) and not self._take("]"):
            yield (*path, number), Place(self.place, self.place)
            yield from self._value((*path, number))
            number += 1
            self._skip_blank()
            self._take(",")

    def _inline(self, path: Path) -> Iterator[tuple[Path, Place]]:
        while self._skip_blank() < len(self.text) and not self._take("}"):
            yield from self._pair(path)
            self._skip_blank()
            self._take(",")
