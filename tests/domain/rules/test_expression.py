from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jigai.domain.rules.expression import ExpressionFault, parse_expression
from jigai.domain.rules.nodes import All, AnyOf, Arithmetic, Compare, FactName, Not, Number
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.refusals import RuleFileRefused
from jigai.domain.rules.wording import in_words
from tests.domain.rules.small import FACTS, SCORECARD, small

NAMES = {name: lambda column, name=name: FactName(name, column=column) for name in "abc"}
A, B, C = (FactName(name) for name in "abc")


def read(text):
    return parse_expression(text, names=NAMES)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("a - b - c", Arithmetic("-", Arithmetic("-", A, B), C)),
        ("a + b * c", Arithmetic("+", A, Arithmetic("*", B, C))),
        ("(a + b) * c", Arithmetic("*", Arithmetic("+", A, B), C)),
        (
            "-a < 1_000.50",
            Compare("<", Arithmetic("-", Number(Fraction(0)), A), Number(Fraction("1000.5"))),
        ),
        ("a or b and not c", AnyOf((A, All((B, Not(C)))))),
        ("not (a or b)", Not(AnyOf((A, B)))),
    ],
)
def test_operators_bind_as_people_expect(text, node):
    assert read(text) == node


def test_a_fault_tells_its_column():
    with pytest.raises(ExpressionFault) as caught:
        read("a + * b")
    assert caught.value.column == 5


PIECES = st.sampled_from(
    [
        "a",
        "b",
        "min(",
        "max",
        "(",
        ")",
        ",",
        "and",
        "or",
        "not",
        "<=",
        "==",
        "-",
        "/",
        "0.5",
        '"x"',
        '"',
        "≤",
        " ",
    ]
)


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=40))
@example("{")
@example("}")
@example("{0}")
def test_any_text_is_read_or_refused(text):
    column = 1
    try:
        read(text)
    except ExpressionFault as fault:
        column = fault.column
    assert 1 <= column <= len(text) + 1


@given(
    st.integers(0, len(SCORECARD)),
    st.integers(0, 12),
    st.sampled_from(["", "x", "[", '"', "\n", "0", "."]),
)
def test_any_slip_of_the_pen_in_a_file_is_read_or_refused(place, length, slip):
    text = SCORECARD[:place] + slip + SCORECARD[place + length :]
    line = 1
    try:
        read_rule_set(text, file="small.toml", facts=FACTS)
    except RuleFileRefused as refusal:
        line = refusal.line
    assert 1 <= line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("when", "zh", "en"),
    [
        (
            "max(staff, engineers) >= 3",
            "职工、科技人员中较大者 ≥ 3",
            "the largest of staff, engineers ≥ 3",
        ),
        ("3 < staff", "3 < 职工", "3 < staff"),
        ("-staff < 0", "−职工 < 0", "−staff < 0"),
        (
            "not (has_breach and true)",
            "不满足“有严重违法，且无条件”",
            "not: serious breach and always",
        ),
        (
            "points_people > 1 or false",
            "“科技人员占比”得分 > 1 分，或从不",
            "points of “share of engineers” > 1 points or never",
        ),
        ('"high" == grade', "high = 等级", "high = grade"),
        ("revenue_fen / staff > 5", "(销售收入 ÷ 职工) > 5", "(revenue ÷ staff) > 5"),
    ],
)
def test_an_expression_is_said_in_words(when, zh, en):
    text = SCORECARD.replace(
        'when = "total >= pass_mark and points_people > 0"',
        f"when = '{when} and total >= pass_mark'"
        if " or " not in when
        else f"when = '({when}) and total >= pass_mark'",
    )
    words = in_words(small(text).rows[-1].when.of[0], small(text))
    assert (words.zh, words.en) == (zh, en)
