"""Makes a file of a list in the background, and deletes files past their day."""

from __future__ import annotations

from datetime import timedelta
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from jigai.apps.accounts.actions.finish_export import expire_exports, fail_export, finish_export
from jigai.apps.accounts.export_store import export_store, keep_file
from jigai.apps.accounts.queries.list_exports import WantedExport, scope_mark, wanted_export
from jigai.apps.accounts.viewer import viewer_of
from jigai.domain.change import Actor, Change, Path
from jigai.domain.refusal import Refusal
from jigai.web.language import said_on_page
from jigai.web.lists.at_address import list_at
from jigai.web.lists.export import write_export


@task()
def make_export(export_id: int) -> int:
    """Make a file that somebody asked for; the number of its rows. Safe to run again."""
    drop_expired()
    wanted = wanted_export(export_id)
    if wanted is None:
        return 0
    try:
        with override(wanted.language):
            return _made(wanted)
    except Refusal as refusal:
        with override(wanted.language):
            problem = f"{said_on_page(refusal.said)}{said_on_page(refusal.advice)}"
        fail_export(export_id=export_id, problem=problem, change=_change("导出未成"))
        return 0
    except (DatabaseError, OSError) as fault:
        fail_export(export_id=export_id, problem=type(fault).__name__, change=_change("导出未成"))
        raise


def drop_expired() -> None:
    """Delete the files whose days are over."""
    store = export_store()
    for name in expire_exports(on=timezone.localdate(), change=_change("导出到期")):
        store.delete(name)


def _made(wanted: WantedExport) -> int:
    """For the scope of this moment: a role that ended since the click counts no more."""
    today = timezone.localdate()
    viewer = viewer_of(wanted.owner, on=today)
    page, state = list_at(wanted.path, wanted.query, viewer)
    with TemporaryFile() as held:
        stream = cast("BinaryIO", held)
        count = write_export(page, state, viewer, form=wanted.form, stream=stream)
        size = stream.seek(0, 2)
        stream.seek(0)
        name = keep_file(stream, form=wanted.form)
    finish_export(
        export_id=wanted.id,
        title=str(page.title),
        file=name,
        row_count=count,
        byte_count=size,
        scope=scope_mark(viewer),
        until=today + timedelta(settings.EXPORT_KEPT_DAYS),
        change=_change("后台导出"),
    )
    return count


def _change(reason: str) -> Change:
    return Change(Actor("system:exports", "后台导出"), reason, timezone.localtime(), Path.JOB)
