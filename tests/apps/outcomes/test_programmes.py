"""One enterprise in two programmes: each result once, and the overlap is reported."""

from datetime import date
from decimal import Decimal

import pytest

from jigai.apps.outcomes.actions.admit_member import JoinedOutsideProgramme, admit_member
from jigai.apps.outcomes.actions.open_support_programme import open_support_programme
from jigai.apps.outcomes.actions.set_sharing_rule import RuleForPast, set_sharing_rule
from jigai.apps.outcomes.queries.dictionary import version_on
from jigai.apps.outcomes.queries.programmes import (
    NoSharingRule,
    adds_up,
    overlap_report,
    programme_cards,
)
from jigai.domain.contribution.sharing import Method
from jigai.domain.results.states import FigureState
from tests.cast import change
from tests.outcome_cast import YEAR, YEAR_BEFORE, firm_in, told

pytestmark = pytest.mark.usefixtures("indicators")


def opened(code):
    return open_support_programme(
        code=code,
        title=f"计划{code}",
        title_en=f"Programme {code}",
        owner="县工信局",
        document="文件（测试）",
        valid_from=date(2024, 1, 1),
        valid_to=None,
        change=change(),
    )


def joined(programme, enterprise, fen, on=date(2025, 6, 1)):
    return admit_member(
        programme=programme,
        enterprise=enterprise,
        joined_on=on,
        left_on=None,
        investment_fen=fen,
        document="名单（测试）",
        change=change(),
    )


def ruled(method=Method.INVESTMENT, valid_from=date(2025, 1, 1)):
    return set_sharing_rule(
        method=method, valid_from=valid_from, decision="会议纪要（测试）", change=change()
    )


@pytest.fixture
def two(county):
    """Two programmes; the first firm is in both, the second in one."""
    loans, renewal = opened("loans"), opened("renewal")
    both = firm_in(1, town="371423103", direction="sports")
    one = firm_in(2, town="371423103", direction="sports")
    for firm, before, after in ((both, "100.10", "200.21"), (one, "50.00", "80.00")):
        told(firm, "revenue", "baseline", "2025", before)
        told(firm, "revenue", "actual", "2026", after)
    joined(loans, both, 100_00, on=date(2025, 1, 1))
    joined(renewal, both, 200_00)
    joined(renewal, one, None)
    return both, one


def report(viewer):
    return overlap_report(
        viewer,
        version=version_on("revenue", on=date(2026, 12, 31)),
        before=YEAR_BEFORE,
        after=YEAR,
        state=FigureState.REPORTED,
    )


def test_the_sum_over_programmes_less_the_overlap_is_the_county_total(lin, two):
    ruled()
    found = report(lin)
    assert found.overlap.total == Decimal("130.11")
    assert found.overlap.claimed == Decimal("230.22")
    assert found.overlap.overlap == Decimal("100.11")
    assert adds_up(found.overlap)
    given = {one.programme: one.given for one in found.overlap.programmes}
    assert given == {"loans": Decimal("33.37"), "renewal": Decimal("96.74")}
    assert found.several == (two[0].name,)


def test_the_first_programme_takes_all_where_the_county_says_so(lin, two):
    ruled(Method.FIRST)
    given = {one.programme: one.given for one in report(lin).overlap.programmes}
    assert given == {"loans": Decimal("100.11"), "renewal": Decimal("30.00")}


def test_a_later_rule_leaves_the_reports_of_before_alone(lin, two):
    ruled(Method.FIRST)
    ruled(Method.INVESTMENT, valid_from=date(2027, 1, 1))
    assert report(lin).rule.method == "first"
    with pytest.raises(RuleForPast):
        ruled(valid_from=date(2026, 1, 1))


def test_without_a_rule_nothing_is_shared_out(lin, two):
    with pytest.raises(NoSharingRule):
        report(lin)


def test_a_member_without_figures_is_missing_and_not_0(lin, two):
    ruled()
    third = firm_in(3, town="371423103", direction="sports")
    joined(opened("third"), third, 5)
    found = report(lin)
    assert (found.no_figures, found.overlap.total) == (1, Decimal("130.11"))


def test_nobody_joins_before_a_programme_begins(two):
    with pytest.raises(JoinedOutsideProgramme):
        joined(opened("late"), two[0], 1, on=date(2023, 1, 1))


def test_mei_sees_only_the_membership_of_her_own_firm(two, mei, enterprise):
    joined(opened("own"), enterprise, 7)
    seen = {card.code: [one.enterprise_id for one in card.members] for card in programme_cards(mei)}
    assert seen == {"loans": [], "renewal": [], "own": [enterprise.pk]}
