"""What goes over with a merged record beside its projects, and how it comes back."""

from datetime import date

import pytest

from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.actions.settle_gap import add_gap
from jigai.apps.diagnosis.actions.start_diagnosis import start_diagnosis
from jigai.apps.diagnosis.models import Gap
from jigai.apps.planning.models import Plan, PlanGap
from jigai.apps.platforms.models import Platform
from jigai.apps.supply.models import Party, SupplyTie
from jigai.apps.vouchers.models import Voucher
from jigai.flows.merge_enterprises import merge_enterprises, unmerge_enterprises
from tests.cast import TODAY, change
from tests.plan_cast import draft_of, gap_of
from tests.platform_cast import platform
from tests.supply_cast import firms, tied

__all__ = ["firms", "platform"]


@pytest.fixture
def other(firms):
    return firms["铁心厂"]


def merged(kept, other):
    return merge_enterprises(kept=kept, merged=other, merged_on=TODAY, change=change("同一企业"))


def undone(merge):
    done = unmerge_enterprises(merge=merge, on=date(2026, 12, 1), change=change("误合并"))
    return {one.table: (one.returned, one.to_assign) for one in done.others}


def owners(model, column="enterprise_id"):
    return list(model.objects.order_by("pk").values_list(column, flat=True))


def voucher(enterprise, number="1"):
    with writing("voucher.entered", change()):
        return Voucher.objects.create(
            enterprise=enterprise, dated_on=TODAY, number=number, supplier="某公司", item="设备",
            kind="equipment", net_fen=1, gross_fen=1,
        )  # fmt: skip


def test_a_plan_and_its_gaps_go_over_and_come_back(enterprise, other, agency):
    gap = gap_of(other)
    plan = draft_of(other, agency, gap).plan
    merge = merged(enterprise, other)
    assert owners(Plan) == owners(PlanGap) == [enterprise.pk]
    fresh = gap_of(enterprise, "合并后发现")
    assert undone(merge) == {
        "planning_plan": ((plan.pk,), ()), "planning_plangap": ((gap.pk,), (fresh.pk,)),
    }  # fmt: skip
    assert owners(Plan) == [other.pk]
    assert owners(PlanGap) == [other.pk, enterprise.pk]


def test_a_plan_of_the_same_year_stays_with_its_own_record(enterprise, other, agency):
    own, theirs = draft_of(enterprise, agency).plan, draft_of(other, agency).plan
    merge = merged(enterprise, other)
    assert owners(Plan) == [enterprise.pk, other.pk]
    assert merge.moved["stay_planning_plan"] == [theirs.pk]
    assert undone(merge) == {}
    assert Plan.objects.get(enterprise=enterprise) == own


def test_a_diagnosis_takes_its_gaps_with_it(enterprise, other):
    diagnosis = start_diagnosis(
        enterprise=other, bank="digital_level/2024-09-01", on=TODAY, note="", change=change()
    )
    gap = add_gap(diagnosis=diagnosis, what="焊接", target="改", on=TODAY, change=change())
    merge = merged(enterprise, other)
    assert owners(Gap) == [enterprise.pk]
    assert undone(merge) == {
        "diagnosis_diagnosis": ((diagnosis.pk,), ()), "diagnosis_gap": ((gap.pk,), ()),
    }  # fmt: skip
    assert owners(Gap) == [other.pk]


def test_a_platform_goes_to_the_kept_host_and_back(platform, other):
    host = platform.host_enterprise
    merge = merged(other, host)
    assert owners(Platform, "host_enterprise_id") == [other.pk]
    assert undone(merge)["platforms_platform"] == ((platform.pk,), ())
    assert owners(Platform, "host_enterprise_id") == [host.pk]


def test_vouchers_go_over_except_one_that_both_had_entered(enterprise, other):
    voucher(enterprise)
    twin, single = voucher(other), voucher(other, "2")
    merge = merged(enterprise, other)
    assert (merge.moved["vouchers_voucher"], merge.moved["stay_vouchers_voucher"]) == (
        [single.pk], [twin.pk],
    )  # fmt: skip
    undone(merge)
    assert owners(Voucher) == [enterprise.pk, other.pk, other.pk]


def test_the_ties_of_two_parties_become_those_of_one_and_part_again(enterprise, other, firms):
    theirs = tied(other, firms["变压器一厂"])
    bought = tied(firms["集成公司"], other, product="柜体")
    ours = tied(enterprise, firms["变压器二厂"])
    between = tied(other, enterprise, product="母线")
    merge = merged(enterprise, other)
    party = Party.objects.get(enterprise=enterprise)
    assert set(SupplyTie.objects.filter(supplier=party)) == {ours, theirs}
    assert set(SupplyTie.objects.filter(buyer=party)) == {bought, between}
    assert merge.moved["stay_supply_supplytie/supplier"] == [between.pk]
    told = undone(merge)
    assert told["supply_supplytie/supplier"] == ((theirs.pk,), ())
    former = Party.objects.get(enterprise=other)
    assert set(SupplyTie.objects.filter(supplier=former)) == {theirs, between}
    assert set(SupplyTie.objects.filter(buyer=former)) == {bought}
    assert verify_chain().problems == ()


def test_a_party_goes_over_whole_where_the_kept_record_was_none(enterprise, other, firms):
    tied(other, firms["变压器一厂"])
    party = Party.objects.get(enterprise=other)
    merge = merged(enterprise, other)
    assert Party.objects.get(enterprise=enterprise) == party
    assert undone(merge)["supply_party"] == ((party.pk,), ())
    assert Party.objects.get(enterprise=other) == party
