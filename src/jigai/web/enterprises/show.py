"""One enterprise: page, or panel beside the list."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from jigai.apps.audit.queries.versions import versions_of
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.registry.queries.enterprises import enterprise_profile
from jigai.web.enterprises.list import SIZES
from jigai.web.fragments import fragment
from jigai.web.requests import PageRequest


@vary_on_headers("HX-Request")
def enterprise_show(request: PageRequest, pk: int) -> HttpResponse:
    profile = enterprise_profile(enterprise_for(request.viewer, pk))
    shown = {
        "profile": profile,
        "enterprise": profile.row,
        "former_names": [name.name for name in profile.names if name.name != profile.row.name],
        "size": dict(SIZES).get(profile.row.size, "—"),
        "versions": versions_of(table="registry_enterprise", key=pk),
    }
    return render(request, "enterprises/show.html" + fragment(request, "record"), shown)
