"""Who changes, why, when and by form: made from the request, in one place."""

from __future__ import annotations

from django.utils.timezone import localtime, now

from jigai.domain.change import Actor, Change, Path
from jigai.web.requests import PageRequest


def change_by(request: PageRequest, reason: str, *, path: Path = Path.FORM) -> Change:
    """The authorship of what this request does.

    Raises:
        ReasonMissing: the reason is blank.
    """
    viewer = request.viewer
    return Change(Actor(viewer.key, viewer.name), reason, localtime(now()), path)
