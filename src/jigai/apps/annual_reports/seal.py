"""The keyed signature over everything that a published report says."""

from __future__ import annotations

import hmac
from hashlib import sha256

from django.conf import settings

from jigai.apps.annual_reports.models import AnnualReport
from jigai.apps.badges.stored_facts import canonical_sha256


def is_genuine(report: AnnualReport) -> bool:
    """Whether figures, files and receipt are those that were sealed."""
    is_whole = report.content_sha256 == canonical_sha256(report.figures)
    return is_whole and hmac.compare_digest(report.signature, signed(report))


def signed(report: AnnualReport) -> str:
    """The signature; the files must be stored by then."""
    files = sorted(
        f"{language}.{form}:{digest}"
        for language, form, digest in report.files.values_list(
            "language", "form", "attachment__sha256"
        )
    )
    moment = f"{report.published_at.timestamp():.6f}" if report.published_at else ""
    said = [report.span, report.number, report.reason, report.content_sha256, moment]
    said += [report.drafted_by_key, report.approved_by_key, report.audit_head, *files]
    said += [canonical_sha256(report.changed_lines), canonical_sha256(report.made_with)]
    text = canonical_sha256([str(part) for part in said])
    return hmac.new(settings.AUDIT_KEY, text.encode(), sha256).hexdigest()
