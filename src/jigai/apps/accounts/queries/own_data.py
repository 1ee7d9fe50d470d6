"""Everything that the system holds about one account, for the person alone."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from axes.models import AccessFailureLog, AccessLog

from jigai.apps.accounts.models import (
    ApiToken,
    Appointment,
    ListExport,
    SavedView,
    Subscription,
    User,
)
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.models import ChangeSet

Rows = list[dict[str, Any]]


def account_data(viewer: Viewer) -> dict[str, Rows]:
    """Kind of data → its rows, as plain values; neither password nor secrets, which are digests."""
    user = User.objects.get(pk=viewer.user_id)
    by_name = {"username": user.username}
    return {
        "account": _rows(
            User.objects.filter(pk=user.pk),
            "id", "username", "display_name", "email", "language", "is_active", "date_joined",
        ),
        "appointments": _rows(
            Appointment.objects.filter(user=user),
            "role", "agency__name", "division__name", "valid_from", "valid_to",
        ),
        "tokens": _rows(
            ApiToken.objects.filter(user=user),
            "name", "prefix", "may_write", "expires_on", "revoked_at",
        ),
        "sessions": _rows(
            UserSession.objects.filter(user=user), "created_at", "ip", "last_seen_at", "user_agent"
        ),
        "sign_ins": _rows(
            AccessLog.objects.filter(**by_name),
            "attempt_time", "logout_time", "ip_address", "user_agent",
        ),
        "failed_sign_ins": _rows(
            AccessFailureLog.objects.filter(**by_name),
            "attempt_time", "ip_address", "user_agent",
        ),
        "saved_views": _rows(
            SavedView.objects.filter(owner=user), "list_name", "title", "audience", "query"
        ),
        "followed_views": _rows(Subscription.objects.filter(user=user), "view__title"),
        "exports": _rows(
            ListExport.objects.filter(owner=user), "title", "form", "state", "asked_at"
        ),
        "changes": _rows(
            ChangeSet.objects.filter(actor_key=viewer.key), "id", "at", "verb", "reason", "path"
        ),
    }  # fmt: skip


def _rows(found: Any, *fields: str) -> Rows:
    return [dict(row) for row in found.order_by("pk").values(*fields)]
