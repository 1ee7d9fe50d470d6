"""The lines of a plan out to Excel, edited there, and in again: only edited cells change."""

import io

import docx
import openpyxl
import pypdfium2
import pytest

from jigai.apps.audit.queries.versions import version_of
from jigai.apps.planning.actions.edit_line import edit_line
from jigai.apps.planning.catalogue import THEMES
from jigai.apps.planning.models import PlanLine
from jigai.apps.planning.writable import VersionNotWritable
from jigai.flows.exchange_plan import SheetHasProblems, export_plan, import_plan
from jigai.flows.print_plan import print_plan
from tests.cast import TODAY
from tests.plan_cast import LIN, SHEN, approved_of, by, draft_of, gap_of


@pytest.fixture
def version(enterprise, agency):
    return draft_of(enterprise, agency, gap_of(enterprise))


def sheet(version, change=None):
    book = openpyxl.load_workbook(io.BytesIO(export_plan(version)))
    rows = book.worksheets[0]
    heads = {cell.value: cell.column for cell in rows[2]}
    if change:
        change(rows, heads)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def brought_in(version, content):
    return import_plan(version=version, content=content, name="规划.xlsx", change=by(LIN, "回填"))


def row_of(rows, heads, key):
    return next(r[0].row for r in rows.iter_rows(min_row=3) if r[heads["条目号"] - 1].value == key)


def values():
    return list(PlanLine.objects.order_by("pk").values())


def test_an_unedited_sheet_changes_nothing(version):
    before = values()
    done = brought_in(version, sheet(version))
    assert (done.rows, done.edited, values()) == (5, (), before)


def test_only_the_edited_cell_changes_and_a_new_row_is_a_new_line(version):
    def edited(rows, heads):
        rows.cell(row_of(rows, heads, "P1"), heads["目标值"], 95)
        new = rows.max_row + 1
        for head, value in (("条目类型", "供应环节"), ("名称", "绝缘件"), ("断供风险", "低")):
            rows.cell(new, heads[head], value)

    before = {row["key"]: row for row in values()}
    done = brought_in(version, sheet(version, edited))
    assert [(one.key, one.is_new) for one in done.edited] == [("P1", False), ("S2", True)]
    assert (done.edited[0].columns, done.cells) == (("target",), 1)
    after = {row["key"]: row for row in values()}
    assert after["P1"] == before["P1"] | {"target": "95"}
    assert (after["S2"]["title"], after["S2"]["risk"]) == ("绝缘件", "low")
    assert {k: after[k] for k in before if k != "P1"} == {k: before[k] for k in before if k != "P1"}


def test_what_another_person_changed_since_the_export_stays(version):
    content = sheet(version, lambda rows, heads: rows.cell(
        row_of(rows, heads, "P1"), heads["目标值"], 95))  # fmt: skip
    line = version.lines.get(key="P1")
    edit_line(line=line, base=version_of(line), values={"title": "换机"}, change=by(SHEN))
    brought_in(version, content)
    line.refresh_from_db()
    assert (line.title, line.target) == ("换机", "95")


def test_a_cell_that_both_changed_is_refused_and_nothing_is_saved(version):
    def edited(rows, heads):
        rows.cell(row_of(rows, heads, "T1"), heads["名称"], "改名")
        rows.cell(row_of(rows, heads, "P1"), heads["目标值"], 95)

    content = sheet(version, edited)
    line = version.lines.get(key="P1")
    edit_line(line=line, base=version_of(line), values={"target": "80"}, change=by(SHEN))
    before = values()
    with pytest.raises(SheetHasProblems):
        brought_in(version, content)
    assert values() == before


def test_a_column_that_a_kind_has_not_is_told_with_its_row(version):
    content = sheet(version, lambda rows, heads: rows.cell(
        row_of(rows, heads, "D1"), heads["期望技术成熟度（1-9）"], 3))  # fmt: skip
    with pytest.raises(SheetHasProblems) as refused:
        brought_in(version, content)
    assert "第 7 行" in refused.value.said.zh


def test_an_approved_version_takes_no_sheet(version):
    content = sheet(version)
    approved_of(version)
    with pytest.raises(VersionNotWritable):
        brought_in(version, content)


@pytest.mark.parametrize(("language", "word"), [("zh", "改造措施"), ("en", "measure")])
def test_a_plan_is_printed_on_one_page(version, lin, language, word):
    [page] = pypdfium2.PdfDocument(print_plan(version, lin, on=TODAY, language=language))
    text = "".join(page.get_textpage().get_text_range().split())
    assert word in text
    assert "更换数控折弯机" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_plan_is_a_word_file_on_its_four_themes_with_every_line(
    lin, enterprise, agency, language
):
    version = draft_of(enterprise, agency, gap_of(enterprise))
    made = print_plan(version, lin, on=TODAY, language=language, form="docx")
    assert made == print_plan(version, lin, on=TODAY, language=language, form="docx")
    document = docx.Document(io.BytesIO(made))
    headings = [one.text for one in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for label in THEMES.values():
        assert any(label.said_in(language) in text for text in headings)
    assert len(document.tables) == len(THEMES)
    for line in version.lines.all():
        assert any(line.title in text for text in cells)
    assert any("数控化率低" in text for text in cells)
    assert any(enterprise.name in text for text in headings)
