"""Tables of facts in files: CSV and Parquet, one file or a folder of parts, read part by part."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import IO

import polars as pl

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

PART_ROWS = 100_000
BLOCK = 1 << 20
CSV, PARQUET = ".csv", ".parquet"
CSV_ROW = 2
"""The head is row 1, as a sheet shows it."""


class TableUnreadable(Refusal):
    code = "facts.table_unreadable"
    message = Sentence("表“{file}”读不懂：{fault}", "The table {file} cannot be read: {fault}")
    remedy = Sentence(
        "请用带表头的 CSV（UTF-8 或 GB 18030）或 Parquet。",
        "Use CSV with a head row (UTF-8 or GB 18030) or Parquet.",
    )


class TableKindUnknown(Refusal):
    code = "facts.table_kind_unknown"
    message = Sentence(
        "“{file}”不是 .csv、.parquet，也不是文件夹。", "{file} is no .csv, .parquet or folder."
    )


class ColumnTwice(Refusal):
    code = "facts.column_twice"
    message = Sentence("列“{column}”出现两次。", "The column {column} stands there twice.")
    remedy = Sentence("请删去或改名其中一列。", "Remove or rename one of them.")


@dataclass(frozen=True, slots=True)
class FactFile:
    """A table that is not read yet; ``first_row`` is the number of its first row for people."""

    source: Path
    table: pl.LazyFrame
    columns: tuple[str, ...]
    first_row: int

    def parts(self) -> Iterator[pl.DataFrame]:
        """The rows in order, some at a time; at least one part, so that columns are known.

        Raises:
            TableUnreadable: with the fault.
        """
        found = iter(self.table.collect_batches(chunk_size=PART_ROWS, maintain_order=True))
        with _readable(self.source):
            part = next(found, None)
            if part is None:
                part = pl.DataFrame(schema=self.table.collect_schema())
        while part is not None:
            yield _without_blank_rows(part) if self.first_row == CSV_ROW else part
            with _readable(self.source):
                part = next(found, None)


@contextmanager
def opened(source: Path) -> Iterator[FactFile]:
    """A table in a file, or in a folder of parts.

    Raises:
        TableUnreadable, TableKindUnknown, ColumnTwice: as named.
    """
    with ExitStack() as stack:
        with _readable(source):
            table, row = _scanned(source, stack)
            found = FactFile(source, table, tuple(table.collect_schema().names()), row)
        yield found


def _scanned(source: Path, stack: ExitStack) -> tuple[pl.LazyFrame, int]:
    kind = source.suffix.lower()
    if source.is_dir():
        return _folder(source), 1
    if kind == PARQUET:
        return pl.scan_parquet(source, glob=False), 1
    if kind != CSV:
        raise TableKindUnknown(file=source.name)
    _check_head(source)
    if not _is_utf8(source):
        copy = stack.enter_context(NamedTemporaryFile(suffix=CSV))  # noqa: SIM115 - the stack closes
        _as_utf8(source, copy)
        source = Path(copy.name)
    return _csv([source]), CSV_ROW


@contextmanager
def _readable(source: Path) -> Iterator[None]:
    try:
        yield
    except (pl.exceptions.PolarsError, UnicodeDecodeError, OSError) as fault:
        said = str(fault).strip().splitlines()
        raise TableUnreadable(file=source.name, fault=said[0] if said else "") from None


def _without_blank_rows(part: pl.DataFrame) -> pl.DataFrame:
    """Empty lines of a file of text are no subjects."""
    return part.filter(~pl.all_horizontal(pl.all().is_null())) if part.width else part


def _folder(source: Path) -> pl.LazyFrame:
    if any(source.rglob(f"*{PARQUET}")):
        return pl.scan_parquet(source / "**" / f"*{PARQUET}", hive_partitioning=True)
    files = sorted(source.rglob(f"*{CSV}"))
    if not files:
        raise TableUnreadable(file=source.name, fault=f"*{PARQUET}, *{CSV}: 0")
    for file in files:
        _check_head(file)
    return _csv(files)


def _csv(files: list[Path]) -> pl.LazyFrame:
    """Every cell as it is written."""
    return pl.scan_csv(files, infer_schema=False, glob=False)


def _check_head(source: Path) -> None:
    with source.open("rb") as read:
        line = read.readline()
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = line.decode("gb18030")
    names = next(csv.reader([text]), [])
    for name in names:
        if names.count(name) > 1:
            raise ColumnTwice(column=name)


def _is_utf8(source: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source.open("rb") as read:
        try:
            while block := read.read(BLOCK):
                decoder.decode(block)
        except UnicodeDecodeError:
            return False
    return True


def _as_utf8(source: Path, copy: IO[bytes]) -> None:
    decoder = codecs.getincrementaldecoder("gb18030")()
    with source.open("rb") as read:
        while block := read.read(BLOCK):
            copy.write(decoder.decode(block).encode())
    copy.write(decoder.decode(b"", final=True).encode())
    copy.flush()


class Writer:
    """Writes parts beside the place where the whole will stand."""

    def __init__(self, output: Path, folder: Path) -> None:
        self.output, self.folder, self.count = output, folder, 0

    def write(self, part: pl.DataFrame) -> None:
        if self.output.suffix.lower() == CSV:
            with (self.folder / "whole.csv").open("ab") as written:
                part.select(_plainly(part)).write_csv(written, include_header=self.count == 0)
        else:
            part.write_parquet(self.folder / f"part-{self.count:05d}{PARQUET}")
        self.count += 1

    def finish(self) -> None:
        if self.output.suffix.lower() == CSV:
            (self.folder / "whole.csv").replace(self.output)
        elif self.output.suffix.lower() == PARQUET:
            pl.scan_parquet(self.folder / f"part-*{PARQUET}").sink_parquet(self.folder / "whole")
            (self.folder / "whole").replace(self.output)
        else:
            self.output.mkdir(exist_ok=True)
            for stale in self.output.glob(f"part-*{PARQUET}"):
                stale.unlink()
            for part in sorted(self.folder.glob(f"part-*{PARQUET}")):
                part.replace(self.output / part.name)


@contextmanager
def writing(output: Path) -> Iterator[Writer]:
    """Somewhere to write parts; the file or folder appears when all are there.

    Raises:
        TableKindUnknown: it is named as neither.
    """
    if output.suffix.lower() not in {CSV, PARQUET, ""}:
        raise TableKindUnknown(file=output.name)
    with TemporaryDirectory(dir=output.resolve().parent, prefix=f".{output.name}-") as folder:
        writer = Writer(output, Path(folder))
        yield writer
        writer.finish()


def _plainly(part: pl.DataFrame) -> list[pl.Expr]:
    """As people write a table: no needless ".0", nothing where there is no text."""
    return [_plain(pl.col(name), kind) for name, kind in part.schema.items()]


def _plain(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    if kind == pl.String:
        return pl.when(column != "").then(column)
    if not kind.is_float():
        return column
    whole = column.cast(pl.Int64, strict=False).cast(pl.String)
    return pl.when(column == column.floor()).then(whole).otherwise(column.cast(pl.String))
