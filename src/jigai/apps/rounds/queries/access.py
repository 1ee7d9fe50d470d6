"""The gate to rounds and their parts: unseen and absent read alike."""

from __future__ import annotations

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import Project
from jigai.apps.rounds.models import Reopening, Round, RoundEntry
from jigai.domain.periods import parse_period
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchRound(NotFound):
    code = "round.not_found"
    message = Sentence("还没有{period}的调度。", "There is no round {period}.")
    remedy = Sentence("请先开启这一期。", "Open it first.")


class NoSuchEntry(NotFound):
    code = "round_entry.not_found"
    message = Sentence(
        "项目{project}不在{period}的应报名单上。", "Project {project} is not due in {period}."
    )


class NoSuchReopening(NotFound):
    code = "reopening.not_found"
    message = Sentence("没有编号为{pk}的重开申请。", "There is no reopening {pk}.")


def round_of(period: str) -> Round:
    """The round of a period; every person of the programme may know of it.

    Raises:
        PeriodUnreadable, NoSuchRound: as named.
    """
    read = parse_period(period)
    found = Round.objects.filter(period=str(read)).first()
    if found is None:
        raise NoSuchRound(period=read.name)
    return found


def latest_round() -> Round | None:
    """The round of the latest period, whatever its stage."""
    return Round.objects.order_by("-ends_on", "-id").first()


def latest_computed_round() -> Round | None:
    """The latest round whose badges were computed; before any was, the latest round."""
    computed = Round.objects.filter(computed_at__isnull=False).order_by("-ends_on", "-id").first()
    return computed or latest_round()


def entry_for(viewer: Viewer, *, period: str, project_id: int) -> RoundEntry:
    """A project's entry in a round, if the viewer may see the project.

    Raises:
        NoSuchRound, NoSuchEntry: as named.
    """
    held = round_of(period)
    seen = Project.objects.visible_to(viewer).filter(pk=project_id)
    found = held.entries.filter(project__in=seen).select_related("round", "project").first()
    if found is None:
        raise NoSuchEntry(project=project_id, period=parse_period(held.period).name)
    return found


def reopening_of(pk: int) -> Reopening:
    """A request to reopen a round.

    Raises:
        NoSuchReopening: as named.
    """
    found = Reopening.objects.filter(pk=pk).select_related("round").first()
    if found is None:
        raise NoSuchReopening(pk=pk)
    return found
