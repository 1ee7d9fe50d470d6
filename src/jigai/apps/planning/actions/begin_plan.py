from __future__ import annotations

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.planning.catalogue import LineKind, Origin
from jigai.apps.planning.models import Plan, PlanGap, PlanLine, PlanVersion, VersionState
from jigai.apps.planning.template import TEMPLATE
from jigai.apps.planning.writable import next_key
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

FIRST, LAST = 2000, 2100


class PlanBegunAlready(Refusal):
    code = "planning.plan_begun_already"
    message = Sentence(
        "“{enterprise}”已有自 {year} 年起的规划。",
        "“{enterprise}” has a plan from {year} already.",
    )
    remedy = Sentence("请打开该规划，或作修订。", "Open that plan, or amend it.")


class YearsTurned(Refusal):
    code = "planning.years_turned"
    message = Sentence("规划末年早于首年。", "The last year lies before the first.")


class YearOutOfRange(Refusal):
    code = "planning.year_out_of_range"
    message = Sentence("年度应在 2000 到 2100 之间。", "Years lie between 2000 and 2100.")


def refuse_strange_year(*years: int) -> None:
    """Refuse what is no year of a plan or target.

    Raises:
        YearOutOfRange: as named.
    """
    if any(not FIRST <= year <= LAST for year in years):
        raise YearOutOfRange


def begin_plan(
    *,
    enterprise: Enterprise,
    title: str,
    first_year: int,
    last_year: int,
    owner: Agency | None,
    change: Change,
    is_empty: bool = False,
) -> PlanVersion:
    """Open the first version of a plan: the template, and a measure for each gap that stands.

    Args:
        is_empty: leave the template and the gaps out, for who brings every line at once.

    Raises:
        YearOutOfRange, PlanBegunAlready, YearsTurned, RecordInvalid: as named.
    """
    refuse_strange_year(first_year, last_year)
    if last_year < first_year:
        raise YearsTurned
    if Plan.objects.filter(enterprise=enterprise, first_year=first_year).exists():
        raise PlanBegunAlready(enterprise=enterprise.name, year=first_year)
    with writing("plan.begun", change):
        plan = Plan(
            enterprise=enterprise,
            title=title,
            first_year=first_year,
            last_year=last_year,
            begun_at=change.at,
        )
        save_valid(plan)
        version = PlanVersion(
            plan=plan,
            number=1,
            state=VersionState.DRAFT,
            owner=owner,
            author_keys=f"|{change.actor.key}|",
            authors=change.actor.name,
            edited_at=change.at,
        )
        save_valid(version)
        if not is_empty:
            _fill(version)
    return version


def _fill(version: PlanVersion) -> None:
    lines = [(one.kind, one.title, {**one.values}) for one in TEMPLATE]
    gaps = PlanGap.objects.filter(enterprise=version.plan.enterprise_id, dropped_on=None)
    for gap in gaps.order_by("found_on", "pk"):
        about = {
            "indicator": gap.indicator,
            "baseline": gap.baseline,
            "target": gap.wanted,
            "unit": gap.unit,
            "evidence": gap.found_by,
            "origin": Origin.DIAGNOSIS.value,
        }
        lines.append((LineKind.MEASURE, gap.title, {**about, "gap": gap}))  # type: ignore[dict-item]
    for place, (kind, title, values) in enumerate(lines, start=1):
        key = next_key(version, kind)
        line = PlanLine(
            version=version, key=key, kind=kind.value, place=place, title=title, **values
        )
        save_valid(line)
