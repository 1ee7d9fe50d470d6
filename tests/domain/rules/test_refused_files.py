import pytest

from jigai.domain.rules import refusals as r
from jigai.domain.rules.read_facts import read_facts
from tests.domain.rules.small import FACTS_TEXT, SCORECARD, small

TABLE_TAIL = """
[[outcome]]
name = "bad"
rank = 1
badge = { zh = "差", en = "bad" }
[[outcome]]
name = "good"
rank = 2
badge = { zh = "好", en = "good" }
[[outcome]]
name = "none"
badge = { zh = "未评定", en = "not assessed" }
[[threshold]]
name = "few"
value = 10
unit = "count"
label = { zh = "少", en = "few" }
[[threshold]]
name = "many"
value = 20
unit = "count"
label = { zh = "多", en = "many" }
[[row]]
outcome = "bad"
label = { zh = "少于二十", en = "below twenty" }
when = "staff < many"
[[row]]
outcome = "good"
label = { zh = "至少十", en = "ten or more" }
when = "staff >= few"
[default]
outcome = "good"
"""
TABLE = (
    SCORECARD.split("[[threshold]]")[0].replace(
        'kind = "scorecard"', 'kind = "decision_table"\nhit_policy = "first"\nwithheld = "none"'
    )
    + TABLE_TAIL
)
DEEP = "(" * 60 + "1" + ")" * 60

FAULTS = [
    (SCORECARD, 'kind = "scorecard"', 'kind = "scorecard', r.TomlUnreadable, 2),
    (SCORECARD, 'when = "total >= pass_mark', 'when = """x', r.TomlUnreadable, 50),
    (SCORECARD, 'id = "small"', "", r.KeyMissing, 1),
    (SCORECARD, 'id = "small"', "id = 5", r.ValueOfWrongKind, 1),
    (SCORECARD, "scorecard", "score_card", r.ValueOfWrongKind, 2),
    (
        SCORECARD,
        'title = { zh = "小评分", en = "Small score" }',
        'title = "x"',
        r.ValueOfWrongKind,
        3,
    ),
    (SCORECARD, ', en = "Small score"', "", r.ValueOfWrongKind, 3),
    (SCORECARD, "review_by", "reviewed_by", r.KeyMissing, 1),
    (
        SCORECARD,
        "valid_from = 2026-01-01",
        "valid_from = 2026-01-01\nvalid_too = 2027-01-01",
        r.KeyUnknown,
        5,
    ),
    (SCORECARD, "2027-01-01", "2025-01-01", r.DatesWrong, 5),
    (SCORECARD, "2026-01-01", '"2026"', r.ValueOfWrongKind, 4),
    (SCORECARD, "2026-01-01", "2026-01-01T00:00:00", r.ValueOfWrongKind, 4),
    (SCORECARD, "2026-01-01\n", "2026-01-01\nvalid_to = 2026-01-01\n", r.DatesWrong, 5),
    (SCORECARD, "value = 500", 'value = "500"', r.ValueOfWrongKind, 11),
    (SCORECARD, "value = 500", "value = 1e99", r.ValueOfWrongKind, 11),
    (SCORECARD, "value = 500", "value = " + "9" * 5000, r.TomlUnreadable, None),
    (SCORECARD, "weight = 30", "weight = 0", r.ValueOfWrongKind, None),
    (SCORECARD, "value = 500", "value = nan", r.ValueOfWrongKind, 11),
    (SCORECARD, "value = 500", "value = true", r.ValueOfWrongKind, 11),
    (SCORECARD, 'unit = "count"', 'unit = "heads"', r.ValueOfWrongKind, 12),
    (SCORECARD, "value = 500", "value = 500\nstep = 0", r.ValueOfWrongKind, 12),
    (SCORECARD, "value = 500", "value = 500\nvalid_from = 2026-06-01", r.DatesWrong, 10),
    (SCORECARD, "value = 500", "value = 500\nvalid_to = 2026-06-01", r.DatesWrong, 10),
    (SCORECARD, 'name = "most_staff"', 'name = "staff"', r.NameTwice, 10),
    (SCORECARD, 'name = "is_clean"', 'name = "is_small"', r.NameTwice, 24),
    (SCORECARD, 'name = "quality"', 'name = "a quality"', r.ValueOfWrongKind, 41),
    (SCORECARD, "staff <= most_staff", "stuff <= most_staff", r.NameUnknown, 22),
    (SCORECARD, "staff <= most_staff", "staff <= revenue_fen", r.KindsClash, 22),
    (SCORECARD, "staff <= most_staff", "staff + pass_mark <= 3", r.KindsClash, 22),
    (SCORECARD, "staff <= most_staff", "staff", r.KindsClash, 22),
    (SCORECARD, "staff <= most_staff", "staff and has_breach", r.KindsClash, 22),
    (SCORECARD, "staff <= most_staff", "has_breach < true", r.KindsClash, 22),
    (SCORECARD, "staff <= most_staff", "grade + 1 > 2", r.KindsClash, 22),
    (SCORECARD, "staff <= most_staff", "staff <= min(most_staff, revenue_fen)", r.KindsClash, 22),
    (SCORECARD, "staff <= most_staff", "staff <= (most_staff", r.ExpressionUnreadable, 22),
    (
        SCORECARD,
        "staff <= most_staff",
        "staff <= most_staff most_staff",
        r.ExpressionUnreadable,
        22,
    ),
    (SCORECARD, "staff <= most_staff", "staff <= ", r.ExpressionUnreadable, 22),
    (SCORECARD, "staff <= most_staff", "staff ≤ most_staff", r.ExpressionUnreadable, 22),
    (SCORECARD, "staff <= most_staff", "min staff", r.ExpressionUnreadable, 22),
    (SCORECARD, "staff <= most_staff", f"{DEEP} <= 2", r.ExpressionUnreadable, 22),
    (SCORECARD, "staff <= most_staff", "staff <= 1" + "+1" * 200, r.ExpressionUnreadable, 22),
    (SCORECARD, "staff <= most_staff", "staff <= " + "9" * 5000, r.ExpressionUnreadable, 22),
    (SCORECARD, "staff <= most_staff", "not " * 60 + "true", r.ExpressionUnreadable, 22),
    (SCORECARD, "staff <= most_staff", "is_clean", r.NameUnknown, 22),
    (SCORECARD, "staff <= most_staff", "staff <= 500", r.NameUnused, 10),
    (SCORECARD, 'grade == "high"', 'grade == "hihg"', r.NameUnknown, 46),
    (SCORECARD, 'grade == "high"', '"low" == "high"', r.KindsClash, 46),
    (SCORECARD, 'grade == "high"', "grade == 3", r.KindsClash, 46),
    (SCORECARD, "engineers / staff", "grade", r.KindsClash, 31),
    (SCORECARD, "engineers / staff", "total", r.NameUnknown, 31),
    (SCORECARD, 'points = "0"', 'points = "staff"', r.KindsClash, 44),
    (SCORECARD, 'points = "0"', 'points = "31"', r.PointsBeyondWeight, 44),
    (SCORECARD, 'points = "weight"', 'points = "31"', r.PointsBeyondWeight, 47),
    (SCORECARD, "points = 70", "points = 71", r.PointsBeyondWeight, 34),
    (SCORECARD, "at_least = 0.10\n", "at_least = 0.30\n", r.BandsWrong, 36),
    (SCORECARD, "at_least = 0.10\n", "at_least = 0.40\n", r.BandsWrong, 36),
    (SCORECARD, "at_least = 0.10\n", "", r.BandsWrong, 35),
    (SCORECARD, "[[criterion.band]]\npoints = 0\n", "", r.BandsWrong, 35),
    (
        SCORECARD,
        'measure = "engineers / staff"',
        'measure = "engineers / staff"\npoints = "1"',
        r.KeyUnknown,
        32,
    ),
    (SCORECARD, 'points = "0"', 'points = "0"\nmeasure = "staff / staff"', r.KeyMissing, 40),
    (SCORECARD, "[pass]", "[passes]", r.KeyMissing, 1),
    (SCORECARD, "[pass]", "[[pass]]", r.ValueOfWrongKind, 49),
    (SCORECARD, "[[gate]]", "[[gates]]", r.KeyUnknown, 19),
    (TABLE, 'hit_policy = "first"', 'hit_policy = "all"', r.ValueOfWrongKind, 3),
    (TABLE, 'withheld = "none"', 'withheld = "nought"', r.NameUnknown, 4),
    (TABLE, 'outcome = "bad"', 'outcome = "bed"', r.NameUnknown, None),
    (TABLE, "staff >= few", "staff < few", r.RowUnreachable, None),
    (TABLE, "staff >= few", "staff < few and staff < many", r.RowUnreachable, None),
    (TABLE, "staff < many", "true or staff < many", r.RowUnreachable, None),
    (TABLE, "rank = 2", "rank = 1", r.NameTwice, None),
    (TABLE, "rank = 2", "rank = 1.5", r.ValueOfWrongKind, None),
    (
        TABLE,
        "[default]",
        "[[gate]]\nname = 'g'\nlabel = { zh = 'g', en = 'g' }\nwhen = 'true'\n[default]",
        r.NameUnused,
        None,
    ),
    (TABLE, "[default]", "[otherwise]", r.KeyMissing, 1),
    (TABLE, "[[row]]", "[row]", r.TomlUnreadable, None),
]


def test_the_files_are_sound_before_a_fault_is_planted():
    assert small().kind == "scorecard"
    assert len(small(TABLE).rows) == 2


@pytest.mark.parametrize(("text", "old", "new", "refusal", "line"), FAULTS)
def test_a_malformed_rule_file_is_refused_with_its_line(text, old, new, refusal, line):
    assert old in text
    new = new.replace('"', "'") if old == "staff <= most_staff" else new
    with pytest.raises(refusal) as caught:
        small(text.replace(old, new) if old == "[[gate]]" else text.replace(old, new, 1))
    assert caught.type is refusal
    assert line is None or caught.value.line == line
    assert "small.toml 第" in str(caught.value)
    assert "small.toml, line" in caught.value.said.en


def test_a_missing_key_that_is_misspelt_is_named():
    with pytest.raises(r.KeyMissing, match="是不是写成了“reviewed_by”"):
        small(SCORECARD.replace("review_by", "reviewed_by"))
    with pytest.raises(r.KeyMissing) as caught:
        small(SCORECARD.replace('id = "small"', ""))
    assert "Is it" not in caught.value.said.en


def test_the_nearest_known_name_is_offered():
    with pytest.raises(r.NameUnknown, match="是不是“staff”"):
        small(SCORECARD.replace("staff <= most_staff", "stuff <= most_staff"))


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ('name = "engineers"', 'name = "staff"', r.NameTwice),
        ('unit = "fen"', 'unit = "yen"', r.ValueOfWrongKind),
        ('type = "flag"', 'type = "boolean"', r.ValueOfWrongKind),
        ("at_most = 10000\n", "", r.KeyMissing),
        ("at_most = 10000\n", "at_most = 10000\nfresh_for_days = 0.5\n", r.ValueOfWrongKind),
        ('name = "high"', 'name = "low"', r.NameTwice),
        ('type = "flag"', 'type = "choice"', r.KeyMissing),
        ("[[fact]]", "fact = 3\n[[facts]]", r.TomlUnreadable),
    ],
)
def test_a_malformed_fact_is_refused(old, new, refusal):
    with pytest.raises(refusal, match=r"facts\.toml 第\d+行"):
        read_facts(FACTS_TEXT.replace(old, new), file="facts.toml")
