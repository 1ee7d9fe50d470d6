"""Keep filters, columns and order of a list under a title."""

from __future__ import annotations

from jigai.apps.accounts.models import Role, SavedView
from jigai.apps.accounts.queries.saved_views import PRIVATE, SHARED_WITH_ALL
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence

TITLE_LENGTH = 60


class ViewWithoutTitle(Refusal):
    code = "accounts.view_without_title"
    message = Sentence("视图要有1至60个字的名称。", "A view needs a title of 1 to 60 characters.")


class AudienceUnknown(Refusal):
    code = "accounts.audience_unknown"
    message = Sentence("没有“{audience}”这个共享范围。", "There is no audience “{audience}”.")


class SharingNotAllowed(NotAllowed):
    code = "accounts.sharing_not_allowed"
    message = Sentence(
        "只有技改办可以共享视图。", "Only the programme office shares views with others."
    )
    remedy = Sentence("请先存为自己的视图。", "Save it as your own view instead.")


def save_view(
    *,
    list_name: str,
    title: str,
    query: str,
    audience: str,
    viewer: Viewer,
    change: Change,
    path: str = "",
) -> int:
    """Save a view; the same title of the same person is replaced.

    Args:
        list_name: the list's own name.
        title: 1 to 60 characters.
        query: conditions, columns and order, as in the link.
        audience: ``private``, ``all`` or a role.
        viewer: whose view it is.
        change: authorship.
        path: address of the list without its query; needed for subscriptions.

    Returns:
        The number of the view.
    """
    wanted = title.strip()
    if not 0 < len(wanted) <= TITLE_LENGTH:
        raise ViewWithoutTitle
    if audience not in {PRIVATE, SHARED_WITH_ALL, *Role.values}:
        raise AudienceUnknown(audience=audience)
    if audience != PRIVATE and not viewer.may_edit:
        raise SharingNotAllowed
    with writing("view.saved", change):
        view, _made = SavedView.objects.update_or_create(
            list_name=list_name,
            title=wanted,
            owner_id=viewer.user_id,
            defaults={"query": query, "audience": audience, "path": path},
        )
    return view.pk
