from __future__ import annotations

from collections.abc import Collection

from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.support.models import EnterpriseRequest
from jigai.domain.change import Change


def repoint_requests(*, former: Enterprise, latter: Enterprise, change: Change) -> list[int]:
    """Move the requests of a merged record to the kept one; their keys."""
    keys = list(former.requests.order_by("pk").values_list("pk", flat=True))
    return_requests(keys=keys, to=latter, change=change)
    return keys


def return_requests(*, keys: Collection[int], to: Enterprise, change: Change) -> None:
    with writing("requests.repointed", change):
        EnterpriseRequest.objects.filter(pk__in=keys).update(enterprise=to)
