"""What an English page still says in Chinese, and whether that is data.

Data are names and words that somebody wrote: they stand in the database as they are shown, and
the page marks them as Chinese (``lang``), so that a screen reader speaks them rightly.
"""

from __future__ import annotations

import json
import re
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from jigai.web.layout.language_of_parts import CHINESE, RUN
from tests.journeys.server import ROOT

BETWEEN = re.compile(r"\s*(?: · |、|, |；|;|\n|: |→|—)\s*")
FULL_WIDTH = re.compile("[，。：；（）？！、]")
LANGUAGE_SWITCH = "简体中文"
OFFICIAL_NUMBER = re.compile(r"[\u3400-\u9fff]+〔\d{4}〕\d+号")
MASKED_NAME = re.compile(r"[\u3400-\u9fff]\*+")
CATALOGUE = ROOT / "src" / "jigai" / "locale" / "en" / "LC_MESSAGES" / "django.po"
READ = """() => {
  const chinese = /[\\u3000-\\u303f\\u3400-\\u9fff\\uff01-\\uff5e]/, found = {marked: [], bare: []};
  const silent = 'script, style, template, textarea, [aria-hidden=true]:not(svg *)';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), at = walker.currentNode.parentElement;
    if (!chinese.test(text) || at.closest(silent)) continue;
    const is_marked = at.closest('svg') || at.closest('[lang]').lang.startsWith('zh');
    const within = at.closest('svg [data-whole]');
    const element = at.closest('bdi:not([lang])') || at;
    const whole = within ? within.dataset.whole : element.textContent.trim();
    found[is_marked ? 'marked' : 'bare'].push([text, whole]);
  }
  const named = ['aria-label', 'title', 'alt', 'placeholder', 'data-title', 'data-saved'];
  const spoken = [document.title];
  for (const element of document.querySelectorAll(named.map((name) => `[${name}]`).join()))
    for (const name of named) spoken.push(element.getAttribute(name) || '');
  found.spoken = spoken.filter((text) => chinese.test(text));
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Kept:
    """All words of a database and of its files, those within JSON too."""

    words: frozenset[str]

    def holds(self, text: str) -> bool:
        """Whether the text, or each Chinese part of it, stands there as it is."""
        if text in self.words:
            return True
        parts = [part.strip(" ·") for part in BETWEEN.split(text) if CHINESE.search(part)]
        if not all(map(self._is_word, parts)):
            parts = RUN.findall(text)
        return all(map(self._is_word, parts)) and not FULL_WIDTH.search(_without(parts, text))

    def _is_word(self, part: str) -> bool:
        named = OFFICIAL_NUMBER.fullmatch(part) or MASKED_NAME.fullmatch(part)
        return part in self.words or named is not None


def kept_in(database: Path, *more: str) -> Kept:
    """Words of a database, of ``more`` (what stands in files), and what English itself quotes."""
    entries = CATALOGUE.read_text(encoding="utf-8").split("\n\n")
    quoted = RUN.findall("\n".join(entry.partition("\nmsgstr")[2] for entry in entries))
    with closing(sqlite3.connect(database)) as connection:
        return Kept(frozenset({*_words(connection), *more, *quoted}))


def untranslated(page: Page, kept: Kept) -> list[str]:
    """Chinese that is not marked, and Chinese that is no data."""
    found = page.evaluate(READ)
    told = [pair for pair in found["marked"] if pair[0] != LANGUAGE_SWITCH]
    bare = [text for text, _whole in found["bare"] if CHINESE.search(text)]
    spoken = [[text, text] for text in found["spoken"]]
    no_data = {
        whole
        for text, whole in (*told, *found["bare"], *spoken)
        if not kept.holds(whole) and not (CHINESE.search(text) and kept.holds(text))
    }
    return [
        *(f"not marked as Chinese: {text}" for text in bare),
        *(f"not translated: {text}" for text in sorted(no_data)),
    ]


def _without(parts: list[str], text: str) -> str:
    for part in parts:
        text = text.replace(part, "")
    return text


def _words(connection: sqlite3.Connection) -> Iterator[str]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        columns = connection.execute(f'SELECT name, type FROM pragma_table_info("{table}")')
        for column, kind in columns.fetchall():
            if kind.lower().startswith(("varchar", "text")):
                found = connection.execute(f'SELECT DISTINCT "{column}" FROM "{table}"')
                for (value,) in found:
                    yield from _within_text(value)


def _within_text(value: Any) -> Iterator[str]:
    if not isinstance(value, str):
        return
    for read in (json.loads, tomllib.loads):  # texts of rules and question banks are TOML
        try:
            yield from _within(read(value))
        except ValueError:
            continue
        return
    if CHINESE.search(value):
        yield value.strip()


def _within(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _within(one)
