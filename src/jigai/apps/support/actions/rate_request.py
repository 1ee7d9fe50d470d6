from __future__ import annotations

from collections.abc import Collection

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.support.actions.confirm_request import NotAnsweredYet
from jigai.apps.support.actions.reopen_request import check_reopening
from jigai.apps.support.clockwork import begin_again, charge, close, record, settle
from jigai.apps.support.models import EnterpriseRequest, RequestEscalation, RequestRating
from jigai.apps.support.queries.clocks import bench_of
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.request_clocks.life import Level, State
from jigai.domain.request_clocks.words import Cause, Closing, Grade, Step
from jigai.domain.sentence import Sentence

CLICKED = Sentence("{grade}（企业评价）{reason}", "{grade} (by the enterprise) {reason}")
CALLED = Sentence("{grade}（回访记录）{reason}", "{grade} (told when called) {reason}")
REDO = Sentence("由{level}重办", "to be done again by the {level}")


class RatedAlready(Refusal):
    code = "support.rated_already"
    message = Sentence("诉求{number}的这次答复已经评价过。", "This answer of {number} was rated.")


class UnsatisfiedWithoutReason(Refusal):
    code = "support.unsatisfied_without_reason"
    message = Sentence("不满意请写明原因。", "Say why the answer does not satisfy.")
    remedy = Sentence("原因会交给上一级重办。", "The level above takes it up with this reason.")


class CallBackByTheAnswerer(NotAllowed):
    code = "support.call_back_by_the_answerer"
    message = Sentence(
        "答复人和承办单位不能自己回访。", "Neither who answered nor the department calls back."
    )
    remedy = Sentence("请由县技改办的其他人员回访。", "Let another person of the office call.")


def rate_request(
    *,
    request: EnterpriseRequest,
    grade: Grade,
    reason: str = "",
    is_call_back: bool = False,
    agency_ids: Collection[int] = (),
    change: Change,
) -> RequestRating:
    """How the enterprise finds the answer; an answer that still waited is closed by it.

    An unsatisfied one is done again at the level above, with a clock that starts from nothing.

    Args:
        is_call_back: told on the telephone and written down by an officer.
        agency_ids: units of that officer.

    Raises:
        NotAnsweredYet, RatedAlready, UnsatisfiedWithoutReason, CallBackByTheAnswerer,
        ReopenedTooLate, RecordInvalid: as named.
    """
    _check(request, grade, reason, change)
    if is_call_back:
        _check_caller(request, agency_ids, change)
    with writing("request.rated", change):
        if request.state == State.ANSWERED:
            close(request, Closing.CONFIRMED, change)
        rating = RequestRating(
            request=request,
            cycle=request.cycle,
            agency=request.lead,
            grade=grade.value,
            reason=reason.strip(),
            is_call_back=is_call_back,
            rated_at=change.at,
            recorded_by=change.actor.name,
            recorded_by_key=change.actor.key,
        )
        save_valid(rating)
        said = (CALLED if is_call_back else CLICKED).format(
            grade=grade.label, reason=reason.strip()
        )
        record(request, Step.RATED, change, text=said, agency=request.lead)
        if grade is Grade.UNSATISFIED:
            _redo_above(request, reason.strip(), change)
    return rating


def _check(request: EnterpriseRequest, grade: Grade, reason: str, change: Change) -> None:
    if grade is Grade.UNSATISFIED and not reason.strip():
        raise UnsatisfiedWithoutReason
    if request.closing == Closing.WITHDRAWN:
        raise NotAnsweredYet(number=request.code)
    check_reopening(request, change)
    if request.ratings.filter(cycle=request.cycle).exists():
        raise RatedAlready(number=request.code)


def _redo_above(request: EnterpriseRequest, reason: str, change: Change) -> None:
    begin_again(request, change)
    request.level = Level(request.level).above().value
    request.officer = None
    bench = bench_of(request)
    charge(request, None, change, bench=bench, task=reason[:300])
    settle(request, change.at, bench)
    RequestEscalation.objects.create(
        request=request,
        cycle=request.cycle,
        cause=Cause.UNSATISFIED.value,
        level=request.level,
        raised_at=change.at,
    )
    said = REDO.format(level=Level(request.level).label)
    record(request, Step.REOPENED, change, text=said)


def _check_caller(request: EnterpriseRequest, agency_ids: Collection[int], change: Change) -> None:
    answers = request.answers.filter(cycle=request.cycle)
    answered_by = answers.values_list("answered_by_key", flat=True).first()
    if change.actor.key == answered_by or request.lead_id in agency_ids:
        raise CallBackByTheAnswerer
