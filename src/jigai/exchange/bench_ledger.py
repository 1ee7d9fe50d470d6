"""Measures reading and validating a big ledger against python-calamine's bare read."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from datetime import date, timedelta
from time import perf_counter
from typing import TYPE_CHECKING

import xlsxwriter
from python_calamine import CalamineWorkbook

from jigai.exchange.identifiers import project_code_check_digit, with_check_character
from jigai.exchange.ledger import LedgerReading, Progress, plan_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADS = [
    "序号",
    "项目名称",
    "项目代码",
    "企业名称",
    "统一社会信用代码",
    "所属乡镇（园区）",
    "产业方向",
    "建设性质",
    "总投资(万元)",
    "其中设备投资(万元)",
    "本年计划投资(万元)",
    "计划开工",
    "计划竣工",
    "是否开工",
    "本期完成投资(万元)",
    "本年累计完成投资(万元)",
    "开工以来累计完成投资(万元)",
    "投资完成率",
    "形象进度(%)",
    "工程形象进度",
    "是否纳统",
    "备案",
    "环评",
    "责任单位",
    "备注",
]
_DAYS = tuple(date(2024, 1, 1) + timedelta(days=7 * n) for n in range(200))
_TOWNSHIPS = ("庆云镇", "常家镇", "尚堂镇", "崔口镇", "东辛店镇", "严务乡", "中丁乡", "徐园子乡")


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of the bare read and of ours, their ratio, and our peak of memory."""

    rows: int
    columns: int
    bare_seconds: float
    ours_seconds: float
    faults: int
    peak_megabytes: float

    @property
    def ratio(self) -> float:
        return self.ours_seconds / self.bare_seconds


def write_big_ledger(path: Path, *, rows: int = 100_000) -> None:
    """A sound synthetic ledger of 25 columns with a title, a total and a note."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("技改项目调度表")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(0, 0, "技术改造项目调度表")
    sheet.write_row(1, 0, HEADS)
    for number, record in enumerate(_records(rows), start=2):
        for column, cell in enumerate(record):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            elif cell != "":
                sheet.write(number, column, cell)
    sheet.write(rows + 2, 0, "注：演示数据")
    book.close()


def _records(rows: int) -> Iterator[tuple[object, ...]]:
    for n in range(rows):
        digits = f"2601371423{(4, 7, 89)[n % 3]:02d}02{n:05d}"
        digits += str(project_code_check_digit(digits))
        code = f"{digits[:4]}-{digits[4:10]}-{digits[10:12]}-{digits[12:14]}-{digits[14:]}"
        credit_code = with_check_character(f"91371423MA{n // 3:07d}")
        total, done = 380 + n % 26000 + 0.5, (n * 7 % 9000) / 10
        start, end = _DAYS[n % 100], _DAYS[100 + n % 100]
        town = _TOWNSHIPS[n % 8]
        yield (
            n + 1, f"第{n}号生产线技术改造项目", code, f"庆云{n // 3}号有限公司", credit_code, town,
            "电气装备", "改建和技术改造", total, total / 2, total / 4,
            start if n % 3 else f"{start.year}.{start.month}",
            end if n % 3 else f"{end.year}年{end.month}月",
            "是", done / 10, done, done * 2, f"{n % 130}%" if n % 2 else (n % 1300) / 1000, n % 101,
            "主体施工", ("是", "否", "已申报")[n % 3], "√", "√" if n % 2 else "", town, "",
        )  # fmt: skip


def bare_read(path: Path) -> float:
    """Seconds that python-calamine takes for all rows as Python lists."""
    start = perf_counter()
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return perf_counter() - start


def read_and_validate(path: Path, progress: Progress | None = None) -> tuple[float, int, int]:
    """Seconds, rows and faults of a streamed reading that keeps no batch."""
    start = perf_counter()
    reading = LedgerReading(plan_file(path), progress)
    rows = faults = 0
    for batch in reading.batches():
        rows += len(batch.records)
        faults += len(batch.problems)
    return perf_counter() - start, rows, faults


def measure(path: Path, *, repeats: int = 3, progress: Progress | None = None) -> Measured:
    """Best of several runs of both; ours runs first, so that the peak of memory is its own."""
    ours = [read_and_validate(path, progress) for _ in range(repeats)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bare = min(bare_read(path) for _ in range(repeats))
    _, rows, faults = ours[0]
    return Measured(rows, len(HEADS), bare, min(seconds for seconds, _, _ in ours), faults, peak)
