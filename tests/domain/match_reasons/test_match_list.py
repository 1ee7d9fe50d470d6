"""Hard before soft, reasons both ways, unknown is never a fit, refusals change the next list."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from jigai.domain.match_reasons.back_test import Tried, back_test
from jigai.domain.match_reasons.conflicts import Conflict, Tie
from jigai.domain.match_reasons.editions import (
    NoWeights,
    edition_in_force,
    read_edition,
    shipped_editions,
)
from jigai.domain.match_reasons.facts import Aspect, DemandFacts, OfferFacts, OfferKind
from jigai.domain.match_reasons.match_list import Candidate, match_list
from jigai.domain.match_reasons.preference import nearness, words_of
from jigai.domain.match_reasons.reasons import Fit
from jigai.domain.match_reasons.refusal_codes import Declined, RefusalCode
from jigai.domain.rules.refusals import RuleFileRefused
from jigai.domain.sentence import Sentence

TODAY = date(2026, 11, 16)
EDITION = edition_in_force(on=TODAY)
DEMAND = DemandFacts(
    key="demand:1", text="磷酸铁锂正极材料包覆工艺", keywords=("正极材料", "包覆", "循环寿命"),
    owners=frozenset({"enterprise:1"}), field_codes=("discipline:4302010",), maturity_wanted=6,
    wanted_by=date(2027, 6, 30), places=("370000",), division_code="371423103",
    budget_fen=200_000_000, ownership="demander", ways=frozenset({"transfer", "licence"}),
    excluded=frozenset({"institution:9"}),
)  # fmt: skip
OFFER = OfferFacts(
    key="achievement:1", kind=OfferKind.ACHIEVEMENT, name="正极包覆技术", text="正极材料表面包覆",
    owners=frozenset({"institution:2"}), names=frozenset({"某大学"}),
    field_codes=("discipline:4302010",),
    evidence=((6, date(2025, 3, 1)),), division_code="370100", price_fen=150_000_000,
    ownership=frozenset({"demander"}), ways=frozenset({"transfer"}),
    review_on=date(2027, 1, 1),
)  # fmt: skip


def listed(*offers, demand=DEMAND, score=1.0, **options):
    candidates = [Candidate(one, score, frozenset(words_of((one.text,)))) for one in offers]
    return match_list(demand, candidates, edition=EDITION, on=TODAY, **options)


def only(offer=OFFER, demand=DEMAND, **options):
    found = listed(offer, demand=demand, **options)
    [one] = [*found.eligible, *found.left_out]
    return one


def fit(aspect, offer=OFFER, demand=DEMAND):
    return {one.fit for one in only(offer, demand).reasons if one.aspect == aspect}


def keys(found):
    return [one.offer.key for one in found.eligible]


def test_a_match_lists_what_fits_and_what_does_not_in_both_languages():
    one = only()
    assert one.is_eligible
    fits = [reason.said.zh for reason in one.said(Fit.FITS)]
    assert "提到：正极、材料、包覆" in fits
    assert "有证据的成熟度6级，要求6级以上" in fits
    [fits_not] = one.said(Fit.FITS_NOT)
    assert (fits_not.said.zh, fits_not.said.en) == (
        "没有提到：循环、寿命", "does not speak of: 循环, 寿命",
    )  # fmt: skip
    assert all(reason.said.en for reason in one.reasons)


HARD = [
    (Aspect.MATURITY, {"evidence": ((5, date(2025, 3, 1)),)}),
    (Aspect.PLACE, {"division_code": "110000"}),
    (Aspect.PRICE, {"price_fen": 200_000_001}),
    (Aspect.OWNERSHIP, {"ownership": frozenset({"offerer"})}),
    (Aspect.WAY, {"ways": frozenset({"shares"})}),
    (Aspect.PARTNER, {"owners": frozenset({"institution:9"})}),
    (Aspect.REVIEW, {"review_on": TODAY - timedelta(days=1)}),
    (Aspect.CAPACITY, {"capacity_left": 0}),
]


@pytest.mark.parametrize(("aspect", "changed"), HARD)
def test_who_fails_a_hard_condition_is_left_out_and_told_why(aspect, changed):
    found = listed(replace(OFFER, **changed))
    assert found.eligible == ()
    [left] = found.left_out
    assert [one.aspect for one in left.said(Fit.FITS_NOT) if one.is_hard] == [aspect]


ON_THE_LINE = [
    (Aspect.PRICE, {"price_fen": 200_000_000}),
    (Aspect.REVIEW, {"review_on": TODAY}),
    (Aspect.CAPACITY, {"capacity_left": 1}),
    (Aspect.PLACE, {"division_code": "379999"}),
    (Aspect.MATURITY, {"evidence": ((6, TODAY),)}),
]


@pytest.mark.parametrize(("aspect", "changed"), ON_THE_LINE)
def test_just_on_the_boundary_fits(aspect, changed):
    assert fit(aspect, replace(OFFER, **changed)) == {Fit.FITS}


UNKNOWN = [
    (Aspect.MATURITY, {"evidence": ()}),
    (Aspect.PLACE, {"division_code": ""}),
    (Aspect.PRICE, {"price_fen": None}),
    (Aspect.OWNERSHIP, {"ownership": frozenset()}),
    (Aspect.WAY, {"ways": frozenset()}),
    (Aspect.REVIEW, {"review_on": None}),
    (Aspect.PARTNER, {"owners": frozenset(), "names": frozenset()}),
    (Aspect.FIELD, {"field_codes": ()}),
]


@pytest.mark.parametrize(("aspect", "changed"), UNKNOWN)
def test_what_is_not_known_is_said_as_unknown_and_gives_no_points(aspect, changed):
    known, unknown = only(), only(replace(OFFER, **changed))
    assert {one.fit for one in unknown.reasons if one.aspect == aspect} == {Fit.UNKNOWN}
    assert unknown.is_eligible
    assert unknown.points < known.points


def test_evidence_of_tomorrow_is_none_today_and_a_promise_is_no_evidence():
    late = replace(OFFER, evidence=((6, TODAY + timedelta(days=1)),))
    assert fit(Aspect.MATURITY, late) == {Fit.UNKNOWN}
    early = replace(OFFER, evidence=((4, date(2024, 1, 1)),))
    promised = replace(early, planned=((6, date(2027, 6, 30)),))
    assert fit(Aspect.MATURITY, promised) == {Fit.UNKNOWN}
    too_late = replace(early, planned=((6, date(2027, 7, 1)),))
    assert fit(Aspect.MATURITY, too_late) == {Fit.FITS_NOT}


def test_what_the_demand_does_not_ask_is_not_judged():
    demand = DemandFacts(key="demand:2", text="焊接机器人")
    one = only(replace(OFFER, text="焊接"), demand)
    assert {reason.aspect for reason in one.reasons} == {Aspect.WORDS, Aspect.REVIEW}


def test_without_a_field_the_order_changes():
    near = replace(OFFER, key="achievement:near", field_codes=("discipline:4302010",), text="正极")
    wordy = replace(
        OFFER,
        key="achievement:wordy",
        field_codes=("discipline:8800000",),
        text="正极材料包覆循环寿命",
    )
    assert keys(listed(near, wordy)) == ["achievement:near", "achievement:wordy"]
    assert keys(listed(near, wordy, without={Aspect.FIELD}))[0] == "achievement:wordy"
    poor = replace(OFFER, evidence=((2, date(2025, 1, 1)),))
    assert keys(listed(poor)) == []
    assert keys(listed(poor, without={Aspect.MATURITY})) == ["achievement:1"]


CONFLICTS = [
    (Conflict.SAME_PERSON, {"owners": frozenset({"enterprise:1"})}),
    (Conflict.EMPLOYER, {"employers": frozenset({"enterprise:1"})}),
    (Conflict.JOINT, {"joint_applicants": frozenset({"enterprise:1"})}),
]


@pytest.mark.parametrize(("conflict", "changed"), CONFLICTS)
def test_a_conflict_of_interest_removes_the_offer_with_its_reason(conflict, changed):
    found = listed(replace(OFFER, **changed))
    assert (found.eligible, found.left_out) == ((), ())
    [removed] = found.removed
    assert removed.conflict == conflict
    assert removed.said.zh
    assert removed.said.en


def test_a_declared_tie_removes_whichever_way_round():
    for tie in (
        Tie("enterprise:1", "institution:2", "董事长为该校兼职教授"),
        Tie("institution:2", "enterprise:1", "董事长为该校兼职教授"),
    ):
        [removed] = listed(OFFER, ties=[tie]).removed
        assert "兼职教授" in removed.said.zh
    assert not listed(OFFER, ties=[Tie("enterprise:7", "institution:2", "")]).removed


def test_after_too_early_the_more_mature_come_first_and_say_why():
    declined = replace(OFFER, key="achievement:0", name="某早期成果", evidence=((6, TODAY),))
    same = replace(OFFER, key="achievement:same", text="正极材料包覆循环寿命")
    riper = replace(OFFER, key="achievement:riper", evidence=((8, TODAY),), text="正极")
    ripest = replace(OFFER, key="achievement:ripest", evidence=((9, TODAY),), text="正极")
    offers = (declined, same, riper, ripest)
    assert keys(listed(*offers))[:1] == ["achievement:same"]
    no = Declined(declined, RefusalCode.TOO_EARLY, TODAY)
    found = listed(*offers, declined=[no])
    assert keys(found) == ["achievement:ripest", "achievement:riper", "achievement:same"]
    first, last = found.eligible[0], found.eligible[-1]
    assert first.moved[0].zh == "排前：您以“成果太早期”谢绝了“某早期成果”，成熟度9级，更高"
    assert "because you declined “某早期成果” as too early" in first.moved[0].en
    assert last.moved[0].zh.startswith("排后")


AFTER = [
    (RefusalCode.TOO_COSTLY, {"price_fen": 100_000_000}, {"price_fen": 160_000_000}),
    (
        RefusalCode.OTHER_FIELD,
        {"field_codes": ("discipline:4302010",)},
        {"field_codes": ("discipline:8800000",)},
    ),
    (RefusalCode.NO_CAPACITY, {"owners": frozenset({"institution:5"})}, {}),
    (RefusalCode.OWNERSHIP, {"ownership": frozenset({"demander", "shared"})}, {}),
]


@pytest.mark.parametrize(("code", "better", "worse"), AFTER)
def test_each_code_changes_the_next_list(code, better, worse):
    no = replace(OFFER, key="achievement:0")
    if code == RefusalCode.OTHER_FIELD:
        no = replace(no, field_codes=("discipline:8800000",))
    ahead = replace(OFFER, key="achievement:b", text="正极", **better)
    behind = replace(OFFER, key="achievement:a", text="正极材料包覆循环寿命", **worse)
    found = listed(ahead, behind, declined=[Declined(no, code, TODAY)])
    assert keys(found)[0] == "achievement:b"
    assert found.eligible[0].moved or found.eligible[1].moved


def test_no_capacity_is_forgotten_in_time_and_solved_stops_the_list():
    no = replace(OFFER, key="achievement:0")
    long_ago = TODAY - timedelta(days=EDITION.no_capacity_days)
    found = listed(OFFER, declined=[Declined(no, RefusalCode.NO_CAPACITY, long_ago)])
    assert found.eligible[0].shift == 0
    solved = listed(OFFER, declined=[Declined(no, RefusalCode.SOLVED, TODAY)])
    assert solved.eligible == ()
    assert solved.paused is not None


def test_what_was_declined_is_not_proposed_again():
    assert keys(listed(OFFER, declined=[Declined(OFFER, RefusalCode.OTHER, TODAY)])) == []


def test_codes_are_near_by_their_leading_digits_and_words_stand_for_them():
    assert nearness("discipline:4302010", "discipline:4302099") == 0.7
    assert nearness("discipline:4302010", "discipline:4309999") == 0.4
    assert nearness("discipline:430", "technical:430") == 0.0
    assert nearness("industry:3841", "industry:3849") == 0.7
    terms = {"discipline:4302010": Sentence("无机材料", "inorganic materials")}
    one = only() if not terms else listed(OFFER, terms=terms).eligible[0]
    assert any(reason.said.en == "same field: inorganic materials" for reason in one.reasons)


def test_weights_are_dated_data_with_a_source_and_faults_name_their_line():
    assert sum(EDITION.weights.values()) == 100
    assert "县技改办自定" in EDITION.source.zh
    assert EDITION.valid_from < TODAY < EDITION.review_by
    with pytest.raises(NoWeights):
        edition_in_force(on=date(2020, 1, 1))
    folder = Path(read_edition.__code__.co_filename).parents[2] / "rulebook" / "matching"
    text = (folder / f"{shipped_editions()[-1].valid_from}.toml").read_text()
    for wrong in (
        text.replace('aspect = "words"', 'aspect = "text"'),
        text.replace('aspect = "words"', 'aspect = "price"'),
        text.replace('"capacity"]', '"weather"]'),
        text.replace("unknown_costs = 2\n", ""),
        text[: text.index("[[weight]]")] + text[text.rindex("[[weight]]") :],
    ):
        with pytest.raises(RuleFileRefused):
            read_edition(wrong, file="x.toml")


def test_a_back_test_counts_hits_of_both_rankings_and_lists_the_misses():
    tried = [
        Tried("d1", "o1", "电气", 2024, 10, 11),
        Tried("d2", "o2", "电气", 2025, 11, 1),
        Tried("d3", "o3", "材料", 2025, None, None),
    ]
    found = back_test(tried)
    assert (found.total.count, found.total.ours, found.total.plain) == (3, 1, 1)
    assert [(one.name, one.ours, one.plain) for one in found.by_field] == [
        ("材料", 0, 0), ("电气", 1, 1),
    ]  # fmt: skip
    assert [one.name for one in found.by_year] == ["2024", "2025"]
    assert [one.demand for one in found.misses] == ["d2", "d3"]
    assert found.is_too_few
    assert not back_test(tried * 7).is_too_few
    assert back_test([]).total.ours_rate is None
