"""X9: a page that accepts a POST has an endpoint that does the same."""

import inspect

from django.urls import URLPattern, URLResolver, get_resolver

from jigai.api.v1.api import api
from tests.api.screen_actions import ENDPOINTS

OTHERS = ("accounts/", "admin/", "api/")
METHODS = {"post", "put", "patch", "delete"}


def acting_pages(patterns=None, space=""):
    """Names of the addresses whose view speaks of POST, the sign-in and the admin left out."""
    found = set()
    for pattern in patterns or get_resolver().url_patterns:
        if str(pattern.pattern).startswith(OTHERS):
            continue
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= acting_pages(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and accepts_post(pattern.callback):
            found.add(f"{space}{pattern.name}")
    return found


def accepts_post(view):
    """Decorators and body of a function view are read; a class view acts if it has ``post``."""
    if hasattr(view, "view_class"):
        return hasattr(view.view_class, "post")
    return "POST" in inspect.getsource(inspect.unwrap(view))


def operations():
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return {f"{m.upper()} {p}" for p, ops in paths.items() for m in ops if m in METHODS}


def test_every_acting_page_is_in_the_table():
    assert acting_pages() - set(ENDPOINTS) == set()


def test_the_table_names_pages_and_endpoints_that_exist():
    assert set(ENDPOINTS) - acting_pages() == set()
    named = {endpoint for endpoint in ENDPOINTS.values() if isinstance(endpoint, str)}
    assert named - operations() == set()
