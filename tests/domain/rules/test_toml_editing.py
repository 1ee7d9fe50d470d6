"""Form edits touch the named value and nothing else, in every shipped rule file."""

import difflib

import pytest

from jigai.domain.rules.editable import editable_part, editable_parts
from jigai.domain.rules.rulebook import SHIPPED
from jigai.domain.rules.toml_editing import (
    PartNotThere,
    ValueNotTaken,
    with_copied_part,
    with_moved_part,
    with_values,
    without_part,
)

FILES = sorted(
    p for f in ("badges", "scorecards", "policies") for p in (SHIPPED / f).rglob("*.toml")
)
TEXT = (SHIPPED / "badges/county_default/2025-12-01.toml").read_text(encoding="utf-8")
OTHER = {"number": "12.5", "day": "2029-03-01", "text": "别的"}


def changed_lines(before, after):
    found = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in found if line[:1] in "+-"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.name)
def test_a_value_of_every_kind_of_every_shipped_file_changes_alone(path):
    text = path.read_text(encoding="utf-8")
    for value in one_of_each(text):
        kinds = {value.path: value.toml_kind}
        after = with_values(text, {value.path: OTHER[value.toml_kind]}, kinds)
        assert len(changed_lines(text, after)) == 2, value.path


def one_of_each(text):
    """The last value of each kind of part and key: reading each of a long file takes long."""
    found = {}
    for part in editable_parts(text):
        found |= {(part.kind, value.key): value for value in part.values if value.text}
    return found.values()


def test_an_absent_source_is_added_and_taken_away_again():
    path = ("threshold", 1, "article", "zh")
    other = ("threshold", 1, "article", "en")
    kinds = {path: "text", other: "text"}
    after = with_values(TEXT, {path: "第四条", other: "article 4"}, kinds)
    part = editable_part(after, "threshold.1")
    assert [v.text for v in part.values if v.key == "article"] == ["第四条", "article 4"]
    whole = ("threshold", 1, "article")
    assert with_values(after, {whole: None}, {whole: "text"}) == TEXT


def test_a_number_that_is_none_is_not_taken():
    path = ("threshold", 1, "value")
    with pytest.raises(ValueNotTaken):
        with_values(TEXT, {path: "八十"}, {path: "number"})


def test_a_block_is_copied_moved_and_taken_away():
    copied = with_copied_part(TEXT, ("trigger", 1), name="behind_again")
    names = [part.name for part in editable_parts(copied) if part.kind == "trigger"]
    assert names[:3] == ["far_behind", "behind", "behind_again"]
    moved = with_moved_part(copied, ("trigger", 2))
    names = [part.name for part in editable_parts(moved) if part.kind == "trigger"]
    assert names[:3] == ["far_behind", "behind_again", "behind"]
    assert without_part(copied, ("trigger", 2)) == TEXT


def test_a_criterion_goes_with_its_steps():
    after = without_part(TEXT, ("criterion", 2))
    assert [part.kind for part in editable_parts(after)].count("step") == 2
    assert "入统推进" not in after
    assert "形象进度落后计划超过 30 个百分点" in after


def test_a_block_that_is_not_there_is_refused():
    with pytest.raises(PartNotThere):
        without_part(TEXT, ("trigger", 99))
