"""A draft is read as far as it goes; cases are proposed, proved and confirmed."""

import pytest

from jigai.domain.rules.cases import check_cases
from jigai.domain.rules.draft import read_draft, with_found_outcomes, with_proposal
from jigai.domain.rules.moves import Direction, move_of
from jigai.domain.rules.rulebook import SHIPPED, read_edition, shipped
from jigai.domain.rules.toml_editing import with_values

BADGE, SME = "county_default/2025-12-01", "cn.tech_sme/2017-05-03"


def texts(name):
    folder = "badges" if name == BADGE else "scorecards"
    return tuple(
        (SHIPPED / part / f"{name}.toml").read_text(encoding="utf-8") for part in (folder, "cases")
    )


def read(name, text, cases):
    subject = "project" if name == BADGE else "enterprise"
    return read_draft(text, cases, facts=shipped().facts[subject], subject=subject)


def changed(text, path, value):
    return with_values(text, {path: value}, {path: "number"})


@pytest.mark.parametrize("name", [BADGE, SME])
def test_a_shipped_edition_is_a_sound_draft(name):
    assert read(name, *texts(name)).is_sound


def test_a_fault_is_told_with_its_line_and_the_nearest_name():
    text, cases = texts(BADGE)
    broken = text.replace('when = "is_exempt"', 'when = "is_exemt"')
    reading = read(BADGE, broken, cases)
    line = broken.splitlines().index('when = "is_exemt"') + 1
    assert (reading.problem.file, reading.problem.line) == ("rule.toml", line)
    assert "is_exempt" in reading.problem.said.zh
    assert "is_exempt" in reading.problem.said.en


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        (BADGE, ("threshold", 1, "value"), "85"),
        (BADGE, ("threshold", 3, "value"), "0.15"),
        (BADGE, ("threshold", 7, "value"), "20"),
        (SME, ("criterion", 0, "band", 0, "at_least"), "0.35"),
        (SME, ("criterion", 2, "band", 0, "at_least"), "6"),
        (SME, ("threshold", 0, "value"), "400"),
    ],
)
def test_after_a_changed_number_the_confirmed_proposals_prove_the_draft(name, path, value):
    text, cases = texts(name)
    draft = changed(text, path, value)
    reading = read(name, draft, cases)
    assert not reading.is_sound
    assert {side.side for side in reading.review.missing} <= {-1, 0, 1}
    cases = with_found_outcomes(
        cases, reading.review, {one.place for one in reading.review.failing}
    )
    for number, proposal in enumerate(reading.proposals()):
        cases = with_proposal(cases, proposal, name=f"proposed {number}")
    again = read(name, draft, cases)
    assert again.review.failing == ()
    assert [(m.boundary_words.en, m.side) for m in again.review.missing] == []
    assert again.is_sound
    check_cases(again.rule_set, again.cases, file="cases.toml")


def test_the_same_faults_as_the_proof_that_releases():
    text, cases = texts(BADGE)
    subject = {"facts": shipped().facts["project"], "subject": "project"}
    assert read_edition(text, cases, **subject).rule_set.id == "county_default"


def test_a_raised_threshold_moves_down_and_names_the_line():
    text, cases = texts(BADGE)
    before = read(BADGE, text, cases)
    after = read(BADGE, changed(text, ("threshold", 1, "value"), "93"), cases)
    usual = before.cases[0].facts
    move = move_of(before.rule_set, after.rule_set, usual, usual)
    assert (move.before.name, move.after.name, move.direction) == ("blue", "yellow", Direction.DOWN)
    assert move.lines[0].kind == "row"
    assert "93" in move.lines[0].after.zh


def test_without_facts_the_subject_moves_to_cannot_tell():
    text, cases = texts(BADGE)
    rules = read(BADGE, text, cases)
    usual = rules.cases[0].facts
    move = move_of(rules.rule_set, rules.rule_set, usual, {})
    assert move.direction is Direction.CANNOT_TELL
    assert "形象进度" in move.lines[0].after.zh


def test_an_edition_that_changes_nothing_moves_nobody():
    text, cases = texts(BADGE)
    rules = read(BADGE, text, cases)
    assert [move_of(rules.rule_set, rules.rule_set, c.facts, c.facts) for c in rules.cases] == [
        None
    ] * len(rules.cases)
