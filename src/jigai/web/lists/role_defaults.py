"""With which conditions a list opens: what the office set for the role, else what we ship."""

from __future__ import annotations

from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.queries.saved_views import role_view
from jigai.apps.accounts.viewer import Viewer

ALL = "all"
"""``view=all`` in a link asks for the list without any default."""
SHIPPED: dict[tuple[str, str], dict[str, str]] = {
    ("projects", "reviewer"): {"q": "is:current", "sort": "completion"},
    ("projects", "unit"): {"q": "is:mine is:current", "sort": "completion"},
    ("projects", "leader"): {"q": "is:overdue", "sort": "-total"},
    ("board", "leader"): {"q": "colour:red,yellow"},
    ("board", "unit"): {"q": "is:mine"},
}
"""List and role → what that role wants first. Roles that keep the registers see all rows."""
ROLES = ("reviewer", "unit", "leader")
DEFAULT_ROLES = (
    ("office", _("技改办")),
    ("reviewer", _("审核员")),
    ("unit", _("责任单位")),
    ("leader", _("县领导")),
    ("auditor", _("审计")),
    ("institution", _("院校联系人")),
    ("enterprise", _("企业联系人")),
)
"""Roles for which the office chooses how a list opens."""


def opening_query(viewer: Viewer, list_name: str) -> str:
    """The query string with which a list opens for a person; blank: all rows."""
    if viewer.may_edit:
        return role_view(viewer, list_name) or ""
    chosen = role_view(viewer, list_name)
    if chosen is not None:
        return chosen
    shipped = (SHIPPED.get((list_name, role)) for role in ROLES if viewer.has_role(role))
    return urlencode(next((found for found in shipped if found), {}))


def opens_with(viewer: Viewer, list_name: str, query: str) -> bool:
    """Whether a list that shows this query stands as it opens for the person."""
    return bool(query) and query == opening_query(viewer, list_name)
