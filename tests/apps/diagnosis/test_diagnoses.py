import io
from datetime import date

import pytest
from PIL import Image

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.diagnosis.actions.finish_side import (
    DiagnosisIsDraft,
    NothingAnswered,
    agree_with_own,
    assess,
    hand_in,
    reopen_diagnosis,
)
from jigai.apps.diagnosis.actions.save_answers import (
    AnswerEntry,
    NoSuchQuestion,
    NotHandedIn,
    SideClosed,
    attach_to_answer,
    save_answers,
)
from jigai.apps.diagnosis.actions.settle_gap import (
    GapIsOpen,
    GapSettledAlready,
    add_gap,
    reopen_gap,
    settle_gap,
)
from jigai.apps.diagnosis.actions.start_diagnosis import BankNotYetValid, DiagnosisRunning
from jigai.apps.diagnosis.models import BankEdition, Gap
from jigai.apps.diagnosis.queries.access import NoSuchDiagnosis, diagnosis_for
from jigai.apps.diagnosis.queries.cards import diagnosis_card
from jigai.apps.diagnosis.queries.gaps import gaps
from jigai.domain.maturity.answers import AnswerUnreadable
from jigai.domain.maturity.banks import BankAltered, bank_named
from jigai.domain.maturity.states import GapState, Side
from tests.apps.diagnosis.conftest import COUNTY, OFFICIAL, answer, begin, every_answer
from tests.cast import TODAY, change


def picture():
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG")
    return made.getvalue()


def test_results_under_two_banks_reopen_with_their_own_questions_and_levels(enterprise):
    """P2: a new bank never alters an old result."""
    old, new = begin(enterprise, OFFICIAL), begin(enterprise, COUNTY)
    answer(old, **every_answer(bank_named(OFFICIAL)[0]))
    before = diagnosis_card(old)
    answer(new, **every_answer(bank_named(COUNTY)[0], scene="3"))
    later = diagnosis_card(new)
    again = diagnosis_card(type(old).objects.get(pk=old.pk))
    assert again == before
    assert (len(before.own.levels), before.own.question_count) == (4, 31)
    assert later.own.question_count == 16
    assert later.bank.digest != before.bank.digest
    assert "虚构" in later.bank.note.zh
    assert before.own.score_low != later.own.score_low


def test_a_result_rests_on_the_text_of_its_time_not_on_the_file_of_today(diagnosis, monkeypatch):
    answer(diagnosis, network="g5")
    monkeypatch.setattr("jigai.domain.maturity.banks.shipped_banks", tuple)
    card = diagnosis_card(diagnosis)
    assert card.own.answered_count == 1
    diagnosis.edition.bank_text += "\n"
    with pytest.raises(BankAltered):
        diagnosis_card(diagnosis)


def test_one_edition_is_kept_once(enterprise):
    begin(enterprise, OFFICIAL, on=date(2026, 11, 1))
    with pytest.raises(DiagnosisRunning):
        begin(enterprise, OFFICIAL)
    begin(enterprise, COUNTY)
    assert BankEdition.objects.count() == 2


def test_an_edition_is_not_answered_before_its_day(enterprise):
    with pytest.raises(BankNotYetValid):
        begin(enterprise, COUNTY, on=date(2026, 6, 30))


def test_both_sides_stand_beside_each_other_with_evidence_and_disagreements(diagnosis):
    own = {"network": AnswerEntry("control,g5", "网络拓扑图"), "s_quality": AnswerEntry("3")}
    save_answers(diagnosis=diagnosis, side=Side.OWN, entries=own, change=change())
    attach_to_answer(
        diagnosis=diagnosis, side=Side.OWN, question="network", name="图.png", content=picture(),
        change=change(),
    )  # fmt: skip
    hand_in(diagnosis=diagnosis, on=TODAY, change=change())
    assert agree_with_own(diagnosis=diagnosis, change=change()) == 2
    answer(diagnosis, Side.ASSESSOR, network="control")
    card = diagnosis_card(diagnosis)
    row = next(r for g in card.groups for r in g.questions if r.name == "network")
    assert (row.own.points, row.assessed.points, row.differs) == ("4", "2", True)
    assert (row.own.evidence, row.own.file_name) == ("网络拓扑图", "图.png")
    assert [one.question for one in card.disagreements] == ["network"]


def test_what_is_not_answered_makes_a_range_and_no_level(diagnosis):
    answer(diagnosis, network="-")
    card = diagnosis_card(diagnosis)
    assert (card.own.score_low, card.own.score_high, card.own.level) == ("0", "92", "")
    diagnosis.refresh_from_db()
    assert (diagnosis.own_level, diagnosis.own_score_low, diagnosis.own_score_high) == ("", 0, 92)


def test_an_answer_taken_back_is_unknown_again_and_the_same_answer_changes_nothing(diagnosis):
    assert answer(diagnosis, network="g5") == ("network",)
    assert answer(diagnosis, network="g5") == ()
    assert answer(diagnosis, network="") == ("network",)
    assert diagnosis_card(diagnosis).own.answered_count == 0


def test_what_no_question_asks_or_cannot_be_read_is_refused(diagnosis):
    with pytest.raises(NoSuchQuestion):
        answer(diagnosis, networks="g5")
    with pytest.raises(AnswerUnreadable):
        answer(diagnosis, network="g6")


def test_sides_have_their_turns(diagnosis):
    with pytest.raises(NotHandedIn):
        answer(diagnosis, Side.ASSESSOR, network="g5")
    with pytest.raises(NothingAnswered):
        hand_in(diagnosis=diagnosis, on=TODAY, change=change())
    with pytest.raises(DiagnosisIsDraft):
        reopen_diagnosis(diagnosis=diagnosis, change=change())
    answer(diagnosis, network="g5")
    hand_in(diagnosis=diagnosis, on=TODAY, change=change())
    with pytest.raises(SideClosed):
        answer(diagnosis, network="control")
    with pytest.raises(NothingAnswered):
        assess(diagnosis=diagnosis, on=TODAY, change=change())
    answer(diagnosis, Side.ASSESSOR, network="control")
    assess(diagnosis=diagnosis, on=TODAY, change=change())
    assert diagnosis.assessor == "林某"
    reopen_diagnosis(diagnosis=diagnosis, change=change())
    reopen_diagnosis(diagnosis=diagnosis, change=change())
    assert diagnosis.state == "draft"
    assert answer(diagnosis, network="control") == ("network",)


def test_once_assessed_the_assessors_level_counts(diagnosis):
    answer(diagnosis, **every_answer(bank_named(OFFICIAL)[0], scene="2"))
    hand_in(diagnosis=diagnosis, on=TODAY, change=change())
    agree_with_own(diagnosis=diagnosis, change=change())
    answer(diagnosis, Side.ASSESSOR, **{q.name: "0" for q in bank_named(OFFICIAL)[0].scenes()})
    assess(diagnosis=diagnosis, on=TODAY, change=change())
    card = diagnosis_card(diagnosis)
    assert (card.own.level, card.counting.level) == ("level_2", "below")


def test_the_gap_list_follows_the_answers_and_its_rows_stay(diagnosis):
    answer(diagnosis, **every_answer(bank_named(OFFICIAL)[0], scene="1"))
    hand_in(diagnosis=diagnosis, on=TODAY, change=change())
    kept = {row.code: row.pk for row in Gap.objects.filter(state="open")}
    assert "scene.s_quality" in kept
    agree_with_own(diagnosis=diagnosis, change=change())
    answer(diagnosis, Side.ASSESSOR, s_quality="4")
    assess(diagnosis=diagnosis, on=TODAY, change=change())
    gone = Gap.objects.get(code="scene.s_quality")
    assert (gone.pk, gone.state, gone.settled_on) == (kept["scene.s_quality"], "closed", TODAY)
    reopen_diagnosis(diagnosis=diagnosis, change=change())
    answer(diagnosis, Side.ASSESSOR, s_quality="1")
    assess(diagnosis=diagnosis, on=TODAY, change=change())
    gone.refresh_from_db()
    assert (gone.state, gone.settled_on) == ("open", None)


def test_a_gap_is_written_dropped_with_its_reason_and_put_back(diagnosis):
    gap = add_gap(diagnosis=diagnosis, what="数控化率 60%", target="90%", on=TODAY, change=change())
    assert gap.code == "own.1"
    settle_gap(gap=gap, as_state=GapState.DROPPED, because="设备外协", on=TODAY, change=change())
    with pytest.raises(GapSettledAlready):
        settle_gap(gap=gap, as_state=GapState.CLOSED, because="x", on=TODAY, change=change())
    answer(diagnosis, network="g5")
    hand_in(diagnosis=diagnosis, on=TODAY, change=change())
    gap.refresh_from_db()
    assert (gap.state, gap.settled_because) == ("dropped", "设备外协")
    reopen_gap(gap=gap, change=change())
    with pytest.raises(GapIsOpen):
        reopen_gap(gap=gap, change=change())


def test_mei_sees_her_own_diagnosis_and_gaps_and_a_stranger_none(diagnosis, mei, lin):
    add_gap(diagnosis=diagnosis, what="数控化率 60%", target="90%", on=TODAY, change=change())
    stranger = Viewer(99, "某人", ())
    assert diagnosis_for(mei, diagnosis.pk) == diagnosis
    assert [len(gaps(one)) for one in (mei, lin, stranger)] == [1, 1, 0]
    with pytest.raises(NoSuchDiagnosis):
        diagnosis_for(stranger, diagnosis.pk)
