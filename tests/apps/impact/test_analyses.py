"""An analysis is ordered, ends once, and holds numbers only where it is printed."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.models import EnterpriseFact
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.impact.actions.finish_analysis import AnalysisEnded
from jigai.apps.impact.actions.order_analysis import AnalysisOrder, TitleBlank, order_analysis
from jigai.apps.impact.models import Analysis
from jigai.apps.impact.queries.analyses import (
    CountyWideOnly,
    NoSuchAnalysis,
    analysis_card,
    analysis_for,
    analysis_rows,
    waiting_analyses,
)
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.domain.impact.limits import limits_in_force
from jigai.domain.impact.refusals import EstimatorGaveUp
from jigai.exchange.impact.simulated import simulated_panel
from jigai.flows.estimate_impact import ImpactOptions
from jigai.flows.impact_panel import (
    FactUnfit,
    NoFactsKept,
    order_from_register,
    register_table,
)
from jigai.flows.live_demo_impact import live_demo_impact
from jigai.flows.print_impact import print_impact
from jigai.flows.run_impact import freeze, rebuild, work_through
from jigai.jobs.run_impact import run_impact, take_up_analyses
from tests.cast import TODAY, ZONE, change
from tests.impact_cast import DRIFTING, SOUND, figures_of, here, ordered

AT = datetime(2026, 11, 16, 10, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr("jigai.flows.run_impact.estimated", here)


def test_a_sound_panel_is_printed_with_its_receipt_and_can_be_rebuilt(lin):
    ended = work_through(pk=ordered(SOUND).pk, at=AT)
    assert ended.state == "printed"
    assert ended.receipt["sizes"] == {
        "shown": {"2019": 30, "2020": 30, "2021": 30}, "hidden": 0, "treated": 90, "never": 30
    }  # fmt: skip
    assert ended.receipt["versions"]["diff-diff"]
    card = analysis_card(analysis_for(lin, ended.pk))
    low, high = (getattr(card.findings.aggregate["simple"].overall, x) for x in ("low", "high"))
    assert low < 3 < high
    assert "90 个实施单位的“人均产值”" in card.sentences[0].zh
    assert len(card.caveats) == 4
    assert rebuild(ended).is_same


def test_a_panel_with_other_trends_is_refused_and_no_number_is_kept_anywhere(lin):
    ended = work_through(pk=ordered(DRIFTING).pk, at=AT)
    assert (ended.state, ended.findings) == ("refused", None)
    card = analysis_card(analysis_for(lin, ended.pk))
    assert [one.name for one in card.failed] == ["pre_trend"]
    assert (card.findings, card.sentences) == (None, ())
    kept = repr(Analysis.objects.filter(pk=ended.pk).values().get())
    assert [one for one in figures_of(DRIFTING) if one in kept] == []
    assert rebuild(ended).is_same


def test_names_of_firms_are_not_kept(lin):
    kept = content_of(ordered(SOUND).panel).decode()
    assert "庆云第" not in kept


def test_an_analysis_ends_once(lin):
    made = ordered(SOUND)
    ended = work_through(pk=made.pk, at=AT)
    assert work_through(pk=made.pk, at=AT).finished_at == ended.finished_at
    verdict = type("Verdict", (), {"findings": None, "versions": {}, "is_printed": False})()
    with pytest.raises(AnalysisEnded):
        freeze(ended, simulated_panel(1), verdict, limits_in_force(on=TODAY), change("再来"))


def test_an_estimation_that_fails_says_so(lin, monkeypatch):
    def fail(panel, options):
        raise EstimatorGaveUp(fault="singular")

    monkeypatch.setattr("jigai.flows.run_impact.estimated", fail)
    ended = work_through(pk=ordered(SOUND).pk, at=AT)
    assert ended.state == "failed"
    assert "singular" in ended.fault


def test_the_background_takes_up_what_a_stopped_worker_left(lin):
    made = ordered(SOUND)
    assert waiting_analyses() == [made.pk]
    assert take_up_analyses.func() == [made.pk]
    assert waiting_analyses() == []
    assert run_impact.func(made.pk) == "printed"


def test_the_database_itself_refuses_a_number_in_a_refused_analysis(lin):
    ended = work_through(pk=ordered(DRIFTING).pk, at=AT)
    ended.findings = {"att": 3}
    with pytest.raises(IntegrityError), transaction.atomic(), writing("x.y", change("试")):
        ended.save()


def test_only_who_sees_the_whole_county_reads_analyses(lin, bo, mei, zhao):
    made = ordered(SOUND)
    for viewer in (bo, mei):
        with pytest.raises(CountyWideOnly):
            analysis_rows(viewer)
        with pytest.raises(CountyWideOnly):
            analysis_for(viewer, made.pk)
    assert [row.id for row in analysis_rows(zhao)] == [made.pk]
    with pytest.raises(NoSuchAnalysis):
        analysis_for(lin, made.pk + 1)


def test_an_analysis_needs_its_names(db):
    with pytest.raises(TitleBlank):
        order_analysis(order=AnalysisOrder(" ", "x"), panel=simulated_panel(1), change=change())


def firms_with_facts(county, enterprise, count=24, years=range(2020, 2026)):
    """Firms with yearly staff; every other one completed a first project in 2023."""
    with writing("enterprises.registered", change("登记")):
        firms = [
            Enterprise.objects.create(credit_code=f"9137142300000{n:05d}", name=f"庆云{n}号厂",
                                      division=enterprise.division)
            for n in range(count)
        ]  # fmt: skip
        for n, firm in enumerate(firms):
            for year in years:
                EnterpriseFact.objects.create(
                    enterprise=firm, name="employees", year=year, basis="reported",
                    value=str(100 + n + (year - 2020) + (7 * n * year) % 5), source="台账",
                    as_of=date(2026, 1, 1), recorded_by="梅",
                )  # fmt: skip
            if n % 2:
                Project.objects.create(
                    name=f"{n}号改造", enterprise=firm, actual_completion_on=date(2023, 6, 30),
                    entered_on=date(2022, 1, 1),
                )  # fmt: skip


def test_a_panel_from_the_register_starts_with_the_first_completed_project(county, enterprise, lin):
    firms_with_facts(county, enterprise)
    table = register_table("employees")
    assert {row[2] for row in table.rows} == {0, 2023}
    made = order_from_register(
        order=AnalysisOrder("用工", "职工数"), fact="employees", by_township=False,
        options=ImpactOptions(draws=99), change=change("评估"),
    )  # fmt: skip
    ended = work_through(pk=made.pk, at=AT)
    assert ended.source == "register"
    assert ended.receipt["sizes"]["treated"] == 12
    measured = [one for one in ended.conditions if one["name"] == "measure"]
    assert measured[0]["is_met"] is True


def test_a_register_with_two_years_is_refused_for_want_of_a_past(county, enterprise, lin):
    firms_with_facts(county, enterprise, years=(2022, 2023))
    made = order_from_register(
        order=AnalysisOrder("用工", "职工数"), fact="employees", by_township=True,
        options=ImpactOptions(), change=change("评估"),
    )  # fmt: skip
    ended = work_through(pk=made.pk, at=AT)
    assert ended.state == "refused"
    failed = {one["name"] for one in ended.conditions if not one["is_met"]}
    assert failed == {"pre_periods", "clusters", "treated_clusters"}


def test_a_fact_that_is_no_number_or_was_never_entered_is_refused(county):
    with pytest.raises(FactUnfit):
        register_table("audited_accounts")
    with pytest.raises(NoFactsKept):
        register_table("employees")


def test_the_demo_prints_one_and_refuses_one_and_both_can_be_rebuilt(
    lin, programme, django_user_model
):
    with writing("user.made", change("开户")):
        django_user_model.objects.create(username="office", display_name="林知远")
    live_demo_impact()
    first, second = Analysis.objects.order_by("pk")
    assert [first.state, second.state] == ["printed", "refused"]
    assert first.is_invented
    assert rebuild(first).is_same
    assert rebuild(second).is_same
    assert analysis_card(first).caveats[0].zh == "演示：数字为虚构。"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_kinds_are_printed_on_paper(lin, programme, language):
    for kind in (SOUND, DRIFTING):
        card = analysis_card(work_through(pk=ordered(kind).pk, at=AT))
        assert print_impact(card, on=TODAY, language=language).startswith(b"%PDF")
