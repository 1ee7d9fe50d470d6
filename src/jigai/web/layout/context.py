"""What the shell of every page knows: the person, the programme, the navigation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"signed_in": request.user.is_authenticated}
