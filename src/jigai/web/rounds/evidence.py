"""Photos and vouchers of a report: given, taken away, looked at. Never asked for by force."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.evidence.purposes import LABELS, Purpose
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.evidence import evidence_for
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.give_evidence import give_evidence, take_evidence_away
from jigai.web.authorship import change_by
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

PURPOSES = tuple((purpose.value, lazy(said_on_page, str)(LABELS[purpose])) for purpose in Purpose)


class FileMissing(Refusal):
    code = "evidence.file_missing"
    message = Sentence("没有选择文件。", "No file was chosen.")
    remedy = Sentence("请拍照或选择文件。", "Take a photo or choose a file.")


class EvidenceForm(forms.Form):
    """Shape only; what a file is, its content says."""

    purpose = forms.ChoiceField(choices=PURPOSES)
    device_sha256 = forms.RegexField(r"^[0-9a-f]{64}$", required=False)


@require_POST
def evidence_give(request: PageRequest, period: str, project_id: int) -> HttpResponse:
    """Attach what was photographed or chosen; several at once share a purpose."""
    require(request.viewer, Deed.HAND_IN)
    form = EvidenceForm(request.POST)
    files: list[Any] = [*request.FILES.getlist("photo"), *request.FILES.getlist("file")]
    if not files:
        raise FileMissing
    digest = form.data.get("device_sha256", "") if form.is_valid() and len(files) == 1 else ""
    purpose = form.cleaned_data.get("purpose") or Purpose.PROGRESS.value
    project = project_for(request.viewer, project_id)
    for file in files:
        give_evidence(
            project=project,
            period=period,
            name=file.name,
            content=file.read(),
            purpose=Purpose(purpose),
            device_sha256=digest,
            change=change_by(request, _("附照片或凭证")),
        )
    tell(request, _("已收到 {count} 个文件。").format(count=len(files)))
    return redirect("rounds:report", period=period, project_id=project_id)


@require_POST
def evidence_remove(request: PageRequest, pk: int) -> HttpResponse:
    """Take a file from a report that is not accepted yet."""
    require(request.viewer, Deed.HAND_IN)
    photo = evidence_for(request.viewer, pk)
    report = photo.report
    take_evidence_away(photo=photo, change=change_by(request, _("取下附件")))
    tell(request, _("已取下；修改记录里仍有这个文件。"))
    return redirect("rounds:report", period=report.period, project_id=report.project_id)


@require_safe
def evidence_show(request: PageRequest, pk: int) -> HttpResponse:
    """The stored bytes, checked against their hash at each look."""
    kept = evidence_for(request.viewer, pk).attachment
    answer = HttpResponse(content_of(kept), content_type=kept.media_type)
    way = "inline" if kept.media_type in {"image/jpeg", "image/png"} else "attachment"
    ending = {"image/jpeg": "jpg", "image/png": "png"}.get(kept.media_type, "pdf")
    answer["Content-Disposition"] = f'{way}; filename="evidence-{pk}.{ending}"'
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
