from dataclasses import replace
from datetime import date

import pytest

from jigai.apps.audit.editing import RecordInvalid
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.change_sets import record_changes
from jigai.apps.supply.actions.place_firm import PlacedAlready, PlaceWithoutSource, place_firm
from jigai.apps.supply.actions.record_ties import record_tie
from jigai.apps.supply.actions.remove_firm import remove_firm
from jigai.apps.supply.actions.withdraw_tie import withdraw_tie
from jigai.apps.supply.entries import (
    ChainUnknown,
    ConsentWithoutPaper,
    LinkUnknown,
    NobodyInside,
    ShareOutOfRange,
    SharesBeyondWhole,
    SingleSourceInPart,
    SingleSourceNotAlone,
    SuppliesItself,
    TieWithoutSource,
    TieYearWrong,
)
from jigai.apps.supply.models import LinkFirm, Party, SupplyTie
from jigai.apps.supply.queries.access import NoSuchPlace, NoSuchTie, place_for, tie_for
from jigai.apps.supply.queries.tie_entries import entry_of
from jigai.apps.supply.queries.ties import newest_year, tie_rows
from jigai.flows.undo_change import undo_change
from tests.cast import TODAY, change
from tests.supply_cast import MILL, entry, tied

ON = TODAY


def test_lin_enters_a_tie_with_its_share_exactly(firms, lin):
    tie = tied(MILL, firms["铁心厂"], "electrical-steel", share_bp=5_555, distance_km=900)
    [row] = tie_rows(lin, on=ON)
    assert (row.share_bp, row.distance_km, row.supplier.name.zh) == (5_555, 900, "丙钢铁（演示）")
    assert (row.supplier.region, row.supplier.is_inside) == ("湖北", False)
    assert entry_of(tie).supplier == MILL


def test_an_outside_party_stands_once(firms):
    tied(MILL, firms["铁心厂"], "electrical-steel")
    tied(MILL, firms["变压器一厂"], "electrical-steel")
    assert Party.objects.filter(enterprise=None).count() == 1


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"chain": "electric"}, ChainUnknown),
        ({"link": "cores"}, LinkUnknown),
        ({"year": 2027}, TieYearWrong),
        ({"buyer": MILL}, SuppliesItself),
        ({"buyer": replace(MILL, name="别家")}, NobodyInside),
        ({"share_bp": 10_001}, ShareOutOfRange),
        ({"share_bp": 9_000, "is_single_source": True}, SingleSourceInPart),
        ({"consent_paper": " "}, ConsentWithoutPaper),
        ({"source": ""}, TieWithoutSource),
    ],
)
def test_what_is_wrong_with_a_tie_is_refused_by_name(firms, wrong, refusal):
    good = entry(MILL, firms["铁心厂"], "electrical-steel")
    with pytest.raises(refusal):
        record_tie(entry=replace(good, **wrong), change=change())
    assert not SupplyTie.objects.exists()


def test_shares_of_one_input_cannot_exceed_the_whole(firms, ties):
    with pytest.raises(SharesBeyondWhole, match="115"):
        tied(MILL, firms["变压器二厂"], share_bp=5_000)
    with pytest.raises(SingleSourceNotAlone):
        tied(MILL, firms["变压器二厂"], is_single_source=True)


def test_a_tie_is_corrected_in_its_place_and_undone(firms, ties):
    tie = ties[2]
    better = replace(entry_of(tie), share_bp=9_000)
    act = change("更正占比")
    record_tie(entry=better, change=act, tie=tie)
    assert SupplyTie.objects.get(pk=tie.pk).share_bp == 9_000
    with pytest.raises(RecordInvalid):
        record_tie(entry=better, change=change())
    number = _last()
    undo_change(number=number, change=change("撤销"))
    assert SupplyTie.objects.get(pk=tie.pk).share_bp == 6_500


def test_a_withdrawn_tie_is_gone_and_can_come_back(ties, lin):
    withdraw_tie(tie=ties[0], change=change("不再供货"))
    assert len(tie_rows(lin, on=ON)) == 4
    undo_change(number=_last(), change=change("撤销"))
    assert len(tie_rows(lin, on=ON)) == 5


def test_without_consent_of_both_only_the_office_sees_a_tie(firms, lin, zhao, shen):
    tie = tied(MILL, firms["铁心厂"], "electrical-steel", buyer_consents=False)
    assert tie_for(lin, tie.pk) == tie
    for other in (zhao, shen):
        assert tie_rows(other, on=ON) == []
        with pytest.raises(NoSuchTie):
            tie_for(other, tie.pk)


def test_mei_reads_no_ties_at_all(ties, mei):
    assert tie_rows(mei, on=ON) == []


def test_names_of_a_sensitive_tie_are_masked_by_role(firms, lin, zhao, shen):
    tied(MILL, firms["铁心厂"], "electrical-steel", is_sensitive=True, imports="wholly")
    [open_row], [told] = tie_rows(zhao, on=ON), tie_rows(shen, on=ON)
    assert open_row.supplier.name.zh == "丙钢铁（演示）"
    assert told.supplier.name.zh == "“电工钢与板材”环节的一家企业"
    assert told.buyer.name.en == "a firm that buys from the link “Electrical steel and sheet”"
    assert (told.buyer.enterprise_id, told.supplier.region, told.source) == (None, "", "")
    assert tie_rows(lin, on=ON)[0].buyer.enterprise_id == firms["铁心厂"].pk


def test_bo_reads_only_ties_of_his_own_firms_and_no_name_beyond(
    firms,
    enterprise,
    project,
    bo,
    ties,
):
    tied(firms["集成公司"], enterprise, "integration", product="工程")
    [row] = tie_rows(bo, on=ON)
    assert row.buyer.name.zh == enterprise.name
    assert "集成公司" not in row.supplier.name.zh
    assert row.supplier.is_masked


def test_the_newest_year_is_the_last_with_ties(ties, lin):
    assert newest_year(lin, on=ON) == 2025
    assert newest_year(lin, on=date(2020, 5, 1)) == 2019


def test_a_firm_is_placed_once_in_a_link_and_taken_out(firms, lin, mei):
    core = firms["铁心厂"]
    place = place_firm(
        enterprise=core, chain="electrical", link="core", source="走访", change=change()
    )
    with pytest.raises(PlacedAlready):
        place_firm(enterprise=core, chain="electrical", link="core", source="走访", change=change())
    with pytest.raises(PlaceWithoutSource):
        place_firm(enterprise=core, chain="electrical", link="cable", source=" ", change=change())
    with pytest.raises(NoSuchPlace):
        place_for(mei, place.pk)
    remove_firm(place=place_for(lin, place.pk), change=change())
    assert not LinkFirm.objects.exists()


def _last():
    return ChangeSet.objects.order_by("-pk").first().pk


def test_the_history_does_not_say_who_supplies_whom(firms):
    tied(MILL, firms["铁心厂"], "electrical-steel", buyer_consents=False)
    said = str(record_changes(_last()))
    assert "丙钢铁" not in said
    assert "铁心厂" not in said
    assert "●●●" in said
