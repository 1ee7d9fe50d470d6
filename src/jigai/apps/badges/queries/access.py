"""The gate to badges and what hangs on them: unseen and absent read alike."""

from __future__ import annotations

from typing import TypeVar

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.models import Record
from jigai.apps.badges.models import (
    EvidenceFinding,
    Exemption,
    FollowUp,
    Objection,
    ProjectBadge,
    Signal,
)
from jigai.apps.projects.models import Project
from jigai.apps.rounds.queries.access import round_of
from jigai.domain.periods import parse_period
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchBadge(NotFound):
    code = "badge.not_found"
    message = Sentence(
        "{period}没有项目{project}的牌。", "There is no badge of project {project} in {period}."
    )


class NoSuchBoard(NotFound):
    code = "board.not_published"
    message = Sentence("{period}还没有发布。", "Nothing of {period} was published yet.")


class NoSuchMatter(NotFound):
    code = "badge.matter_not_found"
    message = Sentence("没有编号为{pk}的{kind}。", "There is no {kind} {pk}.")


KINDS: dict[type[Record], Sentence] = {
    Objection: Sentence("异议", "objection"),
    Exemption: Sentence("豁免", "exemption"),
    Signal: Sentence("疑点", "signal"),
    FollowUp: Sentence("后续事项", "follow-up"),
    EvidenceFinding: Sentence("认定", "finding"),
}


def badge_for(viewer: Viewer, *, period: str, project_id: int) -> ProjectBadge:
    """A project's badge in a round, if the viewer may see the project.

    Raises:
        NoSuchRound, NoSuchBadge: as named.
    """
    held = round_of(period)
    seen = Project.objects.visible_to(viewer).filter(pk=project_id)
    found = held.badges.filter(project__in=seen).select_related("round", "project").first()
    if found is None:
        raise NoSuchBadge(project=project_id, period=parse_period(held.period).name)
    return found


def objection_for(viewer: Viewer, pk: int) -> Objection:
    """An objection to a badge that the viewer may see; refusals as ``NoSuchMatter``."""
    seen = Project.objects.visible_to(viewer).values("pk")
    found = Objection.objects.filter(pk=pk, badge__project__in=seen)
    return _only(found.select_related("badge__round", "badge__project").first(), Objection, pk)


def exemption_for(viewer: Viewer, pk: int) -> Exemption:
    """An exemption of a project that the viewer may see; refusals as ``NoSuchMatter``."""
    seen = Project.objects.visible_to(viewer).values("pk")
    return _only(Exemption.objects.filter(pk=pk, project__in=seen).first(), Exemption, pk)


def signal_for(viewer: Viewer, pk: int) -> Signal:
    """A signal about a project that the viewer may see; refusals as ``NoSuchMatter``."""
    seen = Project.objects.visible_to(viewer).values("pk")
    return _only(Signal.objects.filter(pk=pk, project__in=seen).first(), Signal, pk)


def follow_up_for(viewer: Viewer, pk: int) -> FollowUp:
    """A follow-up of a badge that the viewer may see; refusals as ``NoSuchMatter``."""
    seen = Project.objects.visible_to(viewer).values("pk")
    found = FollowUp.objects.filter(pk=pk, badge__project__in=seen).select_related("badge")
    return _only(found.first(), FollowUp, pk)


def finding_for(viewer: Viewer, pk: int) -> EvidenceFinding:
    """A finding about a project that the viewer may see; refusals as ``NoSuchMatter``."""
    seen = Project.objects.visible_to(viewer).values("pk")
    found = EvidenceFinding.objects.filter(pk=pk, project__in=seen).first()
    return _only(found, EvidenceFinding, pk)


M = TypeVar("M", bound=Record)


def _only(found: M | None, kind: type[M], pk: int) -> M:
    if found is None:
        raise NoSuchMatter(pk=pk, kind=KINDS[kind])
    return found
