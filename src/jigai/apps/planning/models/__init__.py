"""Tables of the planning part, by subject."""

from jigai.apps.planning.models.gaps import GapResult, MeasureProject, PlanGap
from jigai.apps.planning.models.plan import Plan, PlanLine, PlanQuerySet, PlanVersion, VersionState
from jigai.apps.planning.models.scenario import Scenario, ScenarioChange
from jigai.apps.planning.models.targets import SplitState, TargetPart, TargetSplit

__all__ = [
    "GapResult",
    "MeasureProject",
    "Plan",
    "PlanGap",
    "PlanLine",
    "PlanQuerySet",
    "PlanVersion",
    "Scenario",
    "ScenarioChange",
    "SplitState",
    "TargetPart",
    "TargetSplit",
    "VersionState",
]
