"""One platform on one page: register, standings, the latest card line by line, what it shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.chain import head
from jigai.apps.platforms.models import Platform, PlatformScore
from jigai.apps.platforms.queries.profile import hours_said, standing_rows
from jigai.apps.platforms.queries.services import service_count, service_rows
from jigai.apps.platforms.queries.sharing import minutes_of
from jigai.apps.platforms.words import ENDED_BY, SCORE_STATES
from jigai.apps.reference.queries.programme import programme_row
from jigai.domain.quantities import MoneyUnit, from_fen, number_text
from jigai.domain.scorecards.platform_kinds import words
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.documents.blocks import Block, Column, Heading, Paragraph, Table
from jigai.exchange.documents.papers import LadderPaper, Provenance
from jigai.exchange.documents.pdf import ladder_pdf
from jigai.exchange.documents.words import day_said
from jigai.flows.explain_ladder import RungCard
from jigai.flows.print_ladder import COLUMNS, card_cells, card_total
from jigai.flows.score_platforms import kept_card

TITLE = Sentence("创新平台一页表", "Innovation platform on one page")
SUBTITLE = Sentence("{name}\n{kind}，截至 {day}", "{name}\n{kind}, as of {day}")
NOTE = Sentence("调度信息，非统计报表。", "Working information, not a statistical return.")
ABSENT = Sentence("—", "-")
FACT, SAID = (
    Column("fact", Sentence("项目", "item"), 1.4, "left"),
    Column("said", Sentence("内容", "content"), 4, "left"),
)
STANDINGS = (
    Column("level", Sentence("级别", "level"), 1.2, "left"),
    Column("from", Sentence("自", "from"), 1.6),
    Column("to", Sentence("至", "to"), 2.2),
    Column("document", Sentence("文件", "document"), 3, "left"),
)
ROOM = {"rule": 2.0, "points": 0.8, "value": 4.4, "source": 3.6}
"""Widths of the card's columns: most values and sources then take one line or two."""
REGISTER = Sentence("登记情况", "Register")
HISTORY = Sentence("级别历史", "Standings")
SHARING = Sentence("共享与服务", "Sharing and services")
NO_CARD = Sentence("还没有年度评价。", "No yearly card yet.")
SHARED = Sentence(
    "外部企业确认的仪器使用 {hours}；对外服务 {total} 次，其中暂无成果 {without} 次。",
    "Instrument use confirmed by outside enterprises: {hours}; services given: {total}, of which "
    "{without} with nothing come of it yet.",
)
CARD = Sentence("{year} 年度评价：{word}{total}，{state}", "Card of {year}: {word}{total}, {state}")


def print_platform(
    viewer: Viewer, platform: Platform, *, on: date, language: Language = "zh"
) -> bytes:
    """The page as PDF, the same words as on the screen.

    Raises:
        CharactersMissing: a character is in no font.
    """
    newest, programme = head(), programme_row()
    score = PlatformScore.objects.filter(platform=platform).order_by("-year").first()
    card = kept_card(score) if score else None
    kind = words().kinds[platform.kind].label
    body: list[Block] = [
        Heading(REGISTER),
        Table((FACT, SAID), tuple(_register(platform))),
        Heading(HISTORY),
        Table(STANDINGS, tuple(_standings(platform))),
        *_card(score, card),
        Heading(SHARING),
        Paragraph(_shared(viewer, platform)),
    ]
    paper = LadderPaper(
        title=TITLE,
        subtitle=SUBTITLE.format(name=platform.name, kind=kind, day=day_said(on)),
        note=NOTE,
        as_of=on,
        body=tuple(body),
        issuing_body=programme.division if programme else "",
        provenance=Provenance(
            rule_set=card.rule_title if card else ABSENT,
            rule_hash=f"{card.rule_set} {card.rule_hash[:12]}" if card else "—",
            data_digest=f"{platform.pk} {on}",
            audit_head=str(newest) if newest else "—",
        ),
    )
    return ladder_pdf(paper, language=language)


def _register(platform: Platform) -> list[tuple[Sentence | str, ...]]:
    host = platform.host_enterprise.name if platform.host_enterprise else platform.host_institution
    value, edition = platform.equipment_value_fen, words()
    direction = platform.direction
    rows: list[tuple[Sentence, Sentence | str]] = [
        (Sentence("依托单位", "host"), host),
        (
            Sentence("主管部门", "lead body"),
            edition.leads.get(platform.lead_body, Sentence(platform.lead_body, platform.lead_body)),
        ),
        (
            Sentence("产业方向", "industry"),
            Sentence(direction.name, direction.name_en or direction.name) if direction else "—",
        ),
        (Sentence("研究领域", "field"), platform.field or "—"),
        (Sentence("共建高校院所", "co-builders"), platform.partners or "—"),
        (
            Sentence("设备原值", "equipment at cost"),
            "—"
            if value is None
            else Sentence("{n} 万元", "{n} x10,000 yuan").format(
                n=number_text(from_fen(value, unit=MoneyUnit.WAN), places=2)
            ),
        ),
        (
            Sentence("专职研发人员", "full-time R&D staff"),
            "—" if platform.staff_count is None else str(platform.staff_count),
        ),
        (
            Sentence("下次评估日", "next review"),
            day_said(platform.next_review_on) if platform.next_review_on else "—",
        ),
    ]
    return list(rows)


def _standings(platform: Platform) -> list[tuple[Sentence | str, ...]]:
    return [
        (
            one.level_title,
            day_said(one.valid_from),
            Sentence("{day}（{how}）", "{day} ({how})").format(
                day=day_said(one.valid_to), how=ENDED_BY.get(one.ended_by, ABSENT)
            )
            if one.valid_to
            else ABSENT,
            one.document,
        )
        for one in standing_rows(platform)
    ]


def _card(score: PlatformScore | None, card: RungCard | None) -> list[Block]:
    if score is None or card is None:
        return [Paragraph(NO_CARD)]
    title = CARD.format(
        year=score.year, word=card.word, total=card_total(card), state=SCORE_STATES[score.state]
    )
    return [Heading(title), _without_blank_columns([card_cells(line) for line in card.lines])]


def _without_blank_columns(rows: Sequence[Sequence[Sentence | str]]) -> Table:
    """The card without columns that say nothing, so that the page and its receipt stay one page."""
    kept = [place for place in range(len(COLUMNS)) if any(str(row[place]) for row in rows)]
    columns = tuple(
        replace(COLUMNS[place], width=ROOM.get(COLUMNS[place].key, COLUMNS[place].width))
        for place in kept
    )
    return Table(columns, tuple(tuple(row[place] for place in kept) for row in rows))


def _shared(viewer: Viewer, platform: Platform) -> Sentence:
    count = service_count(service_rows(viewer, platform_id=platform.pk))
    hours = hours_said(minutes_of(platform_id=platform.pk))
    return SHARED.format(hours=hours, total=count.total, without=count.without)
