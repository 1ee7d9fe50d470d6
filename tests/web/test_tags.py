from datetime import date

import pytest
from django.template import Context, Template
from django.utils.translation import override

from jigai.domain.sentence import Sentence


def made(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("colour", "word"),
    [("red", "红牌"), ("gold", "金牌"), ("not_assessed", "未评定"), ("mud", "未评定")],
)
def test_a_badge_is_shape_word_and_colour(colour, word):
    known = "not_assessed" if colour == "mud" else colour
    chip = made("{% badge colour %}", colour=colour)
    assert f"badge-{known}" in chip
    assert f"#shape-{known}" in chip
    assert word in chip


@pytest.mark.parametrize(("fen", "said"), [(1_234_500_000, "1,234.50"), (0, "0.00"), (None, "—")])
def test_money_reads_in_ten_thousands(fen, said):
    assert made("{{ fen|wan }}", fen=fen) == said


def test_basis_points_read_as_percent():
    assert made("{{ bp|percent }}", bp=6667) == "66.67%"


def test_dates_periods_and_sentences_follow_the_page():
    source = "{{ day|zh_date }} {{ '2026-11A'|period }} {{ words|said }}"
    facts = {"day": date(2026, 11, 5), "words": Sentence("甲", "a")}
    assert made(source, **facts) == "2026年11月5日 2026年11月上半月 甲"
    with override("en"):
        assert made(source, **facts) == "5 Nov 2026 first half of November 2026 a"


def test_an_icon_with_a_title_speaks():
    assert 'role="img" aria-label="搜索"' in made("{% icon 'search' '搜索' %}")


def test_a_chart_carries_its_rows_as_a_table():
    drawn = made(
        "{% chart spec rows %}", spec={"description": "甲"}, rows=[{"月": "1月", "万元": 3}]
    )
    assert '<script id="chart-' in drawn
    assert '<th scope="row">1月</th><td class="number" data-title="万元">3</td>' in drawn
