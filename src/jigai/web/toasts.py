"""What a page says after a change, with undo for a minute."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest


def tell(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """A bar on the next page; ``undo_url`` gets a POST when the person takes the change back."""
    messages.success(request, text, extra_tags=f"undo:{undo_url}" if undo_url else "")
