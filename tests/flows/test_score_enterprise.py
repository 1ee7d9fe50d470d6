from datetime import date
from fractions import Fraction

import pytest
from django.db.models import Q

from jigai.apps.cultivation.actions.record_facts import record_facts
from jigai.apps.registry.actions.add_certificate import add_certificate
from jigai.apps.registry.models import Enterprise
from jigai.apps.scoring.actions.begin_rule_draft import begin_rule_draft
from jigai.apps.scoring.actions.release_rule_draft import release_rule_draft
from jigai.apps.scoring.actions.submit_rule_draft import submit_rule_draft
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.domain.rules.rulebook import shipped
from jigai.domain.rules.toml_editing import with_values
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.explain_ladder import ladder_card
from jigai.flows.import_ledger import import_ledger
from jigai.flows.score_enterprise import score_enterprise, score_enterprises
from tests.cast import TODAY, change
from tests.flows.test_import_ledger import take_in
from tests.real_data import FOLDER, needs_real_data
from tests.rule_cast import author, proved, second, text_of

GATES = ("audited_accounts", "industry_allowed", "no_serious_breach")
ROUTES = ("valid_hnte", "national_award_top3", "provincial_rd_body", "led_standard")
FIGURES = {
    "employees": "100",
    "tech_staff": "20",
    "sales_revenue_yuan": "10000000",
    "rd_expense_yuan": "500000",
    "cost_expense_yuan": "9000000",
    "total_assets_yuan": "8000000",
    "class1_ip": "0",
    "class2_ip": "2",
    **dict.fromkeys(GATES, "true"),
    **dict.fromkeys(ROUTES, "false"),
}


def rung(enterprise, name="cn.tech_sme", *, on=TODAY):
    card = ladder_card(score_enterprise(enterprise=enterprise, on=on))
    return next(one for one in card.rungs if one.rule_set == name)


@pytest.fixture
def told(enterprise):
    tell(enterprise, **FIGURES)
    return enterprise


def tell(enterprise, **values):
    entries = {name: FactEntry(value, "2025年度审计报告") for name, value in values.items()}
    record_facts(
        enterprise=enterprise, year=2025, basis=Basis.REPORTED, entries=entries, change=change()
    )


def test_each_line_shows_rule_value_source_and_points_and_the_sum_is_the_total(told):
    one = rung(told)
    scored = {line.name: line for line in one.lines if line.kind == "criterion"}
    assert {name: line.points_low for name, line in scored.items()} == {
        "staff": "12",
        "rd": "40",
        "ip": "12",
    }
    assert (one.answer, one.total_low, one.total_high, one.route) == ("met", "64", "64", "score")
    staff = scored["staff"]
    assert "科技人员数（季平均） 20 人" in staff.value.zh
    assert "20%" in staff.value.zh
    assert "2025年度审计报告（林某填报），截至 2026年11月16日" in staff.source.zh
    assert staff.article.zh == "《科技型中小企业评价办法》（国科发政〔2017〕115号）第七条（一）"
    assert all(line.rule.en and line.article.en for line in one.lines)


def test_a_blanked_fact_makes_the_line_unknown_and_the_total_a_range(told):
    tell(told, tech_staff="")
    one = rung(told)
    [staff] = [line for line in one.lines if line.name == "staff"]
    assert (staff.answer, staff.missing) == ("unknown", ("tech_staff",))
    assert (one.answer, one.total_low, one.total_high) == ("unknown", "52", "72")
    assert [fact.name for fact in one.missing] == ["tech_staff"]


def test_a_failed_gate_is_not_met_whatever_is_missing(told):
    tell(told, employees="501", tech_staff="")
    one = rung(told)
    gate = next(line for line in one.lines if line.name == "size_employees")
    assert (one.answer, one.route, gate.answer) == ("not_met", "none", "not_met")


def test_a_valid_certificate_is_the_direct_route_until_it_ends(told):
    tell(told, rd_expense_yuan="0", valid_hnte="")
    add_certificate(
        enterprise=told, kind="hnte", number="GR1", valid_from=date(2024, 1, 1),
        valid_to=date(2026, 12, 31), change=change(),
    )  # fmt: skip
    assert (rung(told).answer, rung(told).route) == ("met", "direct:valid_hnte")
    after = rung(told, on=date(2027, 1, 1))
    assert (after.answer, after.route) == ("not_met", "none")


def test_a_result_past_the_review_day_of_its_rule_carries_a_mark(told):
    one = rung(told)
    assert not one.is_past_review
    assert rung(told, on=date.fromordinal(one.review_by.toordinal() + 1)).is_past_review


@needs_real_data
@pytest.mark.real_data
def test_every_one_of_the_88_is_scored_and_explained(programme):
    content = (FOLDER / "ledgers" / "library_88_enterprises.xlsx").read_bytes()
    import_ledger(batch=take_in(content, name="library.xlsx")[1])
    keys = list(Enterprise.objects.values_list("pk", flat=True))
    scores = list(score_enterprises(enterprise_ids=keys, on=TODAY))
    cards = [ladder_card(score) for score in scores]
    assert len(cards) == 88
    for score, card in zip(scores, cards, strict=True):
        one = next(rung for rung in card.rungs if rung.rule_set == "cn.tech_sme")
        verdict = next(s.verdict for s in score.rungs if s.rule_set.id == "cn.tech_sme")
        points = [r.points for r in verdict.reasons if r.points]
        assert sum((low for low, _ in points), Fraction(0)) == verdict.total[0]
        assert one.answer in {"met", "not_met", "unknown"}
        assert one.paragraph.zh
        assert one.paragraph.en
        assert one.missing or one.answer != "unknown"
        assert score.year == 2025


WORKED_BY_HAND = [
    # 2 of 12 = 16.67 %: 8; 15.96 of 798 = exactly 2 %: 10; one class I: 30. No gate fails, three
    # are not known, no direct route is known either.
    ("913714235B5NNQREL9", "unknown", {"staff": "8", "rd": "10", "ip": "30"}, "48"),
    # 15 of 66 = 22.73 %: 12; 149.5 of 2,491.6 = 6.0002 %: 50; one class I: 30.
    ("91371423WKBCYXRA2G", "unknown", {"staff": "12", "rd": "50", "ip": "30"}, "92"),
    # 92 of 420 = 21.9 %: 12; 1,215.92 of 20,265.4 = 5.99998 %: 40, not 50; class I: 30. Sales of
    # 202.654 and assets of 203.398 million are over 200 million: two gates fail.
    ("庆云壬申钠电正极有限公司", "not_met", {"staff": "12", "rd": "40", "ip": "30"}, "82"),
]


@needs_real_data
@pytest.mark.real_data
def test_three_of_the_88_come_out_as_worked_by_hand(programme):
    content = (FOLDER / "ledgers" / "library_88_enterprises.xlsx").read_bytes()
    import_ledger(batch=take_in(content, name="library.xlsx")[1])
    for code_or_name, answer, points, total in WORKED_BY_HAND:
        found = Enterprise.objects.get(Q(credit_code=code_or_name) | Q(name=code_or_name))
        one = rung(found)
        scored = {line.name: line.points_low for line in one.lines if line.kind == "criterion"}
        assert (one.answer, scored, one.total_low, one.total_high) == (
            answer,
            points,
            total,
            total,
        )
    said = next(line.value.zh for line in one.lines if line.name == "rd")
    assert "5.99998%" in said


def test_the_countys_own_edition_of_a_rule_counts_from_its_day(told):
    text = with_values(
        text_of("scorecards", "cn.tech_sme", "2017-05-03"),
        {("threshold", 3, "value"): "66"},
        {("threshold", 3, "value"): "number"},
    )
    cases = proved(text, text_of("cases", "cn.tech_sme", "2017-05-03"), subject="enterprise")
    draft = begin_rule_draft(
        rule_set_id="cn.tech_sme", subject="enterprise", text=text, cases=cases,
        base_digest=shipped().rule_set("cn.tech_sme", on=TODAY).digest, change=author(),
    )  # fmt: skip
    draft = submit_rule_draft(draft=draft, change=author())
    release_rule_draft(
        draft=draft, valid_from=date(2026, 11, 20), decision="庆技改办〔2026〕9号", change=second()
    )
    assert rung(told, on=date(2026, 11, 19)).answer == "met"
    assert rung(told, on=date(2026, 11, 20)).answer == "not_met"
