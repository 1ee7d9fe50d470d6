import pytest

from jigai.domain.rules import refusals as r
from jigai.domain.rules.describe import describe
from jigai.domain.rules.evaluate import evaluate
from tests.domain.rules.small import GOOD, SCORECARD, known, small

SHARE = """[[formula]]
name = "engineer_share"
label = { zh = "工程师比例", en = "engineer ratio" }
value = "engineers / staff"
[[gate]]
name = "is_small"
"""
WITH_SHARE = SCORECARD.replace('[[gate]]\nname = "is_small"\n', SHARE).replace(
    'measure = "engineers / staff"', 'measure = "engineer_share"'
)


def test_a_formula_counts_like_what_it_stands_for():
    named, written = (evaluate(small(text), GOOD) for text in (WITH_SHARE, SCORECARD))
    assert (named.outcome, named.total) == (written.outcome, written.total)


def test_people_read_the_label_and_find_the_formula_in_the_description():
    rule = small(WITH_SHARE)
    finding = evaluate(rule, GOOD).reasons[1].findings[0]
    assert finding.statement.zh == "工程师比例"
    assert finding.measured.zh == "30%"
    row = next(row for row in describe(rule) if row.kind == "formula")
    assert row.text.zh == "(科技人员 ÷ 职工)"


def test_a_formula_that_is_unknown_stays_open():
    found = evaluate(small(WITH_SHARE), GOOD | known(engineers=None))
    assert found.outcome == "unknown"
    assert [reading.name for reading in found.missing] == ["engineers"]


def chain(value, length):
    return "".join(
        f'[[formula]]\nname = "f{n + 1}"\nlabel = {{ zh = "f", en = "f" }}\nvalue = "{value(n)}"\n'
        for n in range(length)
    )


@pytest.mark.parametrize(
    ("old", "new", "refusal", "line"),
    [
        ('value = "engineers / staff"', 'value = "has_breach"', r.KindsClash, 22),
        ('value = "engineers / staff"', 'value = "engineer_share"', r.NameUnknown, 22),
        ('value = "engineers / staff"', 'value = "total"', r.NameUnknown, 22),
        ('name = "engineer_share"', 'name = "staff"', r.NameTwice, 20),
        ('measure = "engineer_share"', 'measure = "engineers / staff"', r.NameUnused, 20),
        ('value = "engineers / staff"\n', "", r.KeyMissing, 19),
        (
            SHARE[:11],
            chain(lambda n: f"f{n} + f{n}" if n else "staff / staff", 30) + SHARE[:11],
            r.ExpressionUnreadable,
            54,
        ),
        (
            SHARE[:11],
            chain(lambda n: f"floor(f{n})" if n else "staff / staff", 140) + SHARE[:11],
            r.ExpressionUnreadable,
            None,
        ),
    ],
)
def test_a_wrong_formula_is_refused(old, new, refusal, line):
    assert old in WITH_SHARE
    with pytest.raises(refusal) as caught:
        small(WITH_SHARE.replace(old, new, 1))
    assert line is None or caught.value.line == line
