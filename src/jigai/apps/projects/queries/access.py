"""The gate to projects: unseen and absent read alike."""

from __future__ import annotations

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import PendingChange, Project
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchProject(NotFound):
    code = "project.not_found"
    message = Sentence("没有编号为{pk}的项目。", "There is no project {pk}.")
    remedy = Sentence("请从项目列表中选择。", "Choose one from the list of projects.")


class NoSuchPendingChange(NotFound):
    code = "project.pending_change_not_found"
    message = Sentence("没有编号为{pk}的待批修改。", "There is no pending change {pk}.")


def project_for(viewer: Viewer, pk: int) -> Project:
    """The project, if the viewer may see it.

    Raises:
        NoSuchProject: it is absent, or out of the viewer's reach.
    """
    found = (
        Project.objects.visible_to(viewer)
        .filter(pk=pk)
        .select_related("enterprise", "division", "direction", "responsible_agency")
        .first()
    )
    if found is None:
        raise NoSuchProject(pk=pk)
    return found


def pending_change_for(viewer: Viewer, pk: int) -> PendingChange:
    """The pending change, if the viewer may see its project.

    Raises:
        NoSuchPendingChange: it is absent, or out of the viewer's reach.
    """
    seen = Project.objects.visible_to(viewer).values("pk")
    found = PendingChange.objects.filter(pk=pk, project__in=seen).select_related("project").first()
    if found is None:
        raise NoSuchPendingChange(pk=pk)
    return found
