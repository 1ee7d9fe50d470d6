from datetime import date

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.badges.kept_verdict import kept_verdict, whole_verdict
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.badges.stored_facts import facts_from_json
from jigai.apps.projects.models import Milestone, ProgressReport, Project
from jigai.apps.scoring.actions.choose_rule_set import (
    ChosenForThatDay,
    RuleOfAnotherSubject,
    choose_rule_set,
)
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.explain import what_would_lift
from jigai.domain.rules.rulebook import rule_set
from jigai.flows.compute_badges import compute_badges, planned_badges
from tests.cast import change
from tests.round_cast import building, by, opened, reported

pytestmark = pytest.mark.usefixtures("programme")
END = date(2026, 11, 15)


def computed(held):
    held.refresh_from_db()
    return compute_badges(round=held, change=by(3, "计算"))


def badge():
    return ProjectBadge.objects.get()


def values(**fields):
    with writing("report.changed", change()):
        ProgressReport.objects.update(**fields)


def test_a_project_on_plan_is_gold_and_says_what_the_plan_rests_on(project):
    building(project)
    held = opened()
    reported([project])
    assert computed(held).changed_count == 1
    found = badge()
    assert (found.colour, found.score_low, found.state) == ("gold", "100", "provisional")
    assert "均匀推算" in found.facts["planned_progress_share"]["source"]["zh"]
    assert held.objections_until_on == date(2026, 11, 19)


def test_recomputing_writes_nothing_new(project):
    building(project, 3)
    held = opened()
    reported([project])
    computed(held)
    before = ChangeSet.objects.count()
    assert computed(held).changed_count == 0
    assert ChangeSet.objects.count() == before


def test_recomputing_from_the_kept_facts_gives_the_stored_verdict(project):
    building(project)
    held = opened()
    reported([project], progress_bp=7000)
    computed(held)
    found = badge()
    again = evaluate(rule_set(found.rule_set, on=END), facts_from_json(found.facts))
    assert kept_verdict(again) == found.verdict
    assert whole_verdict(found) == again
    assert found.rule_hash == rule_set("county_default", on=END).digest


def test_changing_the_named_value_changes_the_colour_as_predicted(project):
    building(project)
    held = opened()
    reported([project], progress_bp=5000)
    computed(held)
    assert badge().colour == "red"
    rules = rule_set("county_default", on=END)
    lifts = what_would_lift(rules, facts_from_json(badge().facts))
    lift = next(one for one in lifts if one.fact == "progress_share")
    values(progress_bp=int(lift.value * 10_000))
    computed(held)
    assert badge().colour == lift.outcome != "red"


def test_without_this_rounds_progress_the_badge_is_not_assessed_and_names_what_is_missing(project):
    building(project)
    reported([project], period="2026-10B")
    held = opened()
    computed(held)
    found = badge()
    assert found.colour == "not_assessed"
    missing = {(one["name"], one["state"]) for one in found.verdict["missing"]}
    assert ("progress_share", "missing") in missing
    assert found.missed_in_a_row == 1


def test_figures_older_than_their_limit_count_as_unknown(project):
    building(project)
    held = opened()
    reported([project])
    values(data_on=date(2026, 10, 14))
    computed(held)
    assert badge().colour == "not_assessed"
    assert badge().facts["progress_share"]["is_stale"] is True


def test_figures_exactly_as_old_as_their_limit_still_count(project):
    building(project)
    held = opened()
    reported([project])
    values(data_on=date(2026, 10, 15))
    computed(held)
    assert badge().colour == "gold"


def test_reports_not_yet_accepted_do_not_count(project):
    building(project)
    held = opened()
    reported([project], state="submitted")
    computed(held)
    assert badge().colour == "not_assessed"


def test_milestones_come_before_the_even_schedule(project):
    building(project)
    with writing("milestones.set", change()):
        for title, day, weight in (("甲", 1, 4000), ("乙", 28, 6000)):
            Milestone.objects.create(
                project=project, title=title, due_on=date(2026, 11, day), weight_bp=weight
            )
    held = opened()
    reported([project])
    computed(held)
    facts = facts_from_json(badge().facts)
    assert float(facts["planned_progress_share"].value) == 0.4
    assert facts["behind_any_node"].value is True
    assert badge().colour == "blue"


@pytest.mark.parametrize(
    ("precision", "months"), [("day", 2), ("month", 1)], ids=["by the day", "by the month's end"]
)
def test_a_start_planned_for_a_month_is_late_from_the_months_end(project, precision, months):
    building(project)
    with writing("project.changed", change()):
        Project.objects.update(
            actual_start_on=None,
            planned_start_on=date(2026, 9, 15),
            planned_start_precision=precision,
        )
    held = opened()
    reported([project])
    values(is_started=False)
    computed(held)
    facts = facts_from_json(badge().facts)
    assert facts["months_start_missed"].value == months
    assert facts["days_since_start"].value == 0


def test_the_county_chooses_which_rules_are_in_force_from_which_day(project):
    building(project)
    held = opened()
    reported([project])

    def choose(chosen, day):
        choose_rule_set(
            purpose="badge",
            rule_set_id=chosen,
            valid_from=day,
            decision="县政府令",
            change=change(),
        )

    choose("yinchuan_2025", date(2026, 1, 1))
    choose("county_default", date(2026, 11, 16))
    with pytest.raises(ChosenForThatDay):
        choose("sanya_2022", date(2026, 11, 16))
    assert computed(held).rule_set.id == "yinchuan_2025"


def test_facts_of_a_round_cost_the_same_queries_however_many_projects(
    project, django_assert_max_num_queries
):
    building(project, 20)
    held = opened()
    rules = rule_set("county_default", on=END)
    with django_assert_max_num_queries(15):
        planned_badges(round=held, rule_set=rules)


def test_a_rule_about_enterprises_gives_no_badges():
    with pytest.raises(RuleOfAnotherSubject, match=r"cn\.tech_sme"):
        choose_rule_set(
            purpose="badge",
            rule_set_id="cn.tech_sme",
            valid_from=date(2026, 1, 1),
            decision="某号文",
            change=change(),
        )
