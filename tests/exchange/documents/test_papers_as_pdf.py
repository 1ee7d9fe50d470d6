from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from pylopdf_fonts_zh_cn import sans_path
from pypdfium2 import raw

from jigai.domain.sentence import Sentence
from jigai.exchange.documents.blocks import Chart, Paragraph
from jigai.exchange.documents.characters import CharactersMissing
from jigai.exchange.documents.docx import notice_docx
from jigai.exchange.documents.pdf import FontFolderMissing, board_pdf, letter_pdf, notice_pdf
from tests.exchange.documents.papers_cast import CHART, board, letter, notice, numbered_notice

RARE = "\U0002a6d6"


def texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def fonts(pdf: bytes) -> Counter[tuple[str, bool]]:
    """Base name and embedded or not, of each text object."""
    found: Counter[tuple[str, bool]] = Counter()
    name = raw.ctypes.create_string_buffer(100)
    for page in pypdfium2.PdfDocument(pdf):
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(each.raw)
            raw.FPDFFont_GetBaseFontName(font, name, 100)
            family = name.value.decode().rpartition("+")[2]
            found[family, bool(raw.FPDFFont_GetIsEmbedded(font))] += 1
    return found


def baselines(pdf: bytes, page: int) -> dict[float, int]:
    """Characters per line by height above the page's foot, page number left out."""
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    x, y = raw.c_double(), raw.c_double()
    lines: Counter[float] = Counter()
    for index in range(text.count_chars()):
        if text.get_text_range(index, 1).strip():
            raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            lines[round(y.value, 1)] += 1
    return {height: count for height, count in sorted(lines.items()) if height > 99}


@pytest.fixture(scope="module")
def long_notice() -> bytes:
    return notice_pdf(notice(88))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_only_the_shipped_fonts_are_used_and_all_are_embedded(language):
    for pdf in (
        notice_pdf(notice(), language=language),
        letter_pdf(letter(), language=language),
        board_pdf(board(), language=language),
    ):
        assert fonts(pdf).keys() == {("NotoSerifSC-Regular", True), ("NotoSansSC-Regular", True)}


def test_text_search_finds_names_with_rare_characters(long_notice):
    page = pypdfium2.PdfDocument(long_notice)[0].get_textpage()
    for name in ("王堃", "孙㛃"):
        assert page.search(name).get_next() is not None
    assert page.search("王坤").get_next() is None


def test_a_page_holds_22_lines_of_28_characters():
    body = (Paragraph("技" * 2000),)
    lines = baselines(notice_pdf(replace(notice(), body=body, attachments=())), 1)
    heights = list(lines)
    gaps = {round(b - a, 1) for a, b in pairwise(heights)}
    assert (len(lines), set(lines.values())) == (22, {28})
    assert gaps <= {28.8, 28.9, 29.0}


def test_the_table_head_repeats_on_each_page_of_the_table(long_notice):
    pages = [page for page in texts(long_notice) if "高压开关柜" in page]
    assert len(pages) >= 4
    assert all("责任单位" in page and "评定理由" in page for page in pages)


def test_page_numbers_stand_outside_odd_right_even_left(long_notice):
    document = pypdfium2.PdfDocument(long_notice)
    for index, side in ((0, "right"), (1, "left")):
        text = document[index].get_textpage()
        start = text.get_text_range().rindex(f"— {index + 1} —")
        left = text.get_charbox(start)[0]
        assert (left > 400) is (side == "right")


@pytest.mark.parametrize("lines", range(26, 32))
def test_the_signature_never_stands_on_a_page_without_text(lines):
    """A first paragraph fills up to the page's end, so that the signature comes to its edge."""
    body = (Paragraph("技" * 28 * (lines - 2)), Paragraph("末段" * 14))
    pages = texts(notice_pdf(replace(notice(), body=body, attachments=())))
    signed = next(page for page in pages if "2026年11月17日\r\n" in page and "本件由系统" in page)
    assert "末段" in signed


def test_a_letter_has_no_number_on_its_first_page_and_says_how_to_appeal():
    first, *rest = texts(letter_pdf(letter()))
    assert "— 1 —" not in first
    assert "— 2 —" in rest[0]
    assert "申诉途径" in "".join(rest)
    assert "关于高压开关柜" in first


def test_the_note_and_the_digests_are_printed(long_notice):
    everything = "".join(texts(long_notice)).replace("\r\n", "")
    assert "本件由系统生成，为草稿；文号、签发、用印以公文系统为准" in everything
    for digest in ("3f7a" * 16, "90be" * 16, "c41d" * 16):
        assert digest in everything


def test_a_numbered_notice_carries_its_number_and_is_no_draft():
    pages = texts(notice_pdf(numbered_notice()))
    assert "庆工信〔2026〕7号" in pages[0]
    assert "草稿" not in "".join(pages)


def test_badges_are_shape_and_word(long_notice):
    assert all(word in "".join(texts(long_notice)) for word in ("红牌", "金牌", "未评定"))


def test_the_english_edition_says_that_the_chinese_prevails():
    text = " ".join("".join(texts(notice_pdf(notice(), language="en"))).split())
    assert "the Chinese text prevails" in text
    assert "17 November 2026" in text


def test_the_file_is_tagged_pdf_a(long_notice):
    assert raw.FPDFCatalog_IsTagged(pypdfium2.PdfDocument(long_notice).raw)
    assert b"<pdfaid:part>2</pdfaid:part>" in long_notice


def test_a_character_without_a_shape_is_refused_by_name():
    strange = replace(notice(), signature=f"庆云县{RARE}局")
    with pytest.raises(CharactersMissing) as refused:
        notice_pdf(strange)
    assert f"{RARE}（U+2A6D6，见“庆云县{RARE}局”）" in refused.value.said.zh
    assert "字体目录" in refused.value.advice.zh


def test_a_character_without_a_shape_in_a_chart_is_refused_too():
    spec = CHART.spec | {"title": RARE}
    with pytest.raises(CharactersMissing, match="见图"):
        notice_pdf(replace(notice(), body=(Chart(spec, "图", "图"),)))


def test_a_control_character_is_refused():
    with pytest.raises(CharactersMissing, match=r"U\+0007"):
        notice_pdf(replace(notice(), title="通\x07报"))


def test_markup_in_a_text_is_printed_as_it_stands():
    wild = '#image("x") *粗* $x$ \\ <a> {{title}}'
    pages = texts(notice_pdf(replace(notice(), body=(Paragraph(wild),))))
    assert wild in "".join(pages)


def test_an_own_font_of_the_county_is_used_where_it_is_there(tmp_path):
    (tmp_path / "own.otf").write_bytes(renamed_font("FangSong"))
    with_own, without = (
        fonts(board_pdf(board(), font_folder=folder)) for folder in (tmp_path, None)
    )
    serif = ("NotoSerifSC-Regular", True)
    assert with_own[serif] < without[serif]


def test_a_font_folder_that_is_absent_is_refused(tmp_path):
    with pytest.raises(FontFolderMissing, match="字体目录不存在"):
        board_pdf(board(), font_folder=tmp_path / "fonts")


def test_equal_notices_give_equal_bytes_also_on_a_machine_without_fonts(tmp_path):
    empty = tmp_path / "fonts.conf"
    empty.write_text("<fontconfig></fontconfig>")
    code = (
        "import sys; from jigai.exchange.documents.pdf import notice_pdf; "
        "from jigai.exchange.documents.docx import notice_docx; "
        "from tests.exchange.documents.papers_cast import notice; "
        "sys.stdout.buffer.write(notice_pdf(notice()) + notice_docx(notice()))"
    )
    environment = {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "FONTCONFIG_FILE": str(empty),
        "HOME": str(tmp_path),
    }
    bare = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True
    )
    assert bare.stdout == notice_pdf(notice()) + notice_docx(notice())


def test_names_alike_in_both_languages_need_no_translation():
    text = "".join(texts(notice_pdf(replace(notice(), title=Sentence("甲", "First")))))
    assert "甲" in text


def renamed_font(family: str) -> bytes:
    """The shipped sans font under another family name, as a county's own font would come."""
    font = bytearray(sans_path().read_bytes())
    tables = struct.unpack_from(">H", font, 4)[0]
    records = [struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(tables)]
    start = next(offset for tag, _, offset, _ in records if tag == b"name")
    _, count, strings = struct.unpack_from(">HHH", font, start)
    new = family.encode("utf-16-be")
    for at in range(start + 6, start + 6 + 12 * count, 12):
        platform, _, _, name, _, offset = struct.unpack_from(">6H", font, at)
        if platform == 3 and name in (1, 16):
            struct.pack_into(">H", font, at + 8, len(new))
            place = start + strings + offset
            font[place : place + len(new)] = new
    return bytes(font)
