from __future__ import annotations

from io import BytesIO

import docx
import pytest

from jigai.exchange.documents.default_template import default_notice_template
from jigai.exchange.documents.templates import (
    PlaceMissing,
    PlaceUnknown,
    TemplateBroken,
    TemplateUnreadable,
    check_notice_template,
    filled_notice,
)
from tests.exchange.documents.papers_cast import notice


def edited(old: str, new: str) -> bytes:
    """The default template after the office changed one text in Word."""
    document = docx.Document(BytesIO(default_notice_template()))
    cells = [cell for row in document.tables[0].rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    for run in (run for paragraph in paragraphs for run in paragraph.runs):
        run.text = run.text.replace(old, new)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_shipped_template_is_filled_with_body_and_rows():
    made = docx.Document(BytesIO(filled_notice(default_notice_template(), notice(5))))
    texts = [p.text for p in made.paragraphs]
    assert "各乡镇人民政府、街道办事处、县直有关部门：" in texts
    assert "（一）形象进度滞后" in texts
    assert [row.cells[2].text for row in made.tables[0].rows][:3] == ["亮牌", "◆ 黄牌", "● 蓝牌"]
    assert len(made.tables[0].rows) == 6


def test_words_that_the_office_changed_are_kept():
    template = edited("附件：", "随文附：")
    made = docx.Document(BytesIO(filled_notice(template, notice())))
    assert "随文附：技术改造项目亮牌情况表" in [p.text for p in made.paragraphs]


def test_an_unknown_place_is_named_with_the_nearest_known():
    with pytest.raises(PlaceUnknown, match="title_line（是否 title？）"):
        check_notice_template(edited("{{title}}", "{{title_line}}"))


@pytest.mark.parametrize("place", ["title", "standing_note"])
def test_a_template_without_a_required_place_is_refused(place):
    with pytest.raises(PlaceMissing, match=place):
        check_notice_template(edited(f"{{{{{place}}}}}", ""))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{title}}", "{{title"),
        ("{{row.project}}", "{{row.projekt}}"),
        ("{{title}}", "{{title.__class__.__mro__}}"),
    ],
)
def test_a_template_written_wrongly_or_reaching_out_is_refused(old, new):
    with pytest.raises(TemplateBroken):
        filled_notice(edited(old, new), notice(1))


def test_a_file_that_is_no_word_file_is_refused():
    with pytest.raises(TemplateUnreadable, match=r"\.docx"):
        check_notice_template(b"%PDF-1.7")


def test_equal_input_gives_equal_bytes():
    template = default_notice_template()
    assert template == default_notice_template()
    assert filled_notice(template, notice(2)) == filled_notice(template, notice(2))
