"""Contacts that the tests of visits talk about."""

from datetime import timedelta

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.writing import writing
from jigai.apps.registry.actions.admit_to_library import admit_to_library
from jigai.apps.registry.actions.register_enterprise import register_enterprise
from jigai.apps.visits.actions.log_interaction import Promise, Told, log_interaction
from jigai.apps.visits.actions.set_rhythm import set_rhythm
from jigai.demo.enterprises import credit_code
from tests.cast import TODAY, change


def bureau(name="县科技局"):
    with writing("agency.opened", change("设立")):
        return Agency.objects.get_or_create(name=name, kind="bureau")[0]


def logged(enterprise, days_ago, *, kind="call", agency=None, promises=(), **told):
    said = {"purpose": "了解需求", "said": "谈了设备更新。", "consent": "电话约定"} | told
    return log_interaction(
        enterprise=enterprise,
        told=Told(
            kind=kind,
            held_on=TODAY - timedelta(days=days_ago),
            agency_id=(agency or bureau()).pk,
            **said,
        ),
        promises=promises,
        change=change("登记联系"),
    )


def promise(text="送申报指南", days=7, owner=None):
    return Promise(text, TODAY + timedelta(days=days), owner and owner.user_id)


def called_every(days, *, rung="", colour="", on=TODAY):
    return set_rhythm(
        rung=rung, colour=colour, most_days=days, valid_from=on, decision="专班会议",
        change=change("定频次"),
    )  # fmt: skip


def member(enterprise, number=1):
    admit_to_library(
        enterprise=enterprise,
        registration_number=f"2026371423A{number:07d}",
        valid_from=TODAY - timedelta(days=200),
        change=change(),
    )
    return enterprise


def firms(count):
    """New enterprises in the library."""
    return [
        member(
            register_enterprise(
                credit_code=credit_code(at), name=f"庆云新厂{at}公司", change=change()
            ),
            100 + at,
        )
        for at in range(count)
    ]
