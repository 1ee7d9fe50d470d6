"""Two tables that say the same have one digest, however they are written; else they have two."""

from datetime import date

import polars as pl
import pytest

from jigai.domain.rules.rulebook import rule_set
from jigai.exchange.content_digest import canonical, input_digest

RULES = rule_set("cn.tech_sme", on=date(2026, 6, 1))
TEXT = """subject_id,employees,rd_expense_yuan,valid_hnte,remark
A,100,600000.50,true,x
B,,1e6,否,y
C,0.5,-0.0,,z
"""


@pytest.fixture
def digest(tmp_path):
    def of(text, name="table.csv"):
        (tmp_path / name).write_text(text)
        return input_digest(tmp_path / name, RULES)

    return of


def test_order_spelling_and_columns_that_no_rule_asks_do_not_count(digest):
    other = """remark,valid_hnte,subject_id,rd_expense_yuan,employees
,FALSE,B,1000000.00,
,,C,0, 0.500
q,是,A,+600000.5,0100
"""
    assert digest(other) == digest(TEXT)


def test_text_and_parquet_of_the_same_rows_have_one_digest(digest, tmp_path):
    table = pl.DataFrame(
        {
            "rd_expense_yuan": [600000.5, 1e6, 0.0],
            "employees": pl.Series(["100", None, "0.5"]).cast(pl.Decimal(10, 1)),
            "valid_hnte": [True, False, None],
            "subject_id": ["A", "B", "C"],
        }
    )
    folder = tmp_path / "parts"
    folder.mkdir()
    table[2:].write_parquet(folder / "a.parquet")
    table[:2].write_parquet(folder / "b.parquet")

    assert input_digest(folder, RULES) == digest(TEXT)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("600000.50", "600000.51"),
        ("A,100", "D,100"),
        ("true", "false"),
        ("B,,1e6", "B,0,1e6"),
        ("C,0.5", "C,0.05"),
        ("C,0.5,-0.0,,z\n", ""),
        ("C,0.5,-0.0,,z\n", "C,0.5,-0.0,,z\nC,0.5,-0.0,,z\n"),
        ("employees", "employees_of_last_year"),
    ],
)
def test_whatever_a_rule_could_see_counts(digest, before, after):
    assert before in TEXT
    assert digest(TEXT.replace(before, after)) != digest(TEXT)


def test_a_cell_cannot_pretend_to_be_two():
    cells = canonical(pl.Series(["a\x1fb", "a", "\x00", "\x1b1f", None]), "text")

    assert cells.n_unique() == 5
    assert not any("\x1f" in cell or cell == "\x00" for cell in cells if cell)


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("007", "7"),
        ("-0", "0"),
        ("+1.50", "1.5"),
        ("1E-7", "0.0000001"),
        (".5", "0.5"),
        ("5.", "5"),
    ],
)
def test_a_number_has_one_text(written, one):
    assert canonical(pl.Series([written]), "number").to_list() == [one]
