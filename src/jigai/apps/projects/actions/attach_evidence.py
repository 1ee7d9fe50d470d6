from __future__ import annotations

from hashlib import sha256

from jigai.apps.audit.writing import writing
from jigai.apps.evidence.actions.store_attachment import FileEmpty, store_attachment
from jigai.apps.evidence.pictures import kept_form
from jigai.apps.evidence.purposes import Purpose
from jigai.apps.projects.models import ProgressReport, ReportPhoto, ReportState
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

MOST = 12


class TooManyFiles(Refusal):
    code = "evidence.too_many"
    message = Sentence("一份填报最多附{most}个文件。", "A report carries at most {most} files.")
    remedy = Sentence("请删去不必要的文件。", "Remove those that are not needed.")


class ReportAccepted(Refusal):
    code = "evidence.report_accepted"
    message = Sentence(
        "填报已通过审核，附件不能再改。", "The report was accepted; its files stay as they are."
    )
    remedy = Sentence("如需更正，请先由审核人退回。", "Let the reviewer return it first.")


class ArrivedAltered(Refusal):
    code = "evidence.arrived_altered"
    message = Sentence(
        "文件“{name}”在传送中被改动：与设备上的指纹不符。",
        "The file “{name}” changed on its way: it differs from the hash made on the device.",
    )
    remedy = Sentence("请重新上传。", "Send it again.")


def attach_evidence(
    *,
    report: ProgressReport,
    name: str,
    content: bytes,
    purpose: Purpose,
    change: Change,
    device_sha256: str = "",
) -> ReportPhoto:
    """Give a photo or voucher with a report; never asked for, always with a purpose.

    Args:
        device_sha256: the hash that the device made of these bytes before it sent them.

    Raises:
        ReportAccepted, TooManyFiles, ArrivedAltered, FileEmpty, EvidenceTooLarge, KindNotTaken:
            as named.
    """
    if not content:
        raise FileEmpty(name=name)
    if device_sha256 and sha256(content).hexdigest() != device_sha256.lower():
        raise ArrivedAltered(name=name)
    kept = kept_form(content, name=name)
    with writing("evidence.attached", change):
        _refuse_accepted(report)
        if report.photos.count() >= MOST:
            raise TooManyFiles(most=MOST)
        attachment = store_attachment(
            name=name,
            content=kept.content,
            media_type=kept.media_type,
            purpose=purpose.value,
            device_sha256=device_sha256.lower(),
            change=change,
        )
        return ReportPhoto.objects.create(report=report, attachment=attachment)


def detach_evidence(*, photo: ReportPhoto, change: Change) -> None:
    """Take a file from a report; the history keeps that it was there, and the bytes stay.

    Raises:
        ReportAccepted: as named.
    """
    with writing("evidence.detached", change):
        _refuse_accepted(photo.report)
        photo.delete()


def _refuse_accepted(report: ProgressReport) -> None:
    report.refresh_from_db()
    if report.state == ReportState.ACCEPTED:
        raise ReportAccepted
