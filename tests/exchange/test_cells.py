import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from jigai.exchange.cells import ColumnCache, choice_parser, number_parser, parse_mark, parse_text
from jigai.exchange.identifiers import (
    credit_code_is_valid,
    credit_code_parser,
    identifier_parser,
    project_code_parser,
    with_check_character,
)
from jigai.exchange.problems import Severity
from jigai.exchange.rates import rate_parser

as_fraction = rate_parser(bare="fraction")
as_percent = rate_parser(bare="percent", highest_bp=10000, over_code="progress_over")


@pytest.mark.parametrize(
    ("cell", "bp"),
    [(0.9994, 9994), ("102%", 10200), ("１２９％", 12900), (1.0321, 10321), ("0.5", 5000)],
)
def test_a_completion_rate_is_a_fraction_and_may_pass_100_percent(cell, bp):
    assert as_fraction(cell) == bp


@pytest.mark.parametrize(("cell", "bp"), [(98.0, 9800), ("98%", 9800), ("98", 9800), ("", None)])
def test_progress_is_percent(cell, bp):
    assert as_percent(cell) == bp


@pytest.mark.parametrize(
    ("parse", "cell", "code"),
    [
        (as_percent, 250.0, "progress_over"),
        (as_percent, -1.0, "negative"),
        (as_fraction, 98.0, "percent_unclear"),
        (as_fraction, "约八成", "text_rate"),
        (as_fraction, True, "text_rate"),
    ],
)
def test_what_is_no_certain_rate_is_refused(parse, cell, code):
    assert parse(cell).code == code


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9))
def test_the_check_character_agrees_with_the_published_library(tail):
    code = with_check_character("91371423" + tail)
    assert credit_code_is_valid(code)
    assert uscc.is_valid(code)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("91371423HH7CRY5H3A", "uscc_check"),
        ("91371423HH7CRY5H3", "uscc_check"),
        (9.13714237e17, "uscc_number"),
        ("9.13714E+17", "uscc_number"),
    ],
)
def test_a_damaged_credit_code_is_refused_never_repaired(cell, code):
    assert credit_code_parser()(cell).code == code


def test_white_space_and_full_width_forms_are_no_damage():
    assert credit_code_parser()(" ９1371423HH7CRY5H30 ") == "91371423HH7CRY5H30"


def test_a_project_code_in_doubt_only_warns():
    parse = project_code_parser()
    assert parse("2601-371423-07-02-000019") == parse("２601-371423-07-02-000019")
    assert parse("2017-510681-41-03-165513") == "2017-510681-41-03-165513"
    doubt = parse("2201-371423-07-02-123456")
    assert (doubt.code, doubt.severity, doubt.value) == (
        "project_code_check",
        Severity.WARNING,
        "2201-371423-07-02-123456",
    )
    assert parse(2.0e19).code == "code_number"


def test_a_registration_number_keeps_its_shape():
    parse = identifier_parser(pattern=r"\d{10}[0-9A-Z]\d{7}")
    assert parse("2026371423B0000001") == "2026371423B0000001"
    assert parse("2026371423B1").code == "bad_shape"
    assert parse(202637142300000003.0).code == "id_number"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("√", True),
        ("是", True),
        (1.0, True),
        ("×", False),
        ("未开工", False),
        ("", None),
        ("/", None),
    ],
)
def test_marks(cell, read):
    assert parse_mark(cell) is read


def test_text_keeps_what_looks_like_a_formula():
    assert [parse_text(c) for c in ("=1+1", "@x", " -a ", 12.0, "")] == [
        "=1+1",
        "@x",
        "-a",
        "12",
        None,
    ]
    assert parse_text(1e17).code == "id_number"


def test_counts_are_whole_and_not_negative():
    parse = number_parser(whole=True, lowest=0)
    assert [parse(c) for c in (12.0, "12人", "１２", "")] == [12, 12, 12, None]
    assert [parse(c).code for c in (1.5, -1, "十二", True)] == [
        "not_whole",
        "negative",
        "text_number",
        "text_number",
    ]


def test_a_choice_out_of_the_list_is_told_the_list():
    parse = choice_parser({"included": ["是", "已入统"], "returned": ["退回"]})
    assert parse("已入统") == "included"
    assert "退回" in parse("也许").remedy.zh


def test_true_is_not_taken_for_the_number_one_read_before():
    column = ColumnCache(number_parser(whole=True, lowest=0)).column([1.0, True])
    assert column[0] == 1
    assert column[1].code == "text_number"
