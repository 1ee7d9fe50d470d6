from fractions import Fraction

from jigai.apps.registry.models import Enterprise
from jigai.apps.supply.actions.place_firm import place_firm
from jigai.apps.supply.queries.chain_map import chain_map, chain_maps
from jigai.apps.supply.queries.hanging import hanging_on, most_hanging
from jigai.apps.supply.queries.places import may_belong
from jigai.apps.supply.queries.ties import tie_rows
from jigai.domain.supply_chain.read_chains import chain_in_force
from jigai.domain.supply_chain.standing import LinkState
from jigai.flows.merge_enterprises import merge_enterprises
from tests.cast import TODAY, change
from tests.supply_cast import CHAIN, MILL, tied


def links(viewer):
    found = chain_map(viewer, CHAIN, on=TODAY)
    return {link.code: link for link in found.links}


def test_the_map_says_what_is_missing_thin_and_single_sourced(ties, lin):
    found = links(lin)
    assert found["motor"].state is LinkState.MISSING
    assert found["core"].states == (LinkState.THIN, LinkState.SINGLE_SOURCED)
    assert found["core"].single_sourced_count == 1
    assert [firm.name.zh for firm in found["transformer"].firms] == ["变压器一厂", "变压器二厂"]
    assert found["transformer"].state is LinkState.SOUND
    steel = found["electrical-steel"]
    assert (steel.state, steel.supplier_outside_count, steel.buyer_count) == (
        LinkState.MISSING, 1, 1,
    )  # fmt: skip
    assert steel.hhi.zh == "6,400—6,800"
    assert found["core"].hhi.zh == "6,806—7,113"
    assert found["motor"].hhi.zh == "—"


def test_every_chain_is_counted_and_a_year_without_ties_is_empty(ties, lin):
    counts = {one.chain.code: one.tie_count for one in chain_maps(lin, on=TODAY)}
    assert counts == {"electrical": 5, "new-energy": 0, "sports": 0}
    assert chain_map(lin, CHAIN, on=TODAY, year=2024).tie_count == 0


def test_what_hangs_on_the_core_maker_is_told_tier_by_tier(ties, firms, lin):
    card = hanging_on(lin, firms["铁心厂"], on=TODAY)
    assert [(row.name.zh, row.tier, row.low, row.high) for row in card.rows] == [
        ("变压器一厂", 1, 1, 1),
        ("变压器二厂", 1, Fraction(13, 20), Fraction(13, 20)),
        ("集成公司", 2, Fraction(2, 5), Fraction(79, 100)),
    ]
    assert card.rows[2].lost.zh == "40%—79%"
    assert (len(card.supplies), len(card.buys), len(card.routes)) == (2, 1, 4)


def test_a_supplier_outside_is_weighed_too(ties, lin):
    rows = tie_rows(lin, on=TODAY)
    outside = next(row.supplier.key for row in rows if not row.supplier.is_inside)
    assert most_hanging(rows, outside) == (4, Fraction(4, 5))


def test_a_firm_behind_a_sensitive_tie_is_not_named_to_shen(ties, firms, enterprise, lin, shen):
    tied(firms["变压器一厂"], enterprise, "transformer", product="变压器", is_sensitive=True)
    told = {row.name.zh for row in hanging_on(shen, firms["铁心厂"], on=TODAY).rows}
    assert enterprise.name not in told
    assert "向“变压器”环节采购的一家企业" in told
    assert {"变压器一厂", "变压器二厂", "集成公司"} <= told
    open_to_lin = {row.name.zh for row in hanging_on(lin, firms["铁心厂"], on=TODAY).rows}
    assert enterprise.name in open_to_lin


def test_a_supplier_that_only_a_sensitive_tie_shows_in_a_link_is_masked(ties, firms, lin, shen):
    tied(firms["变压器一厂"], firms["变压器二厂"], "windings", product="线圈", is_sensitive=True)
    assert [firm.name.zh for firm in links(shen)["windings"].firms] == ["“线圈绕组”环节的一家企业"]
    assert [firm.name.zh for firm in links(lin)["windings"].firms] == ["变压器一厂"]
    assert "变压器一厂" in {firm.name.zh for firm in links(shen)["transformer"].firms}


def test_a_merged_firm_counts_as_the_kept_one(ties, firms, lin):
    core = firms["铁心厂"]
    twin = firms["变压器二厂"]
    merge_enterprises(kept=core, merged=twin, merged_on=TODAY, change=change())
    card = hanging_on(lin, Enterprise.objects.get(pk=core.pk), on=TODAY)
    assert [row.name.zh for row in card.rows] == ["变压器一厂", "集成公司"]


def test_firms_of_a_fitting_class_are_offered_until_they_stand_somewhere(firms, lin):
    chain = chain_in_force(CHAIN, on=TODAY)
    assert len(may_belong(lin, chain, "transformer")) == 4
    place_firm(enterprise=firms["铁心厂"], chain=CHAIN, link="core", source="走访", change=change())
    assert "铁心厂" not in {one.name for one in may_belong(lin, chain, "transformer")}


def test_the_map_takes_a_fixed_number_of_queries(ties, firms, lin, django_assert_num_queries):
    with django_assert_num_queries(5):
        chain_map(lin, CHAIN, on=TODAY)
    for name in ("变压器一厂", "变压器二厂"):
        tied(MILL, firms[name], "insulation", product="纸板")
    with django_assert_num_queries(5):
        chain_map(lin, CHAIN, on=TODAY)
