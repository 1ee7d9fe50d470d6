from datetime import date
from shutil import copytree, rmtree

import pytest

from jigai.domain.rules import rulebook
from jigai.domain.rules.cases import boundaries_of, check_cases, read_cases
from jigai.domain.rules.describe import describe
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.refusals import (
    BoundaryWithoutCase,
    CaseFails,
    DatesWrong,
    KeyMissing,
    NameUnknown,
    PartWithoutCase,
    ValueOfWrongKind,
)
from tests.domain.rules.small import SCORECARD, small

SHIPPED = rulebook.shipped()
CASES = [(edition.rule_set, case) for edition in SHIPPED.editions for case in edition.cases]
RULES = [edition.rule_set for edition in SHIPPED.editions]


@pytest.mark.parametrize(
    ("rule", "case"), CASES, ids=[f"{rule.id}: {case.name}" for rule, case in CASES]
)
def test_every_shipped_case_comes_out_as_written(rule, case):
    verdict = evaluate(rule, case.facts)
    assert verdict.outcome == case.outcome
    assert case.total is None or verdict.total == case.total


def test_the_shipped_rules_and_their_boundaries():
    found = {f"{rule.id} {rule.valid_from}": len(boundaries_of(rule)) for rule in RULES}
    assert found == {
        "cn.champion 2023-08-01": 3,
        "cn.digital_level 2024-09-01": 45,
        "cn.hnte 2016-01-01": 33,
        "cn.innovative_sme 2022-08-01": 23,
        "cn.leading 2021-10-29": 3,
        "cn.little_giant 2022-08-01": 13,
        "cn.little_giant 2026-04-01": 12,
        "cn.little_giant.review 2022-08-01": 13,
        "cn.little_giant.review 2027-01-01": 11,
        "cn.sd.champion 2023-01-01": 5,
        "cn.sd.gazelle 2020-01-01": 14,
        "cn.srdi_sme 2022-08-01": 52,
        "cn.srdi_sme 2026-04-01": 11,
        "cn.srdi_sme.review 2026-04-01": 12,
        "cn.tech_sme 2017-05-03": 24,
        "cn.tech_sme.check 2024-06-27": 3,
        "cn.tech_sme.check 2025-01-01": 0,
        "cn.tech_sme.check 2026-01-01": 2,
        "county_default 2025-12-01": 10,
        "forecast_slip 2013-01-01": 6,
        "huating_2017 2017-01-01": 0,
        "platform.county_yearly 2025-01-01": 28,
        "platform.sd.technology_centre 2025-01-01": 6,
        "policy.hnte_tax_rate 2008-01-01": 0,
        "policy.key_little_giant 2024-06-01": 1,
        "policy.loss_carry_forward 2018-01-01": 0,
        "policy.sd.first_hnte 2025-02-25": 0,
        "policy.sd.gazelle_voucher 2021-12-01": 0,
        "policy.sd.rd_subsidy 2025-02-25": 0,
        "policy.srdi_gate 2026-04-01": 0,
        "policy.super_deduction 2023-01-01": 0,
        "policy.super_deduction.manufacturing 2021-01-01": 0,
        "policy.super_deduction.tech_sme 2022-01-01": 0,
        "policy.super_deduction_120 2023-01-01": 0,
        "sanya_2022 2022-05-13": 3,
        "yinchuan_2025 2025-03-18": 7,
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_part_is_described_in_both_languages(rule):
    rows = describe(rule)
    assert {row.kind for row in rows} >= ({"row", "fact"} if rule.fact_names() else {"row"})
    for row in rows:
        assert row.text.zh
        assert row.text.en
        assert row.source.document.zh
        assert "{" not in row.text.zh + row.text.en


def test_an_edition_is_chosen_by_day():
    assert rulebook.rule_set("county_default", on=date(2026, 3, 1)).id == "county_default"
    assert len(rulebook.rule_sets()) == len(RULES)
    with pytest.raises(rulebook.NoRuleInForce, match="2025-12-01"):
        rulebook.rule_set("county_default", on=date(2025, 11, 30))
    with pytest.raises(rulebook.NoSuchRuleSet, match="county_default"):
        rulebook.rule_set("county_defualt", on=date(2026, 3, 1))


@pytest.fixture
def book(tmp_path):
    """The badges and one scorecard; reading all would prove all."""
    copytree(rulebook.SHIPPED, tmp_path, dirs_exist_ok=True)
    rmtree(tmp_path / "policies")
    for path in (tmp_path / "scorecards").iterdir():
        if path.name != "cn.tech_sme":
            rmtree(path)
    return tmp_path


def change(book, file, old, new):
    path = book / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


SANYA, SANYA_CASES = "badges/sanya_2022/2022-05-13.toml", "cases/sanya_2022/2022-05-13.toml"
FIRST_CASE = '[[case]]\nname = "on schedule"'


@pytest.mark.parametrize(
    ("file", "old", "new", "refusal"),
    [
        (SANYA_CASES, "1_001_000_000", "1_900_000_000", BoundaryWithoutCase),
        (
            SANYA_CASES,
            "investment_ytd_fen = 500_000_000",
            "investment_ytd_fen = 500_000_001",
            BoundaryWithoutCase,
        ),
        (SANYA_CASES, "999_000_000", "990_000_000", BoundaryWithoutCase),
        (SANYA_CASES, 'outcome = "green"', 'outcome = "yellow"', CaseFails),
        (SANYA_CASES, 'outcome = "green"', 'outcome = "greem"', NameUnknown),
        (SANYA_CASES, "investment_ytd_fen = 1", "investment_ytd = 1", NameUnknown),
        (
            SANYA_CASES,
            "investment_ytd_fen = 1_000_000_000",
            "investment_ytd_fen = []",
            ValueOfWrongKind,
        ),
        (SANYA_CASES, "investment_ytd_fen = 1_000_000_000", 'investment_ytd_fen = "x"', CaseFails),
        (SANYA_CASES, 'missing = ["investment_ytd_fen"]', 'missing = ["investment"]', NameUnknown),
        (SANYA_CASES, 'missing = ["investment_ytd_fen"]', "missing = [3]", ValueOfWrongKind),
        (
            SANYA_CASES,
            "investment_ytd_fen = 1_001_000_000",
            "investment_ytd_fen = nan",
            ValueOfWrongKind,
        ),
        (
            SANYA_CASES,
            "investment_ytd_fen = 1_001_000_000",
            "investment_ytd_fen = -inf",
            ValueOfWrongKind,
        ),
        (
            SANYA_CASES,
            "investment_ytd_fen = 1_001_000_000",
            "investment_ytd_fen = 1e99",
            ValueOfWrongKind,
        ),
        (
            SANYA_CASES,
            "investment_ytd_fen = 1_001_000_000",
            "investment_ytd_fen = 999999999999999999999999999999999999999999999999999999999999",
            ValueOfWrongKind,
        ),
        (SANYA, "value = 0.50", "value = 0.40", CaseFails),
        (SANYA, 'id = "sanya_2022"', 'id = "sanya"', ValueOfWrongKind),
        (SANYA, "valid_from = 2022-05-13", "valid_from = 2022-05-12", ValueOfWrongKind),
    ],
)
def test_a_rule_without_its_cases_is_refused(book, file, old, new, refusal):
    change(book, file, old, new)
    with pytest.raises(refusal) as caught:
        rulebook.read_rulebook(book)
    assert "sanya_2022/2022-05-13.toml" in str(caught.value)


def test_a_rule_file_without_a_case_file_is_refused(book):
    (book / SANYA_CASES).unlink()
    with pytest.raises(KeyMissing, match="cases/sanya_2022"):
        rulebook.read_rulebook(book)


def test_a_row_that_no_case_reaches_is_refused():
    edition = next(e for e in SHIPPED.editions if e.rule_set.id == "huating_2017")
    with pytest.raises(PartWithoutCase, match="首次提醒"):
        check_cases(edition.rule_set, edition.cases[2:], file="cases.toml")
    with pytest.raises(PartWithoutCase):
        check_cases(edition.rule_set, (), file="cases.toml")


def second_edition(book, *, ends, starts):
    for folder in ("badges", "cases"):
        old = book / folder / "huating_2017" / "2017-01-01.toml"
        text = old.read_text(encoding="utf-8")
        new = old.with_name(f"{starts}.toml")
        new.write_text(text.replace("valid_from = 2017-01-01", f"valid_from = {starts}"))
        old.write_text(text.replace("= 2017-01-01\n", f"= 2017-01-01\nvalid_to = {ends}\n"))


@pytest.mark.parametrize("ends", ["2019-12-31", "2020-01-02"])
def test_editions_with_a_gap_or_an_overlap_are_refused(book, ends):
    second_edition(book, ends=ends, starts="2020-01-01")
    with pytest.raises(DatesWrong, match="一版"):
        rulebook.read_rulebook(book)


def test_a_later_edition_ends_the_one_before(book):
    second_edition(book, ends="2020-01-01", starts="2020-01-01")
    found = rulebook.read_rulebook(book)
    for day, first in ((date(2019, 12, 31), 2017), (date(2020, 1, 1), 2020)):
        assert found.rule_set("huating_2017", on=day).valid_from.year == first


def test_a_rule_with_a_limit_on_one_measure_needs_cases_for_its_bands():
    text = SCORECARD.replace("value = 60", "value = 65\nstep = 30")
    rule = small(text.replace("points_people > 0", "points_people != 0"))
    cases = read_cases(SMALL_CASES, file="cases.toml", rule_set=rule)
    check_cases(rule, cases, file="cases.toml")
    with pytest.raises(BoundaryWithoutCase, match="科技人员 ÷ 职工"):
        check_cases(rule, cases[:-1], file="cases.toml")


SMALL_CASES = """
[usual]
staff = 100
engineers = 30
has_breach = false
grade = "high"
""" + "".join(
    f"""
[[case]]
name = "{name}"
facts = {{ {facts} }}
outcome = "{outcome}"
"""
    for name, facts, outcome in (
        ("on 30 %", "", "met"),
        ("70 points", 'grade = "low"', "met"),
        ("35 points", 'engineers = 10, grade = "low"', "not_met"),
        ("over 30 %", "engineers = 31", "met"),
        ("under 30 %", "engineers = 29", "met"),
        ("499 staff", "staff = 499, engineers = 200", "met"),
        ("500 staff", "staff = 500, engineers = 200", "met"),
        ("501 staff", "staff = 501, engineers = 200", "not_met"),
        ("on 10 %", "engineers = 10", "met"),
        ("over 10 %", "engineers = 11", "met"),
        ("no points", "engineers = 0", "not_met"),
        ("under 10 %", "engineers = 9", "not_met"),
    )
)


def test_every_fault_of_a_folder_is_told_at_once(book):
    change(book, SANYA, "unit = ", "unti = ")
    change(book, "scorecards/cn.tech_sme/2017-05-03.toml", "value = 500\n", "value = 510\n")
    second_edition(book, ends="2019-12-31", starts="2020-01-01")
    faults = rulebook.faults_of_rulebook(book)
    files = [fault.places["file"] for fault in faults]
    assert files.count(SANYA) == 1
    assert files.count("cases/cn.tech_sme/2017-05-03.toml") > 2
    assert files[-1] == "badges/huating_2017/2017-01-01.toml"
    with pytest.raises(type(faults[0])) as caught:
        rulebook.read_rulebook(book)
    assert str(caught.value) == str(faults[0])


def test_a_sound_folder_has_no_faults_and_wrong_facts_hide_the_rest(book):
    assert rulebook.faults_of_rulebook(book) == ()
    change(book, "facts/project.toml", 'type = "', 'type = "x')
    change(book, SANYA, "unit = ", "unti = ")
    assert [f.places["file"] for f in rulebook.faults_of_rulebook(book)] == ["facts/project.toml"]
