"""The files of a letter that was numbered before it was made; and the end of a run."""

from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import Attachment
from jigai.apps.reports.actions.record_document import Files
from jigai.apps.reports.models import IssuedDocument, LetterRun
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class FilesStay(Refusal):
    code = "document.files_stay"
    message = Sentence("“{title}”已有文件，不再更换。", "“{title}” has its files; they stay.")


def attach_files(*, document: IssuedDocument, files: Files, change: Change) -> None:
    """Give a letter of a run its files, once.

    Raises:
        FilesStay: it has them.
    """
    if document.pdf_id is not None:
        raise FilesStay(title=document.title)
    with writing("document.made", change):
        document.pdf, document.docx = files.pdf, files.docx
        save_valid(document, fields=["pdf", "docx"])


def finish_run(*, run: LetterRun, merged: Attachment | None, change: Change) -> None:
    """Every letter of the run is made or void."""
    with writing("letters.finished", change):
        run.is_done, run.merged = True, merged
        save_valid(run, fields=["is_done", "merged"])
