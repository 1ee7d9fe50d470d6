"""Panels from CSV, Parquet and Excel are the same table."""

import gzip

import polars as pl
import pytest
import xlsxwriter

from jigai.domain.impact.panel import PanelColumns, panel_of
from jigai.exchange.impact.panel_file import PanelFileUnreadable, read_panel_file

HEADS = ["企业", "年", "起始", "产值"]
ROWS = [["甲", 2021, 0, 1.5], ["甲", 2022, 0, 2.5], ["乙", 2021, 2022, 3], ["乙", 2022, 2022, 5]]
COLUMNS = PanelColumns("企业", "年", "起始", "产值")
TEXT = "\r\n".join(",".join(map(str, row)) for row in [HEADS, *ROWS]) + "\r\n\r\n"


def sheet(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "p.xlsx")
    page = book.add_worksheet()
    for place, row in enumerate([HEADS, *ROWS]):
        page.write_row(place, 0, row)
    book.close()
    return (tmp_path / "p.xlsx").read_bytes()


def parquet(tmp_path):
    pl.DataFrame(ROWS, schema=HEADS, orient="row", strict=False).write_parquet(
        tmp_path / "p.parquet"
    )
    return (tmp_path / "p.parquet").read_bytes()


def test_every_kind_of_file_gives_the_same_panel(tmp_path):
    contents = {
        "p.csv": TEXT.encode("utf-8-sig"),
        "gb.csv": TEXT.encode("gb18030"),
        "p.csv.gz": gzip.compress(TEXT.encode()),
        "p.xlsx": sheet(tmp_path),
        "P.PARQUET": parquet(tmp_path),
    }
    panels = [panel_of(read_panel_file(data, name=n), COLUMNS) for n, data in contents.items()]
    assert len({panel.digest() for panel in panels}) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.pdf", b"%PDF"),
        ("p.xlsx", b"not a workbook"),
        ("p.parquet", b"nor this"),
        ("p.csv.gz", b"nor packed"),
        ("p.csv", "年,年\n1,2\n".encode()),
        ("p.csv", b"\xff\xff\xff"),
    ],
)
def test_what_cannot_be_read_is_refused(name, content):
    with pytest.raises(PanelFileUnreadable):
        read_panel_file(content, name=name)
