from __future__ import annotations

from dataclasses import replace

import pytest

from jigai.domain.sentence import Sentence
from jigai.exchange.documents.blocks import Column, Heading, RowDoesNotFit, Table, numbered
from jigai.exchange.documents.look import BADGES, head_size_pt
from jigai.exchange.documents.papers import NumberMalformed, PartMissing, standing_note
from tests.exchange.documents.papers_cast import letter, notice


@pytest.mark.parametrize(
    "number", ["庆工信[2026]7号", "庆工信〔2026〕07号", "庆工信〔2026〕第7号", "〔2026〕7号"]
)
def test_a_malformed_document_number_is_refused(number):
    with pytest.raises(NumberMalformed, match="不合规范"):
        replace(notice(), number=number)


def test_an_unnumbered_paper_says_that_it_is_a_draft():
    assert "草稿" in standing_note("").zh
    assert "草稿" not in standing_note("庆工信〔2026〕7号").zh
    assert "用印以公文系统为准" in standing_note("庆工信〔2026〕7号").zh


@pytest.mark.parametrize("part", ["basis", "facts", "requirements", "contact", "appeal"])
def test_a_letter_without_a_needed_part_is_refused(part):
    with pytest.raises(PartMissing):
        replace(letter(), **{part: ""})


def test_a_letter_holds_its_parts_in_order():
    heads = [b.text.zh for b in numbered(letter().body) if isinstance(b, Heading)]
    assert heads == [
        *("一、事由", "二、依据", "三、事实"),
        *("四、要求", "五、反馈时限与联系人", "六、申诉途径"),
    ]


def test_a_row_of_another_length_is_refused():
    with pytest.raises(RowDoesNotFit, match="第1行有2格"):
        Table((Column("a", "甲"),), (("1", "2"),))


def test_shape_word_and_colour_each_tell_the_badges_apart():
    for part in ("glyph", "fill", "ink"):
        coloured = [getattr(seen, part) for seen in BADGES.values() if not seen.dashed]
        assert len(set(coloured)) == 4
    assert len({seen.word for seen in BADGES.values()}) == len(BADGES)


def test_a_long_head_is_set_smaller_so_that_it_fits_the_line():
    long = "庆云县技术改造专项工作领导小组办公室文件"
    assert head_size_pt(long, form="notice") * len(long) <= 442.2
    assert head_size_pt("庆云县", form="notice") == 54


def test_level_two_headings_start_anew_under_each_level_one():
    blocks = numbered([Heading("甲"), Heading("乙", 2), Heading("丙"), Heading("丁", 2)])
    assert blocks[3].text == Sentence("（一）丁", "2.1 丁")
