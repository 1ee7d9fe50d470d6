"""The typed search language: ``is:overdue area:@mine updated:>2026-06 name:母线``.

A term is ``key:value``, ``-key:value`` (not), or a free word. Values: ``a,b`` (either),
``>n`` ``>=n`` ``<n`` ``<=n``, ``a..b`` (from, to), ``none`` (nothing entered), ``"with spaces"``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TERM = re.compile(
    r"""(?P<not>-)?(?:(?P<key>[^\s:："'<>=]+)[:：](?P<value>(?:[^\s"]|"[^"]*")*))"""
    r"""|(?P<word>"[^"]*"|\S+)"""
)
COMPARED = re.compile(r"(>=|<=|>|<|≥|≤)(.+)", re.DOTALL)
SIGNS = {"≥": ">=", "≤": "<="}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition as written. ``key`` is empty for a free word."""

    key: str
    value: str
    is_not: bool = False

    @property
    def typed(self) -> str:
        """The term in canonical writing.

        >>> Term("area", "崔口镇 东", True).typed
        '-area:"崔口镇 东"'
        """
        value = f'"{self.value}"' if re.search(r"\s", self.value) else self.value
        return f"{'-' if self.is_not else ''}{self.key}:{value}" if self.key else value

    @property
    def compared(self) -> tuple[str, str]:
        """Sign and operand; the sign is empty without a comparison."""
        found = COMPARED.fullmatch(self.value)
        return (SIGNS.get(found[1], found[1]), found[2].strip()) if found else ("", self.value)

    @property
    def alternatives(self) -> tuple[str, ...]:
        return tuple(part for part in re.split(r"[,，]", self.value) if part)


def terms_in(typed: str) -> tuple[Term, ...]:
    """Terms in the order of writing, each once.

    >>> [term.typed for term in terms_in('母线 is:overdue -size:small total:>1000')]
    ['母线', 'is:overdue', '-size:small', 'total:>1000']
    """
    found: dict[Term, None] = {}
    for match in TERM.finditer(typed):
        value = (match["word"] or match["value"] or "").replace('"', "").strip()
        key = (match["key"] or "").lower()
        if value:
            found[Term(key, value, bool(match["not"]))] = None
    return tuple(found)


def typed_from(terms: tuple[Term, ...]) -> str:
    return " ".join(term.typed for term in terms)
