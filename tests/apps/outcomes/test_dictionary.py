"""Versions: a changed formula is a new version, and what was published keeps the old one."""

from datetime import date
from decimal import Decimal

import pytest

from jigai.apps.outcomes.actions.load_dictionary import load_dictionary
from jigai.apps.outcomes.actions.publish_chart import NothingToPublish, publish_chart
from jigai.apps.outcomes.actions.revise_indicator import (
    NothingRevised,
    RevisedTooEarly,
    revise_indicator,
)
from jigai.apps.outcomes.models import IndicatorVersion
from jigai.apps.outcomes.queries.charts import published_charts
from jigai.apps.outcomes.queries.contribution import (
    Grouping,
    NotAdditive,
    SpansNotAlike,
    contribution,
)
from jigai.apps.outcomes.queries.dictionary import (
    NoSuchIndicator,
    NotYetDefined,
    indicator_named,
    version_on,
)
from jigai.domain.results.dictionary import shipped_dictionary
from jigai.domain.results.indicator import IndicatorPart
from jigai.domain.results.spans import Span
from jigai.domain.results.states import FigureState
from jigai.domain.sentence import Sentence
from tests.cast import change
from tests.outcome_cast import YEAR, YEAR_BEFORE, firm_in, told

pytestmark = pytest.mark.usefixtures("indicators")
YUAN = Sentence("元", "yuan")
NEW_PARTS = (
    IndicatorPart("main_income", Sentence("主营业务收入", "main business revenue"), YUAN),
    IndicatorPart("other_income", Sentence("其他业务收入", "other revenue"), YUAN),
)


def revised(valid_from=date(2027, 1, 1), formula="main_income + other_income"):
    return revise_indicator(
        indicator="revenue",
        formula=formula,
        parts=NEW_PARTS,
        meaning=Sentence("分两项填报", "given in two parts"),
        source=Sentence("县办通知（测试）", "notice of the office (test)"),
        valid_from=valid_from,
        because="要分开主营和其他",
        change=change("改公式"),
    )


def grown(viewer, version, before=YEAR_BEFORE, after=YEAR, **how):
    asked = {"state": FigureState.REPORTED, "grouping": Grouping.AREA, **how}
    return contribution(viewer, version=version, before=before, after=after, **asked)


@pytest.fixture
def firms(county):
    """Six in one town, five in another, two in a third, with revenue of two years."""
    towns = ["371423103"] * 6 + ["371423104"] * 5 + ["371423105"] * 2
    made = [firm_in(n, town=town, direction="electrical") for n, town in enumerate(towns, 1)]
    for number, one in enumerate(made, 1):
        told(one, "revenue", "baseline", "2025", f"{number * 1000}.33")
        told(one, "revenue", "actual", "2026", f"{number * 1111}.77")
    return made


def test_loading_again_adds_nothing():
    before = IndicatorVersion.objects.count()
    assert load_dictionary(definitions=shipped_dictionary(), change=change()) == 0
    assert IndicatorVersion.objects.count() == before == len(shipped_dictionary())


def test_a_changed_formula_makes_version_2_and_the_published_chart_keeps_version_1(lin, firms):
    table = grown(lin, version_on("revenue", on=date(2026, 12, 31)))
    publish_chart(table=table, title="2026 年营业收入", note="", change=change("发布"))
    second = revised()
    assert (second.number, version_on("revenue", on=date(2026, 12, 31)).number) == (2, 1)
    (kept,) = published_charts()
    assert (kept.definition.version, kept.content["version"], kept.definition.formula) == (1, 1, "")
    for number, one in enumerate(firms, 1):
        parts = {"main_income": Decimal(number * 900), "other_income": Decimal(number)}
        told(one, "revenue", "actual", "2027", None, parts=parts)
        told(one, "revenue", "actual", "2028", None, parts={**parts, "other_income": Decimal(7)})
    fresh = grown(lin, second, before=Span(2027), after=Span(2028))
    publish_chart(table=fresh, title="2028 年营业收入", note="", change=change("发布"))
    assert [one.content["version"] for one in published_charts()] == [2, 1]
    assert published_charts()[1].content == kept.content


def test_figures_of_two_versions_are_never_compared(lin, firms):
    second = revised()
    told(firms[0], "revenue", "actual", "2027", None, parts={
        "main_income": Decimal(1), "other_income": Decimal(1)})  # fmt: skip
    table = grown(lin, second, before=Span(2026), after=Span(2027))
    assert (table.is_hidden, table.rows, table.only_after) == (True, (), 1)


def test_contributions_of_the_towns_add_up_and_the_small_town_is_pooled(lin, firms, programme):
    table = grown(lin, version_on("revenue", on=date(2026, 12, 31)))
    assert sum(row.growth.points for row in table.rows) == table.total.growth.points
    assert sum(row.growth.change for row in table.rows) == table.total.growth.change
    assert table.total.growth.count == 13
    assert all(row.growth.count >= programme.group_minimum for row in table.rows)
    assert "镇05" in [name.zh for name in table.pooled]


def test_whoever_has_one_figure_is_counted_and_in_no_sum(lin, firms):
    told(firm_in(40, town="371423103", direction="electrical"), "revenue", "actual", "2026", "9")
    table = grown(lin, version_on("revenue", on=date(2026, 12, 31)))
    assert (table.total.growth.count, table.only_after, table.only_before) == (13, 1, 0)


def test_mei_sees_no_table_of_her_own_firm_alone(enterprise, mei):
    told(enterprise, "revenue", "baseline", "2025", "1")
    told(enterprise, "revenue", "actual", "2026", "2")
    table = grown(mei, version_on("revenue", on=date(2026, 12, 31)))
    assert (table.is_hidden, table.rows, table.total.growth.after) == (True, (), Decimal(0))
    with pytest.raises(NothingToPublish):
        publish_chart(table=table, title="一家", note="", change=change())


def test_rates_are_not_summed_and_spans_are_alike(lin):
    with pytest.raises(NotAdditive):
        grown(lin, version_on("yield_rate", on=date(2026, 12, 31)))
    with pytest.raises(SpansNotAlike):
        grown(
            lin,
            version_on("revenue", on=date(2026, 12, 31)),
            before=Span(2025),
            after=Span(2026, 1),
        )


@pytest.mark.parametrize(
    ("refusal", "given"),
    [(RevisedTooEarly, {"valid_from": date(2026, 1, 1)})],
)
def test_a_version_begins_after_the_one_before(refusal, given):
    with pytest.raises(refusal):
        revised(**given)


def test_the_same_again_is_no_version():
    one = indicator_named("revenue").newest.definition
    with pytest.raises(NothingRevised):
        revise_indicator(
            indicator="revenue",
            formula=one.formula,
            parts=one.parts,
            meaning=one.meaning,
            source=one.source,
            valid_from=date(2027, 1, 1),
            because="没有变化",
            change=change(),
        )


def test_an_unknown_name_is_told_the_nearest():
    with pytest.raises(NoSuchIndicator) as refused:
        indicator_named("revenu")
    assert "revenue" in refused.value.said.en
    with pytest.raises(NotYetDefined):
        version_on("revenue", on=date(2025, 12, 31))
