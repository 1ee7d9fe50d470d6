"""Small workbooks built in memory, each with one peculiarity of real ledgers."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlwt

from tests.real_data import FOLDER

HEADS = [
    "序号",
    "项目名称",
    "项目代码",
    "企业名称",
    "总投资（万元）",
    "累计完成投资（万元）",
    "形象进度（%）",
]
ROWS = [
    [1, "母线设备更新项目", "2601-371423-07-02-000019", "庆云甲子开关有限公司", 1200, 300.5, 25],
    [2, "电缆智能化改造项目", "2608-371423-07-02-735199", "庆云乙丑电缆有限公司", 800, 800, "100%"],
]


def xlsx(rows, *, merges=(), hidden=None, title="Sheet1"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for span in merges:
        sheet.merge_cells(span)
    if hidden:
        book.create_sheet(hidden).sheet_state = "hidden"
    return saved(book)


def xls(rows, *, merges=()):
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    for r1, r2, c1, c2, text in merges:
        sheet.write_merge(r1, r2, c1, c2, text)
    return saved(book)


def saved(book):
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def real(path):
    """A file of the real data folder.

    The data are never copied into the project, so without the folder the test is skipped and says
    so; a folder that lacks the file is a fault.
    """
    if not FOLDER.is_dir():
        pytest.skip(f"no real data at {FOLDER}")
    file = FOLDER / path
    assert file.exists(), f"the real data folder has no {path}"
    return file
