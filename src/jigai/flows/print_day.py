"""The table of a matching day on paper, and its meetings for a calendar."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import get_default_timezone

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.chain import head
from jigai.apps.matches.models import MatchingDay
from jigai.apps.matches.queries.days import MeetingRow, day_check, meeting_rows
from jigai.apps.matches.words import SIDES
from jigai.apps.reference.queries.programme import programme_row
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.calendar_feed import CalendarEntry, calendar_feed
from jigai.exchange.documents.blocks import Block, Column, Heading, Paragraph, Table
from jigai.exchange.documents.docx import ladder_docx
from jigai.exchange.documents.papers import LadderPaper, Provenance
from jigai.exchange.documents.pdf import ladder_pdf
from jigai.exchange.documents.words import day_said

TITLE = Sentence("供需对接会见面表", "Table of the matching day")
SUBTITLE = Sentence("{name}\n{day} {time}，{place}", "{name}\n{day} {time}, {place}")
NOTE = Sentence("调度信息，非统计报表。", "Working information, not a statistical return.")
COLUMNS = (
    Column("time", Sentence("时间", "time"), 1.3),
    Column("table", Sentence("桌号", "table"), 0.7),
    Column("demand", Sentence("需求", "demand"), 2.4, "left"),
    Column("demander", Sentence("需求方", "demander"), 2.2, "left"),
    Column("offer", Sentence("成果或专家", "achievement or expert"), 2.4, "left"),
    Column("holder", Sentence("供给方", "offered by"), 2.2, "left"),
)
HOW = Sentence(
    "以{side}的意向为先，按延迟接受法排定；已检验，没有两个参加者宁愿互相见面却没有排上。",
    "Assigned by deferred acceptance with the wishes of the {side} first; checked: no two "
    "participants would rather meet each other.",
)
FAILED = Sentence("检验没有通过：{count}对参加者宁愿互相见面。",
                  "The check failed: {count} pairs would rather meet.")  # fmt: skip
NONE = Sentence("还没有排定。", "Nothing is assigned yet.")
TURN = Sentence("第{turn}轮 {time}", "Turn {turn}, {time}")


def print_day(
    viewer: Viewer, day: MatchingDay, *, form: str, on: date, language: Language = "zh"
) -> bytes:
    """The meetings that the viewer reads, turn by turn, as ``pdf`` or ``docx``.

    Raises:
        CharactersMissing: a character is in no font.
    """
    newest, programme = head(), programme_row()
    rows = meeting_rows(viewer, day)
    paper = LadderPaper(
        title=TITLE,
        subtitle=SUBTITLE.format(
            name=day.name, day=day_said(day.held_on), time=f"{day.begins_at:%H:%M}", place=day.place
        ),
        note=NOTE,
        as_of=on,
        body=tuple(_body(viewer, day, rows)),
        issuing_body=programme.division if programme else "",
        provenance=Provenance("", "", "", str(newest) if newest else "—"),
    )
    made = ladder_docx if form == "docx" else ladder_pdf
    return made(paper, language=language)


def day_feed(viewer: Viewer, day: MatchingDay, *, link: str) -> bytes:
    """The meetings that the viewer reads as an iCalendar feed."""
    zone = get_default_timezone()
    entries = [
        CalendarEntry(
            uid=f"matching-{day.pk}-{one.demander_id}-{one.offerer_id}",
            title=f"{one.demand} × {one.offer}",
            text=f"{day.place} {one.table}",
            link=link,
            first=datetime.combine(day.held_on, one.starts_at, zone),
        )
        for one in meeting_rows(viewer, day)
    ]
    stamp = day.assigned_at or datetime.combine(day.held_on, day.begins_at, zone)
    return calendar_feed(entries, name=day.name, stamp=stamp, zone=zone)


def _body(viewer: Viewer, day: MatchingDay, rows: list[MeetingRow]) -> list[Block]:
    if not rows:
        return [Paragraph(NONE)]
    blocking = day_check(viewer, day).blocking
    said = FAILED.format(count=blocking) if blocking else HOW.format(side=SIDES[day.proposing])
    body: list[Block] = [Paragraph(said)]
    for turn in sorted({one.turn for one in rows}):
        own = [one for one in rows if one.turn == turn]
        starts = f"{own[0].starts_at:%H:%M}"
        body += [Heading(TURN.format(turn=turn, time=starts)),
                 Table(COLUMNS, tuple(_cells(one) for one in own))]  # fmt: skip
    return body


def _cells(one: MeetingRow) -> tuple[Sentence | str, ...]:
    time = f"{one.starts_at:%H:%M}–{one.ends_at:%H:%M}"
    return time, str(one.table), one.demand, one.demander, one.offer, one.holder
