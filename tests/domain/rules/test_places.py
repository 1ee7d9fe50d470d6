"""Each fault is told with line and column, also inside an expression and a table on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.rules import refusals as r
from jigai.domain.rules.document import read_document
from jigai.domain.rules.places import Places, lines_of
from tests.domain.rules.small import SCORECARD, small

TEXT = """# head
a = 1
"b c" = "x"
d.e = { f = 2, g = [10, 20] } # note
h = [
    { i = 3 },
    { i = 4, 'j' = 5 },
]
[k]
l = '''
one
two'''
[[m]]
n = "a\\"b\\u4e2dc"
[[m]]
[[m.o]]
p = true
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("a",), (2, 1)),
        (("b c",), (3, 1)),
        (("d",), (4, 1)),
        (("d", "e", "f"), (4, 9)),
        (("d", "e", "g", 1), (4, 25)),
        (("h", 1), (7, 5)),
        (("h", 1, "j"), (7, 14)),
        (("k",), (9, 1)),
        (("m", 1), (15, 1)),
        (("m", 1, "o", 0, "p"), (17, 1)),
        (("m",), (13, 1)),
        (("k", "nothing"), (9, 1)),
    ],
)
def test_a_path_stands_where_it_is_written(path, place):
    assert Places(TEXT).of(path) == place


@pytest.mark.parametrize(
    ("path", "column", "place"),
    [
        (("b c",), 1, (3, 10)),
        (("k", "l"), 1, (11, 1)),
        (("k", "l"), 5, (12, 1)),
        (("m", 0, "n"), 2, (14, 7)),
        (("m", 0, "n"), 3, (14, 9)),
        (("m", 0, "n"), 5, (14, 16)),
    ],
)
def test_a_column_inside_a_text_counts_its_escapes_and_lines(path, column, place):
    assert Places(TEXT).of(path, inside=column) == place


def test_windows_line_ends_count_once():
    assert lines_of("a = 1\r\n[b]\r\nc = '''\r\nx'''\r\nd = 2\r\n")["b", "d"] == 5


@given(st.lists(st.sampled_from([*'[]{}=,.#"\\\n ', "a", "'", "[[", "'''", "1"])).map("".join))
def test_no_text_keeps_the_scanner_from_ending(text):
    try:
        root = read_document(text, file="x.toml")
    except r.TomlUnreadable:
        return
    assert all(root.line(key) >= 1 for key in root.values)


@pytest.mark.parametrize(
    ("old", "new", "refusal", "place"),
    [
        ("staff <= most_staff", "stuff <= most_staff", r.NameUnknown, (22, 9)),
        ("staff <= most_staff", "staff <= most_stuff", r.NameUnknown, (22, 18)),
        ("staff <= most_staff", "staff <= revenue_fen", r.KindsClash, (22, 15)),
        ("staff <= most_staff", "staff <= (most_staff", r.ExpressionUnreadable, (22, 29)),
        ("staff <= most_staff", "staff ? most_staff", r.ExpressionUnreadable, (22, 15)),
        ('grade == "high"', 'grade == "hihg"', r.NameUnknown, (46, 19)),
        ('points = "weight"', 'points = "1 + 2 * weigth"', r.NameUnknown, (47, 19)),
        ('unit = "count"', '  unit = "heads"', r.ValueOfWrongKind, (12, 3)),
        ('kind = "scorecard"', 'kind = "scorecard', r.TomlUnreadable, (2, 18)),
        ('en = "Small score"', 'en = ""', r.ValueOfWrongKind, (3, 1)),
    ],
)
def test_a_fault_is_told_with_its_column(old, new, refusal, place):
    assert old in SCORECARD
    with pytest.raises(refusal) as caught:
        small(SCORECARD.replace(old, new, 1))
    assert (caught.value.line, caught.value.column) == place
    assert f"第{place[0]}行第{place[1]}列" in str(caught.value)
    assert f"line {place[0]}, column {place[1]}" in caught.value.said.en


def test_a_band_on_one_line_with_others_is_found():
    bands = (
        "band = [{ at_least = 0.3, points = 70 }, { at_least = 0.3, points = 1 }, { points = 0 }]"
    )
    start = SCORECARD.index("[[criterion.band]]")
    end = SCORECARD.index("[[criterion]]", start)
    text = SCORECARD[:start] + bands + "\n" + SCORECARD[end:]
    with pytest.raises(r.BandsWrong) as caught:
        small(text)
    assert (caught.value.line, caught.value.column) == (
        32,
        bands.index("{ at_least = 0.3, points = 1") + 3,
    )
