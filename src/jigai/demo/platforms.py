"""Innovation platforms of the demo county: register, instruments, bookings, services; invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from jigai.apps.accounts.models import User
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.actions.register_platform import put_platform_name
from jigai.apps.platforms.models import (
    BookedSlot,
    Booking,
    BookingState,
    Instrument,
    Platform,
    PlatformFact,
    PlatformReview,
    PlatformService,
    Standing,
    Use,
)
from jigai.apps.platforms.slots import slots_between
from jigai.apps.projects.models import Project
from jigai.apps.reference.models import Direction
from jigai.apps.registry.models import Certificate, Enterprise
from jigai.demo.moments import at, by
from jigai.domain.scorecards.fact_values import Basis
from jigai.domain.scorecards.platform_kinds import months_after, words

ENTERED_ON, SHARED_ON = date(2026, 10, 27), date(2026, 10, 28)
OFFICE, CONTACT = "林知远", "平台办公室（演示）"
MARK = "（演示）"
PAPER = "2025年度平台工作报告（演示）"
YEAR = 2025
OWN = 2
"""Place of the enterprise that the demo's enterprise account represents."""
State = BookingState
Step = tuple[str, date, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """One platform: host by its place among the enterprises, or ``None`` for an institution.

    ``steps`` are level, first day and document; ``ended`` is the day of a withdrawal.
    """

    name: str
    kind: str
    host: int | None
    direction: str
    link: str
    field: str
    steps: tuple[Step, ...]
    review: date | None
    staff: tuple[int, int]
    equipment_wan: int
    output: tuple[int, int, int, int]
    ended: date | None = None
    partners: str = ""


CITY, COUNTY, PROVINCE = "city", "county", "provincial"
PLANS = (
    Plan("智能开关柜工程研究中心", "engineering_centre", 0, "electrical", "switchgear",
         "中低压开关柜绝缘与温升", ((COUNTY, date(2021, 6, 1), "庆发改字〔2021〕9号"),
         (CITY, date(2023, 3, 15), "德发改字〔2023〕21号"),
         (PROVINCE, date(2025, 9, 1), "鲁发改字〔2025〕77号")),
         date(2027, 9, 1), (24, 8), 1_150, (6, 6, 1, 180), partners="某工业大学电气学院"),
    Plan("运动器材安全检测中心", "technology_innovation_centre", 1, "sports", "testing",
         "健身器材力学与耐久检测", ((CITY, date(2022, 5, 20), "德科字〔2022〕18号"),),
         date(2026, 12, 20), (20, 6), 520, (6, 5, 2, 140)),
    Plan("锂电正极材料企业技术中心", "technology_centre", OWN, "new-energy", "lithium-cathode",
         "磷酸铁锂与钠电正极", ((CITY, date(2024, 4, 8), "德工信字〔2024〕33号"),),
         date(2026, 10, 8), (22, 7), 860, (5, 4, 1, 110), partners="某大学储能技术学院"),
    Plan("成套电器技术创新工作站", "technology_workstation", 4, "electrical", "switchgear",
         "成套电器小型化设计", ((CITY, date(2023, 11, 2), "德科字〔2023〕40号"),),
         date(2026, 11, 2), (6, 1), 120, (1, 1, 0, 8)),
    Plan("球具复合材料一企一技术研发中心", "one_firm_centre", 5, "sports", "composite",
         "碳纤维球具成型", ((CITY, date(2021, 12, 1), "德工信字〔2021〕56号"),
         (PROVINCE, date(2025, 6, 10), "鲁工信字〔2025〕91号")),
         date(2028, 6, 10), (9, 2), 310, (2, 2, 0, 22)),
    Plan("钠电负极重点实验室", "key_laboratory", 6, "new-energy", "hard-carbon",
         "生物质硬碳", ((COUNTY, date(2024, 10, 12), "庆科工字〔2024〕15号"),),
         date(2027, 10, 12), (10, 4), 400, (3, 1, 0, 16), partners="某师范大学化学院"),
    Plan("储能技术产教融合研究院", "new_rd_institution", None, "new-energy", "storage",
         "储能系统集成与安全", ((CITY, date(2024, 9, 1), "德科字〔2024〕29号"),),
         date(2025, 12, 1), (26, 12), 880, (8, 6, 2, 260), partners="某大学储能技术学院"),
    Plan("电缆桥架工程实验室", "engineering_centre", 8, "electrical", "",
         "桥架防腐与轻量化", ((CITY, date(2020, 7, 1), "德发改字〔2020〕44号"),),
         None, (4, 0), 90, (0, 0, 0, 0), ended=date(2025, 3, 31)),
    Plan("护具人体工学企业技术中心", "technology_centre", 9, "sports", "protective",
         "护具结构与舒适性", ((COUNTY, date(2025, 5, 6), "庆科工字〔2025〕12号"),),
         date(2027, 5, 6), (7, 1), 150, (1, 2, 0, 12)),
)  # fmt: skip
"""No document, school or figure of these is real."""
INSTRUMENTS: tuple[tuple[int, str, str, int, str, str], ...] = (
    (0, "大电流温升试验台", "10 kA", 120, "母线槽和开关柜温升试验", "每小时300元"),
    (0, "工频耐压试验装置", "100 kV", 45, "绝缘耐压试验", "每小时120元"),
    (1, "健身器材疲劳试验机", "50 kN", 66, "循环载荷与耐久试验", "每小时150元"),
    (2, "高低温电池循环柜", "5 V 12 A × 64", 88, "电池材料循环与倍率测试", "每小时80元"),
    (6, "扫描电子显微镜", "钨灯丝", 210, "颗粒形貌分析", "每小时400元"),
    (6, "热失控量热仪", "ARC", 260, "电芯热安全测试", "每次面议"),
)
"""Place of the platform, name, model, value in 万元, purpose, price."""
SERVING = (1, 2, 6, 0)
KINDS = ("testing", "design", "pilot", "diagnosis", "training")
BOOKINGS, IN_2025, SERVICES, FRIDAY = 30, 12, 15, 4


def found_platforms(enterprises: Sequence[Enterprise]) -> None:
    """The register, with facts of the last year; then what is shared and given."""
    directions = {one.code: one for one in Direction.objects.all()}
    with writing("platforms.registered", by(OFFICE, at(ENTERED_ON), "录入创新平台台账")):
        made = Platform.objects.bulk_create(
            _platform(plan, enterprises, directions) for plan in PLANS
        )
        pairs = list(zip(PLANS, made, strict=True))
        Standing.objects.bulk_create(
            one for plan, platform in pairs for one in _standings(plan, platform)
        )
        PlatformReview.objects.create(
            platform=made[1],
            reviewed_on=date(2024, 12, 20),
            result="qualified",
            document="德科评〔2024〕6号" + MARK,
            next_due_on=date(2026, 12, 20),
        )
        PlatformFact.objects.bulk_create(
            one for plan, platform in pairs[:-1] for one in _facts(plan, platform)
        )
    with writing("instrument.offered", by(OFFICE, at(SHARED_ON), "开放共享仪器")):
        offered = Instrument.objects.bulk_create(_instruments(made))
        _share(offered, enterprises)
        _serve(made, enterprises)


def _platform(
    plan: Plan, enterprises: Sequence[Enterprise], directions: dict[str, Direction]
) -> Platform:
    host = None if plan.host is None else enterprises[plan.host]
    kind = words().kinds[plan.kind]
    one = Platform(
        kind=plan.kind,
        lead_body=kind.lead,
        host_enterprise=host,
        host_institution="储能技术学院" + MARK if host is None else "",
        division=host.division if host else enterprises[0].division,
        direction=directions[plan.direction],
        chain_link=plan.link,
        field=plan.field,
        partners=plan.partners,
        floor_area_m2=200 + 60 * plan.staff[0],
        equipment_value_fen=plan.equipment_wan * 1_000_000,
        staff_count=plan.staff[0],
        senior_count=plan.staff[1],
        review_every_months=kind.review_months,
        next_review_on=plan.review,
        contact_office=CONTACT,
        remark="演示数据，均为虚构",
    )
    put_platform_name(one, plan.name + MARK)
    return one


def _standings(plan: Plan, platform: Platform) -> Iterator[Standing]:
    ends = [*(first for _level, first, _doc in plan.steps[1:]), plan.ended]
    for (level, first, document), end in zip(plan.steps, ends, strict=True):
        is_last = end == plan.ended
        yield Standing(
            platform=platform,
            level=level,
            valid_from=first,
            valid_to=end,
            expires_on=months_after(first, 60) if level == PROVINCE else None,
            document=document + MARK,
            document_on=first,
            ended_by="" if end is None else "withdrawal" if is_last else "upgrade",
            end_reason="连续两年未开展研发" if end is not None and is_last else "",
        )


def _facts(plan: Plan, platform: Platform) -> Iterator[PlatformFact]:
    projects, patents, standards, income_wan = plan.output
    told = {
        "research_projects": str(projects),
        "patents_granted": str(patents),
        "standards_led": str(standards),
        "contract_income_yuan": str(income_wan * 10_000),
        "serious_breach": "false",
    }
    if plan.kind == "key_laboratory":
        del told["contract_income_yuan"]
    for name, value in told.items():
        yield PlatformFact(
            platform=platform, name=name, year=YEAR, basis=Basis.REPORTED.value, value=value,
            source=PAPER, as_of=date(YEAR, 12, 31), recorded_by="梅初晴",
        )  # fmt: skip


def _instruments(made: Sequence[Platform]) -> Iterator[Instrument]:
    for place, name, model, value_wan, purpose, price in INSTRUMENTS:
        yield Instrument(
            platform=made[place], name=name + MARK, model=model, value_fen=value_wan * 1_000_000,
            purpose=purpose, terms="自带样品，由平台人员操作", price=price,
            contact_office=CONTACT, opens_at=time(8, 30), closes_at=time(17, 30),
        )  # fmt: skip


def _day(number: int) -> date:
    """A working day: 12 bookings in 2025, the rest over 2026, three of them still to come."""
    if number >= BOOKINGS - 3:
        day = date(2026, 12, 1) + timedelta(days=number)
    elif number < IN_2025:
        day = date(2025, 3, 3) + timedelta(days=number * 21)
    else:
        day = date(2026, 1, 12) + timedelta(days=(number - IN_2025) * 14)
    return day + timedelta(days=7 - day.weekday() if day.weekday() > FRIDAY else 0)


def _share(offered: Sequence[Instrument], enterprises: Sequence[Enterprise]) -> None:
    """Thirty bookings: most confirmed, some waiting, disputed, unused, cancelled or to come."""
    users = {user.username: f"user:{user.pk}" for user in User.objects.all()}
    bookings = []
    for number in range(BOOKINGS):
        instrument = offered[number % len(offered)]
        starts_at = at(_day(number), 9 + number % 3)
        user = enterprises[OWN if number % 5 == 1 else 20 + number]
        bookings.append(
            Booking(
                instrument=instrument,
                enterprise=user,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=30 * (2 + number % 4)),
                purpose="样品测试" + MARK,
                state=_state(number),
                booked_by_key=users["enterprise"] if user is enterprises[OWN] else "system:demo",
                booked_by="梅初晴" if user is enterprises[OWN] else "企业联系人",
                booked_at=min(starts_at - timedelta(days=6), at(SHARED_ON)),
            )
        )
    made = Booking.objects.bulk_create(bookings)
    BookedSlot.objects.bulk_create(
        BookedSlot(instrument_id=one.instrument_id, booking=one, starts_at=slot)
        for one in made
        if one.state != State.CANCELLED
        for slot in slots_between(one.starts_at, one.ends_at)
    )
    Use.objects.bulk_create(
        _use(one) for one in made if one.state in {State.USED, State.DISPUTED, State.CONFIRMED}
    )


def _state(number: int) -> BookingState:
    if number >= BOOKINGS - 3:
        return State.BOOKED
    others = {7: State.CANCELLED, 13: State.UNUSED, 17: State.DISPUTED, 21: State.USED,
              26: State.USED}  # fmt: skip
    return others.get(number, State.CONFIRMED)


def _use(booking: Booking) -> Use:
    is_answered = booking.state != State.USED
    ended: datetime = booking.ends_at
    minutes = int((booking.ends_at - booking.starts_at).total_seconds()) // 60
    return Use(
        booking=booking,
        minutes=minutes,
        recorded_by_key="system:demo-host",
        recorded_by="平台办公室",
        recorded_at=ended + timedelta(hours=1),
        answered_by_key=booking.booked_by_key if is_answered else "",
        answered_by=booking.booked_by if is_answered else "",
        answered_at=ended + timedelta(days=1) if is_answered else None,
        answer=""
        if not is_answered
        else "属实"
        if booking.state == State.CONFIRMED
        else "时长偏多",
    )


def _serve(made: Sequence[Platform], enterprises: Sequence[Enterprise]) -> None:
    """Fifteen services: to projects, contracts and recognitions, and five with nothing yet."""
    served = [enterprises[OWN], *enterprises[30 : 30 + SERVICES - 1]]
    projects: dict[int | None, Project] = {}
    for found in Project.objects.filter(enterprise__in=served).order_by("pk"):
        projects.setdefault(found.enterprise_id, found)
    papers = {one.enterprise_id: one for one in Certificate.objects.filter(enterprise__in=served)}
    rows = []
    for number, enterprise in enumerate(served):
        turn = number % 3
        project = projects.get(enterprise.pk) if turn == 0 else None
        certificate = papers.get(enterprise.pk) if turn == 1 and project is None else None
        given_on = date(2025, 4, 10) + timedelta(days=38 * number)
        rows.append(
            PlatformService(
                platform=made[SERVING[number % len(SERVING)]],
                enterprise=enterprise,
                kind=KINDS[number % len(KINDS)],
                description="试验、改进建议和人员培训" + MARK,
                given_on=given_on,
                fee_fen=(2 + number) * 100_000,
                project=project,
                certificate=certificate,
                contract=f"演示合同〔{given_on.year}〕{number + 1}号"
                if project is None and certificate is None and number % 2 == 0
                else "",
                recorded_by_key="system:demo-host",
                recorded_by="平台办公室",
                confirmed_by_key="system:demo-user" if number % 4 else "",
                confirmed_by="企业联系人" if number % 4 else "",
                confirmed_at=at(given_on + timedelta(days=3)) if number % 4 else None,
            )
        )
    PlatformService.objects.bulk_create(rows)
