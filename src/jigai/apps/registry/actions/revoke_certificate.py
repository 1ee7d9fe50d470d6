"""A recognition ends before its day: cancelled or given up."""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Certificate
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class CertificateRevokedAlready(Refusal):
    code = "certificate.revoked_already"
    message = Sentence(
        "这项资格已于{day}取消。", "This recognition was already cancelled on {day}."
    )
    remedy = Sentence("登记有误的，请撤销那次修改。", "If that is wrong, undo that change.")


class RevokedBeforeIssue(Refusal):
    code = "certificate.revoked_before_issue"
    message = Sentence(
        "取消日期早于发证日期{start}。", "The day of cancelling lies before the issue on {start}."
    )
    remedy = Sentence("请核对公告上的日期。", "Compare the day with the announcement.")


def revoke_certificate(
    *, certificate: Certificate, revoked_on: date, because: str, change: Change
) -> Certificate:
    """Mark a recognition as cancelled from a day on; what it proved before that day stays.

    Raises:
        CertificateRevokedAlready, RevokedBeforeIssue, RecordInvalid: as named.
    """
    if certificate.revoked_on is not None:
        raise CertificateRevokedAlready(day=certificate.revoked_on)
    if certificate.valid_from and revoked_on < certificate.valid_from:
        raise RevokedBeforeIssue(start=certificate.valid_from)
    with writing("certificate.revoked", change):
        certificate.revoked_on, certificate.revoked_because = revoked_on, because
        save_valid(certificate, fields=["revoked_on", "revoked_because"])
    return certificate
