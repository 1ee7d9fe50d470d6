from __future__ import annotations

from datetime import datetime

from jigai.apps.audit.writing import writing
from jigai.apps.support.clockwork import close
from jigai.apps.support.models import EnterpriseRequest
from jigai.domain.change import Change
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.words import Closing


def close_silent_requests(*, at: datetime, change: Change) -> list[EnterpriseRequest]:
    """Close what was answered and got no word for the whole time of silence."""
    silent = EnterpriseRequest.objects.filter(state=State.ANSWERED.value, silent_at__lt=at)
    found = list(silent.select_related("enterprise").order_by("pk"))
    if found:
        with writing("requests.closed_by_silence", change):
            for request in found:
                close(request, Closing.SILENCE, change)
    return found
