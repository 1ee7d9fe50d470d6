"""Targets are split down the tree; what does not add up is not published."""

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.planning.actions.draft_target import TargetStands, draft_target
from jigai.apps.planning.actions.publish_target import (
    NothingToJoin,
    OtherThanAbove,
    PartsExceed,
    PartsFallShort,
    publish_target,
)
from jigai.apps.planning.actions.restate_target import restate_target
from jigai.apps.planning.actions.set_target_parts import (
    NotAPartOf,
    PartGiven,
    TargetFrozen,
    set_target_parts,
)
from jigai.apps.planning.queries.targets import row_of, target_card, target_rows
from jigai.apps.reference.models import Division
from jigai.domain.refusal import NotAllowed
from tests.cast import change
from tests.plan_cast import LIN, by


@pytest.fixture
def towns(county):
    with writing("divisions.made", change()):
        Division.objects.create(code="371423104", name="东辛店镇", level="township", parent=county)
    return list(Division.objects.filter(parent=county).order_by("code"))


def target(county, value="10", indicator="projects", tolerance="0"):
    return draft_target(
        indicator=indicator, year=2027, division=county, value=value, tolerance=tolerance,
        basis="县政府工作报告", change=by(LIN),
    )  # fmt: skip


def split(one, towns, *values, weights=("", "")):
    parts = [
        PartGiven(value, division_id=town.pk, weight=weight)
        for town, value, weight in zip(towns, values, weights, strict=True)
    ]
    return set_target_parts(split=one, parts=parts, change=by(LIN))


def test_lowering_one_township_by_1_is_refused_with_the_missing_amount(county, towns):
    one = split(target(county), towns, "6", "4")
    split(one, towns, "5", "4")
    with pytest.raises(PartsFallShort) as refused:
        publish_target(split=one, change=by(LIN))
    assert "少 1个" in refused.value.said.zh
    assert "1 projects short" in refused.value.said.en
    split(one, towns, "6", "4")
    assert publish_target(split=one, change=by(LIN)).state == "published"


def test_a_difference_equal_to_the_tolerance_passes_and_one_above_does_not(county, towns):
    one = split(target(county, tolerance="0.5"), towns, "6", "4.5")
    publish_target(split=one, change=by(LIN))
    two = split(target(county, indicator="completed", tolerance="0.5"), towns, "6", "4.6")
    with pytest.raises(PartsExceed) as refused:
        publish_target(split=two, change=by(LIN))
    assert "多 0.6" in refused.value.said.zh


def test_a_rate_joins_by_weight(county, towns):
    one = target(county, "60", indicator="cnc_rate", tolerance="0.1")
    split(one, towns, "90", "50")
    with pytest.raises(NothingToJoin):
        publish_target(split=one, change=by(LIN))
    split(one, towns, "90", "50", weights=("25", "75"))
    assert row_of(one).joined == "60"
    publish_target(split=one, change=by(LIN))


def test_a_published_edition_is_frozen_and_restated_by_number(county, towns, lin):
    one = publish_target(split=split(target(county), towns, "6", "4"), change=by(LIN))
    with pytest.raises(TargetFrozen):
        split(one, towns, "7", "3")
    two = restate_target(split=one, change=by(LIN, "东辛店镇项目撤回"))
    split(two, towns, "7", "3")
    publish_target(split=two, change=by(LIN))
    card = target_card(one, lin)
    assert [(r.edition, r.holds_now) for r in card.editions] == [(2, True), (1, False)]
    assert [part.value for part in card.parts] == ["6", "4"]
    assert card.editions[0].restated_because == "东辛店镇项目撤回"
    assert len({r.digest for r in card.editions}) == 2
    with pytest.raises(TargetStands):
        restate_target(split=one, change=by(LIN))


def test_the_split_of_a_township_starts_from_what_the_county_gave_it(county, towns):
    publish_target(split=split(target(county), towns, "6", "4"), change=by(LIN))
    with writing("divisions.made", change()):
        village = Division.objects.create(code="1", name="甲村", level="township", parent=towns[0])
    below = target(towns[0], "5")
    set_target_parts(split=below, parts=[PartGiven("5", division_id=village.pk)], change=by(LIN))
    with pytest.raises(OtherThanAbove) as refused:
        publish_target(split=below, change=by(LIN))
    assert "6个" in refused.value.said.zh


def test_a_part_is_an_area_below_or_a_department(county, towns, agency):
    one = target(county)
    for stranger in (PartGiven("1", division_id=county.pk), PartGiven("1", agency_id=agency.pk)):
        with pytest.raises(NotAPartOf):
            set_target_parts(split=one, parts=[stranger], change=by(LIN))


def test_a_township_sees_its_own_part_and_an_enterprise_no_target(county, towns, bo, mei, lin):
    one = publish_target(split=split(target(county), towns, "6", "4"), change=by(LIN))
    assert [part.name.zh for part in target_card(one, bo).parts] == ["崔口镇"]
    assert len(target_card(one, lin).parts) == 2
    with pytest.raises(NotAllowed):
        target_rows(mei)
