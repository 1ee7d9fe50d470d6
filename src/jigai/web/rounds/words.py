"""Words for the states of rounds, entries and reports."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STAGES: dict[str, Promise] = {
    "open": _("填报中"),
    "provisional": _("初评公示"),
    "published": _("已发布"),
    "reopened": _("已重开"),
}
STAGE_TONES = {"open": "", "provisional": "warn", "published": "good", "reopened": "bad"}
ENTRY_STATES: dict[str, Promise] = {
    "missing": _("未报"),
    "draft": _("草稿"),
    "returned": _("已退回"),
    "submitted": _("待审核"),
    "accepted": _("已通过"),
    "excused": _("免报"),
}
ENTRY_TONES = {
    "missing": "bad",
    "draft": "warn",
    "returned": "bad",
    "submitted": "",
    "accepted": "good",
    "excused": "",
}
TASKS: dict[str, Promise] = {
    "report": _("待填报"),
    "correct_report": _("退回待改"),
    "review_report": _("待审核"),
    "publish_round": _("待发布"),
    "rule_on_objection": _("异议待裁定"),
    "grant_exemption": _("豁免待批准"),
    "confirm_finding": _("认定待确认"),
    "approve_reopening": _("重开待批准"),
    "decide_change": _("敏感修改待批"),
    "answer_signal": _("疑点待答复"),
    "move_inclusion": _("入统提醒和超期"),
    "follow_up": _("报整改计划"),
    "verify_follow_up": _("核实后续事项"),
    "release_rule": _("规则草稿待复核"),
    "confirm_rule": _("规则已过复核日"),
    "review_platform": _("平台评估即将到期"),
    "rule_on_card": _("裁定平台评价异议"),
    "answer_use": _("确认仪器使用时长"),
    "ladder": _("培育到期与年度事项"),
    "request": _("轮到我的企业诉求"),
}
TASK_ICONS = {
    "report": "note",
    "correct_report": "undo",
    "review_report": "check",
    "publish_round": "document",
    "rule_on_objection": "badge",
    "grant_exemption": "clock",
    "confirm_finding": "key",
    "approve_reopening": "lock",
    "decide_change": "rule",
    "answer_signal": "unknown",
    "follow_up": "list",
    "move_inclusion": "clock",
    "verify_follow_up": "check",
    "release_rule": "rule",
    "confirm_rule": "rule",
    "review_platform": "platform",
    "rule_on_card": "platform",
    "answer_use": "platform",
    "ladder": "ladder",
    "request": "document",
}
