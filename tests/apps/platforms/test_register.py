"""F1: one record across levels; upgrades and withdrawals are dated events."""

from dataclasses import replace
from datetime import date

import pytest

from jigai.apps.audit.queries.versions import version_of
from jigai.apps.platforms.actions.correct_platform import correct_platform
from jigai.apps.platforms.actions.record_review import (
    NextReviewUnknown,
    ReviewedAhead,
    record_review,
)
from jigai.apps.platforms.actions.register_platform import (
    ApprovalMissing,
    HostUnclear,
    PlatformDetails,
    PlatformNameTaken,
    register_platform,
)
from jigai.apps.platforms.actions.upgrade_platform import (
    AppliedAfterApproval,
    NotStanding,
    UpgradedBeforeStart,
    upgrade_platform,
)
from jigai.apps.platforms.actions.withdraw_platform import (
    WithdrawnAlready,
    WithdrawnBeforeStart,
    withdraw_platform,
)
from jigai.apps.platforms.models import Platform
from jigai.apps.platforms.queries.access import NoSuchPlatform, platform_for, platform_named
from jigai.apps.platforms.queries.coverage import coverage
from jigai.apps.platforms.queries.platform_list import levels_on, rows_on
from jigai.apps.platforms.queries.profile import next_levels, standing_rows
from jigai.domain.scorecards.platform_kinds import (
    AppliedTooEarly,
    LevelNotOfKind,
    NoSuchKind,
    NotAClimb,
    kinds_on,
)
from jigai.domain.sentence import Sentence
from tests.cast import TODAY, change
from tests.platform_cast import NAME, approved


def county_centre(enterprise, **more):
    details = {"host_enterprise": enterprise, **more}
    return register_platform(
        name="县级母线工程研究中心",
        kind="engineering_centre",
        details=PlatformDetails(**details),
        approval=approved("county", date(2023, 5, 10)),
        change=change("登记"),
    )


def upgraded(platform, level, on, **more):
    return upgrade_platform(
        platform=platform, approval=approved(level, on, **more), change=change()
    )


def test_a_county_centre_upgraded_to_provincial_shows_both_and_counts_are_right_on_any_day(
    enterprise, lin
):
    centre = county_centre(enterprise)
    upgraded(centre, "provincial", date(2026, 2, 1))
    assert [(one.level, one.valid_from, one.valid_to) for one in standing_rows(centre)] == [
        ("county", date(2023, 5, 10), date(2026, 2, 1)),
        ("provincial", date(2026, 2, 1), None),
    ]
    days = [date(2023, 5, 9), date(2023, 5, 10), date(2026, 1, 31), date(2026, 2, 1), TODAY]
    counted = levels_on(lin, days)
    assert [(counted[day]["county"], counted[day]["provincial"]) for day in days] == [
        (0, 0),
        (1, 0),
        (1, 0),
        (0, 1),
        (0, 1),
    ]
    assert [row.level for row in rows_on(lin, on=date(2026, 1, 31))] == ["county"]
    assert [row.level for row in rows_on(lin, on=TODAY)] == ["provincial"]
    assert rows_on(lin, on=date(2023, 5, 9)) == []


def test_a_withdrawn_platform_counts_until_its_day_and_stays_in_the_register(platform, lin):
    withdraw_platform(
        platform=platform, on=date(2026, 6, 1), document="德发改字〔2026〕3号",
        because="连续两年不合格", change=change(),
    )  # fmt: skip
    counted = levels_on(lin, [date(2026, 5, 31), date(2026, 6, 1)])
    assert [one["city"] for one in counted.values()] == [1, 0]
    assert rows_on(lin, on=TODAY) == []
    [row] = rows_on(lin, on=TODAY, every=True)
    assert (row.status, row.level) == ("withdrawn", "city")
    with pytest.raises(WithdrawnAlready):
        withdraw_platform(platform=platform, on=TODAY, document="x", because="x", change=change())
    with pytest.raises(NotStanding, match="2026-06-01"):
        upgraded(platform, "provincial", TODAY)


def test_a_city_centre_applies_for_the_province_after_a_year_and_not_a_day_before(platform):
    [province, nation] = next_levels(platform, on=TODAY)
    assert (province.level, province.earliest_on) == ("provincial", date(2026, 3, 1))
    assert "满1年" in province.source.article.zh
    assert (nation.level, nation.earliest_on) == ("national", None)
    with pytest.raises(AppliedTooEarly, match="2026-03-01") as refused:
        upgraded(platform, "provincial", date(2026, 9, 1), applied_on=date(2026, 2, 28))
    assert "满1年" in refused.value.advice.zh
    upgraded(platform, "provincial", date(2026, 9, 1), applied_on=date(2026, 3, 1))
    assert [one.level for one in standing_rows(platform)] == ["city", "provincial"]


def test_an_upgrade_goes_up_and_its_days_are_in_order(platform):
    with pytest.raises(NotAClimb):
        upgraded(platform, "county", TODAY)
    with pytest.raises(UpgradedBeforeStart):
        upgraded(platform, "provincial", date(2025, 3, 1))
    with pytest.raises(AppliedAfterApproval):
        upgraded(platform, "provincial", date(2026, 6, 1), applied_on=date(2026, 6, 2))
    with pytest.raises(WithdrawnBeforeStart):
        withdraw_platform(
            platform=platform, on=date(2025, 3, 1), document="x", because="x", change=change()
        )


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"kind": "laboratory"}, NoSuchKind),
        ({"kind": "technology_workstation", "approval": approved("provincial")}, LevelNotOfKind),
        ({"name": NAME}, PlatformNameTaken),
        ({"details": PlatformDetails()}, HostUnclear),
        ({"approval": replace(approved(), document=" ")}, ApprovalMissing),
    ],
)
def test_what_the_register_cannot_hold_is_refused(platform, enterprise, more, refusal):
    given = {
        "name": "另一平台",
        "kind": "engineering_centre",
        "details": PlatformDetails(host_enterprise=enterprise),
        "approval": approved(),
    } | more
    with pytest.raises(refusal):
        register_platform(**given, change=change())
    assert Platform.objects.count() == 1


def test_lead_area_industry_and_review_day_follow_from_kind_and_host(platform, enterprise):
    assert platform.lead_body == "development_reform"
    assert platform.division_id == enterprise.division_id
    assert platform.direction_id == enterprise.direction_id
    assert (platform.review_every_months, platform.next_review_on) == (24, date(2027, 3, 1))


def test_a_review_moves_the_next_due_day_on_by_the_cycle(platform):
    record_review(
        platform=platform, reviewed_on=date(2026, 11, 1), result="good",
        document="鲁发改评〔2026〕1号", change=change(),
    )  # fmt: skip
    platform.refresh_from_db()
    assert platform.next_review_on == date(2028, 11, 1)
    with pytest.raises(ReviewedAhead):
        record_review(
            platform=platform, reviewed_on=date(2026, 12, 1), result="good", document="x",
            change=change(),
        )  # fmt: skip
    platform.review_every_months = None
    with pytest.raises(NextReviewUnknown):
        record_review(
            platform=platform, reviewed_on=date(2026, 11, 2), result="good", document="x",
            change=change(),
        )  # fmt: skip


def test_lin_corrects_what_was_written_and_the_pinyin_follows(platform):
    changed = correct_platform(
        platform=platform, base=version_of(platform), values={"name": "智能母线中心"},
        change=change("更名"),
    )  # fmt: skip
    assert set(changed) >= {"name", "name_sort"}
    platform.refresh_from_db()
    assert platform.name_initials.startswith("znmx")


def test_the_host_sees_its_platform_and_the_neighbour_does_not(platform, mei, hua, bo, zhao):
    assert platform_for(mei, platform.pk) == platform
    assert platform_for(zhao, platform.pk) == platform
    for stranger in (hua, bo):
        with pytest.raises(NoSuchPlatform):
            platform_for(stranger, platform.pk)
        with pytest.raises(NoSuchPlatform):
            platform_named(stranger, NAME)


def test_the_matrix_shows_full_and_empty_cells_and_moves_with_the_day(platform, lin):
    links = {
        "electrical": [("busbar", Sentence("母线", "busbar")), ("cable", Sentence("电缆", "x"))]
    }
    found = coverage(lin, on=TODAY, links=links)
    lines = {(one.direction, one.link): one for one in found.lines}
    kinds = [name for name, _ in found.kinds]
    assert lines["electrical", "busbar"].counts[kinds.index("engineering_centre")] == 1
    assert lines["electrical", "cable"].total == 0
    assert (found.total, found.empty) == (1, 2 * len(kinds) - 1)
    assert coverage(lin, on=date(2025, 2, 28), links=links).total == 0


def test_kinds_levels_and_climbs_are_dated_data_with_their_source():
    edition = kinds_on(TODAY)
    assert list(edition.levels) == ["county", "city", "provincial", "national"]
    assert edition.kind("technology_centre").lead == "industry"
    rule = edition.climb(kind="engineering_centre", below="city", above="provincial")
    assert (rule.least_months, rule.source.document.zh != "") == (12, True)
    assert {one.lead for one in edition.kinds.values()} == set(edition.leads)
