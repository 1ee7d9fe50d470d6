from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Certificate, Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class CertificateEndsBeforeStart(Refusal):
    code = "certificate.ends_before_start"
    message = Sentence(
        "有效期止{end}不晚于发证日期{start}。", "The end {end} is not after the start {start}."
    )
    remedy = Sentence("请核对证书上的两个日期。", "Compare both days with the certificate.")


def add_certificate(
    *,
    enterprise: Enterprise,
    kind: str,
    change: Change,
    number: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    issued_by: str = "",
    document: str = "",
) -> Certificate:
    """Enter a recognition with its end, such as the high-tech certificate (``hnte``).

    Raises:
        CertificateEndsBeforeStart, RecordInvalid: as named.
    """
    if valid_from and valid_to and valid_to <= valid_from:
        raise CertificateEndsBeforeStart(start=valid_from, end=valid_to)
    with writing("certificate.added", change):
        certificate = Certificate(
            enterprise=enterprise,
            kind=kind,
            number=number,
            valid_from=valid_from,
            valid_to=valid_to,
            issued_by=issued_by,
            document=document,
        )
        save_valid(certificate)
    return certificate
