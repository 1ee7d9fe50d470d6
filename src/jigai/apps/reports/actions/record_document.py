"""Enter a document as issued: number, files, and what it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jigai.apps.audit.chain import head
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models import Project
from jigai.apps.reports.models import DocumentNumber, IssuedDocument
from jigai.apps.rounds.models import Round
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class Files:
    """The stored files of one document."""

    pdf: Attachment | None = None
    docx: Attachment | None = None
    xlsx: Attachment | None = None


def record_document(
    *,
    kind: str,
    title: str,
    number: DocumentNumber | None,
    round: Round | None,
    project: Project | None,
    made_from: dict[str, Any],
    files: Files,
    change: Change,
) -> IssuedDocument:
    """Keep the receipt; ``made_from`` is plain JSON."""
    with writing("document.issued", change):
        document = IssuedDocument(
            kind=kind,
            title=title[:200],
            number=number,
            round=round,
            project=project,
            made_from=made_from,
            pdf=files.pdf,
            docx=files.docx,
            xlsx=files.xlsx,
            issued_at=change.at,
            audit_head=str(head()),
        )
        save_valid(document)
    return document
