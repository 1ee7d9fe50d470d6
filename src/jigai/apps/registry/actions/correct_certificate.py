from __future__ import annotations

from typing import Any

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.actions.add_certificate import CertificateEndsBeforeStart
from jigai.apps.registry.models import Certificate
from jigai.domain.change import Change


def correct_certificate(
    *, certificate: Certificate, values: dict[str, Any], change: Change
) -> Certificate:
    """Correct what was entered wrongly of a certificate.

    Raises:
        CertificateEndsBeforeStart, RecordInvalid: as named.
    """
    with writing("certificate.corrected", change):
        for name, value in values.items():
            setattr(certificate, name, value)
        start, end = certificate.valid_from, certificate.valid_to
        if start and end and end <= start:
            raise CertificateEndsBeforeStart(start=start, end=end)
        save_valid(certificate)
    return certificate
