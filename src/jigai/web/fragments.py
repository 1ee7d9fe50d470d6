"""Page or fragment: the one place that asks."""

from __future__ import annotations

from jigai.web.requests import PageRequest


def fragment(request: PageRequest, name: str) -> str:
    """``#name`` for a fragment; nothing for a boosted link or a restored history entry."""
    wanted = bool(request.htmx)
    whole = request.htmx.boosted or request.htmx.history_restore_request
    return f"#{name}" if wanted and not whole else ""
