"""All addresses."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from jigai.api.v1.api import api
from jigai.web.people.closed import CLOSED

urlpatterns: list[URLPattern | URLResolver] = [
    *CLOSED,  # before the machinery that would open them
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("", include("jigai.web.layout.urls")),
    path("", include("jigai.web.cockpit.urls")),
    path("documents/", include("jigai.web.documents.urls")),
    path("", include("jigai.web.people.urls")),
    path("setup/", include("jigai.web.setup.urls")),
    path("views/", include("jigai.web.lists.urls")),
    path("search/", include("jigai.web.search.urls")),
    path("ledgers/", include("jigai.web.ledgers.urls")),
    path("enterprises/", include("jigai.web.enterprises.urls")),
    path("rounds/", include("jigai.web.rounds.urls")),
    path("badges/", include("jigai.web.badges.urls")),
    path("signals/", include("jigai.web.signals.urls")),
    path("rules/", include("jigai.web.rules.urls")),
    path("projects/", include("jigai.web.projects.urls")),
    path("changes/", include("jigai.web.changes.urls")),
]
