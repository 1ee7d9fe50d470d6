"""A request as every view of a signed-in person gets it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from jigai.apps.accounts.viewer import Viewer


class PageRequest(HttpRequest):
    """Set by the middleware: ``viewer`` from the day's appointments, ``htmx`` by django-htmx.

    ``seeks_list`` is set on requests made by background work alone (``web/lists/at_address.py``).
    """

    viewer: Viewer
    htmx: HtmxDetails
    seeks_list: bool
