"""Cases that have been kept long enough: two closed enterprises, a representative, an official."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.hashers import make_password

from jigai.apps.accounts.actions.set_retention import set_retention
from jigai.apps.accounts.models import Appointment, RetentionKind, Role, User
from jigai.apps.registry.actions.add_contact import add_contact
from jigai.apps.registry.models import Certificate, Enterprise, Representative
from jigai.domain.change import Change

CLOSED = (251, 263)
YEARS = 3
SOURCE = "个人信息保护法第十九条；演示县档案保存期限表"
SINCE = date(2016, 1, 1)
UNTIL = date(2020, 12, 31)
REPRESENTATIVE, OFFICIAL = ("old-contact", "旧某联"), ("old-official", "旧某员")


def add_old_cases(enterprises: Sequence[Enterprise], *, change: Change) -> None:
    """Rules of three years, and one case or two of each kind that they reach."""
    closed = [enterprises[number] for number in CLOSED]
    for one in closed:
        Certificate.objects.create(enterprise=one, kind="technology_sme", valid_to=UNTIL)
        add_contact(
            enterprise=one,
            name="旧某人",
            telephone=f"1000001{one.pk:04d}",
            duty="原调度联系人",
            change=change,
        )
        one.is_active = False
        one.save(update_fields=["is_active"])
    spoke = _person(*REPRESENTATIVE, Role.ENTERPRISE)
    Representative.objects.create(
        user=spoke, enterprise=closed[0], valid_from=SINCE, valid_to=UNTIL
    )
    _person(*OFFICIAL, Role.OFFICE)
    for kind in RetentionKind:
        set_retention(
            kind=kind, years=YEARS, valid_from=change.at.date(), source=SOURCE, change=change
        )


def _person(username: str, name: str, role: str) -> User:
    user = User.objects.create(
        username=username, display_name=name, is_active=False, password=make_password(None)
    )
    Appointment.objects.create(user=user, role=role, valid_from=SINCE, valid_to=UNTIL)
    return user
