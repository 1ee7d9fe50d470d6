from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import Scenario, ScenarioChange
from jigai.domain.change import Change


def remove_scenario(*, scenario: Scenario, change: Change) -> None:
    """Take a scenario away with what it changed; the history keeps it."""
    with writing("scenario.removed", change):
        scenario.delete()


def remove_scenario_change(*, one: ScenarioChange, change: Change) -> None:
    """Take one thing back that was otherwise in a scenario."""
    with writing("scenario_change.removed", change):
        one.delete()
