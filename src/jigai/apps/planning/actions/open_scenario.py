from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import Plan, Scenario
from jigai.domain.change import Change


def open_scenario(*, plan: Plan, name: str, note: str, change: Change) -> Scenario:
    """Begin a question beside a plan.

    Raises:
        RecordInvalid: as named, also where the plan has a scenario of that name.
    """
    with writing("scenario.opened", change):
        scenario = Scenario(
            plan=plan, name=name, note=note, asked_by=change.actor.name, asked_at=change.at
        )
        save_valid(scenario)
    return scenario
