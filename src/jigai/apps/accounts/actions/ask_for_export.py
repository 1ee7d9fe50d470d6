"""Ask for a file of a list that is made in the background."""

from __future__ import annotations

from jigai.apps.accounts.models import ExportState, ListExport
from jigai.apps.accounts.queries.list_exports import scope_mark
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

FORMS = frozenset({"csv", "xlsx"})
WAITING_AT_ONCE = 5


class ExportFormUnknown(Refusal):
    code = "accounts.export_form_unknown"
    message = Sentence("没有“{form}”这种文件。", "There is no file form “{form}”.")
    remedy = Sentence("请选 xlsx 或 csv。", "Choose xlsx or csv.")


class TooManyExports(Refusal):
    code = "accounts.too_many_exports"
    message = Sentence("您已有{count}个文件在生成。", "{count} of your files are being made.")
    remedy = Sentence("请等它们完成后再导出。", "Wait until they are done.")


def ask_for_export(
    *, title: str, path: str, query: str, form: str, language: str, viewer: Viewer, change: Change
) -> int:
    """Note what is wanted, for whose scope; the worker makes it. Returns its number.

    Args:
        title: of the list.
        path: of the list, without its query.
        query: conditions, columns and order, as in the link.
        form: ``csv`` or ``xlsx``.
        language: ``zh-hans`` or ``en``, for the words of the file.
    """
    if form not in FORMS:
        raise ExportFormUnknown(form=form)
    waiting = ListExport.objects.filter(owner_id=viewer.user_id, state=ExportState.WAITING).count()
    if waiting >= WAITING_AT_ONCE:
        raise TooManyExports(count=waiting)
    with writing("export.asked", change):
        made = ListExport.objects.create(
            owner_id=viewer.user_id,
            title=title,
            path=path,
            query=query,
            form=form,
            language=language,
            state=ExportState.WAITING,
            scope=scope_mark(viewer),
            asked_at=change.at,
        )
    return made.pk
