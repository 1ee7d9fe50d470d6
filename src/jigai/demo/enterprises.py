"""Three hundred invented enterprises, 88 of them in the library, with what they declared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from cryptography.fernet import Fernet
from stdnum.cn import uscc

from jigai.apps.reference.models import Direction, Division
from jigai.apps.registry.actions.register_enterprise import put_name
from jigai.apps.registry.models import (
    Certificate,
    Contact,
    ContactKey,
    Enterprise,
    EnterpriseName,
    LibraryMembership,
    YearlyIndicators,
)

COUNT, MEMBERS, CONTACTS = 300, 88, 60
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
PRODUCTS: dict[str, tuple[tuple[str, str], ...]] = {
    "electrical": (
        ("开关", "3823"),
        ("变压器", "3821"),
        ("电缆桥架", "3311"),
        ("成套电器", "3823"),
        ("绝缘材料", "3834"),
    ),
    "sports": (
        ("健身器材", "2443"),
        ("球具", "2441"),
        ("运动地材", "2445"),
        ("康体设备", "2443"),
        ("护具", "2444"),
    ),
    "new-energy": (
        ("锂电材料", "3841"),
        ("钠电负极", "3841"),
        ("储能装备", "3849"),
        ("隔膜", "2929"),
        ("电解液", "2661"),
    ),
    "other": (
        ("精密机械", "3489"),
        ("包装", "2319"),
        ("食品机械", "3531"),
        ("铸造", "3391"),
        ("纺织机械", "3551"),
    ),
}
SIZES = ("micro", "small", "small", "small", "medium", "medium", "large")
DUPLICATE_NAME = "山东甲子开关（庆云）有限公司"
KOMORI = ("山东小森精机有限公司", "3422")


def credit_code(number: int) -> str:
    """A valid credit code that no firm bears: its body counts from MADEM000."""
    body = f"91371423MADEM{number:04d}"
    return body + uscc.calc_check_digit(body)


def found_enterprises(
    places: Sequence[Division], directions: dict[str, Direction]
) -> list[Enterprise]:
    """The enterprises with their first names, inside an open change set."""
    made = []
    for number in range(COUNT):
        name, industry, direction = _identity(number)
        one = Enterprise(
            credit_code=credit_code(number),
            division=places[(number * 7 + number // 10) % len(places)],
            direction=directions[direction],
            industry_code=industry,
            size=SIZES[number * 5 % len(SIZES)],
            founded_on=date(2004 + number % 20, 1 + number % 12, 1 + number % 28),
        )
        put_name(one, name)
        made.append(one)
    enterprises = Enterprise.objects.bulk_create(made)
    EnterpriseName.objects.bulk_create(
        EnterpriseName(enterprise=one, name=one.name, valid_from=one.founded_on)
        for one in enterprises
    )
    return enterprises


def _identity(number: int) -> tuple[str, str, str]:
    if number == COUNT - 1:
        return DUPLICATE_NAME, "3823", "electrical"
    if number == COUNT - 2:
        return *KOMORI, "other"
    code = tuple(PRODUCTS)[number % 4]
    word, industry = PRODUCTS[code][number // 60]
    pair = STEMS[number % len(STEMS)] + BRANCHES[number % len(BRANCHES)]
    return f"庆云{pair}{word}有限公司", industry, code


def admit_members(enterprises: Sequence[Enterprise]) -> None:
    """The library of 2026, two years of indicators each, and certificates of some."""
    members = enterprises[:MEMBERS]
    LibraryMembership.objects.bulk_create(
        LibraryMembership(
            enterprise=one,
            registration_number=f"2026371423{'0A'[number % 2]}0{number + 1:06d}",
            year=2026,
            valid_from=date(2026, 4 + 3 * (number % 2), 15),
            valid_to=date(2027, 1, 1),
        )
        for number, one in enumerate(members)
    )
    YearlyIndicators.objects.bulk_create(
        _indicators(one, number, year)
        for number, one in enumerate(members)
        for year in (2024, 2025)
    )
    Certificate.objects.bulk_create(
        Certificate(
            enterprise=one,
            kind="hnte",
            number=f"GR2025DEMO{number:05d}",
            valid_from=date(2023 + number % 3, 12, 7),
            valid_to=date(2026 + number % 3, 12, 7),
        )
        for number, one in enumerate(members[:30])
    )


def add_contacts(enterprises: Sequence[Enterprise]) -> None:
    """Invented contacts under numbers that are given to nobody, each sealed by its own key."""
    contacts, keys = [], []
    for number, one in enumerate(enterprises[:CONTACTS]):
        key = Fernet.generate_key()
        person = {"name": f"{STEMS[number % 10]}某某", "telephone": f"1000000{number:04d}"}
        sealed = Fernet(key).encrypt(json.dumps(person, ensure_ascii=False).encode()).decode()
        contacts.append(Contact(enterprise=one, duty="调度联系人", sealed=sealed))
        keys.append(key.decode())
    saved = Contact.objects.bulk_create(contacts)
    ContactKey.objects.bulk_create(
        ContactKey(contact=contact, key=key) for contact, key in zip(saved, keys, strict=True)
    )


def _indicators(enterprise: Enterprise, number: int, year: int) -> YearlyIndicators:
    employees = 30 + number * 13 % 270
    revenue = (800 + number * 97 % 9_000) * 1_000_000
    growth = 100 + (year - 2024) * (4 + number % 15)
    return YearlyIndicators(
        enterprise=enterprise,
        year=year,
        employees=employees,
        tech_staff=employees * (6 + number % 30) // 100,
        sales_revenue_fen=revenue * growth // 100,
        rd_expense_fen=revenue * (1 + number % 7) // 100,
        cost_expense_fen=revenue * 85 // 100,
        total_assets_fen=revenue * 3 // 2,
        class1_ip=number % 4,
        class2_ip=number % 9,
        source="企业申报（演示）",
    )
