"""Row O6: published figures are frozen, and any past report can be rebuilt exactly."""

from datetime import date, datetime
from hashlib import sha256

import pytest

from jigai.apps.annual_reports.actions.approve_report import OwnReport, approve_report
from jigai.apps.annual_reports.actions.discard_report import ReportClosed, discard_report
from jigai.apps.annual_reports.actions.freeze_report import (
    NothingRestated,
    ReportBegun,
    RestatementUnreasoned,
)
from jigai.apps.annual_reports.actions.seal_report import ReportNotApproved
from jigai.apps.annual_reports.models import AnnualReport
from jigai.apps.annual_reports.seal import is_genuine
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.projects.models import Project
from jigai.domain.annual_figures.span import parse_span
from jigai.domain.change import Actor, Change, Path
from jigai.flows.annual_paper import changed_of, parts_of
from jigai.flows.compute_badges import compute_badges
from jigai.flows.draft_annual_report import SpanNotOver, draft_annual_report
from jigai.flows.publish_annual_report import publish_annual_report
from jigai.flows.publish_round import publish_round
from jigai.flows.rebuild_annual_report import ReportNotPublished, rebuild_annual_report
from tests.cast import ZONE
from tests.cast import change as noted
from tests.round_cast import building, opened, reported, reviewer

pytestmark = pytest.mark.usefixtures("programme")
HALF = parse_span("2025-06")
EIGHT = ["planning", "cultivation", "support", "dispatch"]
EIGHT += ["badges", "cooperation", "platforms", "outcomes"]


def by(person, reason="测试", day=date(2025, 7, 10)):
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
    return Change(Actor(f"user:{person}", f"人{person}"), reason, moment, Path.FORM)


def published(**reason):
    report = draft_annual_report(span=HALF, change=by(1), **reason)
    approve_report(report=report, change=by(2, "核对"))
    return publish_annual_report(report=report, change=by(1, "发布"), languages=("zh",))


def completed(project, day):
    with writing("project.edited", noted("更正竣工日")):
        Project.objects.filter(pk=project.pk).update(
            entered_on=date(2025, 1, 1), actual_completion_on=day
        )


def test_a_report_rebuilt_after_ten_later_edits_has_the_checksum_of_the_archived_file(project):
    completed(project, date(2025, 3, 1))
    report = published()
    archived = {one.form: one.attachment for one in report.files.all()}
    for number in range(10):
        completed(project, date(2025, 4, 1 + number))
        with writing("project.edited", noted("改名")):
            Project.objects.filter(pk=project.pk).update(name=f"改名{number}")
    found = rebuild_annual_report(AnnualReport.objects.get(pk=report.pk))
    assert found.is_same
    assert {one.form for one in found.files} == {"pdf", "docx", "xlsx"}
    for one in found.files:
        assert sha256(content_of(archived[one.form])).hexdigest() == one.rebuilt


def test_the_restated_report_stands_beside_the_first_with_every_changed_line(project):
    completed(project, date(2025, 3, 1))
    first = published()
    completed(project, date(2025, 8, 1))
    second = published(reason="竣工日登记有误")
    assert (second.number, second.reason) == (1, "竣工日登记有误")
    told = {(place.zh, before.zh, after.zh) for _, place, before, after in changed_of(second)}
    assert ("竣工项目·本期", "1", "0") in told
    assert rebuild_annual_report(first).is_same
    assert rebuild_annual_report(second).is_same
    assert rebuild_annual_report(first).files != rebuild_annual_report(second).files


def test_a_report_has_the_eight_parts_each_with_table_caveats_and_sources(project):
    parts = parts_of(draft_annual_report(span=HALF, change=by(1)))
    assert [part.key for part in parts] == EIGHT
    for part in parts:
        assert part.caveats
        assert part.sources
        assert part.leads
        assert all(len(row.cells) == len(part.columns) for row in part.rows)


def test_a_county_without_outcomes_says_so_plainly(project):
    parts = {part.key: part for part in parts_of(draft_annual_report(span=HALF, change=by(1)))}
    assert parts["outcomes"].leads[0].zh == "本期县里没有登记任何成效。"
    assert parts["cooperation"].leads[0].en == "The county recorded no cooperation in the span."


def test_who_drafted_a_report_cannot_approve_it(project):
    report = draft_annual_report(span=HALF, change=by(1))
    with pytest.raises(OwnReport):
        approve_report(report=report, change=by(1))
    with pytest.raises(ReportNotApproved):
        publish_annual_report(report=report, change=by(1))
    with pytest.raises(ReportNotPublished):
        rebuild_annual_report(report)


def test_a_report_is_drafted_once_and_only_when_its_span_is_over(project):
    with pytest.raises(SpanNotOver):
        draft_annual_report(span=HALF, change=by(1, day=date(2025, 6, 30)))
    report = draft_annual_report(span=HALF, change=by(1, day=date(2025, 7, 1)))
    with pytest.raises(ReportBegun):
        draft_annual_report(span=HALF, change=by(1))
    discard_report(report=report, change=by(1, "取数太早"))
    with pytest.raises(ReportClosed):
        discard_report(report=report, change=by(1))
    assert draft_annual_report(span=HALF, change=by(1)).number == 0


def test_a_restatement_needs_a_reason_and_a_difference(project):
    published()
    with pytest.raises(RestatementUnreasoned):
        draft_annual_report(span=HALF, change=by(1))
    with pytest.raises(NothingRestated):
        draft_annual_report(span=HALF, change=by(1), reason="再核一遍")


def test_a_changed_figure_or_reason_breaks_the_seal(project):
    report = published()
    assert is_genuine(report)
    report.figures["head"]["frozen_on"] = "2025-07-11"
    assert not is_genuine(report)
    report.refresh_from_db()
    report.signature = "0" * 64
    assert not is_genuine(report)


def test_an_industry_with_few_projects_keeps_only_its_name(project):
    made = building(project, 2)
    held = opened("2026-11A")
    reported(made, period="2026-11A")
    compute_badges(round=held, change=reviewer())
    publish_round(round=held, change=reviewer(), is_early=True)
    drafted = draft_annual_report(span=parse_span("2026-H2"), change=by(1, day=date(2027, 1, 8)))
    badges = parts_of(drafted)[4]
    rows = {row.key: [str(cell) for cell in row.cells] for row in badges.rows}
    assert rows["2026-11A"][1] == "2"
    assert rows["industry_电气装备"][1:7] == ["不列示"] * 6
    assert [str(one) for one in badges.picture.labels] == ["11月上"]
