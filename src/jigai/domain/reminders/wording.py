"""The words of a message: plain text for a person, counts and links for a group."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jigai.domain.reminders.occasions import Occasion
from jigai.domain.sentence import Language, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from jigai.domain.reminders.due import Due
    from jigai.domain.reminders.kinds import Kind

LISTED = 12
"""So many records of one kind stand in a message; the rest is counted."""
LATE = frozenset({Occasion.OVERDUE, Occasion.ESCALATED})
HEAD = Sentence("技改提醒", "Jigai reminders")
SUBJECT = Sentence("{head}：{count}件待办", "{head}: {count} waiting")
SUBJECT_LATE = Sentence(
    "{head}：{count}件待办，{late}件逾期", "{head}: {count} waiting, {late} overdue"
)
GREETING = Sentence("{name}，您好：", "Dear {name},")
OPENING = Sentence(
    "截至{day}，有以下事项等您办理。同一天的事项合为这一封信。",
    "As of {day} the following waits for you. All of one day stands in this one letter.",
)
WHY = Sentence("收到原因：{why}。", "Why you got this: {why}.")
WHY_ESCALATED = Sentence(
    "收到原因：逾期满五个工作日仍未办，按规定告知您的角色。",
    "Why you got this: five work-days overdue, so your role is told.",
)
STOP = Sentence("不再收此类邮件：{link}", "No more mail of this kind: {link}")
MORE = Sentence("另有{count}件，见：{link}", "{count} more: {link}")
DUE = Sentence("{day}截止", "due {day}")
ALL = Sentence("全部事项：{link}", "Everything that waits: {link}")
SWITCHES = Sentence("我的提醒开关：{link}", "My switches: {link}")
STOP_ALL = Sentence("停止全部提醒邮件：{link}", "Stop all reminder mail: {link}")
FOOT = Sentence("调度信息，非统计报表。", "Dispatch information, not a statistical report.")
GROUP_LINE = Sentence(
    "**{title}** {count}件，其中逾期{late}件 [打开]({link})",
    "{title}: {count}, {late} overdue",
)
GROUP_FOOT = Sentence("只列件数，明细请登录查看。", "Counts only; sign in for details.")


@dataclass(frozen=True, slots=True)
class Item:
    """One due thing as it is told today."""

    due: Due
    occasion: Occasion

    @property
    def key(self) -> str:
        return f"{self.due.key}|{self.occasion.value}"


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and text of one message; ``count`` things stand in it."""

    subject: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of a person's letter; ``stop`` gives the one that ends a kind."""

    site: str
    stop: Callable[[str], str]
    stop_all: str

    def to(self, path: str) -> str:
        return f"{self.site}{path}"


def in_order(items: Sequence[Item]) -> list[Item]:
    """By kind, and within a kind the earliest day first."""
    kinds = list(dict.fromkeys(item.due.kind.id for item in items))
    return sorted(
        items,
        key=lambda item: (
            kinds.index(item.due.kind.id),
            item.due.due_on is None,
            str(item.due.due_on),
            item.due.title.zh,
        ),
    )


def letter(
    items: Sequence[Item], *, name: str, on: date, links: Links, language: Language
) -> Letter:
    """One message of a day for one person, each kind with its reason and its way to stop."""
    lines = [_in(GREETING, language, name=name), "", _in(OPENING, language, day=on), ""]
    for kind, found in groupby(in_order(items), key=lambda item: item.due.kind):
        lines += [*_section(kind, list(found), links, language), ""]
    lines += [
        _in(ALL, language, link=links.to("/reminders/")),
        _in(SWITCHES, language, link=links.to("/reminders/switches/")),
        _in(STOP_ALL, language, link=links.stop_all),
        "",
        _in(FOOT, language),
    ]
    return Letter(subject(items).said_in(language), "\n".join(lines) + "\n", len(items))


def _section(kind: Kind, items: Sequence[Item], links: Links, language: Language) -> list[str]:
    lines = [f"【{kind.title.said_in(language)}】{len(items)}"]
    lines += [_line(item, links, language) for item in items[:LISTED]]
    if len(items) > LISTED:
        rest = len(items) - LISTED
        lines.append(_in(MORE, language, count=rest, link=links.to(kind.page)))
    escalated = [item.occasion is Occasion.ESCALATED for item in items]
    if not all(escalated):
        lines.append(_in(WHY, language, why=kind.why))
    if any(escalated):
        lines.append(_in(WHY_ESCALATED, language))
    return [*lines, _in(STOP, language, link=links.stop(kind.id))]


def _line(item: Item, links: Links, language: Language) -> str:
    due = item.due
    occasion, title = item.occasion.label.said_in(language), due.title.said_in(language)
    said = [f"[{occasion}] {title}", due.what.said_in(language)]
    if due.due_on is not None:
        said.append(_in(DUE, language, day=due.due_on))
    return f"· {' — '.join(said)}\n  {links.to(due.link)}"


def subject(items: Sequence[Item]) -> Sentence:
    """How much waits, and how much of it is late."""
    late = sum(item.occasion in LATE for item in items)
    said = SUBJECT_LATE if late else SUBJECT
    return said.format(head=HEAD, count=len(items), late=late)


def group_text(items: Sequence[Item], *, site: str, most_bytes: int) -> str:
    """Markdown for a group: counts by kind and links, no name of a person or record.

    Kinds that do not fit into ``most_bytes`` of UTF-8 are counted together in the last line.
    """
    said = subject(items)
    head = [f"### {said.zh}", f"> {said.en}"]
    counted = groupby(in_order(items), key=lambda item: item.due.kind)
    sections = [(kind, list(found)) for kind, found in counted]
    for shown in range(len(sections), -1, -1):
        rest = sum(len(found) for _, found in sections[shown:])
        lines = [*head, *(_group_line(kind, found, site) for kind, found in sections[:shown])]
        text = "\n".join([*lines, _group_foot(rest, site)])
        if len(text.encode()) <= most_bytes:
            return text
    return said.zh


def _group_line(kind: Kind, items: Sequence[Item], site: str) -> str:
    late = sum(item.occasion in LATE for item in items)
    said = GROUP_LINE.format(
        title=kind.title, count=len(items), late=late, link=f"{site}{kind.page}"
    )
    return f"{said.zh}\n> {said.en}"


def _group_foot(rest: int, site: str) -> str:
    link = f"{site}/reminders/"
    more = f"{MORE.zh.format(count=rest, link=link)}\n" if rest else ""
    return f"{more}{GROUP_FOOT.zh} {GROUP_FOOT.en} {link}"


def _in(sentence: Sentence, language: Language, **places: object) -> str:
    return sentence.format(**places).said_in(language)
