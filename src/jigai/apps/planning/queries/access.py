"""The gate to plans, gaps, scenarios and targets: unseen and absent read alike."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.planning.models import (
    MeasureProject,
    Plan,
    PlanGap,
    PlanLine,
    PlanVersion,
    Scenario,
    ScenarioChange,
    TargetSplit,
)
from jigai.apps.registry.models import Enterprise
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchPlan(NotFound):
    code = "planning.plan_not_found"
    message = Sentence("没有编号为{pk}的规划。", "There is no plan {pk}.")
    remedy = Sentence("请从规划列表中选择。", "Choose one from the list of plans.")


class NoSuchVersion(NotFound):
    code = "planning.version_not_found"
    message = Sentence("没有编号为{pk}的规划版本。", "There is no plan version {pk}.")


class NoSuchLine(NotFound):
    code = "planning.line_not_found"
    message = Sentence("没有编号为{pk}的规划条目。", "There is no plan line {pk}.")


class NoSuchGap(NotFound):
    code = "planning.gap_not_found"
    message = Sentence("没有编号为{pk}的差距。", "There is no gap {pk}.")
    remedy = Sentence("请从差距列表中选择。", "Choose one from the list of gaps.")


class NoSuchLink(NotFound):
    code = "planning.link_not_found"
    message = Sentence("没有编号为{pk}的项目关联。", "There is no project link {pk}.")


class NoSuchScenario(NotFound):
    code = "planning.scenario_not_found"
    message = Sentence("没有编号为{pk}的情景。", "There is no scenario {pk}.")


class NoSuchTarget(NotFound):
    code = "targets.not_found"
    message = Sentence("没有编号为{pk}的目标。", "There is no target {pk}.")


def _seen(viewer: Viewer) -> QuerySet[Enterprise]:
    return Enterprise.objects.visible_to(viewer).order_by().values("pk")  # type: ignore[return-value]


def plan_for(viewer: Viewer, pk: int) -> Plan:
    """The plan, if the viewer may see its enterprise.

    Raises:
        NoSuchPlan: it is absent, or out of the viewer's reach.
    """
    found = Plan.objects.visible_to(viewer).filter(pk=pk).select_related("enterprise").first()
    if found is None:
        raise NoSuchPlan(pk=pk)
    return found


def version_for(viewer: Viewer, pk: int) -> PlanVersion:
    """The version, if the viewer may see its enterprise.

    Raises:
        NoSuchVersion: it is absent, or out of the viewer's reach.
    """
    rows = PlanVersion.objects.filter(pk=pk, plan__enterprise__in=_seen(viewer))
    found = rows.select_related("plan__enterprise", "owner").first()
    if found is None:
        raise NoSuchVersion(pk=pk)
    return found


def line_for(viewer: Viewer, pk: int) -> PlanLine:
    """The line, if the viewer may see its enterprise.

    Raises:
        NoSuchLine: it is absent, or out of the viewer's reach.
    """
    rows = PlanLine.objects.filter(pk=pk, version__plan__enterprise__in=_seen(viewer))
    found = rows.select_related("version__plan__enterprise", "gap", "file").first()
    if found is None:
        raise NoSuchLine(pk=pk)
    return found


def gap_for(viewer: Viewer, pk: int) -> PlanGap:
    """The gap, if the viewer may see its enterprise.

    Raises:
        NoSuchGap: it is absent, or out of the viewer's reach.
    """
    rows = PlanGap.objects.filter(pk=pk, enterprise__in=_seen(viewer))
    found = rows.select_related("enterprise").first()
    if found is None:
        raise NoSuchGap(pk=pk)
    return found


def link_for(viewer: Viewer, pk: int) -> MeasureProject:
    """The link of a line with its project, if the viewer may see the enterprise.

    Raises:
        NoSuchLink: it is absent, or out of the viewer's reach.
    """
    rows = MeasureProject.objects.filter(pk=pk, plan__enterprise__in=_seen(viewer))
    found = rows.select_related("plan__enterprise", "project").first()
    if found is None:
        raise NoSuchLink(pk=pk)
    return found


def scenario_for(viewer: Viewer, pk: int) -> Scenario:
    """The scenario, if the viewer may see its enterprise.

    Raises:
        NoSuchScenario: it is absent, or out of the viewer's reach.
    """
    rows = Scenario.objects.filter(pk=pk, plan__enterprise__in=_seen(viewer))
    found = rows.select_related("plan__enterprise").first()
    if found is None:
        raise NoSuchScenario(pk=pk)
    return found


def scenario_change_for(viewer: Viewer, pk: int) -> ScenarioChange:
    """One change of a scenario, if the viewer may see its enterprise.

    Raises:
        NoSuchScenario: it is absent, or out of the viewer's reach.
    """
    rows = ScenarioChange.objects.filter(pk=pk, scenario__plan__enterprise__in=_seen(viewer))
    found = rows.select_related("scenario__plan__enterprise").first()
    if found is None:
        raise NoSuchScenario(pk=pk)
    return found


def targets_for(viewer: Viewer) -> QuerySet[TargetSplit]:
    """Every target: the programme's own, for officers and never for a firm.

    Raises:
        RoleMissing: the viewer is no officer.
    """
    require(viewer, Deed.READ_CHECKS)
    rows: Any = TargetSplit.objects.select_related("division")
    return rows  # type: ignore[no-any-return]


def target_for(viewer: Viewer, pk: int) -> TargetSplit:
    """One edition of a target.

    Raises:
        NoSuchTarget, RoleMissing: as named.
    """
    found = targets_for(viewer).filter(pk=pk).first()
    if found is None:
        raise NoSuchTarget(pk=pk)
    return found
