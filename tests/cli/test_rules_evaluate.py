"""jigai rules evaluate: a table of facts in, the same table with its results out."""

import csv
import json

import polars as pl
import pytest
from click.testing import CliRunner

from jigai.cli.main import main

pytestmark = pytest.mark.django_db

FACTS = {
    "employees": "100", "tech_staff": "30", "sales_revenue_yuan": "10000000",
    "rd_expense_yuan": "600000", "cost_expense_yuan": "100000000", "total_assets_yuan": "20000000",
    "class1_ip": "0", "class2_ip": "1", "resident_enterprise": "true", "audited_accounts": "true",
    "industry_allowed": "true", "no_serious_breach": "true", "valid_hnte": "false",
    "national_award_top3": "false", "provincial_rd_body": "false", "led_standard": "false",
}  # fmt: skip
FIRMS = {
    "usual": {},
    "one fen short": {"rd_expense_yuan": "599999.99"},
    "no R&D figure": {"rd_expense_yuan": ""},
    "direct": {"tech_staff": "0", "valid_hnte": "是"},
    "too large": {"total_assets_yuan": "200000000.01", "tech_staff": "29.75"},
    "written oddly": {"sales_revenue_yuan": "1e7", "employees": " 100 ", "led_standard": "FALSE"},
    "too fine to count in fen": {"rd_expense_yuan": "599999.999999999999"},
    "huge": {"sales_revenue_yuan": "1e40", "cost_expense_yuan": "99999999999999999999"},
    "nothing known": dict.fromkeys(FACTS, ""),
}
EXPECTED = {
    "usual": ("met", "76", "76", "50", "score"),
    "one fen short": ("met", "66", "66", "40", "score"),
    "no R&D figure": ("unknown", "26", "76", "", "none"),
    "direct": ("met", "56", "56", "50", "direct:valid_hnte"),
    "too large": ("not_met", "72", "72", "50", "none"),
    "written oddly": ("met", "76", "76", "50", "score"),
    "too fine to count in fen": ("met", "66", "66", "40", "score"),
    "huge": ("not_met", "26", "26", "0", "none"),
    "nothing known": ("unknown", "0", "100", "", "none"),
}


def run(*words):
    return CliRunner().invoke(main, ["rules", "evaluate", "cn.tech_sme", *map(str, words)])


def written(path, **more):
    rows = [{"subject_id": name, **FACTS, **other, **more} for name, other in FIRMS.items()]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def table(tmp_path):
    return written(tmp_path / "firms.csv", remark="甲,乙")


@pytest.mark.parametrize("engine", ["embedded", "reference"])
def test_each_firm_gets_outcome_range_points_and_route(table, tmp_path, engine):
    done = run(table, "-o", tmp_path / "out.csv", "--engine", engine)

    assert done.exit_code == 0, done.output
    rows = read(tmp_path / "out.csv")
    columns = ("outcome", "total_low", "total_high", "points_rd", "route")
    assert {r["subject_id"]: tuple(r[c] for c in columns) for r in rows} == EXPECTED
    assert list(rows[0])[:4] == ["subject_id", "outcome", "total_low", "total_high"]
    assert {row["remark"] for row in rows} == {"甲,乙"}


def test_both_engines_write_the_same_bytes(table, tmp_path):
    for engine in ("embedded", "reference"):
        assert run(table, "-o", tmp_path / f"{engine}.csv", "--engine", engine).exit_code == 0

    assert (tmp_path / "embedded.csv").read_bytes() == (tmp_path / "reference.csv").read_bytes()


def test_the_reasons_name_gates_and_what_is_missing(table, tmp_path):
    run(table, "-o", tmp_path / "out.csv")

    reasons = {row["subject_id"]: row["reasons"] for row in read(tmp_path / "out.csv")}
    assert reasons["no R&D figure"] == "decided:unknown missing:rd_expense_yuan"
    assert reasons["too large"] == "decided:gates gate_failed:size_assets"
    assert "gate_unknown:conduct" in reasons["nothing known"].split()


def test_parquet_and_a_folder_of_parts_come_out_like_text(table, tmp_path):
    run(table, "-o", tmp_path / "text.csv")
    cells = pl.read_csv(table, infer_schema=False)
    money = [name for name in FACTS if name.endswith("_yuan")]
    cells = cells.filter(~pl.col("subject_id").is_in(["too fine to count in fen", "huge"]))
    typed = cells.with_columns(pl.col(money).cast(pl.Float64))
    folder = tmp_path / "parts" / "area=371423"
    folder.mkdir(parents=True)
    typed[:3].write_parquet(folder / "a.parquet")
    typed[3:].write_parquet(folder / "b.parquet")

    assert run(folder.parent, "-o", tmp_path / "out.parquet").exit_code == 0

    found = pl.read_parquet(tmp_path / "out.parquet")
    wanted = {row["subject_id"]: row for row in read(tmp_path / "text.csv")}
    assert found.height == typed.height
    assert {"area", "points_rd_low", "badge"} <= set(found.columns)
    for row in found.iter_rows(named=True):
        text = wanted[row["subject_id"]]
        assert [row["outcome"], row["route"], row["reasons"]] == [
            text["outcome"], text["route"], text["reasons"],
        ]  # fmt: skip
        assert [row["total_low"], row["total_high"]] == [
            float(text["total_low"]), float(text["total_high"]),
        ]  # fmt: skip


def test_a_folder_of_parts_can_be_written(table, tmp_path):
    assert run(table, "-o", tmp_path / "out").exit_code == 0

    assert pl.read_parquet(tmp_path / "out" / "*.parquet").height == len(FIRMS)


def test_a_table_of_an_office_spreadsheet_is_read(tmp_path, table):
    text = table.read_text(encoding="utf-8-sig")
    (tmp_path / "gb.csv").write_bytes(text.encode("gb18030") + b"\r\n")

    assert run(tmp_path / "gb.csv", "-o", tmp_path / "out.csv").exit_code == 0

    assert [row["subject_id"] for row in read(tmp_path / "out.csv")] == list(FIRMS)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("rd_expense_yuan", "60万"),
        ("resident_enterprise", "maybe"),
        ("class1_ip", "inf"),
        ("employees", "1,000"),
    ],
)
def test_a_cell_that_does_not_fit_is_refused_with_row_and_column(tmp_path, column, text):
    table = written(tmp_path / "firms.csv")
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    place = lines[0].split(",").index(column)
    cells = next(csv.reader([lines[3]]))
    cells[place] = f'"{text}"'
    lines[3] = ",".join(cells)
    table.write_text("\n".join(lines))

    done = run(table, "-o", tmp_path / "out.csv")

    assert done.exit_code == 1
    assert f"Row 4, column {column}" in done.output
    assert not (tmp_path / "out.csv").exists()


def test_a_column_named_nearly_like_a_fact_is_warned_of(tmp_path):
    table = tmp_path / "firms.csv"
    table.write_text("employes,tech_staff\n100,30\n")

    done = run(table, "-o", tmp_path / "out.csv", "--json")

    assert "Did you mean “employees”?" in done.stderr
    assert json.loads(done.stdout)["outcomes"] == {"unknown": 1}


def test_a_column_with_the_name_of_a_result_is_refused(tmp_path):
    table = tmp_path / "firms.csv"
    table.write_text("employees,points_rd\n100,30\n")

    done = run(table, "-o", tmp_path / "out.csv")

    assert done.exit_code == 1
    assert "facts.result_column_taken" in done.output


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "facts.table_unreadable"),
        ("a.csv", b"employees,employees\n1,2\n", "facts.column_twice"),
        ("a.csv", b"employees\n1,2\n", "facts.table_unreadable"),
        ("a.parquet", b"PAR1", "facts.table_unreadable"),
        ("a.xlsx", b"PK", "facts.table_kind_unknown"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)

    done = run(tmp_path / name, "-o", tmp_path / "out.csv")

    assert done.exit_code == 1
    assert code in done.output


def test_a_head_without_rows_gives_a_head(tmp_path):
    (tmp_path / "a.csv").write_text("subject_id,employees\n")

    assert run(tmp_path / "a.csv", "-o", tmp_path / "out.csv").exit_code == 0

    assert (tmp_path / "out.csv").read_text().startswith("subject_id,outcome,total_low")


def test_badges_come_out_with_their_colour(tmp_path):
    (tmp_path / "a.csv").write_text("subject_id,is_late,previous_colour\nP1,true,red\nP2,,\n")
    done = CliRunner().invoke(
        main,
        [
            *("rules", "evaluate", "huating_2017", str(tmp_path / "a.csv")),
            *("-o", str(tmp_path / "out.csv"), "--as-of", "2017-06-01"),
        ],
    )

    assert done.exit_code == 0, done.output
    rows = read(tmp_path / "out.csv")
    assert [rows[0][c] for c in ("outcome", "badge", "route")] == ["red", "红牌", "none"]
    assert rows[1]["outcome"] == "not_assessed"


def test_show_names_the_columns_of_a_table():
    done = CliRunner().invoke(main, ["rules", "show", "cn.tech_sme", "--json"])

    facts = {fact["name"]: fact for fact in json.loads(done.output)["facts"]}
    assert set(facts) == set(FACTS)
    assert facts["rd_expense_yuan"]["unit"] == "yuan"
    assert facts["rd_expense_yuan"]["period"]["en"] == "last fiscal year"


def test_a_rule_that_nobody_knew_then_is_refused_with_the_day_since_which_it_is_known():
    words = ["rules", "show", "cn.tech_sme", "--on", "2023-06-30", "--known-on", "2023-06-30"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1
    assert "rules.none_known" in done.output
    assert "2026-11" in done.output
