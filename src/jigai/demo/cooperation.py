"""Cooperation of the demo county.

Two institutions and their institutes are named in public reports; every agreement, figure,
achievement and person is invented and says so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

from jigai.apps.accounts.models import User
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.actions.assign_expert import assign_expert, close_case
from jigai.apps.cooperation.actions.disclose import agree_to_disclosure, ask_for_names
from jigai.apps.cooperation.actions.enter_achievement import (
    EvidenceEntry,
    add_evidence,
    enter_achievement,
)
from jigai.apps.cooperation.actions.enter_demand import enter_demand
from jigai.apps.cooperation.actions.list_expert import ExpertEntry, list_expert
from jigai.apps.cooperation.actions.look_at_demand import look_at_demand
from jigai.apps.cooperation.actions.register_institution import (
    BodyEntry,
    InstitutionEntry,
    admit_member,
    open_body,
    register_institution,
)
from jigai.apps.cooperation.actions.review_achievement import approve_achievement
from jigai.apps.cooperation.actions.review_demand import approve_demand, return_demand
from jigai.apps.cooperation.actions.sign_agreement import (
    AgreementEntry,
    TermEntry,
    TrainingEntry,
    add_term,
    meet_term,
    record_training,
    sign_agreement,
)
from jigai.apps.cooperation.entries import AchievementEntry, DemandEntry
from jigai.apps.cooperation.models import Demand, Expert, Institution, JointBody
from jigai.apps.registry.models import Enterprise
from jigai.demo.moments import FOUNDED_ON, at
from jigai.domain.change import Actor, Change
from jigai.domain.change import Path as ChangePath

COOPERATES_IN = "2026-10B"
ON = date(2026, 10, 29)
REVIEW = date(2027, 10, 29)
OWN = 2
"""Place of the enterprise that the demo's enterprise account represents."""
MARK = "（演示）"
OFFICE, REVIEWER = Actor("system:demo", "林知远"), Actor("system:demo-reviewer", "沈问渠")
SCHOOL_LOGIN = "institution"

DEMANDS, ACHIEVEMENTS = "cooperation_demands.csv", "cooperation_achievements.csv"
DEMAND_TEXTS = (
    "name", "problem", "key_technology", "expected_goal", "keywords", "discipline",
    "technical_field", "industry_code", "solving_way",
)  # fmt: skip
ACHIEVEMENT_TEXTS = (
    "name", "keywords", "form", "attribute", "stage", "summary", "application",
    "transformation_way", "price_mode", "discipline", "technical_field",
)  # fmt: skip
WAN = 1_000_000
"""Fen of 10 000 yuan."""
RETURNED_AT = 7
"""Place of the demand that is sent back."""
SECRET = DemandEntry(
    name="正极材料掺杂改性专线",
    starts_year=2026,
    ends_year=2028,
    problem="丙寅锂电在庆云镇的现有产线，材料循环2000次后容量保持率只有86%，下游客户要求92%。",
    key_technology="元素掺杂与梯度包覆，2000次循环容量保持率不低于92%，磁性异物不高于20ppb。",
    expected_goal="形成专线一条，新增两家客户。",
    keywords="正极材料、掺杂、包覆、循环",
    solving_way="joint",
    activity_kind="development",
    discipline="430",
    technical_field="603",
    industry_code="3985",
    result_ownership="demander",
    budget_fen=600_0000_00,
    least_maturity=5,
    needed_by=date(2027, 12, 31),
    bidder_conditions="须签保密协议，有中试条件。",
    review_on=REVIEW,
    is_confidential=True,
)
EXPERTS = (
    ("person", "邵（教授）", 0, "教授", "430", "603", "钠电、硬碳、正极材料", 6),
    ("person", "顾（副教授）", 0, "副教授", "480", "603", "储能、热失控、预警", 3),
    ("laboratory", "储能材料测试实验室", 0, "", "430", "402", "电池材料、测试、烧结", 8),
    ("person", "钱（教授）", 1, "教授", "460", "804", "冲孔、伺服、疲劳", 4),
    ("person", "陶（副教授）", 1, "副教授", "520", "803", "视觉、机器人、焊接", 2),
    ("laboratory", "电气设备可靠性实验室", 1, "", "470", "806", "开关柜、温升、测温", 5),
)


def cooperate(enterprises: Sequence[Enterprise]) -> None:
    """Institutions with agreements, catalogues of both sides, experts with cases."""
    change = _by(OFFICE, ON, "登记合作院校" + MARK)
    with writing("institution.registered", change):
        schools = _schools(change)
        person = _school_person(schools[0], change)
        demands = _demands(enterprises, change)
        secret = _secret(enterprises[OWN])
        _achievements(schools, person)
        experts = _experts(schools, change)
        _cases(experts, demands)
        _open_names(secret, schools[0], person)


def _schools(change: Change) -> list[Institution]:
    rows = (
        InstitutionEntry(
            name="山东科技大学储能技术学院",
            name_en="College of Energy Storage Technology, Shandong University of Science "
            "and Technology",
            short_name="储能技术学院",
            kind="college",
            place="青岛市",
            contact_office="学院产学研办公室" + MARK,
            summary="以下共建平台的名称见公开报道；协议、人数、成果和专家均为演示数据。",
        ),
        InstitutionEntry(
            name="长沙理工大学",
            name_en="Changsha University of Science and Technology",
            short_name="长理",
            kind="university",
            place="长沙市",
            contact_office="科学技术研究院" + MARK,
            summary="以下共建平台的名称见公开报道；协议、人数、成果和专家均为演示数据。",
        ),
    )
    found = [register_institution(entry=one, change=change) for one in rows]
    body = open_body(
        institution=found[0],
        entry=BodyEntry(name="德州储能技术研究院", kind="joint_institute", summary="县校共建。"),
        change=change,
    )
    college = open_body(
        institution=found[0],
        entry=BodyEntry(name="储能现代产业学院" + MARK, kind="industry_college"),
        change=change,
    )
    other = open_body(
        institution=found[1],
        entry=BodyEntry(
            name="新能源与储能技术研究院",
            kind="joint_institute",
            opened_on=date(2023, 11, 3),
            summary="2023年11月3日揭牌，拟建为新型研发机构。",
        ),
        change=change,
    )
    _agreements(found, (body, other), change)
    _training(found[0], college, change)
    return found


def _agreements(
    schools: Sequence[Institution], bodies: tuple[JointBody, JointBody], change: Change
) -> None:
    for place, signed in ((0, date(2024, 3, 18)), (1, date(2023, 11, 3))):
        agreement = sign_agreement(
            institution=schools[place],
            entry=AgreementEntry(
                title=f"共建{bodies[place].name}协议" + MARK,
                signed_on=signed,
                valid_to=signed.replace(year=signed.year + 5),
                county_party="庆云县人民政府",
                joint_body=bodies[place],
                document=f"演示协议〔{signed.year}〕{place + 1}号",
                amount_fen=(800 + 200 * place) * 1_000_000,
                remark="演示数据",
            ),
            change=change,
        )
        terms = (
            ("duty", "county", "提供研发场地1200平方米", date(2024, 9, 30), date(2024, 9, 12)),
            ("duty", "institution", "每年派驻教师不少于4人", date(2026, 12, 31), None),
            ("deliverable", "institution", "完成企业技术课题3项", date(2026, 9, 30), None),
            ("deliverable", "institution", "年度工作报告", date(2027, 1, 15), None),
        )
        for kind, party, text, due, met in terms:
            term = add_term(
                agreement=agreement,
                entry=TermEntry(kind=kind, party=party, text=text, due_on=due),
                change=change,
            )
            if met:
                meet_term(term=term, met_on=met, proof="移交清单" + MARK, change=change)


def _training(school: Institution, college: JointBody, change: Change) -> None:
    for year, trained, interns, graduates, placed in (
        (2024, 120, 36, 58, 9),
        (2025, 180, 52, 64, 15),
    ):
        record_training(
            institution=school,
            joint_body=college,
            entry=TrainingEntry(
                year=year,
                source="演示数据",
                trained_count=trained,
                intern_count=interns,
                graduate_count=graduates,
                placed_count=placed,
                is_demo=True,
            ),
            change=change,
        )


def _school_person(school: Institution, change: Change) -> Actor:
    """The account of the institution."""
    user = User.objects.get(username=SCHOOL_LOGIN)
    admit_member(institution=school, user_id=user.pk, valid_from=FOUNDED_ON, change=change)
    return Actor(f"user:{user.pk}", user.display_name)


def _demands(enterprises: Sequence[Enterprise], change: Change) -> list[Demand]:
    """Twelve; the last but one is overdue, the last waits, one is returned."""
    found = []
    review = _by(REVIEWER, ON + timedelta(days=1), "审核需求" + MARK)
    rows = list(_rows(DEMANDS))
    for number, row in enumerate(rows):
        texts = {name: row[name] for name in DEMAND_TEXTS}
        entry = DemandEntry(
            starts_year=2026,
            ends_year=2028,
            activity_kind="development",
            result_ownership="shared",
            review_on=date(2026, 11, 1) if number == len(rows) - 2 else REVIEW,
            budget_fen=int(row["budget_wan"]) * WAN,
            least_maturity=int(row["least_maturity"]),
            **texts,  # type: ignore[arg-type]
        )
        firm = enterprises[int(row["place"])]
        demand = enter_demand(enterprise=firm, entry=entry, change=_owner(firm, change))
        found.append(demand)
        if number == RETURNED_AT:
            return_demand(demand=demand, opinion="请补充排放浓度的现状数据。", change=review)
        elif number < len(rows) - 1:
            approve_demand(demand=demand, change=review)
    return found


def _owner(firm: Enterprise, change: Change) -> Change:
    """The firm's own account where the demo has one, else its office contact."""
    held = User.objects.filter(represents__enterprise=firm, represents__valid_to=None).first()
    key = f"user:{held.pk}" if held else f"system:demo-firm-{firm.pk}"
    return replace(change, actor=Actor(key, held.display_name if held else "企业联系人"))


def _secret(firm: Enterprise) -> Demand:
    entered = enter_demand(
        enterprise=firm, entry=SECRET, change=_owner(firm, _by(OFFICE, ON, "发布保密需求" + MARK))
    )
    return approve_demand(
        demand=entered, change=_by(REVIEWER, ON + timedelta(days=1), "审核需求" + MARK)
    )


def _achievements(schools: Sequence[Institution], person: Actor) -> None:
    """Eight; the last has no evidence of its level and waits."""
    own = _by(person, ON, "登记成果" + MARK)
    review = _by(REVIEWER, ON + timedelta(days=1), "审核成果" + MARK)
    rows = list(_rows(ACHIEVEMENTS))
    for number, row in enumerate(rows):
        texts = {name: row[name] for name in ACHIEVEMENT_TEXTS}
        level, price = int(row["maturity"]), row["price_wan"]
        entry = AchievementEntry(
            maturity=level,
            price_fen=int(price) * WAN if price else None,
            review_on=REVIEW,
            property_rights="发明专利1件" + MARK,
            **texts,
        )
        achievement = enter_achievement(
            institution=schools[int(row["school"])], entry=entry, change=own
        )
        if number < len(rows) - 1:
            add_evidence(
                achievement=achievement,
                entry=EvidenceEntry(
                    level=level,
                    text=row["evidence"],
                    document=row["evidence"] + MARK,
                    dated_on=date(2026, 5, 20),
                ),
                change=own,
            )
            approve_achievement(achievement=achievement, change=review)


def _experts(schools: Sequence[Institution], change: Change) -> list[Expert]:
    return [
        list_expert(
            institution=schools[school],
            entry=ExpertEntry(
                kind=kind,
                name=name + MARK,
                title=title,
                discipline=discipline,
                technical_field=field,
                keywords=words,
                load_limit=limit,
                consent_on=date(2026, 1, 10),
                consent_until=date(2027, 12, 31) if number else date(2026, 12, 20),
                consent_document="入库同意书" + MARK,
            ),
            change=change,
        )
        for number, (kind, name, school, title, discipline, field, words, limit) in enumerate(
            EXPERTS
        )
    ]


def _cases(experts: Sequence[Expert], demands: Sequence[Demand]) -> None:
    """The first expert is full; two closed cases with what came of them."""
    change = _by(OFFICE, ON + timedelta(days=2), "派单" + MARK)
    for number in range(5):
        assign_expert(expert=experts[0], title=f"企业上门诊断（{number + 1}）", change=change)
    assign_expert(expert=experts[0], demand=demands[1], change=change)
    for place, outcome, note in (
        (3, "contract", "签订技术开发合同"),
        (1, "advised", "给出改进建议"),
    ):
        case = assign_expert(expert=experts[place], demand=demands[2], change=change)
        close_case(case=case, outcome=outcome, change=change.because(note + MARK))


def _open_names(demand: Demand, school: Institution, person: Actor) -> None:
    """The institution asked, the firm agreed, and one person looked."""
    asked = ask_for_names(
        demand=demand,
        institution=school,
        change=_by(person, ON + timedelta(days=2), "洽谈中试合作"),
    )
    own = _owner(demand.enterprise, _by(OFFICE, ON + timedelta(days=3), "同意公开名称"))
    agree_to_disclosure(disclosure=asked, change=own)
    look_at_demand(
        demand=demand,
        institution=school,
        change=_by(person, ON + timedelta(days=4), "准备中试方案"),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    yield from csv.DictReader(StringIO(text))


def _by(actor: Actor, day: date, reason: str) -> Change:
    moment: datetime = at(day)
    return Change(actor, reason, moment, ChangePath.SETUP, batch="demo")
