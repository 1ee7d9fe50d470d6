"""One enterprise: page, or panel beside the list."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from jigai.apps.audit.queries.versions import versions_of
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.registry.queries.enterprises import enterprise_page
from jigai.web.enterprises.list import SIZES
from jigai.web.fragments import fragment
from jigai.web.requests import PageRequest


@vary_on_headers("HX-Request")
def enterprise_show(request: PageRequest, pk: int) -> HttpResponse:
    enterprise = enterprise_page(enterprise_for(request.viewer, pk))
    shown = {
        "enterprise": enterprise,
        "size": dict(SIZES).get(enterprise.size, "—"),
        "versions": versions_of(table="registry_enterprise", key=pk),
    }
    return render(request, "enterprises/show.html" + fragment(request, "record"), shown)
