"""What a person may ask about their data, by when it is answered, and on which ground refused.

Rights: Personal Information Protection Law (个人信息保护法) articles 15, 45, 46, 47, 48. A public
body works on a legal duty (article 13, item 3), so consent can be withdrawn only where a thing
rests on consent. The 30 days are those of GB/T 35273-2020, 8.7.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from jigai.domain.sentence import Sentence

ANSWER_DAYS = 30
SOURCE = Sentence(
    "《个人信息保护法》第四十五至五十条；答复期限按 GB/T 35273-2020 第8.7条，三十日内。",
    "Personal Information Protection Law, articles 45 to 50; answered within 30 days by"
    " GB/T 35273-2020, 8.7.",
)


class RequestKind(StrEnum):
    COPY = "copy"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    DELETE = "delete"
    EXPLAIN = "explain"


KIND_WORDS: dict[RequestKind, Sentence] = {
    RequestKind.COPY: Sentence("查阅、复制（第四十五条）", "to see and copy (article 45)"),
    RequestKind.CORRECT: Sentence(
        "更正、补充（第四十六条）", "to correct or complete (article 46)"
    ),
    RequestKind.WITHDRAW: Sentence("撤回同意（第十五条）", "to withdraw consent (article 15)"),
    RequestKind.DELETE: Sentence("删除（第四十七条）", "to delete (article 47)"),
    RequestKind.EXPLAIN: Sentence(
        "解释处理规则（第四十八条）", "to have the rules explained (article 48)"
    ),
}


class Ground(StrEnum):
    """Why a request may lawfully be refused."""

    KEPT_BY_LAW = "kept_by_law"
    LEGAL_DUTY = "legal_duty"
    ARCHIVE = "archive"
    AUDIT = "audit"
    NOT_OWN = "not_own"
    FACT_STANDS = "fact_stands"


GROUND_WORDS: dict[Ground, Sentence] = {
    Ground.KEPT_BY_LAW: Sentence(
        "法律、行政法规规定的保存期限未届满（第四十七条第二款），停止除存储和必要保护之外的处理。",
        "The lawful time of keeping has not passed (article 47, second paragraph); the data are"
        " stored and protected and not otherwise used.",
    ),
    Ground.LEGAL_DUTY: Sentence(
        "为履行法定职责所必需（第十三条第一款第三项），且处理目的尚未实现。",
        "It is needed for a legal duty (article 13, item 3) whose purpose is not yet met.",
    ),
    Ground.ARCHIVE: Sentence(
        "已归档的公文，按档案法律法规保存。",
        "It is part of an archived document, kept by the law on archives.",
    ),
    Ground.AUDIT: Sentence(
        "修改记录须完整保存备查（网络安全法第二十一条：日志不少于六个月）。",
        "The record of changes must stay whole (Cybersecurity Law, article 21: logs of at least"
        " six months).",
    ),
    Ground.NOT_OWN: Sentence(
        "请求涉及他人的信息，或不能确认请求人身份。",
        "It concerns other people's data, or who asks cannot be established.",
    ),
    Ground.FACT_STANDS: Sentence(
        "经核对原始材料，现有记录属实。",
        "Checked against the original papers, the record is true.",
    ),
}
REFUSING: dict[RequestKind, frozenset[Ground]] = {
    RequestKind.COPY: frozenset({Ground.NOT_OWN}),
    RequestKind.CORRECT: frozenset({Ground.FACT_STANDS, Ground.NOT_OWN}),
    RequestKind.WITHDRAW: frozenset({Ground.LEGAL_DUTY, Ground.NOT_OWN}),
    RequestKind.DELETE: frozenset(
        {Ground.KEPT_BY_LAW, Ground.LEGAL_DUTY, Ground.ARCHIVE, Ground.AUDIT, Ground.NOT_OWN}
    ),
    RequestKind.EXPLAIN: frozenset({Ground.NOT_OWN}),
}
"""Kind of request → the grounds on which it may be refused."""


def answer_due(asked_on: date) -> date:
    """The last day for an answer.

    >>> answer_due(date(2026, 11, 16))
    datetime.date(2026, 12, 16)
    """
    return asked_on + timedelta(days=ANSWER_DAYS)


def may_refuse(kind: RequestKind, ground: Ground) -> bool:
    """Whether a ground may refuse a kind of request.

    >>> may_refuse(RequestKind.DELETE, Ground.ARCHIVE), may_refuse(RequestKind.COPY, Ground.AUDIT)
    (True, False)
    """
    return ground in REFUSING[kind]
