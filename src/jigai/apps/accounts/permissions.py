"""What a role may do, as one table; every interface asks here.

Whether a person may *see* a record is the gates' business (``visible_to``).
"""

from __future__ import annotations

from enum import StrEnum

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import COUNTY_WIDE, Viewer
from jigai.domain.refusal import NotAllowed
from jigai.domain.sentence import Sentence


class RoleMissing(NotAllowed):
    code = "role.missing"
    message = Sentence("您的角色不能做这件事：{deed}。", "Your role does not allow this: {deed}.")


class RoleLess(NotAllowed):
    code = "role.none_held"
    message = Sentence("您目前没有任职。", "You hold no role at present.")
    remedy = Sentence("请联系管理员任命。", "Ask the administrator for an appointment.")


class Deed(StrEnum):
    """What needs a permission."""

    ADMINISTER = "administer"
    KEEP_REGISTERS = "keep_registers"
    REPORT = "report"
    REVIEW = "review"
    EXPLAIN = "explain"
    COMPUTE = "compute"
    PUBLISH = "publish"
    OBJECT = "object"
    RULE = "rule"
    IMPORT = "import"
    APPROVE = "approve"
    BYPASS_GATE = "bypass_gate"
    UNMASK = "unmask"
    UNDO = "undo"
    AUDIT = "audit"
    PREVIEW = "preview"
    READ_CHECKS = "read_checks"
    DRAFT_RULES = "draft_rules"
    RELEASE_RULES = "release_rules"
    SET_EFFORTS = "set_efforts"
    SEND_REMINDERS = "send_reminders"
    SERVE = "serve"
    SET_SERVICE = "set_service"
    RAISE_REQUEST = "raise_request"
    WORK_REQUEST = "work_request"
    STEER_REQUESTS = "steer_requests"
    ANSWER_AS_ASKER = "answer_as_asker"
    SET_STANDARDS = "set_standards"
    PLAN = "plan"
    APPROVE_PLANS = "approve_plans"
    SET_TARGETS = "set_targets"
    ALLOT = "allot"
    EVALUATE = "evaluate"
    HAND_IN = "hand_in"
    PROPOSE = "propose"
    ANSWER = "answer"
    MATCH = "match"
    RUN_MATCHING = "run_matching"
    DEMAND = "demand"
    OFFER = "offer"
    REVIEW_COOPERATION = "review_cooperation"
    ASK_NAMES = "ask_names"


NAMES: dict[Deed, Sentence] = {
    Deed.ADMINISTER: Sentence("管理人员与设置", "administer people and settings"),
    Deed.KEEP_REGISTERS: Sentence("维护企业和项目登记", "keep the registers"),
    Deed.REPORT: Sentence("填报事实和材料", "report facts and papers"),
    Deed.REVIEW: Sentence("审核填报", "review reports"),
    Deed.EXPLAIN: Sentence("说明差异原因", "explain gaps between streams"),
    Deed.COMPUTE: Sentence("计算亮牌", "compute badges"),
    Deed.PUBLISH: Sentence("发布", "publish"),
    Deed.OBJECT: Sentence("提出异议", "lodge an objection"),
    Deed.RULE: Sentence("裁定异议", "rule on an objection"),
    Deed.IMPORT: Sentence("导入台账", "import a ledger"),
    Deed.APPROVE: Sentence("批准敏感修改", "approve a sensitive change"),
    Deed.BYPASS_GATE: Sentence("越过阶段门", "bypass a stage gate"),
    Deed.UNMASK: Sentence("查看完整联系方式", "see a contact in full"),
    Deed.UNDO: Sentence("撤销修改", "undo a change"),
    Deed.AUDIT: Sentence("查看审计", "read the audit"),
    Deed.PREVIEW: Sentence("以他人范围预览", "preview as another person"),
    Deed.READ_CHECKS: Sentence("查看核实、支付与差异", "read verified and paid amounts and gaps"),
    Deed.DRAFT_RULES: Sentence("起草规则", "draft rules"),
    Deed.RELEASE_RULES: Sentence("复核和发布规则", "review and release rules"),
    Deed.SET_EFFORTS: Sentence("设定提升措施的工作量", "set the efforts of levers"),
    Deed.SEND_REMINDERS: Sentence("管理提醒渠道", "manage the channels of reminders"),
    Deed.SERVE: Sentence("登记走访联系", "log contacts with enterprises"),
    Deed.SET_SERVICE: Sentence("设定联系频次和走访上限", "set contact rhythms and the visit cap"),
    Deed.RAISE_REQUEST: Sentence("提出企业诉求", "raise a request of an enterprise"),
    Deed.WORK_REQUEST: Sentence("办理企业诉求", "work on requests"),
    Deed.STEER_REQUESTS: Sentence("交办、延期和回访", "assign, prolong and call back"),
    Deed.ANSWER_AS_ASKER: Sentence("代表企业确认和评价", "confirm and rate for the enterprise"),
    Deed.SET_STANDARDS: Sentence("设定诉求办理时限", "set the limits of requests"),
    Deed.PLAN: Sentence("编制企业规划", "write the plans of enterprises"),
    Deed.APPROVE_PLANS: Sentence("批准企业规划", "approve the plans of enterprises"),
    Deed.SET_TARGETS: Sentence("分解和发布目标", "split and publish targets"),
    Deed.ALLOT: Sentence("测算和决定支持方案", "propose and decide which projects to support"),
    Deed.EVALUATE: Sentence("做成效评估", "analyse effects of the programme"),
    Deed.HAND_IN: Sentence("提交进展填报", "hand in progress reports"),
    Deed.PROPOSE: Sentence("代表企业提出", "propose on behalf of an enterprise"),
    Deed.DEMAND: Sentence("发布技术需求", "post technical demands"),
    Deed.OFFER: Sentence("提供成果和专家", "offer achievements and experts"),
    Deed.REVIEW_COOPERATION: Sentence("审核需求和成果", "review demands and achievements"),
    Deed.ASK_NAMES: Sentence("申请查看保密需求的名称", "ask for the name of a secret demand"),
    Deed.ANSWER: Sentence("答复企业和个人的请求", "answer requests of enterprises and persons"),
    Deed.MATCH: Sentence("办理供需对接", "work on matches of demand and offer"),
    Deed.RUN_MATCHING: Sentence("组织对接会和回测", "run matching days and the back-test"),
}


KEEPERS = frozenset({Role.ADMINISTRATOR, Role.OFFICE})
ALLOWED: dict[Deed, frozenset[Role]] = {
    Deed.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
    Deed.KEEP_REGISTERS: KEEPERS,
    Deed.REPORT: KEEPERS | {Role.UNIT, Role.ENTERPRISE},
    Deed.REVIEW: KEEPERS | {Role.REVIEWER},
    Deed.EXPLAIN: KEEPERS | {Role.REVIEWER, Role.UNIT},
    Deed.COMPUTE: KEEPERS,
    Deed.PUBLISH: KEEPERS,
    Deed.OBJECT: KEEPERS | {Role.UNIT},
    Deed.RULE: frozenset({Role.ADMINISTRATOR, Role.REVIEWER}),
    Deed.IMPORT: KEEPERS,
    Deed.APPROVE: KEEPERS,
    Deed.BYPASS_GATE: frozenset({Role.ADMINISTRATOR}),
    Deed.UNMASK: KEEPERS,
    Deed.UNDO: KEEPERS,
    Deed.AUDIT: frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
    Deed.PREVIEW: KEEPERS,
    Deed.READ_CHECKS: frozenset(set(Role)) - {Role.ENTERPRISE, Role.INSTITUTION},
    Deed.DRAFT_RULES: frozenset({Role.OFFICE}),
    Deed.RELEASE_RULES: KEEPERS,
    Deed.SET_EFFORTS: KEEPERS,
    Deed.SEND_REMINDERS: KEEPERS,
    Deed.SERVE: KEEPERS | {Role.REVIEWER, Role.UNIT},
    Deed.SET_SERVICE: KEEPERS,
    Deed.RAISE_REQUEST: KEEPERS | {Role.REVIEWER, Role.UNIT, Role.ENTERPRISE},
    Deed.WORK_REQUEST: KEEPERS | {Role.REVIEWER, Role.UNIT},
    Deed.STEER_REQUESTS: KEEPERS,
    Deed.ANSWER_AS_ASKER: frozenset({Role.ENTERPRISE}),
    Deed.SET_STANDARDS: KEEPERS,
    Deed.PLAN: KEEPERS | {Role.UNIT},
    Deed.APPROVE_PLANS: KEEPERS | {Role.REVIEWER},
    Deed.SET_TARGETS: KEEPERS,
    Deed.ALLOT: KEEPERS,
    Deed.EVALUATE: KEEPERS,
    Deed.HAND_IN: KEEPERS | {Role.UNIT},
    Deed.PROPOSE: frozenset({Role.ENTERPRISE}),
    Deed.ANSWER: KEEPERS,
    Deed.MATCH: KEEPERS | {Role.ENTERPRISE, Role.INSTITUTION},
    Deed.RUN_MATCHING: KEEPERS,
    Deed.DEMAND: KEEPERS | {Role.ENTERPRISE},
    Deed.OFFER: KEEPERS | {Role.ENTERPRISE, Role.INSTITUTION},
    Deed.REVIEW_COOPERATION: KEEPERS | {Role.REVIEWER},
    Deed.ASK_NAMES: frozenset({Role.INSTITUTION}),
}
"""Deed → the roles that allow it."""
WHOLE_COUNTY = frozenset(
    {
        Deed.ADMINISTER,
        Deed.COMPUTE,
        Deed.PUBLISH,
        Deed.IMPORT,
        Deed.DRAFT_RULES,
        Deed.RELEASE_RULES,
        Deed.SET_EFFORTS,
        Deed.SEND_REMINDERS,
        Deed.SET_SERVICE,
        Deed.SET_STANDARDS,
        Deed.SET_TARGETS,
        Deed.ALLOT,
    }
)
"""Deeds that touch every township: a role that is held for one area does not allow them."""


def may(viewer: Viewer, deed: Deed) -> bool:
    """Whether one of the viewer's roles allows a deed."""
    return any(
        grant.role in ALLOWED[deed] and (deed not in WHOLE_COUNTY or grant.division_ids is None)
        for grant in viewer.grants
    )


def require(viewer: Viewer, deed: Deed) -> None:
    """Refuse unless one of the viewer's roles allows a deed.

    Raises:
        RoleMissing: none does.
    """
    if not may(viewer, deed):
        raise RoleMissing(deed=NAMES[deed])


def reads_all_changes(viewer: Viewer) -> bool:
    """Whether a person reads everybody's changes; others read only what they did themselves.

    A change set may touch records of every area, so only who sees the whole county reads it.
    """
    return any(grant.role in COUNTY_WIDE and grant.division_ids is None for grant in viewer.grants)
