"""Diagnoses of the demo county: invented lists and answers, and one figure that was published.

The enterprise that the founding account names gets its published rate as it was reported, and no
invented list beside it: the computed rates of it stay unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.actions.finish_side import agree_with_own, assess, hand_in
from jigai.apps.diagnosis.actions.record_figure import record_figure
from jigai.apps.diagnosis.actions.save_answers import AnswerEntry, save_answers
from jigai.apps.diagnosis.actions.settle_gap import add_gap
from jigai.apps.diagnosis.actions.start_diagnosis import start_diagnosis
from jigai.apps.diagnosis.models import Diagnosis, Machine, ProcessStep
from jigai.apps.registry.models import Enterprise
from jigai.demo.cultivation import CHAMPION
from jigai.demo.moments import at, by
from jigai.domain.change import Change
from jigai.domain.maturity.bank import Bank, Kind, Question
from jigai.domain.maturity.banks import bank_named
from jigai.domain.maturity.lists import Control
from jigai.domain.maturity.states import Side
from jigai.domain.scorecards.fact_values import Basis

DIAGNOSED_IN = "2026-09A"
OFFICIAL, COUNTY = "digital_level/2024-09-01", "digital_level/2026-07-01"
STANDARD = "gbt_39116/2021-05-01"
STARTED_ON, ASSESSED_ON = date(2026, 9, 7), date(2026, 9, 14)
MEMBERS = (2, 0, 4, 8, 12, 16, 20, 1, 5, 9, 13, 17, 21)
OPEN, DRAFT = 3, 12
"""Places of the diagnosed members of the library; the first has a representative. The champion
comes after them. Of the open one some answers are missing, the draft is not handed in."""
SOURCE, EVIDENCE, REMARK = "设备台账（演示）", "现场说明（演示）", "演示诊断：答案和清单均为虚构"
PUBLISHED = "创始报道（公开报道所称，未核实）"
LISTED = 9
"""So many have an equipment and a process list."""
MACHINES = (
    ("数控车床", "金属切削机床", 6, 2019, True, True, 1_280_000),
    ("加工中心", "金属切削机床", 3, 2021, True, True, 2_150_000),
    ("普通车床", "金属切削机床", 4, 2008, True, False, 240_000),
    ("冲压机", "锻压设备", 2, 2014, True, False, 560_000),
    ("检测仪", "检验设备", 1, 2022, False, None, 180_000),
)
"""Name, kind, pieces, year, main, numerically controlled, value in yuan; all invented."""
STEPS = (
    ("下料", True, Control.NUMERICAL),
    ("机加工", True, Control.NUMERICAL),
    ("焊接", True, Control.MANUAL),
    ("装配", True, Control.MANUAL),
    ("检验", True, Control.AUTOMATIC),
    ("包装", False, Control.MANUAL),
)


def diagnose(enterprises: Sequence[Enterprise]) -> None:
    """Everything of the part, each act with its own author and moment."""
    chosen = [*(enterprises[place] for place in MEMBERS), enterprises[CHAMPION]]
    with writing(
        "machinery.recorded", by("梅初晴", at(STARTED_ON, 9), "登记设备与工序清单（演示）")
    ):
        Machine.objects.bulk_create(
            line for number, one in enumerate(chosen[:LISTED]) for line in _machines(number, one)
        )
        ProcessStep.objects.bulk_create(
            line for number, one in enumerate(chosen[:LISTED]) for line in _steps(number, one)
        )
    _figures(chosen)
    begun = by("梅初晴", at(STARTED_ON, 10), "开展数字化诊断（演示）")
    with writing("diagnosis.started", begun) as act:
        official = [_answered(one, OFFICIAL, n, act.change) for n, one in enumerate(chosen)]
        later = _answered(chosen[0], COUNTY, OPEN, act.change)
        _answered(chosen[1], STANDARD, 4, act.change)
        for number, one in enumerate(official):
            if number != DRAFT:
                hand_in(diagnosis=one, on=STARTED_ON, change=act.change)
        hand_in(diagnosis=later, on=STARTED_ON, change=act.change)
    with writing(
        "diagnosis.assessed", by("沈问渠", at(ASSESSED_ON, 15), "现场评估（演示）")
    ) as act:
        for one in (official[0], official[2], official[-1]):
            _assessed(one, act.change)
        add_gap(
            diagnosis=official[0],
            what="关键工序数控化率 60%（按清单计算，演示）",
            target="焊接、装配改为自动化，达到 100%（演示）",
            on=ASSESSED_ON,
            change=act.change,
        )


def _figures(chosen: Sequence[Enterprise]) -> None:
    told = by("梅初晴", at(STARTED_ON, 9, 30), "填报生产指标（演示）")
    with writing("figure.reported", told):
        record_figure(
            enterprise=chosen[-1],
            measure="equipment_cnc_rate",
            basis=Basis.REPORTED,
            period=None,
            parts={},
            value=Decimal("0.9"),
            source=PUBLISHED,
            note="报道称设备数控化率达到 90%，未说明口径和期间",
            change=told,
        )
        for month, right in ((8, 171), (9, 186)):
            record_figure(
                enterprise=chosen[0],
                measure="order_accuracy",
                basis=Basis.REPORTED,
                period=(date(2026, month, 1), date(2026, month, 30)),
                parts={"lines": Decimal(200), "right": Decimal(right)},
                value=None,
                source="订单台账（演示）",
                note="数量、规格和日期均对才算正确（演示）",
                change=told,
            )
        record_figure(
            enterprise=chosen[0],
            measure="oee",
            basis=Basis.REPORTED,
            period=(date(2026, 8, 1), date(2026, 8, 31)),
            parts={
                "planned_minutes": Decimal(12_480),
                "run_minutes": Decimal(10_608),
                "ideal_minutes": Decimal("4.5"),
                "pieces": Decimal(2_040),
                "good_pieces": Decimal(1_999),
            },
            value=None,
            source="班组日报（演示）",
            note="",
            change=told,
        )


def _machines(number: int, one: Enterprise) -> Iterator[Machine]:
    for place, (name, kind, pieces, year, is_main, is_numerical, yuan) in enumerate(MACHINES):
        count = pieces + (number + place) % 3
        is_new = (number + place) % 4 > 0
        yield Machine(
            enterprise=one,
            number=f"SB-{place + 1:03d}",
            name=name,
            kind=kind,
            quantity=count,
            made_in=year + number % 3,
            is_main=is_main,
            is_numerical=None if number == LISTED - 1 and place == 0 else is_numerical,
            is_networked=is_new and bool(is_numerical),
            is_digital=bool(is_numerical) or is_new,
            is_key=place < 2,  # noqa: PLR2004 - the first two machines of the table
            value_fen=yuan * count * 100,
            source=SOURCE,
        )


def _steps(number: int, one: Enterprise) -> Iterator[ProcessStep]:
    for place, (name, is_key, control) in enumerate(STEPS):
        is_open = number == 6 and place == 2  # noqa: PLR2004 - one process nobody knows of
        yield ProcessStep(
            enterprise=one,
            number=f"GX-{place + 1:02d}",
            line=f"{'一二三'[number % 3]}号线",
            name=name,
            is_key=is_key,
            control="" if is_open else control.value,
            source="工艺卡（演示）",
        )


def _answered(one: Enterprise, key: str, number: int, change: Change) -> Diagnosis:
    bank = bank_named(key)[0]
    diagnosis = start_diagnosis(enterprise=one, bank=key, on=STARTED_ON, note=REMARK, change=change)
    given = {
        question.name: AnswerEntry(value, EVIDENCE if place % 5 == 0 else None)
        for place, (question, value) in enumerate(_values(bank, number))
    }
    save_answers(diagnosis=diagnosis, side=Side.OWN, entries=given, change=change)
    return diagnosis


def _values(bank: Bank, number: int) -> Iterator[tuple[Question, str]]:
    """Answers by the number of the diagnosis; one leaves some open."""
    for place, question in enumerate(bank.questions):
        if number == OPEN and place % 7 == 6:  # noqa: PLR2004 - some stay open
            continue
        yield question, _value(question, number, place)


def _value(question: Question, number: int, place: int) -> str:
    height = (number * 3 + place) % 5
    match question.kind:
        case Kind.MULTI:
            names = [option.name for option in question.options]
            return ",".join(names[: 1 + (height * len(names)) // 5]) or "-"
        case Kind.SINGLE:
            last = len(question.options) - 1
            return question.options[min(last, (height + 1) // 2)].name
        case Kind.SHARE:
            return f"{Decimal(5 + (number * 7 + place * 3) % 70) / 100}"
        case Kind.SCENE:
            return str(min(4, 1 + (number + place) % 3))
        case Kind.LADDER:
            return "1,1,0.8,0.5,0" if height else "1,0.8,0.5,0,0"


def _assessed(diagnosis: Diagnosis, change: Change) -> None:
    """The assessor agrees with most, and grades two scenes and one item lower."""
    agree_with_own(diagnosis=diagnosis, change=change)
    lower: Mapping[str, AnswerEntry] = {
        "s_production": AnswerEntry("1", "现场未见数据共享（演示）"),
        "talent": AnswerEntry("people", "无定期培训记录（演示）"),
        "s_equipment": AnswerEntry("1", "点检仍用纸表（演示）"),
        "network": AnswerEntry("control", "应用系统未互联（演示）"),
    }
    save_answers(diagnosis=diagnosis, side=Side.ASSESSOR, entries=lower, change=change)
    assess(diagnosis=diagnosis, on=ASSESSED_ON, change=change)
