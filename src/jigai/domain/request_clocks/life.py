"""The life of a request: its states, which moves there are, and whose turn it is in each."""

from __future__ import annotations

from enum import StrEnum

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class State(StrEnum):
    RAISED = "raised"
    ACCEPTED = "accepted"
    WORKING = "working"
    BLOCKED = "blocked"
    SUSPENDED = "suspended"
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def label(self) -> Sentence:
        return STATE_LABELS[self]


STATE_LABELS = {
    State.RAISED: Sentence("待受理", "raised"),
    State.ACCEPTED: Sentence("已受理", "accepted"),
    State.WORKING: Sentence("办理中", "being worked on"),
    State.BLOCKED: Sentence("等协办部门", "blocked by another department"),
    State.SUSPENDED: Sentence("挂起", "suspended"),
    State.ANSWERED: Sentence("已答复，待企业确认", "answered, awaiting confirmation"),
    State.CLOSED: Sentence("已办结", "closed"),
}
_END = frozenset({State.CLOSED})
MOVES: dict[State, frozenset[State]] = {
    State.RAISED: frozenset({State.ACCEPTED}) | _END,
    State.ACCEPTED: frozenset({State.WORKING, State.ANSWERED}) | _END,
    State.WORKING: frozenset({State.BLOCKED, State.SUSPENDED, State.ANSWERED}) | _END,
    State.BLOCKED: frozenset({State.WORKING}) | _END,
    State.SUSPENDED: frozenset({State.WORKING}) | _END,
    State.ANSWERED: frozenset({State.WORKING}) | _END,
    State.CLOSED: frozenset({State.WORKING}),
}
"""From ``ANSWERED`` and ``CLOSED`` back to ``WORKING`` is a reopening; every other closing but
from ``ANSWERED`` is a withdrawal by the asker."""


class CannotMove(Refusal):
    code = "support.cannot_move"
    message = Sentence(
        "诉求{number}现在是“{now}”，不能变为“{then}”。",
        "Request {number} is “{now}”; it cannot become “{then}”.",
    )


def check_move(now: State, then: State, *, number: str) -> None:
    """Raises: CannotMove: the table has no such move."""
    if then not in MOVES[now]:
        raise CannotMove(number=number, now=now.label, then=then.label)


class Turn(StrEnum):
    """Who has to act next."""

    RECEIVER = "receiver"
    DEPARTMENT = "department"
    BLOCKING = "blocking"
    ENTERPRISE = "enterprise"
    NOBODY = "nobody"

    @property
    def label(self) -> Sentence:
        return TURN_LABELS[self]


TURN_LABELS = {
    Turn.RECEIVER: Sentence("首接单位", "first receiver"),
    Turn.DEPARTMENT: Sentence("承办单位", "department in charge"),
    Turn.BLOCKING: Sentence("协办单位", "blocking department"),
    Turn.ENTERPRISE: Sentence("企业", "enterprise"),
    Turn.NOBODY: Sentence("无", "nobody"),
}


class Hold(StrEnum):
    """Why a request is suspended. Only waiting for the enterprise stops the enterprise's clock."""

    ENTERPRISE_PAPERS = "enterprise_papers"
    HIGHER_LEVEL = "higher_level"
    CONDITIONS = "conditions"

    @property
    def label(self) -> Sentence:
        return HOLD_LABELS[self]


HOLD_LABELS = {
    Hold.ENTERPRISE_PAPERS: Sentence("等企业补充材料", "waiting for papers of the enterprise"),
    Hold.HIGHER_LEVEL: Sentence("等上级批复", "waiting for a decision of a higher level"),
    Hold.CONDITIONS: Sentence("条件暂不具备", "conditions not yet given"),
}


def turn_of(state: State, hold: Hold | None = None) -> Turn:
    """Whose turn it is.

    >>> turn_of(State.SUSPENDED, Hold.ENTERPRISE_PAPERS)
    <Turn.ENTERPRISE: 'enterprise'>
    """
    if state is State.SUSPENDED and hold is Hold.ENTERPRISE_PAPERS:
        return Turn.ENTERPRISE
    return {
        State.RAISED: Turn.RECEIVER,
        State.ACCEPTED: Turn.RECEIVER,
        State.BLOCKED: Turn.BLOCKING,
        State.ANSWERED: Turn.ENTERPRISE,
        State.CLOSED: Turn.NOBODY,
    }.get(state, Turn.DEPARTMENT)


class Level(StrEnum):
    """Who answers for a request; each redo of an unsatisfied answer goes one up."""

    DEPARTMENT = "department"
    OFFICE = "office"
    LEADER = "leader"

    @property
    def label(self) -> Sentence:
        return LEVEL_LABELS[self]

    def above(self) -> Level:
        return Level.OFFICE if self is Level.DEPARTMENT else Level.LEADER


LEVEL_LABELS = {
    Level.DEPARTMENT: Sentence("承办单位", "department"),
    Level.OFFICE: Sentence("县技改办", "programme office"),
    Level.LEADER: Sentence("县领导", "county leader"),
}
