"""The digest of what a table says: not of its bytes, its row order or the kind of its file.

Each row is one line of canonical cells, columns by name; the digest is the SHA-256 over the column
names and the sorted SHA-256 digests of the lines. So the same rows in another order, in CSV or in
Parquet, in one file or in parts from many workers have one digest; a row more, less or twice does
not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import polars as pl

from jigai.domain.rules.facts import FactType
from jigai.exchange.evaluated_table import SUBJECT, result_names
from jigai.exchange.fact_cells import FLAGS
from jigai.exchange.fact_files import opened

if TYPE_CHECKING:
    from jigai.domain.rules.rule_set import RuleSet

Kind = Literal["number", "flag", "text"]
PLAIN = r"^([+-]?)([0-9]+)(?:\.([0-9]*))?$"
CELL_END, NOTHING, ESCAPE = "\x1f", "\x00", "\x1b"
OF_FACTS: dict[FactType, Kind] = {
    FactType.NUMBER: "number",
    FactType.FLAG: "flag",
    FactType.CHOICE: "text",
}


def input_digest(source: Path, rule_set: RuleSet) -> str:
    """Of a table of facts: the subjects and the facts that the rule asks, no other column.

    Raises:
        TableUnreadable, TableKindUnknown: as named.
    """
    kinds = {name: OF_FACTS[rule_set.facts[name].type] for name in rule_set.fact_names()}
    return _digest(source, {SUBJECT: "text", **kinds})


def output_digest(output: Path, rule_set: RuleSet) -> str:
    """Of a table of results: the subjects and the columns that the rule added.

    Raises:
        TableUnreadable, TableKindUnknown: as named.
    """
    kinds = {name: _kind_of_result(name) for name in result_names(rule_set)}
    return _digest(output, {SUBJECT: "text", **kinds})


def _kind_of_result(name: str) -> Kind:
    return "number" if name.startswith(("total_", "points_")) else "text"


def _digest(path: Path, kinds: Mapping[str, Kind]) -> str:
    with opened(path) as file:
        names = sorted(name for name in kinds if name in file.columns)
        found = [_lines(part, names, kinds) for part in file.parts()]
    digests = pl.concat(found).sort()
    whole = hashlib.sha256("\n".join(names).encode() + b"\n")
    for part in digests.to_frame().iter_slices(100_000):
        whole.update(b"".join(part.to_series().to_list()))
    return whole.hexdigest()


def _lines(part: pl.DataFrame, names: Sequence[str], kinds: Mapping[str, Kind]) -> pl.Series:
    """The digest of each row."""
    if not names:
        return pl.Series("digest", [hashlib.sha256(b"").digest()] * part.height, pl.Binary)
    cells = [canonical(part[name], kinds[name]).fill_null(NOTHING).alias(name) for name in names]
    lines = pl.DataFrame(cells).select(pl.concat_str(pl.all(), separator=CELL_END)).to_series()
    digests = [hashlib.sha256(line.encode()).digest() for line in lines]
    return pl.Series("digest", digests, pl.Binary)


def canonical(cells: pl.Series, kind: Kind) -> pl.Series:
    """Cells as their one text; null where nothing is said."""
    if cells.dtype.is_float():
        cells = cells.fill_nan(None)
    text = cells.cast(pl.String)
    if kind != "text":
        text = text.str.strip_chars()
    text = text.set(text == "", None)
    match kind:
        case "number":
            return _numbers(text)
        case "flag":
            lowered = text.str.to_lowercase()
            said = [str(flag).lower() for flag in FLAGS.values()]
            return lowered.replace_strict(list(FLAGS), said, default=lowered)
        case "text":
            for one in (ESCAPE, CELL_END, NOTHING, "\n"):
                text = text.str.replace_all(one, f"{ESCAPE}{ord(one):02x}", literal=True)
            return text


def _numbers(text: pl.Series) -> pl.Series:
    plain = text.str.contains(PLAIN)
    odd = text.filter(~plain).unique().to_list()
    if odd:
        text = text.replace(odd, [_written_out(one) for one in odd])
    table = text.to_frame("text").select(
        sign=pl.col("text").str.extract(PLAIN, 1),
        before=pl.col("text").str.extract(PLAIN, 2).str.strip_chars_start("0"),
        after=pl.col("text").str.extract(PLAIN, 3).fill_null("").str.strip_chars_end("0"),
        text=pl.col("text"),
    )
    is_nothing = (pl.col("before") == "") & (pl.col("after") == "")
    whole = pl.when(pl.col("before") == "").then(pl.lit("0")).otherwise("before")
    minus = pl.when((pl.col("sign") == "-") & ~is_nothing).then(pl.lit("-")).otherwise(pl.lit(""))
    rest = pl.when(pl.col("after") == "").then(pl.lit("")).otherwise("." + pl.col("after"))
    said = pl.when(pl.col("before").is_null()).then("text").otherwise(minus + whole + rest)
    return table.select(said.alias("text")).to_series()


def _written_out(text: str) -> str:
    """A number without an exponent; what is no number stays as it is."""
    try:
        return f"{Decimal(text):f}"
    except InvalidOperation:
        return text
