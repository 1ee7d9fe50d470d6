"""The codes of a request with their words: where from, about what, how answered, how rated."""

from __future__ import annotations

from enum import StrEnum

from jigai.domain.sentence import Sentence


class Origin(StrEnum):
    VISIT = "visit"
    PLATFORM = "platform"
    HOTLINE = "hotline"
    MEETING = "meeting"
    TELEPHONE = "telephone"

    @property
    def label(self) -> Sentence:
        return ORIGINS[self]


ORIGINS = {
    Origin.VISIT: Sentence("走访", "visit"),
    Origin.PLATFORM: Sentence("平台", "this platform"),
    Origin.HOTLINE: Sentence("12345热线", "12345 hotline"),
    Origin.MEETING: Sentence("座谈会", "meeting"),
    Origin.TELEPHONE: Sentence("电话", "telephone"),
}


class Category(StrEnum):
    LABOUR = "labour"
    FINANCE = "finance"
    LAND = "land"
    PROCEDURES = "procedures"
    ENERGY = "energy"
    LOGISTICS = "logistics"
    TECHNOLOGY = "technology"
    TALENT = "talent"
    POLICY = "policy"
    MARKET = "market"
    ARREARS = "arrears"
    OTHER = "other"

    @property
    def label(self) -> Sentence:
        return CATEGORIES[self]


CATEGORIES = {
    Category.LABOUR: Sentence("用工", "labour"),
    Category.FINANCE: Sentence("融资", "finance"),
    Category.LAND: Sentence("用地", "land"),
    Category.PROCEDURES: Sentence("手续", "procedures"),
    Category.ENERGY: Sentence("用能", "energy"),
    Category.LOGISTICS: Sentence("物流", "logistics"),
    Category.TECHNOLOGY: Sentence("技术", "technology"),
    Category.TALENT: Sentence("人才", "talent"),
    Category.POLICY: Sentence("政策", "policy"),
    Category.MARKET: Sentence("市场", "market"),
    Category.ARREARS: Sentence("拖欠账款", "arrears"),
    Category.OTHER: Sentence("其他", "other"),
}


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"

    @property
    def label(self) -> Sentence:
        return URGENCIES[self]


URGENCIES = {
    Urgency.NORMAL: Sentence("一般", "normal"),
    Urgency.URGENT: Sentence("紧急", "urgent"),
}


class Outcome(StrEnum):
    SOLVED = "solved"
    PARTLY = "partly"
    EXPLAINED = "explained"
    NOT_YET = "not_yet"

    @property
    def label(self) -> Sentence:
        return OUTCOMES[self]


OUTCOMES = {
    Outcome.SOLVED: Sentence("解决", "solved"),
    Outcome.PARTLY: Sentence("部分解决", "solved in part"),
    Outcome.EXPLAINED: Sentence("解释说明", "explained"),
    Outcome.NOT_YET: Sentence("暂不具备条件", "not possible yet"),
}


class AnswerWay(StrEnum):
    PLATFORM = "platform"
    TELEPHONE = "telephone"
    VISIT = "visit"
    WRITTEN = "written"

    @property
    def label(self) -> Sentence:
        return ANSWER_WAYS[self]


ANSWER_WAYS = {
    AnswerWay.PLATFORM: Sentence("平台答复", "on this platform"),
    AnswerWay.TELEPHONE: Sentence("电话答复", "by telephone"),
    AnswerWay.VISIT: Sentence("上门答复", "in person"),
    AnswerWay.WRITTEN: Sentence("书面答复", "in writing"),
}


class Grade(StrEnum):
    SATISFIED = "satisfied"
    BASICALLY = "basically"
    UNSATISFIED = "unsatisfied"

    @property
    def label(self) -> Sentence:
        return GRADES[self]


GRADES = {
    Grade.SATISFIED: Sentence("满意", "satisfied"),
    Grade.BASICALLY: Sentence("基本满意", "basically satisfied"),
    Grade.UNSATISFIED: Sentence("不满意", "not satisfied"),
}


class Closing(StrEnum):
    """How a request was closed; never by the officer."""

    CONFIRMED = "confirmed"
    SILENCE = "silence"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Sentence:
        return CLOSINGS[self]


CLOSINGS = {
    Closing.CONFIRMED: Sentence("企业确认", "confirmed by the enterprise"),
    Closing.SILENCE: Sentence("静默期满", "closed after silence"),
    Closing.WITHDRAWN: Sentence("企业撤回", "withdrawn by the enterprise"),
}


class Step(StrEnum):
    """What a line of the record tells."""

    RAISED = "raised"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    NOTED = "noted"
    BLOCKED = "blocked"
    PART_DONE = "part_done"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    EXTENDED = "extended"
    ANSWERED = "answered"
    CLOSED = "closed"
    REOPENED = "reopened"
    RATED = "rated"
    ESCALATED = "escalated"

    @property
    def label(self) -> Sentence:
        return STEPS[self]


STEPS = {
    Step.RAISED: Sentence("提出", "raised"),
    Step.ACCEPTED: Sentence("受理", "accepted"),
    Step.ASSIGNED: Sentence("交办", "assigned"),
    Step.NOTED: Sentence("进展", "progress"),
    Step.BLOCKED: Sentence("请协办", "another department asked"),
    Step.PART_DONE: Sentence("协办完成", "part done"),
    Step.SUSPENDED: Sentence("挂起", "suspended"),
    Step.RESUMED: Sentence("恢复办理", "taken up again"),
    Step.EXTENDED: Sentence("延期", "prolonged"),
    Step.ANSWERED: Sentence("答复", "answered"),
    Step.CLOSED: Sentence("办结", "closed"),
    Step.REOPENED: Sentence("重办", "reopened"),
    Step.RATED: Sentence("评价", "rated"),
    Step.ESCALATED: Sentence("升级", "escalated"),
}


class Cause(StrEnum):
    """Why a request was brought before the level above."""

    RESPONSE_OVERDUE = "response_overdue"
    OVERDUE = "overdue"
    PART_OVERDUE = "part_overdue"
    STILL_OVERDUE = "still_overdue"
    UNSATISFIED = "unsatisfied"

    @property
    def label(self) -> Sentence:
        return CAUSES[self]


CAUSES = {
    Cause.RESPONSE_OVERDUE: Sentence("超过响应时限", "response overdue"),
    Cause.OVERDUE: Sentence("超过办结时限", "overdue"),
    Cause.PART_OVERDUE: Sentence("协办超过时限", "a blocking department is overdue"),
    Cause.STILL_OVERDUE: Sentence("超期后仍未答复", "still without an answer after that"),
    Cause.UNSATISFIED: Sentence("企业不满意", "the enterprise is not satisfied"),
}
