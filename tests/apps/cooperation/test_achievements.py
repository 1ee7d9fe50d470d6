"""Achievements stand on evidence of the level that they claim."""

from datetime import date

import pytest

from jigai.apps.cooperation.actions.enter_achievement import (
    EvidenceEntry,
    HolderUnclear,
    add_evidence,
    correct_achievement,
    enter_achievement,
)
from jigai.apps.cooperation.actions.review_achievement import (
    MaturityWithoutEvidence,
    approve_achievement,
    close_achievement,
    keep_achievement,
    return_achievement,
)
from jigai.apps.cooperation.entries import PointsTooLong, StageAgainstMaturity, TooManyKeywords
from jigai.apps.cooperation.models import Achievement
from jigai.apps.cooperation.queries.open_achievements import (
    achievements_left_out,
    open_achievements,
)
from tests.cast import TODAY
from tests.cooperation_cast import by, offered


def test_a_level_without_evidence_is_not_published(university, chen, lin):
    achievement = enter_achievement(institution=university, entry=offered(), change=by(chen))
    lower = EvidenceEntry(level=5, text="台架", document="报告", dated_on=date(2026, 1, 1))
    add_evidence(achievement=achievement, entry=lower, change=by(chen))
    with pytest.raises(MaturityWithoutEvidence):
        approve_achievement(achievement=achievement, change=by(lin))
    upper = EvidenceEntry(level=6, text="样机", document="报告", dated_on=date(2026, 1, 1))
    add_evidence(achievement=achievement, entry=upper, change=by(chen))
    approve_achievement(achievement=achievement, change=by(lin))
    [row] = open_achievements(on=TODAY)
    assert (row.maturity, row.proved_maturity, row.evidenced_levels) == (6, 6, (5, 6))
    assert (row.holder, row.place) == (university.name, "青岛市")


def test_new_evidence_of_a_level_takes_the_place_of_the_old(achievement, chen):
    again = EvidenceEntry(level=6, text="复测", document="新报告", dated_on=date(2026, 7, 1))
    add_evidence(achievement=achievement, entry=again, change=by(chen))
    assert list(achievement.evidence.values_list("document", flat=True)) == ["新报告"]


def test_an_overdue_achievement_drops_out_of_matching_and_says_why(achievement, chen):
    assert [one.code for one in achievements_left_out(on=date(2027, 5, 2))] == ["overdue"]
    keep_achievement(achievement=achievement, review_on=date(2027, 11, 1), change=by(chen))
    assert len(open_achievements(on=date(2027, 5, 2))) == 1


def test_a_changed_returned_or_closed_achievement_is_not_matched(achievement, chen, lin):
    correct_achievement(achievement=achievement, entry=offered(price_fen=5), change=by(chen))
    assert open_achievements(on=TODAY) == []
    return_achievement(achievement=achievement, opinion="缺报告", change=by(lin))
    close_achievement(achievement=achievement, change=by(chen, "已转让"))
    assert [one.code for one in achievements_left_out(on=TODAY)] == ["closed"]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"keywords": "一、二、三、四"}, TooManyKeywords),
        ({"stage": "early"}, StageAgainstMaturity),
        ({"innovation_points": "好" * 51}, PointsTooLong),
        ({"innovation_points": "一\n二\n三\n四"}, PointsTooLong),
    ],
)
def test_what_the_form_does_not_take_is_refused(university, chen, wrong, refusal):
    with pytest.raises(refusal):
        enter_achievement(institution=university, entry=offered(**wrong), change=by(chen))


def test_an_achievement_has_one_holder(university, enterprise, chen):
    with pytest.raises(HolderUnclear):
        enter_achievement(entry=offered(), change=by(chen))
    with pytest.raises(HolderUnclear):
        enter_achievement(
            institution=university, enterprise=enterprise, entry=offered(), change=by(chen)
        )


def test_chen_sees_her_own_and_the_published_and_mei_the_published(
    achievement, university, chen, mei, bo
):
    draft = enter_achievement(
        institution=university, entry=offered(name="未审成果"), change=by(chen)
    )
    seen = Achievement.objects.visible_to
    assert set(seen(chen)) == {achievement, draft}
    assert set(seen(mei)) == {achievement}
    assert set(seen(bo)) == {achievement}
