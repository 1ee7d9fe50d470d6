from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import (
    Baseline,
    BaselinePoint,
    InclusionCase,
    InvestmentEntry,
    ProgressReport,
)
from jigai.apps.reference.models import Division
from jigai.apps.reports.queries.cockpit_badges import township_rows
from jigai.apps.reports.queries.cockpit_investment import investment_by_period
from jigai.apps.rounds.models import Round, RoundEntry
from jigai.web.cockpit.reading import read_cockpit
from jigai.web.cockpit.selection import Selection
from tests.board_cast import at, board_of, graded, twins
from tests.cast import TODAY, change


@pytest.fixture
def round_(project):
    projects = twins(project, 6)
    graded(projects[:3], ["blue"] * 3, period="2026-10B")
    colours = ["red", "yellow", "yellow", "blue", "gold", "not_assessed"]
    shown = graded(projects, colours)
    board_of(shown)
    return shown


def signed_in(client, viewer):
    client.force_login(_user(viewer), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _user(viewer):
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - models are ready here

    return get_user_model().objects.get(pk=viewer.user_id)


def listed(client, url):
    """Rows of the list behind a figure, as the list itself counts them."""
    return client.get(url).context["list"].shown_count


def shown(client, query=""):
    return client.get(f"/{query}").context["cockpit"]


def test_every_tile_opens_a_list_of_its_own_length(client, lin, round_):
    signed_in(client, lin)
    cockpit = shown(client)
    tiles = {tile.colour: (tile.count, tile.change_text) for tile in cockpit.tiles}
    assert tiles == {"red": (1, "+1"), "yellow": (2, "+2"), "blue": (1, "−2"), "gold": (1, "+1")}
    for tile in (*cockpit.tiles, cockpit.unassessed):
        assert listed(client, tile.url) == tile.count
    assert listed(client, cockpit.all_badges_url) == cockpit.counts.total == 6
    assert listed(client, cockpit.need_url) == 3


def test_townships_funnel_and_waiting_work_open_lists_of_their_length(client, lin, round_):
    with writing("work.made", change()):
        one = round_.badges.first().project
        InclusionCase.objects.create(project=one, state="preparing", since_on=round_.starts_on)
        open_ = Round.objects.create(
            period="2026-11B",
            starts_on=round_.starts_on,
            ends_on=round_.ends_on,
            due_on=round_.due_on,
            stage="open",
        )
        RoundEntry.objects.create(round=open_, project=one)
    signed_in(client, lin)
    cockpit = shown(client)
    [(town, url)] = cockpit.townships
    assert (town.total, town.assessed, town.share_bp, town.mark) == (6, 5, 6000, "red")
    assert listed(client, url) == town.total
    for step in (*cockpit.funnel, *cockpit.waiting):
        assert listed(client, step.url) == step.count
    assert {step.key: step.count for step in cockpit.waiting if step.count} == {"reports": 1}


def test_the_last_point_of_each_line_is_the_sum_of_its_list(client, lin, project):
    with writing("amounts.made", change()):
        for place, one in enumerate(twins(project, 3), start=1):
            baseline = Baseline.objects.create(
                project=one,
                number=1,
                approved_on=one.entered_on,
                approved_by="县政府",
                reason="首次",
                planned_start_on=one.planned_start_on,
                planned_completion_on=one.planned_completion_on,
                total_fen=one.total_investment_fen,
            )
            BaselinePoint.objects.create(
                baseline=baseline, period="2026-10B", planned_value_fen=place * 100
            )
            ProgressReport.objects.create(
                project=one,
                period=f"2026-{9 + place // 2:02d}A",
                data_on=one.entered_on,
                state="accepted",
                total_investment_fen=place * 10,
            )
        InvestmentEntry.objects.create(
            project=project, stream="verified", period="2026-10A", amount_fen=7
        )
    last = investment_by_period(lin, through="9999")[-1]
    assert (last.planned_fen, last.reported_fen, last.verified_fen) == (600, 60, 7)
    signed_in(client, lin)
    rows = client.get("/cockpit/amounts/2026-10B/").context["list"]
    page = rows.page.visible(lin)
    for name in ("planned_fen", "reported_fen", "verified_fen"):
        assert sum(row or 0 for row in page.values_list(name, flat=True)) == getattr(last, name)


def test_the_whole_page_is_read_as_of_a_day(client, lin, round_):
    with writing("badge.changed", change("更正", at=at(20))):
        round_.badges.filter(colour="red").update(colour="gold")
    signed_in(client, lin)
    then, now = shown(client, "?as_of=2026-11-16"), shown(client)
    assert [t.count for t in then.tiles] == [1, 2, 1, 1]
    assert [t.count for t in now.tiles] == [0, 2, 1, 2]
    assert listed(client, then.tiles[0].url) == 1
    assert "as_of=2026-11-16" in then.tiles[0].url


def test_an_earlier_period_can_be_chosen_and_an_unknown_one_is_refused(client, lin, round_):
    signed_in(client, lin)
    assert shown(client, "?period=2026-10B").counts.total == 3
    answer = client.get("/?period=2020-01A")
    assert (answer.status_code, "2020-01A" in answer.content.decode()) == (404, True)


def test_the_tabs_narrow_the_projects_in_need(client, lin, round_):
    signed_in(client, lin)
    assert [row.colour for row, _ in shown(client).need] == ["red", "yellow", "yellow"]
    assert [row.colour for row, _ in shown(client, "?need=red").need] == ["red"]


def test_a_unit_sees_its_own_projects_alone(client, bo, round_):
    with writing("project.moved", change()):
        red = round_.badges.get(colour="red").project
        red.responsible_agency = None
        red.save()
    signed_in(client, bo)
    cockpit = shown(client)
    assert [tile.count for tile in cockpit.tiles] == [0, 2, 1, 1]
    assert listed(client, cockpit.all_badges_url) == 5


def test_an_enterprise_contact_is_led_to_a_page_of_their_own(client, mei, round_):
    answer = signed_in(client, mei).get("/")
    assert answer.status_code == 302
    assert answer["Location"] != "/"


def test_an_empty_county_gets_its_first_steps(client, lin, programme):
    answer = signed_in(client, lin).get("/")
    assert "cockpit/first_steps.html" in [one.name for one in answer.templates]
    assert "/ledgers/" in answer.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_projects(
    lin, round_, project, django_assert_max_num_queries
):
    more = twins(project, 25)
    graded(more, ["red"] * 25, period="2026-11B")
    with django_assert_max_num_queries(24):
        read_cockpit(lin, Selection("", None, "all"))


def test_a_township_without_an_assessed_project_has_no_good_colour(lin, project):
    alone = graded([project], ["not_assessed"])
    rows = township_rows(lin, round_id=alone.pk, today=TODAY)
    assert [row.mark for row in rows] == ["not_assessed"]


def test_the_map_draws_each_township_that_has_an_outline(client, lin, round_):
    square = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]}
    with writing("outline.drawn", change()):
        Division.objects.filter(level="township").update(outline=square)
    signed_in(client, lin)
    [area] = shown(client).areas
    assert (area.name, area.colour) == ("崔口镇", "red")
    assert "3/5" in area.note


def test_tomorrow_reads_like_today(client, lin, round_):
    signed_in(client, lin)
    day = localdate() + timedelta(days=400)
    assert [t.count for t in shown(client, f"?as_of={day}").tiles] == [1, 2, 1, 1]
