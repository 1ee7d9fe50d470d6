from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from jigai.exchange.documents.characters import CharactersMissing
from jigai.exchange.documents.docx import board_docx, letter_docx, notice_docx
from jigai.exchange.documents.docx_elements import _ORDER
from tests.exchange.documents.papers_cast import board, letter, notice, numbered_notice


@pytest.fixture(scope="module")
def opened():
    return docx.Document(BytesIO(notice_docx(notice(88))))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_run_names_its_chinese_font(language):
    for made in (
        notice_docx(notice(), language=language),
        letter_docx(letter(), language=language),
        board_docx(board(), language=language),
    ):
        runs = docx.Document(BytesIO(made)).element.body.iter(qn("w:r"))
        fonts = [
            run.find(f".//{qn('w:rFonts')}") for run in runs if run.find(qn("w:t")) is not None
        ]
        assert fonts
        assert all(font.get(qn("w:eastAsia")) for font in fonts)


def test_the_body_is_indented_by_two_characters_on_the_line_grid(opened):
    body = next(p for p in opened.paragraphs if p.text.startswith("11月上半月"))
    indent = body._p.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"
    assert body.paragraph_format.line_spacing.pt == pytest.approx(28.9)
    grid = opened.sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:linePitch")) == "578"


def test_the_page_is_a4_with_the_standards_margins(opened):
    section = opened.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]


def test_the_table_head_repeats_and_widths_stand_in_the_grid(opened):
    table = opened.tables[0]
    assert len(table.rows) == 89
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    widths = [column.w.pt for column in table._tbl.tblGrid.gridCol_lst]
    assert sum(widths) == pytest.approx(442.2, abs=1)


def test_properties_stand_in_the_order_of_the_schema(opened):
    for name, order in _ORDER.items():
        places = {qn(f"w:{each}"): n for n, each in enumerate(order.split())}
        for properties in opened.element.body.iter(qn(f"w:{name}")):
            found = [places[child.tag] for child in properties]
            assert found == sorted(found)


def test_page_numbers_change_sides(opened):
    section = opened.sections[0]
    assert opened.settings.odd_and_even_pages_header_footer
    assert "PAGE" in section.even_page_footer._element.xml
    assert section.footer.paragraphs[0].text == "—  —"


def test_a_letter_shows_head_and_double_line_on_the_first_page_only():
    section = docx.Document(BytesIO(letter_docx(letter()))).sections[0]
    assert section.different_first_page_header_footer
    head = section.first_page_header.paragraphs[0]
    assert head.text == "庆云县工业和信息化局"
    assert "thickThinMediumGap" in head._p.xml
    assert "PAGE" not in section.first_page_footer._element.xml


def test_word_and_pdf_say_the_same_note_and_number():
    texts = [p.text for p in docx.Document(BytesIO(notice_docx(numbered_notice()))).paragraphs]
    assert "庆工信〔2026〕7号" in texts
    assert "（本件由系统生成；签发、用印以公文系统为准）" in texts


def test_a_chart_has_its_words_for_readers_who_do_not_see_it(opened):
    (shape,) = opened.inline_shapes
    assert "红牌6个" in shape._inline.docPr.get("descr")


def test_a_control_character_is_refused_in_word_too():
    with pytest.raises(CharactersMissing, match=r"U\+0000"):
        letter_docx(replace(letter(), contact="李\x00"))


def test_equal_papers_give_equal_files_without_the_moment_of_writing():
    made = board_docx(board())
    assert made == board_docx(board())
    with ZipFile(BytesIO(made)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
