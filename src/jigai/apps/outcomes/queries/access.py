"""The gates to figures, follow-ups and charts: unseen and absent read alike."""

from __future__ import annotations

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.outcomes.models import (
    OutcomeFigure,
    ProjectFollowUp,
    PublishedChart,
    SupportProgramme,
)
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchFigure(NotFound):
    code = "outcomes.no_such_figure"
    message = Sentence("没有编号为{pk}的成效数据。", "There is no outcome figure {pk}.")


class NoSuchFollowUp(NotFound):
    code = "outcomes.no_such_follow_up"
    message = Sentence("没有编号为{pk}的成效回访。", "There is no follow-up {pk}.")


class NoSuchChart(NotFound):
    code = "outcomes.no_such_chart"
    message = Sentence("没有编号为{pk}的已发布图表。", "There is no published chart {pk}.")


class NoSuchProgramme(NotFound):
    code = "outcomes.no_such_programme"
    message = Sentence("没有扶持计划“{code}”。", "There is no support programme “{code}”.")


def outcome_figure_for(viewer: Viewer, pk: int) -> OutcomeFigure:
    """The figure, if the viewer may see its subject.

    Raises:
        NoSuchFigure: as named.
    """
    seen = OutcomeFigure.objects.visible_to(viewer).filter(pk=pk)
    found = seen.select_related("version", "enterprise", "project").first()
    if found is None:
        raise NoSuchFigure(pk=pk)
    return found


def follow_up_for(viewer: Viewer, pk: int) -> ProjectFollowUp:
    """The follow-up, if the viewer may see its project.

    Raises:
        NoSuchFollowUp: as named.
    """
    seen = ProjectFollowUp.objects.visible_to(viewer).filter(pk=pk)
    found = seen.select_related("project__enterprise").first()
    if found is None:
        raise NoSuchFollowUp(pk=pk)
    return found


def chart_for(pk: int) -> PublishedChart:
    """A published chart; it holds sums of areas alone.

    Raises:
        NoSuchChart: as named.
    """
    found = PublishedChart.objects.filter(pk=pk).select_related("version").first()
    if found is None:
        raise NoSuchChart(pk=pk)
    return found


def programme_coded(code: str) -> SupportProgramme:
    """Raises: NoSuchProgramme: as named."""
    found = SupportProgramme.objects.filter(code=code).first()
    if found is None:
        raise NoSuchProgramme(code=code)
    return found
