from dataclasses import replace

import pytest

from jigai.domain.annual_figures.changed_lines import changed_lines
from jigai.domain.annual_figures.figures import (
    FigureColumn,
    FigureRow,
    PartFigures,
    Picture,
    Series,
    as_plain,
    from_plain,
)
from jigai.domain.annual_figures.span import Span, SpanUnreadable, parse_span
from jigai.domain.sentence import Sentence

RED, TOWN = Sentence("红牌", "red"), Sentence("崔口镇", "Cuikou")


def part(red="3", caveats=()):
    return PartFigures(
        key="badges",
        title=Sentence("红黄蓝金", "Badges"),
        leads=(Sentence("一期。", "One round."),),
        columns=(
            FigureColumn("town", Sentence("乡镇", "town"), 2, is_number=False),
            FigureColumn("red", RED),
        ),
        rows=(FigureRow("cuikou", (TOWN, red)),),
        picture=Picture("bars", RED, RED, RED, (TOWN,), (Series(RED, (red,), "red"),)),
        caveats=caveats,
        sources=(Sentence("公示表", "boards"),),
    )


def test_a_part_comes_back_from_plain_values_as_it_was():
    before = part(caveats=(Sentence("一", "one"),))
    assert from_plain(as_plain(before)) == before


def test_equal_reports_have_no_changed_line():
    assert changed_lines([part()], [part()]) == ()


def test_a_changed_figure_is_told_in_the_table_and_in_the_picture():
    found = changed_lines([part("3")], [part("4")])
    assert [(line.place.zh, line.before.zh, line.after.zh) for line in found] == [
        ("崔口镇·红牌", "3", "4"),
        ("图·红牌·崔口镇", "3", "4"),
    ]


def test_a_new_caveat_and_a_row_that_is_gone_are_told():
    after = replace(part(caveats=(Sentence("补登", "added"),)), rows=())
    found = changed_lines([part()], [after])
    assert ("说明第1条", "（无）", "补登") in [(x.place.zh, x.before.zh, x.after.zh) for x in found]
    assert ("崔口镇·红牌", "3", "（无）") in [(x.place.zh, x.before.zh, x.after.zh) for x in found]


def test_a_part_that_is_new_is_told_whole():
    assert changed_lines([], [part()])[0].before.en == "(not there)"


def test_the_last_month_of_a_half_year_names_it():
    assert parse_span("2025-06") == Span(2025, 1)
    assert parse_span("2025-12").name.en == "second half of 2025"
    assert parse_span("2025").start_on.isoformat() == "2025-01-01"


@pytest.mark.parametrize("text", ["2025-07", "H1", "20255", "1025", ""])
def test_what_is_no_half_year_is_refused(text):
    with pytest.raises(SpanUnreadable):
        parse_span(text)
