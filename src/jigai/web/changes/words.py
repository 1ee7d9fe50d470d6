"""Words for what history keeps in codes: paths, deeds, and lines of a record's story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may, reads_all_changes
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.queries.change_sets import ChangeSetRow
from jigai.web.changes.deed_words import DEEDS

PATHS: tuple[tuple[str, Promise], ...] = (
    ("form", _("网页表单")),
    ("bulk", _("批量修改")),
    ("import", _("台账导入")),
    ("cli", _("命令行")),
    ("job", _("后台任务")),
    ("api", _("接口")),
    ("setup", _("开通设置")),
    ("undo", _("撤销")),
)
OPERATIONS: dict[str, Promise] = {"I": _("新增"), "U": _("修改"), "D": _("删除")}


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One change set as a record's page tells it."""

    row: ChangeSetRow
    deed: Any
    path: Any
    may_open: bool
    may_undo: bool


def deed_words(verb: str) -> Any:
    """The deed in words; a deed that has none yet is shown as it is kept."""
    return DEEDS.get(verb, verb)


def story_lines(viewer: Viewer, rows: Sequence[ChangeSetRow]) -> list[StoryLine]:
    sees_all = reads_all_changes(viewer)
    return [story_line(viewer, row, sees_all=sees_all) for row in rows]


def story_line(viewer: Viewer, row: ChangeSetRow, *, sees_all: bool) -> StoryLine:
    may_open = sees_all or row.actor_key == viewer.key
    may_undo = may_open and may(viewer, Deed.UNDO) and row.undone_by is None
    path = dict(PATHS).get(row.path, row.path)
    return StoryLine(row, deed_words(row.verb), path, may_open, may_undo)
