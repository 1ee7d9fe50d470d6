"""All addresses; those of a part are loaded when the part is first asked for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern
from django.utils.translation import get_language

from jigai.web.people.closed import CLOSED


class Part(URLResolver):
    """The addresses of a part under its namespace, unread until one of them is wanted.

    So the sign-in page need not wait for spreadsheets, documents and the schema of the API;
    ``load_every_part`` fetches the rest once the server answers.
    """

    def __init__(self, route: str, module: str, namespace: str) -> None:
        pattern = RoutePattern(route, is_endpoint=False)
        super().__init__(pattern, module, app_name=namespace, namespace=namespace)

    def _populate(self) -> None:
        """Not with the names of all others: a part is asked through its namespace."""

    @property
    def reverse_dict(self) -> Any:
        """The part's own names: one without a prefix of its own is asked for them directly."""
        language = get_language() or settings.LANGUAGE_CODE
        if language not in self._reverse_dict:
            super()._populate()
        return self._reverse_dict[language]


PARTS = (
    Part("documents/", "jigai.web.documents.urls", "documents"),
    Part("annual/", "jigai.web.annual_reports.urls", "annual_reports"),
    Part("setup/", "jigai.web.setup.urls", "setup"),
    Part("views/", "jigai.web.lists.urls", "lists"),
    Part("ledgers/", "jigai.web.ledgers.urls", "ledgers"),
    Part("enterprises/", "jigai.web.enterprises.urls", "enterprises"),
    Part("ways/", "jigai.web.ways.urls", "ways"),
    Part("rounds/", "jigai.web.rounds.urls", "rounds"),
    Part("badges/", "jigai.web.badges.urls", "badges"),
    Part("cultivation/", "jigai.web.cultivation.urls", "cultivation"),
    Part("platforms/", "jigai.web.platforms.urls", "platforms"),
    Part("outcomes/", "jigai.web.outcomes.urls", "outcomes"),
    Part("matches/", "jigai.web.matches.urls", "matches"),
    Part("cooperation/", "jigai.web.cooperation.urls", "cooperation"),
    Part("desk/", "jigai.web.desk.urls", "desk"),
    Part("visits/", "jigai.web.visits.urls", "visits"),
    Part("support/", "jigai.web.support.urls", "support"),
    Part("diagnosis/", "jigai.web.diagnosis.urls", "diagnosis"),
    Part("planning/", "jigai.web.planning.urls", "planning"),
    Part("supply/", "jigai.web.supply.urls", "supply"),
    Part("impact/", "jigai.web.impact.urls", "impact"),
    Part("evidence/", "jigai.web.evidence.urls", "evidence"),
    Part("reminders/", "jigai.web.reminders.urls", "reminders"),
    Part("public/", "jigai.web.public.urls", "public"),
    Part("warning/", "jigai.web.warning.urls", "warning"),
    Part("signals/", "jigai.web.signals.urls", "signals"),
    Part("rules/", "jigai.web.rules.urls", "rules"),
    Part("projects/", "jigai.web.projects.urls", "projects"),
    Part("inclusion/", "jigai.web.inclusion.urls", "inclusion"),
    Part("reconciliation/", "jigai.web.reconciliation.urls", "reconciliation"),
    Part("bulk/", "jigai.web.bulk.urls", "bulk"),
    Part("portal/", "jigai.web.portal.urls", "portal"),
    Part("changes/", "jigai.web.changes.urls", "changes"),
    Part("", "jigai.web.cockpit.urls", "cockpit"),
    Part("", "jigai.web.people.urls", "people"),
    Part("api/v1/", "jigai.api.v1.urls", "api-v1"),
)

urlpatterns: list[URLPattern | URLResolver] = [
    *CLOSED,  # before the machinery that would open them
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("jigai.web.layout.urls")),
    path("search/", include("jigai.web.search.urls")),
    *PARTS,
]


def load_every_part() -> None:
    """Read the addresses of all parts, with everything that their pages need."""
    for one in PARTS:
        one.check()
