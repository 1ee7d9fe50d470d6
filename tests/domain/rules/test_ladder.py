"""What the rungs above the technology SME say, on the usual firm of each file."""

import re
from datetime import date

import pytest

from jigai.domain.rules import rulebook
from tests.domain.rules.ladder import edition, met, points, reason, verdict

NEW = date(2026, 4, 1)
OLD = date(2026, 3, 31)
NAMES = " ".join(case.name for e in rulebook.shipped().editions for case in e.cases)


@pytest.mark.parametrize(
    ("rule", "on", "document"),
    [
        ("cn.srdi_sme", OLD, "63号"),
        ("cn.srdi_sme", NEW, "2号"),
        ("cn.little_giant", OLD, "63号"),
        ("cn.little_giant", NEW, "2号"),
        ("cn.little_giant.review", NEW, "63号"),
        ("cn.little_giant.review", date(2027, 1, 1), "2号"),
        ("cn.innovative_sme", date(2026, 9, 1), "63号"),
        ("cn.tech_sme", date(2026, 9, 1), "115号"),
    ],
)
def test_day_and_purpose_choose_the_document(rule, on, document):
    assert document in edition(rule, on=on).rule_set.source.document.zh


def test_a_firm_of_two_years_passes_the_old_rule_and_fails_the_new_one():
    years = {"niche_years": 2}
    assert verdict("cn.srdi_sme", on=OLD, **years).outcome == "met"
    found = verdict("cn.srdi_sme", on=NEW, **years)
    assert found.outcome == "not_met"
    assert met(found)["years"] is False


def test_the_re_review_takes_the_score_of_either_year_and_the_new_application_does_not():
    assert verdict("cn.srdi_sme", on=NEW, platform_score=49).outcome == "not_met"
    weaker = {"platform_score": 49, "platform_score_before": 50}
    assert verdict("cn.srdi_sme.review", on=NEW, **weaker).outcome == "met"


def test_the_new_re_review_of_a_little_giant_does_not_ask_for_growth():
    asked = edition("cn.little_giant", on=NEW).rule_set.fact_names()
    reviewed = edition("cn.little_giant.review", on=date(2027, 1, 1)).rule_set.fact_names()
    assert set(asked) - set(reviewed) == {"sales_revenue_yuan_y1"}


def test_the_direct_way_of_a_little_giant_replaces_research_only():
    award = {"award_national_top3_3y": True, "lead_class1_ip": 0}
    assert verdict("cn.little_giant", on=OLD, **award).decided_by == "direct:award"
    assert verdict("cn.little_giant", on=OLD, market_share=0, **award).outcome == "not_met"


def test_progress_towards_listing_is_not_made_up():
    found = verdict("cn.srdi_sme", on=OLD, sd_listing_points=None)
    assert points(found, "distinct_listing") == (0, 3)
    assert "未见原文" in reason(found, "distinct_listing").source.article.zh


@pytest.mark.parametrize("revenue", [None, 0, 70_379_400, 2_277_000_000])
def test_a_leading_enterprise_is_always_judged_by_people(revenue):
    found = verdict("cn.leading", sales_revenue_yuan_y3=revenue)
    assert found.outcome == "manual_review"
    assert found.possible == ("manual_review",)


def test_the_references_of_the_indicator_card_say_whose_they_are():
    thresholds = edition("cn.leading").rule_set.thresholds
    assert thresholds
    assert all("非山东规定" in t.source.document.zh for t in thresholds)


def test_a_trigger_of_the_year_is_a_check_and_no_refusal():
    first = verdict("cn.tech_sme.check", first_time_applicant=True)
    assert first.outcome == "check"
    assert "不是不通过" in first.word.zh
    no_property = {"class1_ip": 0, "class2_ip": 0}
    assert verdict("cn.tech_sme.check", **no_property).decided_by == "no_ip"
    assert "no_ip" not in [
        row.name for row in edition("cn.tech_sme.check", on=date(2024, 9, 1)).rule_set.rows
    ]
    assert verdict("cn.tech_sme.check", on=date(2025, 9, 1)).outcome == "open"


def test_a_digital_level_needs_its_score_and_its_scenes():
    assert verdict("cn.digital_level").outcome == "level_4"
    assert verdict("cn.digital_level", digital_core_scenes_l4=5).outcome == "level_3"
    assert verdict("cn.digital_level", digital_scenes_l4=9).outcome == "level_3"


def test_the_benefits_in_force_are_those_that_have_not_expired():
    def ids(day):
        return {
            rule.id
            for rule in rulebook.rule_sets(subject="enterprise")
            if rule.id.startswith("policy.") and rule.is_in_force(on=day)
        }

    assert "policy.key_little_giant" in ids(date(2026, 6, 30))
    assert "policy.key_little_giant" not in ids(date(2026, 7, 1))
    assert "policy.super_deduction" in ids(date(2026, 7, 1))
    assert "policy.super_deduction.tech_sme" not in ids(date(2026, 7, 1))
    assert "policy.super_deduction_120" not in ids(date(2028, 1, 1))


@pytest.mark.parametrize(
    "case",
    [
        *("B1", "B2", "B4", "B5", "B6", "B7", "B8", "B10", "B12", "B15", "B16", "B18", "B19"),
        *("B22", "B23", "B25", "W8", "W10"),
    ],
)
def test_the_boundary_and_worked_examples_are_shipped_as_cases(case):
    assert f"({case})" in NAMES


def test_what_is_not_certain_says_so_and_no_address_is_shipped():
    texts = [path.read_text(encoding="utf-8") for path in rulebook.SHIPPED.rglob("*.toml")]
    assert not [text for text in texts if re.search(r"https?://|www\.", text)]
    for rule in ("cn.srdi_sme", "cn.little_giant", "cn.sd.gazelle", "cn.champion"):
        shown = edition(rule).rule_set
        assert "待核对" in shown.note.zh + shown.source.article.zh, rule
