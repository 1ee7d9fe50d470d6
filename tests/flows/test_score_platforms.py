"""F2: the yearly card through the rule engine, each line explained, objection and ruling."""

from datetime import date, timedelta

import pytest

from jigai.apps.audit.queries.versions import versions_of
from jigai.apps.platforms.actions.answer_use import answer_use
from jigai.apps.platforms.actions.book_instrument import book_instrument
from jigai.apps.platforms.actions.object_to_score import (
    ScoreNotOpen,
    ScoreObjectionWaiting,
    object_to_score,
)
from jigai.apps.platforms.actions.record_platform_facts import (
    FactIsMeasured,
    NoSuchPlatformFact,
    PlatformFactWithoutPaper,
    PlatformFactYearWrong,
    record_platform_facts,
)
from jigai.apps.platforms.actions.record_scores import (
    NothingScored,
    ObjectionsWait,
    ScoresFinal,
    WindowStillOpen,
    settle_scores,
)
from jigai.apps.platforms.actions.record_use import record_use
from jigai.apps.platforms.actions.rule_on_score import (
    OwnScoreObjection,
    ScorerRules,
    ScoreRuledAlready,
    ScoreRuling,
)
from jigai.apps.platforms.models import PlatformScore
from jigai.apps.platforms.queries.scores import objection_rows, score_rows
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.domain.badges.lifecycle import ObjectionTooLate
from jigai.domain.rules.rulebook import rule_set
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.collect_platform_facts import collect_platform_facts
from jigai.flows.preview_rule import preview_rule
from jigai.flows.score_platforms import climb_cards, kept_card, score_platforms
from jigai.flows.settle_score_objection import settle_score_objection
from tests.cast import TODAY, change
from tests.platform_cast import at, by

pytestmark = pytest.mark.usefixtures("programme")
PAPER = "2026年度工作报告"


def tell(platform, basis=Basis.REPORTED, **values):
    return record_platform_facts(
        platform=platform,
        year=2026,
        basis=basis,
        entries={name: FactEntry(value, PAPER) for name, value in values.items()},
        change=change("填报"),
    )


def known(platform, **more):
    told = {
        "research_projects": "5", "patents_granted": "5", "standards_led": "1",
        "contract_income_yuan": "1000000", "serious_breach": "否",
    }  # fmt: skip
    tell(platform, **(told | more))


def scored(viewer):
    [score] = score_platforms(year=2026, on=TODAY, change=by(viewer, "年度评价"))
    return score


def test_the_card_is_computed_from_register_reports_and_confirmed_use(
    platform, instrument, neighbour, mei, hua, lin
):
    known(platform)
    booking = book_instrument(
        instrument=instrument, enterprise=neighbour, starts_at=at(TODAY, 10),
        ends_at=at(TODAY, 12, 30), purpose="试验", change=by(hua),
    )  # fmt: skip
    later = at(TODAY, 18)
    record_use(booking=booking, minutes=150, note="", change=by(mei, moment=later))
    answer_use(booking=booking, is_right=True, change=by(hua, moment=later))
    score = scored(lin)
    assert (score.outcome, score.total_low, score.total_high) == ("good", "70", "70")
    card = kept_card(score)
    assert len(card.lines) == 9
    lines = {line.name: line for line in card.lines}
    assert "2.5" in lines["hours"].value.zh
    assert "平台登记" in lines["staff"].source.zh
    assert PAPER in lines["projects"].source.zh
    assert (lines["staff"].points_low, lines["staff"].weight) == ("10", "10")


def test_what_is_unknown_leaves_a_range_and_no_grade(platform, lin):
    score = scored(lin)
    assert (score.outcome, score.total_low, score.total_high) == ("unknown", "30", "70")
    assert {fact.name for fact in kept_card(score).missing} >= {"patents_granted"}


def test_a_kept_card_reads_the_same_after_the_facts_have_moved(platform, lin):
    known(platform)
    score = scored(lin)
    before = kept_card(score)
    tell(platform, patents_granted="0")
    assert kept_card(PlatformScore.objects.get()) == before


def test_verified_goes_before_reported_and_measured_cannot_be_declared(platform):
    tell(platform, patents_granted="9")
    tell(platform, Basis.VERIFIED, patents_granted="2")
    facts = collect_platform_facts(platform_ids=[platform.pk], year=2026, on=TODAY)[platform.pk]
    assert facts["patents_granted"].known == 2
    assert facts["months_at_city_level"].known == 20
    with pytest.raises(FactIsMeasured):
        tell(platform, shared_use_hours="500")
    with pytest.raises(NoSuchPlatformFact, match="patents_granted"):
        tell(platform, patent_granted="5")
    with pytest.raises(PlatformFactYearWrong):
        record_platform_facts(
            platform=platform, year=1989, basis=Basis.REPORTED, entries={}, change=change()
        )
    with pytest.raises(PlatformFactWithoutPaper):
        record_platform_facts(
            platform=platform, year=2026, basis=Basis.REPORTED,
            entries={"patents_granted": FactEntry("3", " ")}, change=change(),
        )  # fmt: skip
    assert tell(platform, Basis.VERIFIED, patents_granted="") == ("patents_granted",)


def test_an_upheld_objection_computes_that_card_anew_and_keeps_the_old(platform, lin, mei, judge):
    known(platform, patents_granted="0")
    score = scored(lin)
    assert score.total_low == "60"
    objection = object_to_score(score=score, change=by(mei, "漏报专利5件"))
    [row] = objection_rows(mei, is_open=True)
    assert (row.platform, row.text, row.lodged_by) == (platform.name, "漏报专利5件", "梅某")
    with pytest.raises(ScoreObjectionWaiting):
        object_to_score(score=score, change=by(mei, "再次"))
    tell(platform, Basis.VERIFIED, patents_granted="5")
    with pytest.raises(ScorerRules):
        settle_score_objection(
            objection=objection, ruling=ScoreRuling.UPHELD, change=by(lin, "成立")
        )
    with pytest.raises(OwnScoreObjection):
        settle_score_objection(
            objection=objection, ruling=ScoreRuling.UPHELD, change=by(mei, "成立")
        )
    settle_score_objection(
        objection=objection, ruling=ScoreRuling.UPHELD, change=by(judge, "证书已核")
    )
    score.refresh_from_db()
    assert (score.state, score.total_low, score.outcome) == ("provisional", "70", "good")
    newest = versions_of(table="platforms_platformscore", key=score.pk)[0]
    changed = {one.field: (one.before, one.after) for one in newest.changes}
    assert changed["total_low"] == ("60", "70")
    assert newest.reason == "证书已核"
    with pytest.raises(ScoreRuledAlready):
        settle_score_objection(
            objection=objection, ruling=ScoreRuling.REJECTED, change=by(judge, "再裁")
        )


def test_the_window_counts_work_days_and_a_final_card_stays(platform, lin, mei, judge):
    known(platform)
    score = scored(lin)
    assert score.objections_until_on == date(2026, 11, 19)
    late = by(mei, "晚了", moment=at(date(2026, 11, 20)))
    with pytest.raises(ObjectionTooLate):
        object_to_score(score=score, change=late)
    with pytest.raises(WindowStillOpen):
        settle_scores(year=2026, on=date(2026, 11, 19), change=by(lin))
    with pytest.raises(NothingScored):
        settle_scores(year=2024, on=TODAY, change=by(lin))
    objection = object_to_score(score=score, change=by(mei, "有误"))
    with pytest.raises(ObjectionsWait):
        settle_scores(year=2026, on=TODAY + timedelta(days=9), change=by(lin))
    settle_score_objection(
        objection=objection, ruling=ScoreRuling.REJECTED, change=by(judge, "无误")
    )
    assert settle_scores(year=2026, on=TODAY + timedelta(days=9), change=by(lin)) == 1
    with pytest.raises(ScoresFinal):
        scored(lin)
    with pytest.raises(ScoreNotOpen):
        object_to_score(score=score, change=by(mei, "再次"))
    assert [row.state for row in score_rows(lin, year=2026)] == ["final"]


def test_a_technology_centre_sees_what_the_next_level_asks(platform, lin):
    assert climb_cards(platform, on=TODAY) == []
    platform.kind = "technology_centre"
    [found] = climb_cards(platform, on=TODAY)
    answers = {line.name: line.answer for line in found.card.lines}
    assert (answers["standing"], answers["staff"], answers["revenue"]) == (
        "not_met",
        "not_met",
        "unknown",
    )


def test_a_changed_card_is_previewed_over_the_platforms_that_stand(platform, lin):
    before = rule_set("platform.county_yearly", on=TODAY)
    found = preview_rule(lin, draft=before, on=TODAY)
    assert (found.checked, found.moved, found.before) == (1, (), before)
