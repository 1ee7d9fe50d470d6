"""Requests of the demo's enterprises, lived through half-month by half-month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise, Representative
from jigai.apps.support.actions.accept_request import accept_request
from jigai.apps.support.actions.add_blocking import add_blocking
from jigai.apps.support.actions.answer_request import answer_request
from jigai.apps.support.actions.assign_request import assign_request
from jigai.apps.support.actions.close_silent_requests import close_silent_requests
from jigai.apps.support.actions.confirm_request import confirm_request
from jigai.apps.support.actions.escalate_requests import escalate_requests
from jigai.apps.support.actions.extend_request import extend_request
from jigai.apps.support.actions.finish_part import finish_part
from jigai.apps.support.actions.note_progress import note_progress
from jigai.apps.support.actions.raise_request import RequestWords, raise_request
from jigai.apps.support.actions.rate_request import rate_request
from jigai.apps.support.actions.reopen_request import reopen_request
from jigai.apps.support.actions.resume_request import resume_request
from jigai.apps.support.actions.suspend_request import suspend_request
from jigai.apps.support.models import EnterpriseRequest
from jigai.demo import request_script as script
from jigai.demo.moments import ZONE, by
from jigai.demo.request_script import MEI, STORY, Asked
from jigai.domain.change import Change
from jigai.domain.periods import HalfMonth
from jigai.domain.request_clocks.life import Hold
from jigai.domain.request_clocks.words import AnswerWay, Grade, Outcome, Urgency

OFFICER, ASKER, HERSELF, CLOCK = "林知远", "企业负责人", "梅初晴", "诉求时钟"
DEMO = "（演示）"
HOLD_WORDS = {
    Hold.HIGHER_LEVEL: "报市局批复后继续",
    Hold.ENTERPRISE_PAPERS: "请补充总平面图和临时用地承诺书",
}
OF_THE_CLOCK = frozenset({script.SILENT, script.ESCALATE})
OF_THE_ASKER = frozenset({script.CONFIRM, script.REOPEN, script.GOOD, script.FAIR, script.POOR})


@dataclass
class Requests:
    """The requests raised so far, by their place in the story."""

    agencies: dict[str, Agency]
    raised: dict[int, EnterpriseRequest] = field(default_factory=dict)

    def live_through(self, period: HalfMonth) -> None:
        """Everything that the story tells of one half-month, in its order."""
        steps = sorted(_steps(period.start_on, period.end_on), key=lambda one: one[0])
        if not steps:
            return
        with writing("requests.lived", by(OFFICER, steps[-1][0], f"{period}企业诉求")):
            for moment, place, deed, words in steps:
                self._do(place, deed, words, by(_who(STORY[place], deed), moment, "企业诉求"))

    def _do(self, place: int, deed: str, words: str, change: Change) -> None:
        asked = STORY[place]
        if deed == "raise":
            self.raised[place] = self._raise(asked, change)
            return
        request = self.raised[place]
        request.refresh_from_db()
        if deed in OF_THE_CLOCK:
            run = close_silent_requests if deed == script.SILENT else escalate_requests
            run(at=change.at, change=change)
        elif deed == script.ASSIGN:
            lead = self.agencies.get(asked.lead)
            assign_request(request=request, lead=lead, task=words, change=change)
        elif deed == script.BLOCK:
            agency, task = self.agencies[words], "核定用电负荷和接入方案"
            add_blocking(request=request, agency=agency, task=task, change=change)
        else:
            DEEDS[deed](request, asked, words, change)

    def _raise(self, asked: Asked, change: Change) -> EnterpriseRequest:
        return raise_request(
            enterprise=_enterprise(asked, self.agencies),
            receiver=self.agencies.get(asked.lead),
            words=RequestWords(
                title=asked.title,
                text=asked.text + DEMO,
                category=asked.category,
                origin=asked.origin,
                urgency=Urgency.URGENT if asked.is_urgent else Urgency.NORMAL,
                is_confidential=asked.is_confidential,
            ),
            change=change,
        )


def _steps(first: date, last: date) -> Iterator[tuple[datetime, int, str, str]]:
    for place, asked in enumerate(STORY):
        for told, deed, words in ((asked.raised, "raise", ""), *asked.steps):
            moment = datetime.strptime(told, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
            if first <= moment.date() <= last:
                yield moment, place, deed, words


def _who(asked: Asked, deed: str) -> str:
    if deed in OF_THE_CLOCK:
        return CLOCK
    if deed in OF_THE_ASKER or deed == "raise":
        return HERSELF if asked.of == MEI else ASKER
    return OFFICER


def _enterprise(asked: Asked, agencies: dict[str, Agency]) -> Enterprise:
    """The representative's, or one whose projects the unit answers for."""
    if asked.of == MEI:
        own = Representative.objects.filter(user__username="enterprise")
        return own.select_related("enterprise").get().enterprise
    served = Project.objects.filter(responsible_agency=agencies[asked.of], enterprise__isnull=False)
    keys = sorted(set(served.values_list("enterprise_id", flat=True)))
    return Enterprise.objects.get(pk=keys[asked.nth % len(keys)])


def _accept(request: EnterpriseRequest, asked: Asked, _words: str, change: Change) -> None:
    accept_request(request=request, request_class=asked.kind, change=change)


def _answer(request: EnterpriseRequest, _asked: Asked, words: str, change: Change) -> None:
    answer_request(
        request=request,
        result=Outcome.SOLVED,
        text=words + DEMO,
        way=AnswerWay.PLATFORM,
        change=change,
    )


def _hold(request: EnterpriseRequest, _asked: Asked, words: str, change: Change) -> None:
    hold = Hold(words)
    suspend_request(request=request, hold=hold, text=HOLD_WORDS[hold], change=change)


def _extend(request: EnterpriseRequest, _asked: Asked, words: str, change: Change) -> None:
    extend_request(request=request, days=int(words), text="等规划调整批次", change=change)


def _done(request: EnterpriseRequest, _asked: Asked, words: str, change: Change) -> None:
    part = request.parts.get(is_lead=False, done_at=None)
    finish_part(part=part, reply=words, change=change)


def _rating(grade: Grade) -> Callable[[EnterpriseRequest, Asked, str, Change], None]:
    def rate(request: EnterpriseRequest, _asked: Asked, words: str, change: Change) -> None:
        rate_request(request=request, grade=grade, reason=words, change=change)

    return rate


DEEDS: dict[str, Callable[[EnterpriseRequest, Asked, str, Change], None]] = {
    script.ACCEPT: _accept,
    script.ANSWER: _answer,
    script.CONFIRM: lambda request, _a, _w, change: _nothing(
        confirm_request(request=request, change=change)
    ),
    script.HOLD: _hold,
    script.RESUME: lambda request, _a, words, change: _nothing(
        resume_request(request=request, text=words, change=change)
    ),
    script.EXTEND: _extend,
    script.DONE: _done,
    script.NOTE: lambda request, _a, words, change: _nothing(
        note_progress(request=request, text=words, is_internal=True, change=change)
    ),
    script.REOPEN: lambda request, _a, words, change: _nothing(
        reopen_request(request=request, text=words, change=change)
    ),
    script.GOOD: _rating(Grade.SATISFIED),
    script.FAIR: _rating(Grade.BASICALLY),
    script.POOR: _rating(Grade.UNSATISFIED),
}


def _nothing(_made: object) -> None:
    """A step of the story has no result."""
