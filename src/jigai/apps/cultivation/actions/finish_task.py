from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.models import LadderTask
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class TaskFinishedAlready(Refusal):
    code = "ladder.task_finished_already"
    message = Sentence("这件事已由{name}于{day}办结。", "{name} finished this on {day} already.")


def finish_task(*, task: LadderTask, on: date, note: str, change: Change) -> LadderTask:
    """Take a task off the list, saying what was done.

    Raises:
        TaskFinishedAlready, RecordInvalid: as named.
    """
    if task.done_on is not None:
        raise TaskFinishedAlready(name=task.done_by, day=task.done_on)
    with writing("ladder.task_finished", change):
        task.done_on, task.done_by, task.note = on, change.actor.name, note
        save_valid(task, fields=["done_on", "done_by", "note"])
    return task
