"""Rounds over tables that nobody here wrote: the county's ledger and a public portfolio."""

import gzip
from collections import Counter
from datetime import date

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import ProgressReport, Project
from jigai.apps.rounds.actions.open_round import open_round
from jigai.apps.scoring.actions.choose_rule_set import choose_rule_set
from jigai.domain.periods import parse_period
from jigai.flows.check_badges import check_badges
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.compute_badges import compute_badges
from jigai.flows.import_ledger import import_ledger, receive_ledger
from jigai.flows.publish_round import publish_round
from jigai.flows.review_in_bulk import review_in_bulk
from tests.cast import TODAY, change
from tests.real_data import FOLDER, needs_real_data
from tests.round_cast import by, reviewer

pytestmark = [pytest.mark.real_data, needs_real_data, pytest.mark.usefixtures("programme")]


def take_in(content, name):
    act, chosen = change("导入"), LedgerChoices()
    check = check_ledger(content, name=name, choices=chosen, change=act, today=TODAY)
    batch = receive_ledger(content=content, name=name, check=check, choices=chosen, change=act)
    import_ledger(batch=batch.batch)


def accept_all():
    reports = list(ProgressReport.objects.select_related("project"))
    return review_in_bulk(reports=reports, is_accepted=True, change=reviewer())


def colours(held):
    return Counter(held.badges.values_list("colour", flat=True))


def test_a_round_over_the_countys_own_ledger():
    path = FOLDER / "ledgers" / "dispatch_2026-11A.xlsx"
    take_in(path.read_bytes(), path.name)
    with writing("projects.entered", change("台账早于系统")):
        Project.objects.update(entered_on=date(2026, 6, 1))
    held = open_round(period=parse_period("2026-11A"), change=change("开启"))
    assert len(accept_all().changed) == held.entries.count() == 120
    compute_badges(round=held, change=by(3, "初评"))
    board = publish_round(round=held, change=by(3, "发布"), is_early=True)
    assert len(board.rows) == 120
    assert {"red", "yellow", "blue", "gold"} <= set(colours(held))
    unclear = [b for b in held.badges.all() if b.colour == "not_assessed"]
    assert {one["name"] for b in unclear for one in b.verdict["missing"]} == {"days_since_start"}
    assert check_badges(round=held).differing == ()


def test_twelve_rounds_over_a_public_portfolio():
    path = FOLDER / "portfolios" / "nyc_capital_projects_2013_2018.csv.gz"
    take_in(gzip.decompress(path.read_bytes()), path.name.removesuffix(".gz"))
    codes = sorted(set(ProgressReport.objects.values_list("period", flat=True)))
    rounds = [open_round(period=parse_period(code), change=change("开启")) for code in codes]
    assert len(accept_all().changed) == 1298
    for held in rounds:
        compute_badges(round=held, change=by(3, "初评"))
    assert {colour for held in rounds for colour in colours(held)} == {"not_assessed"}
    choose_rule_set(
        purpose="badge",
        rule_set_id="forecast_slip",
        valid_from=date(2013, 1, 1),
        decision="示例",
        change=change(),
    )
    for held in rounds:
        held.refresh_from_db()
        compute_badges(round=held, change=by(3, "按预计完工"))
        publish_round(round=held, change=by(3, "发布"), is_early=True)
    assert [held.entries.count() for held in rounds][-1] == Project.objects.count() == 248
    assert colours(rounds[0]) == {"not_assessed": 45}
    assert set(colours(rounds[-1])) == {"red", "yellow", "blue", "gold", "not_assessed"}
    assert all(check_badges(round=held).differing == () for held in rounds)
