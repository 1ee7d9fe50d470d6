"""The standing papers of these tests: one notice, one letter, one board of county made-up units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jigai.domain.sentence import Sentence
from jigai.exchange.documents.blocks import BadgeCell, Chart, Column, Heading, Paragraph, Table
from jigai.exchange.documents.look import Badge
from jigai.exchange.documents.papers import (
    Attachment,
    Board,
    Notice,
    Provenance,
    SupervisionLetter,
)

DAY = date(2026, 11, 17)
PROVENANCE = Provenance(
    Sentence("庆云县红黄蓝金评定规则（2026年版）", "Qingyun badge rules (2026)"),
    "3f7a" * 16,
    "90be" * 16,
    "c41d" * 16,
)
OFFICE = Sentence("庆云县工业和信息化局", "Bureau of Industry and Information, Qingyun County")
TOWN = Sentence("渤海路街道办事处", "Bohai Road Subdistrict Office")
COLUMNS = (
    Column("serial", Sentence("序号", "No."), 0.8),
    Column("project", Sentence("项目名称", "Project"), 3.4, "left"),
    Column("unit", Sentence("责任单位", "Responsible unit"), 1.9, "left"),
    Column("invested", Sentence("完成投资（万元）", "Invested (10k yuan)"), 1.6, "right"),
    Column("badge", Sentence("亮牌", "Badge"), 1.5),
    Column("reason", Sentence("评定理由", "Reason"), 3, "left"),
)
REASON = Sentence("形象进度低于序时8.4个百分点", "Progress 8.4 points behind schedule")
BADGES = list(Badge)
CHART = Chart(
    {
        "width": 400,
        "height": 150,
        "data": {
            "values": [{"k": w, "n": n} for w, n in zip("红黄蓝金", (6, 14, 92, 8), strict=True)]
        },
        "mark": {"type": "bar", "color": "#174a96"},
        "encoding": {
            "x": {"field": "k", "type": "nominal", "sort": None, "title": "亮牌"},
            "y": {"field": "n", "type": "quantitative", "title": "项目数（个）"},
        },
    },
    Sentence("图1　亮牌分布", "Figure 1 Badges"),
    Sentence("红牌6个、黄牌14个、蓝牌92个、金牌8个", "6 red, 14 yellow, 92 blue, 8 gold"),
)


def table(rows: int = 8) -> Table:
    return Table(
        COLUMNS,
        tuple(
            (
                str(n),
                Sentence(f"高压开关柜智能化生产线技术改造项目{n}", f"Switchgear line upgrade {n}"),
                TOWN,
                f"{n * 137.5:,.2f}",
                BadgeCell(BADGES[n % 6]),
                REASON,
            )
            for n in range(1, rows + 1)
        ),
        note=Sentence(
            "注：金额为调度台账口径，非统计报表。",
            "Amounts are of the dispatch ledger, not statistics.",
        ),
    )


def notice(rows: int = 8) -> Notice:
    lead = Sentence(
        "11月上半月，全县纳入半月调度的技术改造项目120个，按期填报118个。现将亮牌情况通报如下。",
        "120 projects were due in the first half of November and 118 reported in time.",
    )
    facts = Sentence(
        "本期评定金牌8个、蓝牌92个、黄牌14个、红牌6个。亮牌由县技改办按公布的规则计算，逐项列明理由，"
        "牵头责任人刘喆、王堃、孙㛃已核对；对评定结果有异议的，可在3个工作日内提出。",
        "8 gold, 92 blue, 14 yellow and 6 red badges. 刘喆, 王堃 and 孙㛃 have checked them.",
    )
    return Notice(
        issuing_body=OFFICE,
        title=Sentence(
            "关于2026年11月上半月技术改造项目\n亮牌情况的通报",
            "Notice on the badges of technological-transformation projects,\n"
            "first half of November 2026",
        ),
        addressees=(
            Sentence("各乡镇人民政府、街道办事处", "Town governments and subdistrict offices"),
            Sentence("县直有关部门", "county departments concerned"),
        ),
        body=(
            Paragraph(lead),
            Heading(Sentence("总体情况", "Overview")),
            Paragraph(facts),
            CHART,
            Heading(Sentence("存在问题", "Problems")),
            Heading(Sentence("形象进度滞后", "Progress behind schedule"), 2),
            Paragraph(facts),
            Heading(Sentence("入统材料不齐", "Papers missing"), 2),
            Paragraph(facts),
            Heading(Sentence("下步要求", "What to do next")),
            Paragraph(lead),
        ),
        issued_on=DAY,
        signature=OFFICE,
        provenance=PROVENANCE,
        attachments=(
            Attachment(Sentence("技术改造项目亮牌情况表", "Table of badges"), (table(rows),)),
            Attachment(Sentence("下期调度安排", "Schedule of the next round"), (Paragraph(lead),)),
        ),
        copy_to=(
            Sentence("县委办公室", "County Party Committee Office"),
            Sentence("县政府办公室", "County Government Office"),
        ),
        printed_by=OFFICE,
    )


def numbered_notice() -> Notice:
    return replace(notice(), number="庆工信〔2026〕7号")


def letter() -> SupervisionLetter:
    return SupervisionLetter(
        issuing_body=OFFICE,
        responsible_unit=TOWN,
        matter=Sentence(
            "高压开关柜智能化生产线技术改造项目\n进度滞后", "a delayed switchgear line"
        ),
        reason=Sentence(
            "你单位负责推进的高压开关柜智能化生产线技术改造项目连续两个半月评定为黄牌，现予督办。",
            "The project for which your unit is responsible got two yellow badges running.",
        ),
        basis=(
            Sentence("《庆云县红黄蓝金评定规则（2026年版）》第六条。", "Article 6 of the rules."),
        ),
        facts=(
            Sentence(
                "项目计划进度62.0%，经核实的实际进度47.5%，相差14.5个百分点；施工许可仍在办理。",
                "Planned progress 62.0 %, verified 47.5 %, 14.5 points behind.",
            ),
        ),
        facts_as_of=date(2026, 11, 15),
        requirements=(
            Sentence(
                "会同项目单位制定赶工计划，明确路线图、时间表、责任人，10个工作日内整改到位。",
                "Make a catch-up plan with route, dates and persons; mend within 10 working days.",
            ),
        ),
        reply_by=date(2026, 11, 24),
        contact="李＊＊，0534-332＊＊＊＊",
        appeal=Sentence(
            "对上述事实有异议的，请在收到本函3个工作日内向县技改办书面提出，由评定人以外的人员5个工作日内答复。",
            "Object in writing to the programme office within 3 working days.",
        ),
        issued_on=DAY,
        signature=OFFICE,
        provenance=PROVENANCE,
        table=table(2),
        copy_to=(Sentence("县政府办公室", "County Government Office"),),
    )


def board(rows: int = 40) -> Board:
    return Board(
        title=Sentence("庆云县技术改造项目亮牌公示表", "Badge board of Qingyun County"),
        period=Sentence("2026年11月上半月", "First half of November 2026"),
        as_of=date(2026, 11, 15),
        table=table(rows),
        provenance=PROVENANCE,
        issuing_body=OFFICE,
    )
