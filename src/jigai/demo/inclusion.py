"""How the projects of the demo move into the statistics library, half-month by half-month."""

from __future__ import annotations

from jigai.apps.projects.models import InclusionCase, InclusionPaper, Project
from jigai.demo.moments import LAST
from jigai.demo.plan import PLANS, Plan
from jigai.domain.inclusion import PAPERS, ReturnReason, State
from jigai.domain.periods import HalfMonth

SMALLEST_FEN = 500_000_000
SLOW_EVERY, RETURNED_EVERY, LATE_EVERY = 31, 29, 6


def state_of(plan: Plan, period: HalfMonth) -> State:
    """Where a project stands at the end of a period."""
    if plan.total_fen < SMALLEST_FEN:
        return State.NOT_APPLICABLE
    if not plan.has_started(period):
        return State.AWAITING_START
    if plan.number % SLOW_EVERY == 0:
        return State.PREPARING
    if plan.number % RETURNED_EVERY == 0:
        return State.RETURNED
    way = (State.PREPARING, State.COUNTY_REVIEW, State.HIGHER_REVIEW, State.IN_LIBRARY)
    steps = (period.serial - plan.start.serial) // (3 if plan.number % LATE_EVERY == 0 else 1)
    return way[min(steps, len(way) - 1)]


def move_cases(projects: dict[int, Project], period: HalfMonth) -> None:
    """Open and move the cases of a period, inside an open change set."""
    held = {case.project_id: case for case in InclusionCase.objects.all()}
    fresh, moved = [], []
    for plan in PLANS:
        if plan.number not in projects:
            continue
        state = state_of(plan, period)
        case = held.get(projects[plan.number].pk)
        if case is None:
            fresh.append(_put(InclusionCase(project=projects[plan.number]), state, period))
        elif case.state != state:
            moved.append(_put(case, state, period))
    made = InclusionCase.objects.bulk_create(fresh)
    fields = ["state", "since_on", "declared_on", "included_month", "return_code"]
    InclusionCase.objects.bulk_update(moved, fields)
    InclusionPaper.objects.bulk_create(paper for case in made for paper in _papers(case))
    ready = [case.pk for case in moved if case.state not in {State.PREPARING, State.AWAITING_START}]
    InclusionPaper.objects.filter(case__in=ready).update(is_ready=True)


def _put(case: InclusionCase, state: State, period: HalfMonth) -> InclusionCase:
    case.state, case.since_on = state.value, min(period.end_on, LAST.start_on)
    if state in {State.COUNTY_REVIEW, State.RETURNED}:
        case.declared_on = case.since_on
    if state is State.IN_LIBRARY:
        case.included_month = f"{period.year}-{period.month:02d}"
    case.return_code = ReturnReason.FILE_INCOMPLETE.value if state is State.RETURNED else ""
    return case


def _papers(case: InclusionCase) -> list[InclusionPaper]:
    return [
        InclusionPaper(case=case, kind=paper.name, is_ready=position < 2)  # noqa: PLR2004
        for position, paper in enumerate(PAPERS)
    ]
