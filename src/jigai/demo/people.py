"""Responsible units and one person for each role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from jigai.apps.accounts.models import Agency, AgencyKind, Appointment, Role, User
from jigai.apps.reference.models import Division
from jigai.demo.moments import FOUNDED_ON

OFFICE = ("县技改工作专班办公室", "Programme office", AgencyKind.OFFICE)
BUREAU = ("县科学技术和工业信息化局", "Bureau of science and industry", AgencyKind.BUREAU)


@dataclass(frozen=True, slots=True)
class Account:
    username: str
    display_name: str
    role: str
    role_zh: str
    agency: str = ""


ACCOUNTS = (
    Account("admin", "安岚", Role.ADMINISTRATOR, "管理员"),
    Account("office", "林知远", Role.OFFICE, "技改办", OFFICE[0]),
    Account("reviewer", "沈问渠", Role.REVIEWER, "审核员", BUREAU[0]),
    Account("leader", "赵临川", Role.LEADER, "县领导"),
    Account("auditor", "何清如", Role.AUDITOR, "审计员"),
    Account("park", "孟拓", Role.UNIT, "责任单位（经济开发区）", "经济开发区管委会"),
    Account("cuikou", "薄云归", Role.UNIT, "责任单位（崔口镇）", "崔口镇人民政府"),
    Account("qingyun", "齐望舒", Role.UNIT, "责任单位（庆云镇）", "庆云镇人民政府"),
    Account("enterprise", "梅初晴", Role.ENTERPRISE, "企业联系人"),
    Account("institution", "秦知著", Role.INSTITUTION, "院校联系人"),
)


def open_agencies(places: Sequence[Division]) -> dict[str, Agency]:
    """The office, the bureau and one agency for each place, by name."""
    made = [
        Agency(name=name, name_en=english, kind=kind) for name, english, kind in (OFFICE, BUREAU)
    ]
    for place in places:
        park = place.name == "经济开发区"
        made.append(
            Agency(
                name=f"{place.name}管委会" if park else f"{place.name}{_seat(place.name)}",
                name_en=f"{place.name_en} {'committee' if park else 'government'}",
                kind=AgencyKind.PARK if park else AgencyKind.TOWNSHIP,
                division=place,
            )
        )
    return {agency.name: agency for agency in Agency.objects.bulk_create(made)}


def open_accounts(agencies: dict[str, Agency], *, password: str) -> dict[str, User]:
    """One person a role, all with the demo's password, by login."""
    digest = make_password(password)
    people = User.objects.bulk_create(
        User(username=a.username, display_name=a.display_name, password=digest) for a in ACCOUNTS
    )
    Appointment.objects.bulk_create(
        Appointment(
            user=user,
            role=account.role,
            agency=agencies.get(account.agency),
            valid_from=FOUNDED_ON,
        )
        for user, account in zip(people, ACCOUNTS, strict=True)
    )
    return {user.username: user for user in people}


def _seat(name: str) -> str:
    return "办事处" if name.endswith("街道") else "人民政府"
