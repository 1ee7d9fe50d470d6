from dataclasses import replace

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.supply.actions.decide_portfolio import (
    DecidedAlready,
    DecisionUnfounded,
    DifferenceUnexplained,
    NotACandidate,
    decide_portfolio,
)
from jigai.apps.supply.actions.draw_portfolio import NothingToChoose, draw_portfolio
from jigai.apps.supply.frozen import RulesUnreadable, rules_as_json, rules_from_json
from jigai.apps.supply.models import Portfolio
from jigai.apps.supply.queries.portfolios import (
    CountyOnly,
    NoSuchPortfolio,
    is_reproduced,
    portfolio_card,
    portfolio_for,
    portfolio_rows,
)
from jigai.domain.portfolio.rules import Grant, GrantBase, PointsFormula, PortfolioRules
from tests.cast import change

WAN = 1_000_000
RULES = PortfolioRules(
    budget_fen=100 * WAN,
    grant=Grant(GrantBase.TOTAL, 1_000, 80 * WAN),
    points=PointsFormula(basic=5, per_million=1, by_direction={"electrical": 2}),
    stages=frozenset({"reserve", "filed"}),
    most_per_firm=0,
)


@pytest.fixture
def reserve(project):
    """Three projects more: 8, 5 and 4 million yuan; the cast's own has 1 million."""
    with writing("projects.registered", change()):
        return [
            Project.objects.create(
                name=f"备选{n}", name_sort=f"b{n}", name_initials="b",
                enterprise=project.enterprise,
                division=project.division, direction=project.direction, stage="filed",
                total_investment_fen=amount * 100 * WAN, entered_on=project.entered_on,
            )
            for n, amount in enumerate((8, 5, 4), 1)
        ]  # fmt: skip


@pytest.fixture
def drawn(reserve):
    return draw_portfolio(title="2026年支持方案", rules=RULES, change=change("测算"))


def test_the_proposal_is_frozen_with_its_inputs_and_comes_out_again(drawn, reserve, lin):
    card = portfolio_card(portfolio_for(lin, drawn.pk))
    assert {line.name for line in card.lines if line.is_in} == {
        "备选2",
        "备选3",
        "开关柜产线智能化改造",
    }
    assert (card.points, card.grant_fen, card.left_fen) == (31, 100 * WAN, 0)
    assert card.is_intact
    assert is_reproduced(drawn)
    Project.objects.filter(pk=reserve[0].pk)
    with writing("project.edited", change()):
        reserve[1].total_investment_fen = 1
        reserve[1].save()
    assert portfolio_card(Portfolio.objects.get()).points == 31


def test_every_project_has_its_reason_in_words(drawn):
    told = {line.name: line.reason.zh for line in portfolio_card(drawn).lines}
    assert told["备选1"].startswith("未选；若选入，总积分少 ")
    assert told["备选2"].startswith("选中；若不选，总积分少 ")
    [budget] = portfolio_card(drawn).binding
    assert budget.constraint.zh == "预算总额"
    assert portfolio_card(drawn).gain_of_next_million > 0


def test_a_changed_content_no_longer_fits_its_digest(drawn):
    drawn.result["selection"]["points"] = 99
    assert not portfolio_card(drawn).is_intact
    assert not is_reproduced(drawn)


def test_people_decide_once_and_explain_where_they_differ(drawn, reserve):
    proposed = drawn.result["selection"]["ids"]
    other = [*proposed[1:], reserve[0].pk]
    given = {"portfolio": drawn, "change": change("专班会议")}
    with pytest.raises(DecisionUnfounded):
        decide_portfolio(chosen=proposed, basis=" ", grounds="", **given)
    with pytest.raises(NotACandidate, match="987654"):
        decide_portfolio(chosen=[987654], basis="纪要", grounds="x", **given)
    with pytest.raises(DifferenceUnexplained):
        decide_portfolio(chosen=other, basis="纪要", grounds="", **given)
    decide_portfolio(chosen=other, basis="纪要", grounds="企业准备更充分", **given)
    card = portfolio_card(Portfolio.objects.select_related("decision").get())
    assert {line.id for line in card.lines if line.differs} == {proposed[0], reserve[0].pk}
    assert (card.decision.decided_by, card.decision.grounds) == ("林某", "企业准备更充分")
    with pytest.raises(DecidedAlready):
        decide_portfolio(chosen=proposed, basis="纪要", grounds="", **given)


def test_as_proposed_needs_no_grounds(drawn):
    chosen = drawn.result["selection"]["ids"]
    decide_portfolio(portfolio=drawn, chosen=chosen, basis="纪要", grounds="", change=change())
    card = portfolio_card(Portfolio.objects.select_related("decision").get())
    assert not any(line.differs for line in card.lines)


def test_only_who_sees_the_whole_county_reads_portfolios(drawn, zhao, bo, mei):
    assert [row.title for row in portfolio_rows(zhao)] == ["2026年支持方案"]
    for other in (bo, mei):
        with pytest.raises(CountyOnly):
            portfolio_rows(other)
    with pytest.raises(NoSuchPortfolio):
        portfolio_for(zhao, drawn.pk + 1)


def test_without_candidates_there_is_nothing_to_choose(county):
    with pytest.raises(NothingToChoose):
        draw_portfolio(title="空", rules=RULES, change=change())


def test_rules_travel_as_json_exactly():
    rules = replace(RULES, must=frozenset({3}), least_by_area={"7": 1})
    assert rules_from_json(rules_as_json(rules)) == rules


@pytest.mark.parametrize(
    "wrong",
    [
        {"grant": None},
        {"budget_fen": "100"},
        {"budget_fen": True},
        {"colour": 1},
        {"points": {"basics": 1}},
        {"least_by_area": [1]},
        {"grant": {"base": "land", "rate_bp": 1, "cap_fen": 1}},
    ],
)
def test_unreadable_rules_are_refused_with_the_fault(wrong):
    with pytest.raises(RulesUnreadable):
        rules_from_json({**rules_as_json(RULES), **wrong})
