"""Firms and ties that the tests of supply talk about: a core maker, two transformer makers, one
integrator, and a steel mill outside; ``shen`` reviews and may not keep the registers."""

from __future__ import annotations

from datetime import date

import pytest

from jigai.apps.accounts.models import Appointment
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.supply.actions.place_firm import place_firm
from jigai.apps.supply.actions.record_ties import record_tie
from jigai.apps.supply.entries import PartyRef, TieEntry
from jigai.demo.enterprises import credit_code
from tests.cast import TODAY, change

MILL = PartyRef(None, "丙钢铁（演示）", "湖北")
NAMES = ("铁心厂", "变压器一厂", "变压器二厂", "集成公司")
CHAIN = "electrical"


@pytest.fixture
def firms(enterprise):
    """Four firms of the cast's town, by name."""
    with writing("enterprises.registered", change()):
        made = [
            Enterprise.objects.create(
                credit_code=credit_code(n), name=name, name_sort=name, name_initials="q",
                direction=enterprise.direction, division=enterprise.division, industry_code="3821",
            )
            for n, name in enumerate(NAMES, 1)
        ]  # fmt: skip
    return dict(zip(NAMES, made, strict=True))


@pytest.fixture
def shen(county, django_user_model):
    """Reviews: sees the county, keeps nothing."""
    with writing("person.created", change("开户")):
        user = django_user_model.objects.create(username="shen", display_name="沈某")
        Appointment.objects.create(user=user, role="reviewer", valid_from=date(2026, 1, 1))
    return viewer_of(user, on=TODAY)


def entry(supplier, buyer, link="core", **more):
    """A consented tie of 2025; firms by record, outsiders by reference."""
    usual = {
        "product": "铁心", "year": 2025, "source": "走访记录", "supplier_consents": True,
        "buyer_consents": True, "consent_paper": "同意书1号",
    }  # fmt: skip
    return TieEntry(
        supplier=_ref(supplier), buyer=_ref(buyer), chain=CHAIN, link=link, **{**usual, **more}
    )


def tied(supplier, buyer, link="core", **more):
    return record_tie(entry=entry(supplier, buyer, link, **more), change=change())


@pytest.fixture
def ties(firms):
    """Steel → core → both transformer makers → the integrator."""
    core, first, second, last = (firms[name] for name in NAMES)
    place_firm(enterprise=core, chain=CHAIN, link="core", source="走访", change=change())
    return [
        tied(MILL, core, "electrical-steel", product="硅钢", share_bp=8_000, imports="none"),
        tied(core, first, share_bp=10_000, is_single_source=True),
        tied(core, second, share_bp=6_500),
        tied(first, last, "transformer", product="变压器", share_bp=4_000),
        tied(second, last, "transformer", product="变压器"),
    ]


def _ref(party):
    return party if isinstance(party, PartyRef) else PartyRef(party.pk)
