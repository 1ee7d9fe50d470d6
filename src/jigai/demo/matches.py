"""Matching in the demo county: demands, achievements, contracts, a matching day; all invented.

The holders are the first two institutions of the demo's cooperation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import (
    Achievement,
    Demand,
    Institution,
    MaturityEvidence,
)
from jigai.apps.matches.actions.assign_day import assign_day
from jigai.apps.matches.models import (
    ContractParty,
    ContractPayment,
    DayParticipant,
    DayWish,
    Match,
    MatchingDay,
    MatchRefusal,
    MatchStep,
    TechnicalContract,
)
from jigai.apps.registry.models import Enterprise
from jigai.demo.moments import at, by

MATCHED_IN = "2026-11A"
MATCHED_ON = date(2026, 11, 12)
OFFICE, MARK = "林知远", "（演示）"
OWN = 2
"""Place of the enterprise that the demo's enterprise account represents."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A demand: of which enterprise, on what, level, budget in 万元, discipline, field."""

    place: int
    name: str
    problem: str
    keywords: str
    level: int
    budget_wan: int
    discipline: str
    field: str
    industry: str


WANTED = (
    Wanted(OWN, "磷酸铁锂正极材料循环寿命提升", "高温循环后容量衰减快，铁溶出多。",
           "正极材料、包覆、循环寿命", 5, 300, "430", "402", "3841"),
    Wanted(OWN, "正极烧结炉能耗降低", "回转窑单位能耗高，气氛不均。",
           "烧结、能耗、气氛控制", 6, 180, "530", "604", "3841"),
    Wanted(0, "开关柜绝缘件局部放电在线监测", "局放信号弱，现场干扰大。",
           "局部放电、在线监测、绝缘", 6, 120, "470", "806", "3823"),
    Wanted(1, "健身器材焊接机器人路径规划", "管件多品种小批量，编程时间长。",
           "焊接、机器人、路径规划", 7, 90, "460", "804", "2442"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offered:
    """An achievement: by which school, level claimed and proved (0: no evidence), price in 万元."""

    school: int
    name: str
    keywords: str
    summary: str
    level: int
    proved: int
    price_wan: int | None
    way: str
    discipline: str
    field: str


CATHODE = ("430", "402")
OFFERED = (
    Offered(0, "磷酸铁锂表面碳包覆技术", "正极材料、包覆", "葡萄糖裂解碳层，1C循环2000次保持92%。",
            7, 7, 220, "licence", *CATHODE),
    Offered(0, "正极材料氧化物原子层包覆", "正极材料、包覆", "氧化铝薄层抑制铁溶出，高温循环改善。",
            5, 5, 260, "joint", *CATHODE),
    Offered(0, "磷酸锰铁锂固相合成工艺", "正极材料、烧结", "两段烧结，压实密度提高。",
            6, 6, 280, "transfer", *CATHODE),
    Offered(0, "正极材料循环寿命快速评价方法", "循环寿命、评价", "三周预测2000次循环的容量衰减。",
            8, 8, 60, "licence", *CATHODE),
    Offered(0, "钠电层状氧化物正极", "钠电、正极材料", "湿法共沉淀，空气稳定性好。",
            4, 4, 150, "joint", *CATHODE),
    Offered(0, "废旧磷酸铁锂再生", "正极材料、再生", "补锂重烧，循环寿命恢复到新料的九成。",
            6, 6, 210, "licence", "530", "703"),
    Offered(0, "高镍三元正极单晶化", "正极材料、单晶", "单晶颗粒，减少循环中的裂纹。",
            7, 7, 450, "transfer", *CATHODE),
    Offered(0, "正极浆料分散与涂布工艺", "正极、分散", "固含量提高，涂布均匀。",
            8, 8, 120, "licence", *CATHODE),
    Offered(0, "导电剂包覆磷酸铁锂复合材料", "包覆、导电剂", "碳纳米管与石墨烯复合，倍率改善。",
            5, 0, None, "other", *CATHODE),
    Offered(0, "铁溶出原位检测装置", "铁溶出、检测", "循环池中原位测定铁离子。",
            6, 6, 80, "transfer", "430", "803"),
    Offered(0, "高温循环电解液添加剂", "电解液、循环寿命", "成膜添加剂，55℃循环保持率提高。",
            7, 7, 160, "licence", "530", "405"),
    Offered(0, "正极前驱体磷酸铁连续合成", "磷酸铁、前驱体", "微通道连续反应，批次一致。",
            6, 6, 240, "joint", "530", "405"),
    Offered(0, "辊道窑气氛与能耗协同控制", "烧结、能耗、气氛控制", "氧含量闭环，单位能耗降一成五。",
            7, 7, 150, "transfer", "530", "604"),
    Offered(1, "开关柜局部放电特高频在线监测", "局部放电、在线监测", "特高频与超声联合，抗干扰。",
            8, 8, 100, "licence", "470", "806"),
    Offered(1, "离线编程焊接机器人工作站", "焊接、机器人、路径规划", "三维模型自动生成焊接路径。",
            8, 8, 85, "transfer", "460", "804"),
    Offered(1, "视觉引导管件焊接", "焊接、视觉", "线激光找缝，免编程。",
            6, 6, 70, "licence", "460", "804"),
)  # fmt: skip
"""No school, price or figure of these is real."""
CONTRACT_DAYS = (date(2026, 3, 2), date(2026, 5, 18), date(2026, 6, 24))


def live_matches(enterprises: Sequence[Enterprise]) -> None:
    """Demands and offers, what came of some of them, and a day in December."""
    with writing("cooperation.entered", by(OFFICE, at(MATCHED_ON), "录入需求和成果")):
        schools = list(Institution.objects.order_by("pk")[:2])
        demands = Demand.objects.bulk_create(_demand(one, enterprises) for one in WANTED)
        offers = Achievement.objects.bulk_create(_offer(one, schools) for one in OFFERED)
        MaturityEvidence.objects.bulk_create(
            MaturityEvidence(
                achievement=offer, level=one.proved, text="连续试验" + MARK,
                document="试验报告" + MARK, dated_on=date(2026, 4, 1),
            )
            for one, offer in zip(OFFERED, offers, strict=True)
            if one.proved
        )  # fmt: skip
    with writing("match.advanced", by(OFFICE, at(MATCHED_ON, 10), "登记对接进展")):
        _contract(demands[1], offers[12], schools)
        _talk(demands[2], offers[13], [("contact", date(2026, 8, 20)), ("talk", date(2026, 9, 1))])
        _talk(demands[3], offers[14], [("contact", date(2026, 10, 28)), ("talk", MATCHED_ON)])
        _refuse(demands[0], offers[4], "too_early", "只有实验室样品")
        _refuse(demands[3], offers[15], "too_early", "还没有连续运行")
    change = by(OFFICE, at(MATCHED_ON, 11), "排定对接会")
    with writing("matching_day.assigned", change):
        day = _day(demands, offers)
        assign_day(day=day, change=change)


def _demand(one: Wanted, enterprises: Sequence[Enterprise]) -> Demand:
    return Demand(
        enterprise=enterprises[one.place],
        name=one.name + MARK,
        starts_year=2026,
        ends_year=2028,
        problem=one.problem,
        key_technology=f"解决{one.keywords}的问题，成熟度{one.level}级以上。",
        expected_goal="形成稳定产线" + MARK,
        keywords=one.keywords,
        budget_fen=one.budget_wan * 1_000_000,
        solving_way="commissioned",
        activity_kind="development",
        discipline=one.discipline,
        technical_field=one.field,
        industry_code=one.industry,
        result_ownership="agreed",
        least_maturity=one.level,
        needed_by=date(2027, 12, 31),
        **_vouched(),
    )


def _offer(one: Offered, schools: Sequence[Institution]) -> Achievement:
    stage = "early" if one.level <= 4 else "middle" if one.level <= 6 else "mature"  # noqa: PLR2004
    return Achievement(
        institution=schools[one.school],
        name=one.name + MARK,
        keywords=one.keywords,
        form="process",
        attribute="original",
        stage=stage,
        maturity=one.level,
        summary=one.summary,
        application="trial",
        transformation_way=one.way,
        price_mode="agreement",
        price_fen=None if one.price_wan is None else one.price_wan * 1_000_000,
        discipline=one.discipline,
        technical_field=one.field,
        **_vouched(),
    )


def _vouched() -> dict[str, object]:
    return {
        "owner_key": "system:demo",
        "owner_name": OFFICE,
        "review_on": date(2027, 6, 30),
        "state": "approved",
        "reviewed_by_key": "system:demo-reviewer",
        "reviewed_by": "技改办",
        "reviewed_at": at(MATCHED_ON),
        "entered_at": at(MATCHED_ON - timedelta(days=20)),
    }


def _talk(demand: Demand, offer: Achievement, steps: Sequence[tuple[str, date]]) -> Match:
    stage, last = steps[-1]
    match = Match.objects.create(demand=demand, achievement=offer, stage=stage, last_step_on=last)
    MatchStep.objects.bulk_create(
        MatchStep(match=match, stage=name, done_on=day, recorded_by=OFFICE) for name, day in steps
    )
    return match


def _contract(demand: Demand, offer: Achievement, schools: Sequence[Institution]) -> None:
    """Signed by two sellers, registered once, half of it paid."""
    signed, registered, paid = CONTRACT_DAYS
    match = _talk(
        demand,
        offer,
        [("contact", date(2026, 1, 15)), ("talk", date(2026, 1, 30)), ("signed", signed),
         ("registered", registered), ("paid", paid)],
    )  # fmt: skip
    contract = TechnicalContract.objects.create(
        match=match,
        name="辊道窑气氛与能耗控制开发" + MARK,
        kind="development",
        signed_on=signed,
        amount_fen=150_000_000,
        number="2026000000000001",
        registered_on=registered,
        technology_fen=120_000_000,
    )
    ContractParty.objects.bulk_create(
        [
            ContractParty(
                contract=contract, side="buyer", enterprise=demand.enterprise, share_bp=10_000
            ),
            ContractParty(contract=contract, side="seller", institution=schools[0], share_bp=7_000),
            ContractParty(contract=contract, side="seller", institution=schools[1], share_bp=3_000),
        ]
    )
    ContractPayment.objects.create(
        contract=contract, paid_on=paid, amount_fen=75_000_000, document="银行回单" + MARK
    )


def _refuse(demand: Demand, offer: Achievement, code: str, note: str) -> None:
    MatchRefusal.objects.create(
        demand=demand, achievement=offer, side="demand", code=code, note=note,
        declined_on=date(2026, 11, 5), declined_by_key="system:demo", declined_by="企业联系人",
    )  # fmt: skip


def _day(demands: Sequence[Demand], offers: Sequence[Achievement]) -> MatchingDay:
    day = MatchingDay.objects.create(
        name="储能与装备技术对接会" + MARK, held_on=date(2026, 12, 10), place="县会议中心",
        begins_at=time(9), turn_minutes=20,
    )  # fmt: skip
    coming = [offers[place] for place in (0, 1, 3, 13, 14, 15)]
    asking = DayParticipant.objects.bulk_create(
        DayParticipant(day=day, demand=one, capacity=2) for one in demands
    )
    giving = DayParticipant.objects.bulk_create(
        DayParticipant(day=day, achievement=one, capacity=1) for one in coming
    )
    DayWish.objects.bulk_create(_wishes(asking, giving))
    return day


def _wishes(
    asking: Sequence[DayParticipant], giving: Sequence[DayParticipant]
) -> Iterator[DayWish]:
    """Cathode offers for the two demands of one firm, the others for their own fields."""
    of_demand = {0: (0, 1, 2), 1: (0, 1), 2: (3,), 3: (4, 3)}
    for demander, offerers in of_demand.items():
        for place, offerer in enumerate(offerers, 1):
            yield DayWish(participant=asking[demander], wished=giving[offerer], place=place)
    for offerer in range(len(giving)):
        fans = [demander for demander, offerers in of_demand.items() if offerer in offerers]
        for place, demander in enumerate(fans, 1):
            yield DayWish(participant=giving[offerer], wished=asking[demander], place=place)
