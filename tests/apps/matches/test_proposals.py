"""K2 and K3: ten matches with reasons both ways, conflicts removed, refusals heeded."""

from datetime import date

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Achievement
from jigai.apps.matches.actions.declare_tie import declare_tie, end_tie
from jigai.apps.matches.actions.decline_match import (
    AlreadyDeclined,
    InContact,
    RefusalCodeUnknown,
    decline_match,
)
from jigai.apps.matches.actions.set_terms import (
    OfferLimits,
    PlaceCodeUnreadable,
    set_demand_terms,
    set_offer_terms,
)
from jigai.apps.matches.actions.take_back_refusal import take_back_refusal
from jigai.apps.matches.models import DeclaredTie
from jigai.apps.matches.queries.access import NoSuchDemand, demand_for
from jigai.apps.matches.queries.digest import digests
from jigai.apps.matches.queries.proposals import SHOWN, proposals
from jigai.domain.match_reasons.conflicts import Conflict
from jigai.domain.match_reasons.facts import Aspect
from jigai.domain.match_reasons.reasons import Fit
from jigai.domain.match_reasons.refusal_codes import RefusalCode
from jigai.domain.matching import index
from jigai.domain.matching.index import TextIndex
from tests.cast import TODAY, change
from tests.cooperation_cast import by
from tests.matches_cast import offering


def listed(demand, **options):
    return proposals(demand, on=TODAY, **options).found


def names(found):
    return [one.offer.name for one in found.eligible]


def decline(demand, offer, viewer, code, side="demand"):
    return decline_match(
        demand=demand, offer=offer, side=side, code=code, note="一行说明", on=TODAY,
        change=by(viewer),
    )  # fmt: skip


def test_a_demand_has_ten_matches_each_with_a_fit_and_a_misfit(wanted, dozen):
    found = listed(wanted).eligible
    assert len(found) >= SHOWN
    for one in found[:SHOWN]:
        assert one.said(Fit.FITS)
        assert one.said(Fit.FITS_NOT)
        assert all(reason.said.zh and reason.said.en for reason in one.reasons)


def test_removing_a_field_changes_the_order_as_computed(wanted, dozen):
    with_it = listed(wanted)
    without = listed(wanted, without={Aspect.MATURITY})
    assert names(with_it) != names(without)
    assert set(names(with_it)) == set(names(without))
    points = {one.offer.key: one.points for one in without.eligible}
    for one in with_it.eligible:
        assert one.points == pytest.approx(points[one.offer.key] + one.parts[Aspect.MATURITY])


def test_the_index_is_made_once_for_a_state_of_the_catalogue(wanted, dozen, monkeypatch, lin):
    made = []
    monkeypatch.setattr(
        index, "TextIndex", lambda texts, space: made.append(len(texts)) or TextIndex(texts, space)
    )
    for _ in range(3):
        listed(wanted)
    assert made == [12]
    with writing("achievement.renamed", change("改名")):
        Achievement.objects.filter(pk=dozen[0].pk).update(name="高速冲孔与去毛刺一体机")
    assert names(listed(wanted))
    assert made == [12, 12]


def test_overdue_closed_and_unapproved_offers_do_not_take_part(wanted, dozen):
    with writing("achievement.aged", change("试")):
        Achievement.objects.filter(pk=dozen[0].pk).update(review_on=date(2026, 11, 15))
        Achievement.objects.filter(pk=dozen[1].pk).update(state="unreviewed")
        Achievement.objects.filter(pk=dozen[2].pk).update(closed_on=TODAY, close_reason="已转让")
    found = listed(wanted)
    assert not {one.name for one in dozen[:3]} & set(names(found))
    [left] = [one for one in found.left_out if one.offer.name == dozen[0].name]
    assert [one.aspect for one in left.said(Fit.FITS_NOT) if one.is_hard] == [Aspect.REVIEW]


def test_a_declared_tie_removes_the_university_until_it_ends(wanted, dozen, enterprise, university):
    tie = declare_tie(
        enterprise=enterprise, other=university, words="总经理为该院客座教授", change=change()
    )
    found = listed(wanted)
    assert names(found) == []
    assert {one.conflict for one in found.removed} == {Conflict.TIE}
    assert "客座教授" in found.removed[0].said.zh
    end_tie(tie=tie, change=change())
    assert DeclaredTie.objects.get().ended_on == TODAY
    assert names(listed(wanted))


def test_a_joint_applicant_and_a_namesake_are_removed(wanted, dozen, enterprise, university):
    set_offer_terms(
        achievement=dozen[0], limits=OfferLimits(joint_applicant=enterprise), change=change()
    )
    [removed] = listed(wanted).removed
    assert (removed.name, removed.conflict) == (dozen[0].name, Conflict.JOINT)
    with writing("institution.renamed", change("试")):
        university.name = enterprise.name
        university.save()
    assert {one.conflict for one in listed(wanted).removed} == {Conflict.SAME_PERSON}


def test_limits_of_both_sides_count(wanted, dozen, university):
    set_demand_terms(demand=wanted, places=["370000"], excluded=[], change=change())
    assert all(
        Fit.UNKNOWN in {r.fit for r in one.reasons if r.aspect == Aspect.PLACE}
        for one in listed(wanted).eligible
    )
    set_offer_terms(
        achievement=dozen[0], limits=OfferLimits(division_code="110000"), change=change()
    )
    assert dozen[0].name not in names(listed(wanted))
    set_demand_terms(demand=wanted, places=[], excluded=[university], change=change())
    assert names(listed(wanted)) == []
    with pytest.raises(PlaceCodeUnreadable):
        set_demand_terms(demand=wanted, places=["山东"], excluded=[], change=change())


def test_an_expert_is_ranked_by_what_they_can_still_take(wanted, expert):
    [one] = listed(wanted).eligible
    assert one.offer.key == f"expert:{expert.pk}"
    assert "还能承接6件" in [reason.said.zh for reason in one.reasons]


def test_declined_as_too_early_the_digest_counts_it_and_the_riper_come_first(
    wanted, dozen, mei, chen, hua
):
    first = next(one for one in dozen if one.name == names(listed(wanted))[0])
    lowest = next(one for one in dozen if one.maturity == 5)
    decline(wanted, lowest, mei, "too_early")
    [digest] = digests(chen, month=TODAY)
    assert [(code, count) for code, _said, count in digest.counts] == [("too_early", 1)]
    assert digests(mei, month=TODAY) == digests(hua, month=TODAY) == []
    found = listed(wanted)
    levels = [one.offer.level_on(TODAY) for one in found.eligible]
    assert levels[0] == 9
    assert levels.index(5) > max(place for place, level in enumerate(levels) if level > 5)
    assert "成果太早期" in found.eligible[0].moved[0].zh
    assert lowest.name in found.eligible[0].moved[0].zh
    assert lowest.name not in names(found)
    assert first.maturity >= 5


def test_taken_back_a_refusal_changes_nothing_any_more(wanted, dozen, mei, chen):
    before = names(listed(wanted))
    refusal = decline(wanted, dozen[0], mei, RefusalCode.TOO_EARLY)
    with pytest.raises(AlreadyDeclined):
        decline(wanted, dozen[0], mei, "other")
    take_back_refusal(refusal=refusal, change=by(mei))
    assert names(listed(wanted)) == before
    assert digests(chen, month=TODAY) == []
    decline(wanted, dozen[0], mei, "other")


def test_what_is_solved_is_proposed_no_more(wanted, dozen, mei):
    decline(wanted, dozen[3], mei, "already_solved")
    assert listed(wanted).paused is not None


def test_the_university_says_no_and_the_firm_reads_it(wanted, dozen, mei, chen):
    decline(wanted, dozen[0], chen, "no_capacity", side="offer")
    [digest] = digests(mei, month=TODAY)
    assert digest.owner.zh == wanted.enterprise.name
    assert [code for code, _said, _count in digest.counts] == ["no_capacity"]
    assert digests(mei, month=date(2026, 10, 1)) == []


def test_an_unknown_code_and_a_running_match_are_refused(match, wanted, achievement, mei):
    with pytest.raises(RefusalCodeUnknown):
        decline(wanted, achievement, mei, "ugly")
    with pytest.raises(InContact):
        decline(wanted, achievement, mei, "other")


def test_the_list_of_a_demand_is_its_owners_and_the_offices(wanted, mei, lin, chen, hua):
    assert demand_for(mei, wanted.pk) == demand_for(lin, wanted.pk) == wanted
    for stranger in (chen, hua):
        with pytest.raises(NoSuchDemand):
            demand_for(stranger, wanted.pk)


def test_of_a_confidential_demand_only_the_masked_text_is_compared(secret, university, chen, lin):
    offering(university, chen, lin, name="辛亥革命史料数字化", summary="辛亥", keywords="辛亥")
    found = listed(secret)
    told = [one for one in found.eligible if "辛亥" in one.offer.name]
    assert all("辛亥" not in reason.said.zh for one in told for reason in one.said(Fit.FITS))
