"""The fixed words of official documents in both languages, and how texts and dates are said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jigai.domain.sentence import Language, Sentence

Text = Sentence | str
"""What a paper carries: a sentence in both languages, or a name that reads alike in both."""

HEAD = Sentence("{body}文件", "{body}")
DRAFT = Sentence("草稿", "DRAFT")
DRAFT_NOTE = Sentence(
    "本件由系统生成，为草稿；文号、签发、用印以公文系统为准",
    "Made by the system, a draft; number, signature and seal are those of the document system",
)
NUMBERED_NOTE = Sentence(
    "本件由系统生成；签发、用印以公文系统为准",
    "Made by the system; signature and seal are those of the document system",
)
TRANSLATION_NOTE = Sentence("", "Reading copy in English; the Chinese text prevails")
ADDRESSEES = Sentence("{names}：", "{names}:")
ATTACHMENTS = Sentence("附件：", "Attachments: ")
ATTACHMENT = Sentence("附件", "Attachment")
ATTACHMENT_NUMBER = Sentence("附件{number}", "Attachment {number}")
COPY_TO = Sentence("抄送：{names}。", "Copy: {names}.")
PRINTED = Sentence("{day}印发", "Printed on {day}")

RULE_SET = Sentence("评定规则：{name}", "Rule set: {name}")
RULE_HASH = Sentence("规则摘要：{hash}", "Rule digest: {hash}")
SNAPSHOT = Sentence("数据快照：{digest}", "Data snapshot: {digest}")
LIMITS = Sentence("时限依据：{name}", "Limits by: {name}")
AUDIT_HEAD = Sentence("审计链头：{head}", "Audit head: {head}")

LETTER_TITLE = Sentence("关于{matter}的督办函", "Supervision letter on {matter}")
MATTER = Sentence("事由", "Matter")
BASIS = Sentence("依据", "Basis")
FACTS = Sentence("事实", "Facts")
REQUIREMENTS = Sentence("要求", "Requirements")
REPLY = Sentence("反馈时限与联系人", "Reply and contact")
APPEAL = Sentence("申诉途径", "How to appeal")
FACTS_AS_OF = Sentence("以下数据截至{day}。", "Data as of {day}.")
REPLY_BY = Sentence("请于{day}前书面反馈办理情况。", "Please reply in writing by {day}.")
CONTACT = Sentence("联系人：{contact}。", "Contact: {contact}.")

BOARD_AS_OF = Sentence("数据截至{day}", "Data as of {day}")
BOARD_COUNT = Sentence("共{count}个项目", "{count} projects")
BADGE_LEGEND = Sentence("图例：", "Legend: ")
SCOPE_NOTE = Sentence(
    "评定对象为项目和责任单位，不针对企业和个人。",
    "Badges are of projects and responsible units, never of enterprises or persons.",
)

_DIGITS = "〇一二三四五六七八九"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def said(text: Text, language: Language) -> str:
    """The text in one language.

    >>> said(Sentence("红牌", "Red"), "en"), said("庆云县", "en")
    ('Red', '庆云县')
    """
    return text.said_in(language) if isinstance(text, Sentence) else text


def day_said(day: date) -> Sentence:
    """A date as GB/T 9704 writes it: Arabic numerals, whole year, no leading zeros.

    >>> day_said(date(2026, 11, 6)).zh, day_said(date(2026, 11, 6)).en
    ('2026年11月6日', '6 November 2026')
    """
    return Sentence(
        f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    )


def names_said(names: Sequence[Text]) -> Sentence:
    """Several names in one line: 、 between them in Chinese, commas in English."""
    return Sentence(
        "、".join(said(name, "zh") for name in names), ", ".join(said(name, "en") for name in names)
    )


def numeral(number: int) -> str:
    """A Chinese numeral for 1 to 99.

    >>> [numeral(n) for n in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return before + (_DIGITS[ones] if ones else "")
