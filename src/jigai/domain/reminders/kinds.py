"""The kinds of reminders; a part that wants one adds one entry here and one source of rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class Medium(StrEnum):
    """Ways by which a person is reached; each has its own switch for each kind."""

    PAGE = "page"
    EMAIL = "email"
    CALENDAR = "calendar"


MEDIA = frozenset(Medium)
BY_MAIL = frozenset({Medium.PAGE, Medium.EMAIL})
CALENDAR_ALONE = frozenset({Medium.CALENDAR})
EVERY_KIND = "all"
"""Stands for every kind at once: somebody who wants no mail at all."""


class NoSuchKind(NotFound):
    code = "reminders.no_such_kind"
    message = Sentence("没有名为“{kind}”的提醒。", "There is no reminder “{kind}”.")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of reminder.

    Attributes:
        why: says to its reader why it came.
        page: address of the list that shows all of the kind; groups get this link alone.
        escalates_to: the role that is told when nothing happened for five work-days after the
            day; blank: nobody.
    """

    id: str
    title: Sentence
    why: Sentence
    page: str
    escalates_to: str = ""
    media: frozenset[Medium] = MEDIA


REPORT = Kind(
    "report",
    Sentence("待填报", "reports to hand in"),
    Sentence("您的单位或企业负责填报这些项目", "your unit or enterprise reports on these projects"),
    "/rounds/mine/",
    escalates_to="office",
)
RETURNED = Kind(
    "returned",
    Sentence("退回待改", "reports sent back"),
    Sentence("您的填报被退回，需要改后再报", "your report was returned and waits to be mended"),
    "/rounds/mine/",
    escalates_to="office",
)
REVIEW = Kind(
    "review",
    Sentence("待审核", "reports to review"),
    Sentence("您的角色负责审核填报", "your role reviews reports"),
    "/rounds/",
)
PUBLISH = Kind(
    "publish",
    Sentence("待发布", "results to publish"),
    Sentence("您的角色负责发布本期结果", "your role publishes the results of a round"),
    "/rounds/",
)
OBJECTION = Kind(
    "objection",
    Sentence("待裁定异议", "objections to rule on"),
    Sentence("您的角色负责裁定异议", "your role rules on objections"),
    "/badges/matters/",
    escalates_to="leader",
)
DECISION = Kind(
    "decision",
    Sentence("待批准或确认", "requests to decide"),
    Sentence("需要另一个人批准或确认，您的角色可以", "a second person decides, and your role may"),
    "/badges/matters/",
)
SIGNAL = Kind(
    "signal",
    Sentence("待答复疑点", "questions to answer"),
    Sentence("您的角色负责答复疑点", "your role answers striking patterns"),
    "/signals/",
)
PLAN = Kind(
    "plan",
    Sentence("待报整改计划", "plans to hand in"),
    Sentence("您的单位是这些项目的责任单位", "your unit answers for these projects"),
    "/badges/matters/",
    escalates_to="office",
)
CHECK = Kind(
    "check",
    Sentence("待核实整改", "follow-ups to check"),
    Sentence("您的角色负责核实整改", "your role checks what was mended"),
    "/badges/matters/",
    escalates_to="leader",
)
LETTER = Kind(
    "letter",
    Sentence("待印发督办函", "letters to issue"),
    Sentence("您的角色负责印发公文", "your role issues documents"),
    "/documents/letter/",
)
INCLUSION = Kind(
    "inclusion",
    Sentence("入统办理期限", "deadlines of inclusion"),
    Sentence(
        "这些项目的入统材料由您办理或督促", "you move or watch the inclusion of these projects"
    ),
    "/inclusion/",
    escalates_to="leader",
)
LADDER = Kind(
    "ladder",
    Sentence("培育事项", "ladder tasks"),
    Sentence(
        "您是这些企业的经办人，或由您的办公室办理", "you or your office look after these firms"
    ),
    "/cultivation/tasks/",
    escalates_to="office",
)
RULE = Kind(
    "rule",
    Sentence("规则待复核", "rules to review"),
    Sentence("您的角色负责起草或发布规则", "your role drafts or releases rules"),
    "/rules/drafts/",
)
FOLLOWED = Kind(
    "followed",
    Sentence("关注的视图有变化", "news in followed views"),
    Sentence("您关注了这个视图", "you follow this view"),
    "/views/notices/",
    media=BY_MAIL,
)
REQUEST = Kind(
    "request",
    Sentence("企业诉求", "requests of enterprises"),
    Sentence(
        "这些诉求轮到您、您的单位或您的企业，或已升级到您",
        "it is your turn, your unit's or your firm's, or it was brought before you",
    ),
    "/support/",
    escalates_to="office",
)
CONTACT = Kind(
    "contact",
    Sentence("联系与跟进", "contacts and follow-ups"),
    Sentence(
        "您是这些企业的联系人，或答应过的事由您或您的单位跟进",
        "you accompany these firms, or what was promised is yours or your unit's to keep",
    ),
    "/desk/",
    escalates_to="office",
)
PLANNING = Kind(
    "planning",
    Sentence("技改规划", "upgrade plans"),
    Sentence(
        "规划措施由您、您的单位或您的企业落实，或规划由您的角色批准",
        "its measures are yours, your unit's or your firm's, or your role approves plans",
    ),
    "/planning/",
    escalates_to="office",
)
PLATFORM = Kind(
    "platform",
    Sentence("创新平台", "innovation platforms"),
    Sentence(
        "您的企业是平台依托单位或仪器使用单位，或您的角色管理平台",
        "your firm hosts the platform or used its instrument, or your role keeps the register",
    ),
    "/platforms/",
)
COOPERATION = Kind(
    "cooperation",
    Sentence("产学研合作", "cooperation"),
    Sentence(
        "这些需求、成果或专家是您的企业或院校的，或您的角色管理合作协议",
        "the demand, achievement or expert is your firm's or institution's, or your role keeps "
        "agreements",
    ),
    "/cooperation/",
)
MATCH = Kind(
    "match",
    Sentence("对接久无进展", "matches that stand still"),
    Sentence(
        "您是需求企业的联系人，或您的角色管理对接",
        "you accompany the demanding firm, or your role keeps matches",
    ),
    "/matches/",
    escalates_to="office",
)
REFUSALS = Kind(
    "refusals",
    Sentence("谢绝月度汇总", "monthly digest of refusals"),
    Sentence(
        "您的企业或院校上月被谢绝过，每月汇总一次",
        "your firm or institution was declined last month; it is told once a month",
    ),
    "/matches/digest/",
    media=BY_MAIL,
)
ROUND_DAYS = Kind(
    "round_days",
    Sentence("调度日程", "days of the rounds"),
    Sentence("调度的开报、截止和公示日", "when rounds open, fall due and are published"),
    "/rounds/",
    media=CALENDAR_ALONE,
)
WINDOWS = Kind(
    "windows",
    Sentence("申报窗口", "filing windows"),
    Sentence("各梯级当年的申报时间", "when firms may file for a rung this year"),
    "/cultivation/",
    media=CALENDAR_ALONE,
)
CERTIFICATES = Kind(
    "certificates",
    Sentence("证书到期", "certificates that end"),
    Sentence("您的企业或您联系的企业的证书", "certificates of your firm or of firms you accompany"),
    "/cultivation/",
    media=CALENDAR_ALONE,
)
OUTCOME = Kind(
    "outcome",
    Sentence("成效回访", "follow-ups of results"),
    Sentence(
        "您的企业或单位负责填写竣工项目的成效",
        "your enterprise or unit gives the results of completed projects",
    ),
    "/outcomes/follow-ups/",
    escalates_to="office",
)
KINDS = (
    *(REPORT, RETURNED, REVIEW, PUBLISH, OBJECTION, DECISION, SIGNAL, PLAN, CHECK, LETTER),
    *(
        INCLUSION,
        LADDER,
        OUTCOME,
        RULE,
        REQUEST,
        CONTACT,
        PLANNING,
        PLATFORM,
        COOPERATION,
        MATCH,
        REFUSALS,
        FOLLOWED,
        ROUND_DAYS,
        WINDOWS,
        CERTIFICATES,
    ),
)
BY_ID = {kind.id: kind for kind in KINDS}


def kind_named(id: str) -> Kind:  # noqa: A002 - the field's name
    """The kind of an id.

    Raises:
        NoSuchKind: as named.
    """
    if id not in BY_ID:
        raise NoSuchKind(kind=id)
    return BY_ID[id]
