"""Files of lists that a person asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from jigai.apps.accounts.models import ExportState, ListExport, User
from jigai.apps.accounts.viewer import Viewer
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.sentence import Sentence


class NoSuchExport(NotFound):
    code = "accounts.no_such_export"
    message = Sentence("没有这个导出文件。", "There is no such export.")


class ExportNotReady(Refusal):
    code = "accounts.export_not_ready"
    message = Sentence("这个文件还没有生成，或已到期删除。", "The file is not made yet, or gone.")
    remedy = Sentence("请稍候，或重新导出。", "Wait a little, or export again.")


class ScopeChanged(Refusal):
    code = "accounts.export_scope_changed"
    message = Sentence(
        "文件按您当时的查看范围生成，您的范围已经改变。",
        "The file was made for the scope you had then, and your scope has changed.",
    )
    remedy = Sentence("请重新导出。", "Export again.")


@dataclass(frozen=True, slots=True)
class WantedExport:
    """A file that the worker still has to make."""

    id: int
    owner: User
    path: str
    query: str
    form: str
    language: str


@dataclass(frozen=True, slots=True)
class ReadyExport:
    """A file to hand out; ``file`` is its name in the store."""

    file: str
    filename: str


@dataclass(frozen=True, slots=True)
class ListExportRow:
    """One file; ``state`` is waiting, ready, failed or expired; ``size_bytes`` once ready."""

    id: int
    title: str
    form: str
    state: str
    row_count: int | None
    size_bytes: int | None
    asked_at: datetime
    ready_at: datetime | None
    expires_on: date | None
    problem: str
    link: str


def scope_mark(viewer: Viewer) -> str:
    """A digest of what the viewer may see: equal as long as roles and areas are."""
    grants = [
        (grant.role, grant.agency_id, grant.division_ids and sorted(grant.division_ids))
        for grant in viewer.grants
    ]
    return sha256(repr(sorted(grants, key=repr)).encode()).hexdigest()


def own_exports(viewer: Viewer) -> list[ListExportRow]:
    """The person's own files, newest first."""
    found = ListExport.objects.filter(owner_id=viewer.user_id).order_by("-id")
    return [_row(one) for one in found]


def wanted_export(pk: int) -> WantedExport | None:
    """What a waiting file shall hold; ``None`` when it is done or was never asked for."""
    one = ListExport.objects.select_related("owner").filter(pk=pk, state=ExportState.WAITING)
    found = one.first()
    if found is None:
        return None
    return WantedExport(found.pk, found.owner, found.path, found.query, found.form, found.language)


def ready_export(viewer: Viewer, pk: int) -> ReadyExport:
    """A file to hand out.

    Raises:
        NoSuchExport: not there, or of another person.
        ExportNotReady, ScopeChanged: as named.
    """
    found = ListExport.objects.filter(pk=pk, owner_id=viewer.user_id).first()
    if found is None:
        raise NoSuchExport
    if found.state != ExportState.READY:
        raise ExportNotReady
    if found.scope != scope_mark(viewer):
        raise ScopeChanged
    return ReadyExport(found.file, f"{found.title}-{found.row_count}.{found.form}")


def _row(one: ListExport) -> ListExportRow:
    return ListExportRow(
        id=one.pk,
        title=one.title,
        form=one.form,
        state=one.state,
        row_count=one.row_count,
        size_bytes=one.byte_count,
        asked_at=one.asked_at,
        ready_at=one.ready_at,
        expires_on=one.expires_on,
        problem=one.problem,
        link=f"{one.path}?{one.query}" if one.query else one.path,
    )
