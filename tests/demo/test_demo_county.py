"""The demo carries exactly the faults that it says; one fill for the whole module."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from django.contrib.auth import get_user_model

from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.cultivation.queries.efforts import county_efforts
from jigai.apps.projects.models import Baseline, ProgressReport, Project, ReportPhoto
from jigai.apps.projects.queries.gaps import reconciliation
from jigai.apps.projects.queries.inclusion import inclusion_funnel
from jigai.apps.projects.queries.stage_gate import gates_of
from jigai.apps.reference.models import Division
from jigai.apps.registry.actions.add_contact import ContactErased
from jigai.apps.registry.models import Contact, Enterprise, LibraryMembership
from jigai.apps.registry.queries.contacts import opened
from jigai.apps.registry.queries.duplicates import likely_duplicates
from jigai.apps.support.models import EnterpriseRequest, RequestRating
from jigai.demo.faults import BASELINE_RESETS, LAST_DAY_JUMPS, PAID_SHORT, VERIFIED_SHORT
from jigai.demo.fill import fill_demo_county
from jigai.demo.moments import at, by
from jigai.demo.people import ACCOUNTS
from jigai.demo.places import outlines
from jigai.domain.gap.problem import pose
from jigai.domain.gap.ways import ways_up
from jigai.domain.identifiers import read_credit_code, read_library_number, read_project_code
from jigai.domain.periods import parse_period
from jigai.domain.request_clocks.life import State
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.rulebook import rule_set
from jigai.flows.apply_retention import apply_retention
from jigai.flows.collect_enterprise_facts import collect_enterprise_facts
from tests.demo_county import filled_demo

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo_county")]
LATE = at(date(2026, 11, 23))


class WithoutReview:
    """The registers alone; the rounds have a test of their own."""

    def begun(self):
        pass

    def opened(self, period):
        pass

    computed = published = opened


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), filled_demo(fill_demo_county, cycle=WithoutReview()):
        yield


def office():
    user = get_user_model().objects.get(username="office")
    return viewer_of(user, on=date(2026, 11, 23))


def numbered(pk):
    """The place of a project in the register, from 1."""
    return int(Project.objects.get(pk=pk).codes.get().code.replace("-", "")[14:19]) - 30_000


def test_the_county_has_its_size():
    assert Enterprise.objects.count() == 300
    assert LibraryMembership.objects.count() == 88
    assert Project.objects.count() == 120
    periods = set(ProgressReport.objects.values_list("period", flat=True))
    assert (len(periods), min(periods), max(periods)) == (24, "2025-12A", "2026-11B")
    assert Division.objects.filter(level="township").count() == 10


def test_every_identifier_is_valid_and_every_name_is_its_own():
    for code in Enterprise.objects.values_list("credit_code", flat=True):
        read_credit_code(code)
    for number in LibraryMembership.objects.values_list("registration_number", flat=True):
        read_library_number(number)
    codes = Project.objects.values_list("codes__code", flat=True)
    assert all(not read_project_code(code).warnings for code in codes)
    assert len(set(Enterprise.objects.values_list("name", flat=True))) == 300
    assert len(likely_duplicates(office())) == 1


def test_the_seven_gaps_are_listed_and_no_other():
    gaps = reconciliation(office())
    assert {numbered(gap.project_id) for gap in gaps} == {*VERIFIED_SHORT, *PAID_SHORT}
    assert len(gaps) == 7
    assert sum(bool(gap.reason_code) for gap in gaps) == 2


SEVEN = {
    (11, "reported_verified"): (1_930_910_000, 1_506_109_800, 424_800_200),
    (16, "verified_paid"): (3_868_080_000, 1_160_424_000, 2_707_656_000),
    (23, "reported_verified"): (181_630_000, 118_059_500, 63_570_500),
    (34, "reported_verified"): (1_805_890_000, 1_300_240_800, 505_649_200),
    (38, "reported_verified"): (4_532_270_000, 3_852_429_500, 679_840_500),
    (44, "verified_paid"): (1_436_400_000, 272_916_000, 1_163_484_000),
    (50, "verified_paid"): (4_200_000_000, 1_596_000_000, 2_604_000_000),
}
"""Project, pair → first, second and difference (fen): the ledger of amounts that is seeded."""


def test_the_page_lists_exactly_the_seven_gaps_and_their_amounts(client):
    client.force_login(
        get_user_model().objects.get(username="office"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    answer = client.get("/reconciliation/")
    found = {
        (numbered(line.gap.project_id), line.gap.pair): (
            line.gap.first_fen,
            line.gap.second_fen,
            line.gap.difference_fen,
        )
        for line in answer.context["page"]
    }
    assert found == SEVEN


def test_three_baselines_were_reset():
    again = Baseline.objects.filter(number=2).values_list("project_id", flat=True)
    assert sorted(map(numbered, again)) == sorted(BASELINE_RESETS)


def test_four_photos_repeat():
    found = Counter(ReportPhoto.objects.values_list("attachment__sha256", flat=True))
    assert sum(count - 1 for count in found.values()) == 4


def test_six_projects_jump_on_the_last_day():
    jumped = set()
    for report in ProgressReport.objects.select_related("project").order_by("project", "period"):
        period = parse_period(report.period)
        before = ProgressReport.objects.filter(
            project=report.project, period=str(period.previous())
        ).first()
        step = report.progress_bp - (before.progress_bp if before else report.progress_bp)
        if report.data_on == period.end_on and step > 1500:
            jumped.add(numbered(report.project_id))
    assert jumped == set(LAST_DAY_JUMPS)


def test_project_3_lacks_five_items_to_start():
    [project] = [p for p in Project.objects.filter(stage="filed") if numbered(p.pk) == 3]
    [start] = [gate for gate in gates_of(project) if gate.stage == "started"]
    assert len(start.missing) == 5


def test_inclusion_is_at_every_usual_state():
    funnel = inclusion_funnel(office())
    assert sum(funnel.values()) == 120
    assert all(count for state, count in funnel.items() if state != "removed")


def test_everybody_can_sign_in():
    for account in ACCOUNTS:
        user = get_user_model().objects.get(username=account.username)
        assert user.password.startswith("pbkdf2")
        assert viewer_of(user, on=date(2026, 11, 23)).grants


def test_the_history_of_the_demo_is_sound():
    assert verify_chain().problems == ()


def test_outlines_tile_without_gap_or_overlap():
    def area(ring):
        pairs = pairwise(ring)
        return sum((x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairs) / 2

    rings = [outline["coordinates"][0] for outline in outlines()]
    assert all(area(ring) < 0 for ring in rings)  # clockwise
    edges = Counter()
    for ring in rings:
        for a, b in pairwise(ring):
            edges[frozenset((a, b))] += 1
    assert max(edges.values()) == 2


def test_retention_takes_the_names_of_the_old_cases_and_leaves_the_totals():
    enterprises = Enterprise.objects.count()
    counts = apply_retention(change=by("安岚", LATE, "保存期限届满")).counts
    told = [counts[kind] for kind in ("enterprise_contact", "representative", "account")]
    assert told == [2, 1, 1]
    names = get_user_model().objects.values_list("display_name", flat=True)
    assert not [name for name in names if name.startswith("旧某")]
    with pytest.raises(ContactErased):
        opened(Contact.objects.filter(enterprise__is_active=False).first())
    assert Enterprise.objects.count() == enterprises == 300
    assert verify_chain().problems == ()


def test_a_way_suggested_to_a_demo_enterprise_holds_and_leaves_nothing_out():
    """C4: accepted, it gives the next rung; without any one step it does not."""
    on = LATE.date()
    rules = rule_set("cn.tech_sme", on=on)
    keys = list(Enterprise.objects.order_by("pk").values_list("pk", flat=True))
    collected = collect_enterprise_facts(enterprise_ids=keys, on=on)
    book, proved = county_efforts(on=on), 0
    for one in collected.values():
        if evaluate(rules, one.facts).outcome != "not_met":
            continue
        by = date(2028, 6, 30)
        problem = pose(rules, one.facts, book, on=on, by=by, target="met")
        for route in ways_up(problem, book, most=3).routes:
            proved += 1
            assert evaluate(rules, problem.facts_after(route.counts)).outcome == "met"
            for place, count in enumerate(route.counts):
                rest = [0 if here == place else n for here, n in enumerate(route.counts)]
                without = evaluate(rules, problem.facts_after(rest)).outcome
                assert not count or without != "met"
    assert proved > 20


def test_the_requests_of_the_demo_stand_in_every_state_and_three_are_rated():
    found = Counter(EnterpriseRequest.objects.values_list("state", flat=True))
    assert set(found) == {state.value for state in State}
    assert found.total() == 24
    grades = RequestRating.objects.order_by("pk").values_list("grade", flat=True)
    assert list(grades) == ["satisfied", "basically", "unsatisfied"]
    years = Counter(EnterpriseRequest.objects.values_list("year", flat=True))
    numbers = EnterpriseRequest.objects.order_by("pk").values_list("year", "number")
    assert list(numbers) == [(y, n + 1) for y in sorted(years) for n in range(years[y])]
