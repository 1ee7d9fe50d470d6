"""What waits for an officer on the ladder."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.models import LadderTask
from jigai.apps.registry.models import Enterprise
from jigai.domain.refusal import NotFound
from jigai.domain.scorecards.reminders import DUTIES, TaskKind
from jigai.domain.scorecards.rungs import BY_ID
from jigai.domain.sentence import Sentence


class NoSuchTask(NotFound):
    code = "ladder.task_not_found"
    message = Sentence("没有编号为{pk}的培育事项。", "There is no ladder task {pk}.")


@dataclass(frozen=True, slots=True)
class TaskRow:
    id: int
    kind: str
    kind_title: Sentence
    rung: str
    rung_title: Sentence
    title: Sentence
    enterprise_id: int
    enterprise: str
    due_on: date
    officer: str
    done_on: date | None
    done_by: str
    note: str


def all_tasks() -> QuerySet[LadderTask]:
    """Tasks with the names that a list shows."""
    return LadderTask.objects.annotate(
        enterprise_name=F("enterprise__name"),
        enterprise_sort=F("enterprise__name_sort"),
        area=F("enterprise__division__name"),
        area_en=Coalesce(
            NullIf("enterprise__division__name_en", Value("")), "enterprise__division__name"
        ),
        officer_name=F("officer__display_name"),
    )


def visible_tasks(viewer: Viewer) -> QuerySet[LadderTask]:
    """One's own; for who keeps the registers or leads, those of every enterprise they see."""
    allowed = Q(officer_id=viewer.user_id) if viewer.user_id else Q(pk__in=[])
    if may(viewer, Deed.READ_CHECKS):
        allowed |= Q(enterprise__in=Enterprise.objects.visible_to(viewer).order_by().values("pk"))
    return all_tasks().filter(allowed)


def waits_for(viewer: Viewer) -> Q:
    """Open tasks that are this person's to do: their own, and the office's without an officer."""
    mine = Q(officer_id=viewer.user_id)
    if may(viewer, Deed.KEEP_REGISTERS):
        mine |= Q(officer=None)
    return Q(done_on=None) & mine


def waiting_tasks(viewer: Viewer) -> QuerySet[LadderTask]:
    return visible_tasks(viewer).filter(waits_for(viewer))


def seen_task(viewer: Viewer, pk: int) -> LadderTask:
    """The task, if the viewer may see it.

    Raises:
        NoSuchTask: it is absent, or out of the viewer's reach.
    """
    found = visible_tasks(viewer).filter(pk=pk).first()
    if found is None:
        raise NoSuchTask(pk=pk)
    return found


def may_finish(viewer: Viewer, task: LadderTask) -> bool:
    """Whether it is the viewer's to do, or the viewer keeps the registers."""
    return task.officer_id == viewer.user_id or may(viewer, Deed.KEEP_REGISTERS)


def task_for(viewer: Viewer, pk: int) -> LadderTask:
    """The task, to finish it.

    Raises:
        NoSuchTask: it is absent, out of reach, or somebody else's to do.
    """
    found = seen_task(viewer, pk)
    if not may_finish(viewer, found):
        raise NoSuchTask(pk=pk)
    return found


def task_rows(viewer: Viewer, *, is_open: bool = True, is_mine: bool = False) -> list[TaskRow]:
    """Tasks by their day."""
    found: Any = visible_tasks(viewer)
    if is_open:
        found = found.filter(done_on=None)
    if is_mine:
        found = found.filter(waits_for(viewer))
    return [task_row(one) for one in found.order_by("due_on", "enterprise_sort", "pk")]


def task_title(kind: str, rung: str) -> Sentence:
    """What is to be done, in words."""
    name = rung_title(rung)
    if kind == TaskKind.DUTY:
        duty = next((one for one in DUTIES if one.rung == rung), None)
        return duty.title if duty else TaskKind.DUTY.label
    return Sentence("{rung}：{kind}", "{rung}: {kind}").format(rung=name, kind=TaskKind(kind).label)


def rung_title(rung: str) -> Sentence:
    return BY_ID[rung].title if rung in BY_ID else Sentence(rung, rung)


def task_row(one: Any) -> TaskRow:
    """A task of ``all_tasks`` in words."""
    return TaskRow(
        id=one.pk,
        kind=one.kind,
        kind_title=TaskKind(one.kind).label,
        rung=one.rung,
        rung_title=rung_title(one.rung),
        title=task_title(one.kind, one.rung),
        enterprise_id=one.enterprise_id,
        enterprise=one.enterprise_name,
        due_on=one.due_on,
        officer=one.officer_name or "",
        done_on=one.done_on,
        done_by=one.done_by,
        note=one.note,
    )


def open_task_counts(enterprise_ids: Collection[int]) -> dict[int, int]:
    """Enterprise → how many of its tasks are open, of those that have any; one query."""
    found = LadderTask.objects.filter(enterprise__in=enterprise_ids, done_on=None)
    rows = found.values_list("enterprise").annotate(count=Count("pk")).order_by()
    return dict(rows)


def open_tasks_of(enterprise_id: int) -> list[TaskRow]:
    """What waits on the ladder for one enterprise, by its day."""
    found = all_tasks().filter(enterprise_id=enterprise_id, done_on=None)
    return [task_row(one) for one in found.order_by("due_on", "pk")]
