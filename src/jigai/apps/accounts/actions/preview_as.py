"""See the pages as another person sees them, read-only; beginning and end stay in the audit."""

from __future__ import annotations

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.people import person_by
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class PreviewOfOneself(Refusal):
    code = "accounts.preview_of_oneself"
    message = Sentence("这就是您自己。", "This is yourself.")
    remedy = Sentence("请选另一个人。", "Choose another person.")


class PreviewOfNobody(Refusal):
    code = "accounts.preview_of_nobody"
    message = Sentence("{name}的账号已停用。", "The account of {name} is closed.")
    remedy = Sentence("停用的账号什么也看不到。", "A closed account sees nothing.")


def begin_preview(*, person_id: int, viewer: Viewer, change: Change) -> str:
    """May the pages be shown as this person sees them? Who, as whom and why is kept.

    Only the scope is shown; what the person did or read is not.

    Returns:
        The name of the person.

    Raises:
        RoleMissing: the viewer may not preview.
        NoSuchPerson, PreviewOfOneself, PreviewOfNobody: as named.
    """
    require(viewer, Deed.PREVIEW)
    person = person_by(person_id)
    if person.pk == viewer.user_id:
        raise PreviewOfOneself
    if not person.is_active:
        raise PreviewOfNobody(name=person.display_name)
    as_whom = f"{change.reason}（以{person.display_name}的范围预览，人员{person.pk}）"
    with writing("preview.begun", change.because(as_whom)):
        return str(person.display_name)


def end_preview(*, change: Change) -> None:
    """The pages are shown in the viewer's own scope again."""
    with writing("preview.ended", change):
        return
