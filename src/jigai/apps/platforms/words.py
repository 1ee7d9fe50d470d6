"""The words of the part's states and grades, for page, paper, file and command."""

from __future__ import annotations

from jigai.domain.sentence import Sentence

STATUS: dict[str, Sentence] = {
    "standing": Sentence("有效", "in force"),
    "expired": Sentence("已过有效期", "past its validity"),
    "withdrawn": Sentence("已撤销", "withdrawn"),
}
ENDED_BY: dict[str, Sentence] = {
    "upgrade": Sentence("升级", "upgraded"),
    "withdrawal": Sentence("撤销", "withdrawn"),
}
RESULTS: dict[str, Sentence] = {
    "excellent": Sentence("优秀", "excellent"),
    "good": Sentence("良好", "good"),
    "qualified": Sentence("合格", "qualified"),
    "unqualified": Sentence("不合格", "unqualified"),
}
GRADES: dict[str, Sentence] = {
    **RESULTS,
    "unknown": Sentence("无法判断", "cannot tell"),
}
SCORE_STATES: dict[str, Sentence] = {
    "provisional": Sentence("初评", "provisional"),
    "objected": Sentence("异议中", "under objection"),
    "final": Sentence("已确定", "final"),
}
BOOKING_STATES: dict[str, Sentence] = {
    "booked": Sentence("已预约", "booked"),
    "cancelled": Sentence("已取消", "cancelled"),
    "unused": Sentence("未使用", "not used"),
    "used": Sentence("待用户确认", "waits for the user"),
    "disputed": Sentence("用户有异议", "disputed by the user"),
    "confirmed": Sentence("用户已确认", "confirmed by the user"),
}
RULINGS: dict[str, Sentence] = {
    "": Sentence("待裁定", "waits for a ruling"),
    "upheld": Sentence("异议成立", "upheld"),
    "rejected": Sentence("异议不成立", "rejected"),
}
