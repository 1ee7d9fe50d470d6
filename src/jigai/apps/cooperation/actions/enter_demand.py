from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.entries import DemandEntry, demand_faults
from jigai.apps.cooperation.masking import masked_text
from jigai.apps.cooperation.models import Demand, ReviewState
from jigai.apps.cooperation.queries.tellings import tellings_of
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

MASKED_FIELDS = (
    "name", "problem", "key_technology", "expected_goal", "keywords", "wanted_partners",
    "bidder_conditions",
)  # fmt: skip
"""Free text: what a confidential demand shows of each is its masked text."""
COLUMNS = tuple(one.name for one in fields(DemandEntry) if one.name != "masked")


class DemandNameTaken(Refusal):
    code = "cooperation.demand_name_taken"
    message = Sentence(
        "这家企业已有需求“{name}”。", "The enterprise has a demand “{name}” already."
    )
    remedy = Sentence("请修改原来的需求。", "Change the one that stands.")


class DemandClosed(Refusal):
    code = "cooperation.demand_closed"
    message = Sentence("这条需求已经关闭。", "This demand is closed.")


def enter_demand(
    *, enterprise: Enterprise, entry: DemandEntry, change: Change, plan_need: str = ""
) -> Demand:
    """Enter a demand; it waits for review. Who enters it is its owner.

    Args:
        plan_need: the need of a plan from which it comes, as plan and line.

    Raises:
        DemandNameTaken, and the refusals of `entries.demand_faults`: the first that is wrong.
    """
    check_demand(entry, on=change.at.date())
    with writing("demand.entered", change):
        if Demand.objects.filter(enterprise=enterprise, name=entry.name.strip()).exists():
            raise DemandNameTaken(name=entry.name.strip())
        demand = Demand(
            enterprise=enterprise,
            owner_key=change.actor.key,
            owner_name=change.actor.name[:60],
            entered_at=change.at,
            plan_need=plan_need,
        )
        put_demand(demand, entry)
        save_valid(demand)
    return demand


def correct_demand(*, demand: Demand, entry: DemandEntry, change: Change) -> tuple[str, ...]:
    """Change what a demand says; it must be reviewed again before it is shown to others.

    Returns:
        The names of the fields that changed.

    Raises:
        DemandClosed, and as `enter_demand`.
    """
    check_demand(entry, on=change.at.date())
    with writing("demand.corrected", change):
        demand.refresh_from_db()
        if demand.closed_on is not None:
            raise DemandClosed
        taken = Demand.objects.filter(enterprise=demand.enterprise, name=entry.name.strip())
        if taken.exclude(pk=demand.pk).exists():
            raise DemandNameTaken(name=entry.name.strip())
        before = {name: getattr(demand, name) for name in (*COLUMNS, "masked")}
        put_demand(demand, entry)
        changed = tuple(name for name, value in before.items() if getattr(demand, name) != value)
        if set(changed) - {"review_on"}:
            demand.state, demand.opinion = ReviewState.UNREVIEWED, ""
        if changed:
            save_valid(demand)
    return changed


def check_demand(entry: DemandEntry, *, on: date) -> None:
    """Raises: the first fault of `entries.demand_faults`."""
    for _field, refusal in demand_faults(entry, on=on):
        raise refusal


def put_demand(demand: Demand, entry: DemandEntry) -> None:
    """Set what a demand says, and its masked text where it is confidential; nothing is saved."""
    for name in COLUMNS:
        value = getattr(entry, name)
        setattr(demand, name, value.strip() if isinstance(value, str) else value)
    demand.masked = masked_fields(demand, given=entry.masked) if entry.is_confidential else {}


def masked_fields(demand: Demand, *, given: Mapping[str, str]) -> dict[str, str]:
    """What each free text shows: as its owner wrote it, else with every telling word taken out."""
    tellings = tellings_of(demand.enterprise, also=demand.hidden_words)
    return {
        name: given.get(name, "").strip() or masked_text(getattr(demand, name), tellings)
        for name in MASKED_FIELDS
    }
