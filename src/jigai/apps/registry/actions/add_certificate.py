from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Certificate, Enterprise
from jigai.domain.change import Change


def add_certificate(
    *,
    enterprise: Enterprise,
    kind: str,
    change: Change,
    number: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Certificate:
    """Enter a recognition with its end, such as the high-tech certificate (``hnte``).

    Raises:
        RecordInvalid: a value does not fit.
    """
    with writing("certificate.added", change):
        certificate = Certificate(
            enterprise=enterprise,
            kind=kind,
            number=number,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        save_valid(certificate)
    return certificate
