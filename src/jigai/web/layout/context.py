"""What the shell of every page knows: the person, the programme, the navigation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import reads_all_changes
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.chain import head_row
from jigai.apps.reference.queries.programme import programme_row
from jigai.web.language import page_language
from jigai.web.layout.navigation import Group, navigation
from jigai.web.people.viewing import NOBODY, previewed_in
from jigai.web.setup.steps import missing_steps

ROLE_WORDS: dict[str, Promise] = {
    "administrator": _("系统管理员"),
    "office": _("技改办"),
    "reviewer": _("审核员"),
    "unit": _("责任单位"),
    "leader": _("县领导"),
    "enterprise": _("企业联系人"),
    "auditor": _("审计"),
    "institution": _("院校联系人"),
}
PHONE_TARGETS = 3


def shell(request: HttpRequest) -> dict[str, Any]:
    """Lazy throughout, so that a fragment pays for nothing that it does not show."""
    viewer: Viewer = getattr(request, "viewer", NOBODY)
    held = SimpleLazyObject(programme_row)
    groups = SimpleLazyObject(
        lambda: navigation(
            viewer, request.path, is_board_public=bool(held) and held.is_board_public
        )
    )
    return {
        "signed_in": SimpleLazyObject(lambda: bool(viewer.user_id)),
        "viewer": viewer,
        "sees_county": SimpleLazyObject(lambda: reads_all_changes(viewer)),
        "previewed": SimpleLazyObject(lambda: _is_previewed(request)),
        "role_words": SimpleLazyObject(lambda: _role_words(viewer)),
        "programme": held,
        "audit_head": SimpleLazyObject(head_row),
        "navigation": groups,
        "phone_links": SimpleLazyObject(lambda: _phone_links(groups)),
        "other_language": "zh-hans" if page_language() == "en" else "en",
        "search_url": _url("search"),
        "steps_missing": SimpleLazyObject(lambda: missing_steps(viewer)),
    }


def _is_previewed(request: HttpRequest) -> bool:
    return hasattr(request, "session") and previewed_in(request) is not None


def _role_words(viewer: Viewer) -> str:
    return " · ".join(str(ROLE_WORDS[role]) for role in ROLE_WORDS if role in viewer.roles)


def _phone_links(groups: Any) -> list[Any]:
    found: tuple[Group, ...] = tuple(groups)
    return [link for group in found for link in group.links if link.is_on_phone][:PHONE_TARGETS]


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
