"""Opens a table file by its content: .xlsx, .xls, .et, .csv, gzip of any of them."""

from __future__ import annotations

import gzip
import io
import itertools
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.delimited import TextTable, read_delimited

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

from jigai.exchange.packed import LARGEST_UNPACKED, unpacks_too_large
from jigai.exchange.workbook_cells import Row, Span

_ZIP, _OLE, _GZIP = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"


class WorkbookDamaged(Refusal):
    code = "ledger.workbook_damaged"
    message = Sentence(
        "文件“{name}”打不开：内容已损坏或不是表格。",
        "The file “{name}” cannot be opened: it is damaged or not a table.",
    )
    remedy = Sentence(
        "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。",
        "Open it in WPS or Excel, save it as .xlsx and import that.",
    )


class WorkbookLocked(Refusal):
    code = "ledger.workbook_locked"
    message = Sentence("文件“{name}”设有密码。", "The file “{name}” has a password.")
    remedy = Sentence("请取消密码后再导入。", "Remove the password and import again.")


class WebPageNotWorkbook(Refusal):
    code = "ledger.web_page"
    message = Sentence(
        "文件“{name}”其实是网页，只是改了扩展名。",
        "The file “{name}” is a web page under another name.",
    )
    remedy = WorkbookDamaged.remedy


class WorkbookTooLarge(Refusal):
    code = "ledger.workbook_too_large"
    message = Sentence(
        "文件“{name}”解压后过大（超过 2 GB，或压缩得异常）。",
        "The file “{name}” unpacks to too much: above 2 GB, or packed abnormally.",
    )
    remedy = Sentence("请拆成几个文件。", "Split it into several files.")


class NoSuchSheet(Refusal):
    code = "ledger.no_such_sheet"
    message = Sentence(
        "文件里没有工作表“{sheet}”，只有：{sheets}。",
        "The file has no sheet “{sheet}”, only: {sheets}.",
    )


class SheetSource(Protocol):
    """What a sheet needs from its file format."""

    def row_count(self) -> int: ...
    def spans(self) -> Sequence[Span]: ...
    def rows(self) -> Iterator[Row]: ...


@dataclass(frozen=True, slots=True)
class _Calamine:
    sheet: CalamineSheet

    def row_count(self) -> int:
        return self.sheet.end[0] + 1 if self.sheet.end else 0

    def spans(self) -> Sequence[Span]:
        return self.sheet.merged_cell_ranges or []

    def rows(self) -> Iterator[Row]:
        """From row 1 and column A, empty cells as ''."""
        left: Row = [""] * (self.sheet.start[1] if self.sheet.start else 0)
        rows: Iterator[Row] = self.sheet.iter_rows()
        return (left + row for row in rows) if left else rows


@dataclass(frozen=True, slots=True)
class _Text:
    table: TextTable

    def row_count(self) -> int:
        return len(self.table.rows)

    def spans(self) -> Sequence[Span]:
        return []

    def rows(self) -> Iterator[Row]:
        return iter(self.table.rows)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows are numbered as Excel does, the first is 1."""

    name: str
    hidden: bool
    source: SheetSource = field(repr=False)

    @property
    def row_count(self) -> int:
        return self.source.row_count()

    def rows(self) -> Iterator[Row]:
        """Every row from row 1, cells from column A, one after another."""
        return self.source.rows()

    def top(self, count: int) -> list[Row]:
        """The first ``count`` rows, merged ranges filled from their top-left cell."""
        rows = [list(row) for row in itertools.islice(self.rows(), count)]
        for (top, left), (bottom, right) in self.spans():
            for r in range(top, min(bottom + 1, len(rows))):
                for c in range(left, min(right + 1, len(rows[r]))):
                    rows[r][c] = rows[top][left]
        return rows

    def spans(self) -> Sequence[Span]:
        """Merged ranges, zero-based, both ends inside."""
        return self.source.spans()


@dataclass(frozen=True, slots=True)
class Workbook:
    name: str
    kind: str
    sheets: tuple[Sheet, ...]
    content: bytes = field(repr=False)

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, hidden ones included.

        Raises:
            NoSuchSheet: there is none.
        """
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise NoSuchSheet(sheet=name, sheets="、".join(s.name for s in self.sheets))

    @property
    def visible(self) -> tuple[Sheet, ...]:
        return tuple(s for s in self.sheets if not s.hidden) or self.sheets


def open_workbook(source: str | Path | bytes, *, name: str = "") -> Workbook:
    """Opens a table file; what it is shows in its first bytes, not in its name.

    Args:
        source: path or content.
        name: what to call the file in messages; default: the path's last part.

    Raises:
        WorkbookDamaged: not a table, or broken.
        WorkbookLocked: it has a password.
        WebPageNotWorkbook: HTML saved under a workbook's name.
        WorkbookTooLarge: it would unpack to more than 2 GB.
    """
    content = source if isinstance(source, bytes) else Path(source).read_bytes()
    name = name or ("" if isinstance(source, bytes) else Path(source).name)
    if content.startswith(_GZIP):
        content = _unpacked(content, name=name)
    if content.startswith(_ZIP):
        _check_size(content, name=name)
        return Workbook(name, "xlsx", _calamine_sheets(content, name=name), content)
    if content.startswith(_OLE):
        return Workbook(name, "xls", _calamine_sheets(content, name=name), content)
    if (
        content[:2000]
        .lstrip(b"\xef\xbb\xbf \r\n\t")
        .lower()
        .startswith((b"<html", b"<!doc", b"<?xml"))
    ):
        raise WebPageNotWorkbook(name=name)
    table = read_delimited(content)
    if table is None:
        raise WorkbookDamaged(name=name)
    return Workbook(
        name, "csv", (Sheet(Path(name).stem or "csv", hidden=False, source=_Text(table)),), content
    )


def _unpacked(content: bytes, *, name: str) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            unpacked = packed.read(LARGEST_UNPACKED + 1)
    except (OSError, EOFError) as error:
        raise WorkbookDamaged(name=name) from error
    if len(unpacked) > LARGEST_UNPACKED:
        raise WorkbookTooLarge(name=name)
    return unpacked


def _check_size(content: bytes, *, name: str) -> None:
    try:
        is_too_large = unpacks_too_large(content)
    except zipfile.BadZipFile as error:
        raise WorkbookDamaged(name=name) from error
    if is_too_large:
        raise WorkbookTooLarge(name=name)


def _calamine_sheets(content: bytes, *, name: str) -> tuple[Sheet, ...]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return tuple(
            Sheet(
                name=about.name,
                hidden=about.visible != SheetVisibleEnum.Visible,
                source=_Calamine(book.get_sheet_by_name(about.name)),
            )
            for about in book.sheets_metadata
            if about.typ == SheetTypeEnum.WorkSheet
        )
    except PasswordError as error:
        raise WorkbookLocked(name=name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise WorkbookDamaged(name=name) from error
    except BaseException as error:
        # The reader is written in Rust and panics on some damage, outside of Exception.
        if type(error).__name__ == "PanicException":
            raise WorkbookDamaged(name=name) from error
        raise
