"""Which column is which field, and which mapping fits a header best."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.head_words import head_key, loose_key

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingType
    from collections.abc import Sequence

    from jigai.exchange.header import Head, Header
    from jigai.exchange.mapping import Field, Mapping

How = Literal["remembered", "path", "head", "loose", "ignored", "second", "unknown"]
_RANK: dict[How, int] = {"remembered": 0, "path": 1, "head": 2, "loose": 3}
IGNORE = ""
REASON_HEAD = "错误说明"


class NoMappingFits(Refusal):
    code = "ledger.no_mapping_fits"
    message = Sentence(
        "表头对不上任何一种台账；最接近“{mapping}”，缺少：{missing}。",
        "The header fits no known table; nearest is “{mapping}”, which lacks: {missing}.",
    )
    remedy = Sentence(
        "请改表头，或在导入时指定每列的含义。",
        "Change the heads, or say at import what each column means.",
    )


class NoSuchMapping(Refusal):
    code = "ledger.no_such_mapping"
    message = Sentence(
        "没有名为“{name}”的映射，可用：{names}。",
        "There is no mapping “{name}”; there are: {names}.",
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet with the field it was recognised as."""

    head: Head
    field: str | None
    how: How


@dataclass(frozen=True, slots=True)
class Match:
    mapping: Mapping
    columns: tuple[Column, ...]

    @property
    def fields(self) -> dict[str, Head]:
        return {c.field: c.head for c in self.columns if c.field}

    @property
    def unknown(self) -> tuple[Column, ...]:
        """Columns that are kept as they stand and mean nothing to the mapping."""
        return tuple(c for c in self.columns if c.how in {"unknown", "second"})

    @property
    def missing(self) -> tuple[Field, ...]:
        return tuple(f for f in self.mapping.fields if f.required and f.name not in self.fields)

    @property
    def fits(self) -> bool:
        return not self.missing and len(self.fields) >= self.mapping.fewest_heads

    @property
    def remembered(self) -> dict[str, str]:
        """Head → field, to be kept by the caller and passed in next time; '' is ignored."""
        return {c.head.text: c.field or IGNORE for c in self.columns if c.how != "unknown"}


def match_columns(header: Header, mapping: Mapping, *, remembered: MappingType[str, str]) -> Match:
    """Every column with its field; where two columns claim one field the closer head has it."""
    index = {head_key(h): f.name for f in mapping.fields for h in f.heads}
    loose = {loose_key(h): f.name for f in mapping.fields for h in f.heads}
    ignored = {head_key(h) for h in (*mapping.ignored, REASON_HEAD)}
    found = [_recognise(h, index, loose, ignored, remembered) for h in header.heads]
    names = {f.name for f in mapping.fields}
    taken: dict[str, Column] = {}
    for column in sorted(found, key=lambda c: _RANK.get(c.how, 9)):
        if column.field in names:
            taken.setdefault(str(column.field), column)
    return Match(mapping, tuple(_settled(c, taken) for c in found))


def _settled(column: Column, taken: MappingType[str, Column]) -> Column:
    if column.field is None or taken.get(column.field) is column:
        return column
    return Column(column.head, None, "second" if column.field in taken else "unknown")


def _recognise(
    head: Head,
    index: MappingType[str, str],
    loose: MappingType[str, str],
    ignored: set[str],
    remembered: MappingType[str, str],
) -> Column:
    if head.text in remembered:
        field = remembered[head.text]
        return Column(head, field or None, "remembered" if field else "ignored")
    keys = [head_key(part) for part in head.path]
    candidates: list[tuple[How, str | None]] = [
        ("path", index.get("/".join(keys)) if len(keys) > 1 else None),
        ("path", index.get("/".join(keys[-2:])) if len(keys) > 1 else None),
        ("head", index.get(keys[-1])),
        ("ignored", IGNORE if keys[-1] in ignored else None),
        ("loose", loose.get(loose_key(head.leaf))),
    ]
    for how, name in candidates:
        if name is not None:
            return Column(head, name or None, how)
    return Column(head, None, "unknown")


def best_match(
    header: Header, mappings: Sequence[Mapping], *, remembered: MappingType[str, str]
) -> Match:
    """The mapping that recognises most columns of the header.

    Raises:
        NoMappingFits: none fits; names the missing columns and the heads nearest to them.
    """
    matches = [match_columns(header, m, remembered=remembered) for m in mappings]
    best = max(matches, key=lambda m: (m.fits, len(m.fields), -len(m.unknown)))
    if not best.fits:
        raise NoMappingFits(mapping=best.mapping.title, missing=_what_is_missing(best))
    return best


def _what_is_missing(match: Match) -> Sentence:
    heads = [c.head.text for c in match.unknown]
    parts_zh, parts_en = [], []
    for field in match.missing:
        near = difflib.get_close_matches(field.heads[0], heads, n=2, cutoff=0.3)
        parts_zh.append(field.heads[0] + (f"（相近的有“{'”“'.join(near)}”）" if near else ""))
        parts_en.append(field.heads[0] + (f" (near: {', '.join(near)})" if near else ""))
    if not match.missing:
        known = f"{len(match.fields)} < {match.mapping.fewest_heads}"
        return Sentence(f"足够多的已知栏目（{known}）", f"enough known heads ({known})")
    return Sentence("、".join(parts_zh), ", ".join(parts_en))
