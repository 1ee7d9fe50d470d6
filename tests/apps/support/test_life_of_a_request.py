"""A request from the first word to the last; the officer never says the last one."""

import pytest
from django.db import IntegrityError, transaction

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Contact
from jigai.apps.support.actions.accept_request import NotAClass, accept_request
from jigai.apps.support.actions.assign_request import (
    InChargeAlready,
    OfficerElsewhere,
    assign_request,
)
from jigai.apps.support.actions.close_silent_requests import close_silent_requests
from jigai.apps.support.actions.confirm_request import NotAnsweredYet, confirm_request
from jigai.apps.support.actions.extend_request import (
    ExtendedAlready,
    ExtensionTooLong,
    NotUnderWay,
    extend_request,
)
from jigai.apps.support.actions.note_progress import ClosedAlready, NothingSaid, note_progress
from jigai.apps.support.actions.raise_request import (
    ProjectOfAnother,
    RequestBlank,
    RequestWords,
    raise_request,
)
from jigai.apps.support.actions.reopen_request import ReopenedTooLate, reopen_request
from jigai.apps.support.actions.resume_request import NotSuspended, resume_request
from jigai.apps.support.actions.suspend_request import suspend_request
from jigai.apps.support.actions.withdraw_request import withdraw_request
from jigai.apps.support.models import EnterpriseRequest
from jigai.apps.support.queries.access import NotTheAsker, NotYours, asked_by, work_for
from jigai.domain.request_clocks.life import CannotMove, Hold
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import Category, Origin
from tests.request_cast import WORDS, answered, at, by, raised, under_way

pytestmark = pytest.mark.usefixtures("calendar")


def test_an_answered_request_awaits_the_enterprise_until_it_speaks(
    enterprise, mei, lin, bo, agency
):
    request = under_way(enterprise, mei, lin, agency, at(11, 2))
    answered(request, bo, at(11, 3, 15))
    assert (request.state, request.waits_for) == ("answered", enterprise.name)
    for officer in (bo, lin):
        with pytest.raises(NotTheAsker):
            asked_by(officer, request.pk)
    assert EnterpriseRequest.objects.get().state == "answered"
    confirm_request(request=asked_by(mei, request.pk), change=by(mei, at(11, 4)))
    kept = EnterpriseRequest.objects.get()
    assert (kept.state, kept.closing, kept.turn, kept.waits_for) == (
        "closed", "confirmed", "nobody", "",
    )  # fmt: skip


def test_five_work_days_of_silence_close_it_and_not_a_minute_less(enterprise, mei, lin, bo, agency):
    """Answered before National Day: the five days are 8, 9, 10 (a made-up Saturday), 12, 13."""
    request = under_way(enterprise, mei, lin, agency, at(9, 29))
    answered(request, bo, at(9, 30, 16))
    assert request.silent_at == at(10, 13, 17, 30)
    job = by(lin, at(10, 13, 17, 30))
    assert close_silent_requests(at=at(10, 13, 17, 30), change=job) == []
    assert EnterpriseRequest.objects.get().state == "answered"
    closed = close_silent_requests(at=at(10, 13, 17, 31), change=by(lin, at(10, 13, 17, 31)))
    assert [one.pk for one in closed] == [request.pk]
    assert EnterpriseRequest.objects.get().closing == "silence"
    assert close_silent_requests(at=at(10, 14), change=by(lin, at(10, 14))) == []


def test_whose_turn_it_is_follows_the_states(enterprise, mei, lin, bo, agency, power):
    request = raised(enterprise, mei, at(11, 2), receiver=agency)
    turns = [(request.turn, request.waits_for)]
    accept_request(request=request, request_class=StandardKind.HARD, change=by(bo, at(11, 2, 10)))
    assign_request(request=request, lead=power, change=by(lin, at(11, 2, 11)))
    turns.append((request.turn, request.waits_for))
    suspend_request(
        request=request, hold=Hold.ENTERPRISE_PAPERS, text="请补总平图", change=by(lin, at(11, 3))
    )
    turns.append((request.turn, request.waits_for))
    resume_request(request=request, text="已补", change=by(lin, at(11, 5)))
    turns.append((request.turn, request.waits_for))
    assert turns == [
        ("receiver", "崔口镇政府"), ("department", "县供电公司"), ("enterprise", enterprise.name),
        ("department", "县供电公司"),
    ]  # fmt: skip
    assert request.turn_since == at(11, 5)


def test_reopening_restarts_the_clock_and_counts_the_redo(enterprise, mei, lin, bo, agency):
    request = under_way(enterprise, mei, lin, agency, at(11, 2))
    answered(request, bo, at(11, 4))
    assert (request.waited_days, request.is_in_time) == (2, True)
    reopen_request(request=request, text="还没有通电", change=by(mei, at(11, 9)))
    assert (request.state, request.cycle, request.waits_for) == ("working", 2, "崔口镇政府")
    assert request.due_at == at(11, 12, 17, 30)
    assert (request.answer, request.answered_at, request.waited_days) == ("", None, None)
    answered(request, bo, at(11, 13))
    assert (request.waited_days, request.is_in_time) == (4, False)


def test_a_closed_request_is_reopened_for_twenty_work_days(enterprise, mei, lin, bo, agency):
    request = under_way(enterprise, mei, lin, agency, at(9, 1))
    answered(request, bo, at(9, 1, 15))
    confirm_request(request=request, change=by(mei, at(9, 2)))
    with pytest.raises(ReopenedTooLate):
        reopen_request(request=request, text="又断电", change=by(mei, at(10, 13)))
    reopen_request(request=request, text="又断电", change=by(mei, at(9, 29, 9)))
    assert (request.cycle, request.closed_at) == (2, None)


def test_numbers_run_without_a_gap_and_begin_anew_each_year(enterprise, mei):
    moments = (at(12, 30, year=2025), at(12, 31, year=2025), at(1, 5), at(1, 6), at(1, 7))
    codes = [raised(enterprise, mei, moment).code for moment in moments]
    assert codes == ["2025-0001", "2025-0002", "2026-0001", "2026-0002", "2026-0003"]
    with pytest.raises(RequestBlank):
        raised(enterprise, mei, at(1, 8), words=RequestWords(
            title=" ", text="x", category=Category.OTHER, origin=Origin.VISIT,
        ))  # fmt: skip
    assert raised(enterprise, mei, at(1, 9)).code == "2026-0004"
    with pytest.raises(IntegrityError), transaction.atomic(), writing("x", by(mei, at(1, 9))):
        EnterpriseRequest.objects.filter(code="2026-0004").update(number=6, follows=None)


def test_the_asker_is_sealed_and_the_same_person_is_kept_once(enterprise, mei):
    first, second = raised(enterprise, mei, at(11, 2)), raised(enterprise, mei, at(11, 3))
    assert first.asker_id == second.asker_id
    assert "13812345678" not in Contact.objects.get().sealed


def test_the_limit_is_prolonged_once_and_not_beyond_itself(enterprise, mei, lin, agency):
    request = under_way(enterprise, mei, lin, agency, at(11, 2))
    change = by(lin, at(11, 3))
    for days in (0, 4):
        with pytest.raises(ExtensionTooLong):
            extend_request(request=request, days=days, text="需上会", change=change)
    extend_request(request=request, days=2, text="需上会", change=change)
    assert request.due_at == at(11, 9, 17, 30)
    part = request.parts.get()
    assert (part.limit_days, part.due_at) == (5, at(11, 9, 17, 30))
    with pytest.raises(ExtendedAlready):
        extend_request(request=request, days=1, text="再延", change=change)
    with pytest.raises(NotUnderWay):
        extend_request(request=raised(enterprise, mei, at(11, 4)), days=1, text="x", change=change)


def test_a_request_goes_to_another_department_with_a_clock_of_its_own(
    enterprise, mei, lin, bo, agency, power
):
    request = under_way(enterprise, mei, lin, agency, at(11, 2))
    with pytest.raises(InChargeAlready):
        assign_request(request=request, lead=agency, change=by(lin, at(11, 3)))
    with pytest.raises(OfficerElsewhere):
        assign_request(
            request=request, lead=power, officer_id=bo.user_id, change=by(lin, at(11, 3))
        )
    assign_request(request=request, lead=power, change=by(lin, at(11, 3)))
    first, second = request.parts.order_by("pk")
    assert (first.done_at, second.begun_at, second.done_at) == (at(11, 3), at(11, 3), None)
    assert request.spans.filter(part=None).count() == 1


def test_only_the_unit_that_has_it_and_the_office_work_on_it(
    enterprise, mei, lin, bo, dian, agency, power, zhao
):
    request = under_way(enterprise, mei, lin, agency, at(11, 2))
    assert work_for(bo, request.pk).pk == work_for(lin, request.pk).pk == request.pk
    assign_request(request=request, lead=power, change=by(lin, at(11, 3)))
    for other in (bo, zhao, mei):
        with pytest.raises(NotYours):
            work_for(other, request.pk)
    assert work_for(dian, request.pk).pk == request.pk


def test_what_the_table_does_not_allow_is_refused_and_nothing_is_kept(
    enterprise, mei, lin, bo, agency, project
):
    request = raised(enterprise, mei, at(11, 2), project=project)
    change = by(lin, at(11, 3))
    with pytest.raises(CannotMove):
        answered(request, lin, at(11, 3))
    with pytest.raises(NotAClass):
        accept_request(request=request, request_class=StandardKind.SILENCE, change=change)
    with pytest.raises(NotSuspended):
        resume_request(request=request, text="", change=change)
    with pytest.raises(NotAnsweredYet):
        confirm_request(request=request, change=by(mei, at(11, 3)))
    with pytest.raises(NothingSaid):
        note_progress(request=request, text=" ", change=change)
    assert EnterpriseRequest.objects.get().state == "raised"
    withdraw_request(request=request, change=by(mei, at(11, 3)))
    with pytest.raises(ClosedAlready):
        note_progress(request=request, text="已联系", change=change)
    with pytest.raises(NotAnsweredYet):
        reopen_request(request=request, text="还是要", change=by(mei, at(11, 4)))


def test_a_project_of_another_enterprise_is_not_linked(enterprise, mei, project):
    with writing("x", by(mei, at(11, 2))):
        other = type(enterprise).objects.create(
            credit_code="913714230000000001", name="别家", name_sort="b", name_initials="b"
        )
    with pytest.raises(ProjectOfAnother):
        raise_request(enterprise=other, words=WORDS, project=project, change=by(mei, at(11, 2)))


def test_a_policy_question_is_answered_by_the_receiver_itself(enterprise, mei, bo, agency):
    request = raised(enterprise, mei, at(11, 2), receiver=agency)
    accept_request(
        request=request, request_class=StandardKind.POLICY_QUESTION, change=by(bo, at(11, 2, 10))
    )
    answered(request, bo, at(11, 2, 11))
    assert (request.lead, request.waited_days, request.is_in_time) == (
        Agency.objects.get(name="崔口镇政府"), 0, True,
    )  # fmt: skip
