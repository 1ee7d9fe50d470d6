"""Letters to many enterprises: numbered in one act, then made one by one in the background."""

from __future__ import annotations

import zipfile
from collections.abc import Collection
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.reports.actions.attach_files import attach_files, finish_run
from jigai.apps.reports.actions.order_letters import KIND, order_letters
from jigai.apps.reports.actions.record_document import Files
from jigai.apps.reports.actions.void_number import void_number
from jigai.apps.reports.models import IssuedDocument, LetterRun
from jigai.apps.reports.queries.issued_documents import number_of
from jigai.apps.reports.queries.letter_runs import letters_made, letters_to_make, run_called
from jigai.domain.change import Actor, Change
from jigai.domain.change import Path as By
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.documents.blocks import Paragraph
from jigai.exchange.documents.docx import notice_docx
from jigai.exchange.documents.joined_pdf import joined_pdf
from jigai.exchange.documents.papers import Notice, Provenance
from jigai.exchange.documents.pdf import notice_pdf
from jigai.flows.document_details import DocumentDetails, names, stored_files
from jigai.flows.letter_places import NAME, filled, places_of, refuse_unknown_places

AT_ONCE = 20
"""Up to so many letters are made while the person waits; more go to the background."""


class NothingWritten(Refusal):
    code = "letters.nothing_written"
    message = Sentence("函件没有标题或正文。", "The letter has no subject or no text.")


class NoLetterYet(Refusal):
    code = "letters.none_made_yet"
    message = Sentence("这批函件还没有生成文件。", "No letter of this run is made yet.")
    remedy = Sentence("请稍候再下载。", "Download it in a while.")


def order_letter_run(
    viewer: Viewer,
    *,
    enterprise_ids: Collection[int],
    subject: str,
    text: str,
    details: DocumentDetails,
    issued_on: date,
    change: Change,
) -> LetterRun:
    """Check the words, number one letter for each enterprise; ``work_through`` makes the files.

    Args:
        enterprise_ids: out of the viewer's reach ones are left out.
        subject, text: may name places in braces; paragraphs are lines.

    Raises:
        NothingWritten, UnknownPlace, NobodyToWriteTo, TooManyLetters: as named.
        Refusal: the first letter cannot be laid out (a character in no font, a part missing).
    """
    if not subject.strip() or not text.strip():
        raise NothingWritten
    refuse_unknown_places(subject, text)
    places = places_of(viewer, enterprise_ids, on=change.at.date())
    words: dict[str, Any] = {
        "subject": subject.strip(),
        "text": text.strip(),
        "issued_on": issued_on.isoformat(),
        "details": details.as_dict(),
    }
    for told in [*places.values()][:1]:
        notice_pdf(_paper(words, told, number="", audit_head="—"))
    return order_letters(
        places=places,
        titles=[filled(words["subject"], told) for told in places.values()],
        words=words,
        series=details.series,
        year=issued_on.year,
        change=change,
    )


def work_through(*, batch: str, at: datetime, font_folder: Path | None = None) -> LetterRun:
    """Make the files that are still missing, each letter in a change set of its own.

    Safe to run again. A letter that cannot be made has its number voided with the reason, so
    that the register has no gap; at the end all letters are also one file.
    """
    run = run_called(batch)
    if run.is_done:
        return run
    change = Change(Actor(run.owner_key, run.owner_name), run.reason, at, By.JOB, batch=batch)
    for document in letters_to_make(run):
        _make(run, document, change, font_folder)
    papers = [content_of(one.pdf) for one in letters_made(run) if one.pdf]
    with writing("letters.finished", change):
        merged = None
        if papers:
            kept = stored_files(
                {"pdf": joined_pdf(papers)}, name=f"letters-{batch}", purpose=KIND, change=change
            )
            merged = kept["pdf"]
        finish_run(run=run, merged=merged, change=change)
    return run


def letters_as_zip(run: LetterRun) -> bytes:
    """Every letter of a run as PDF and Word, named by number and enterprise.

    Raises:
        NoLetterYet: as named.
    """
    written, count = BytesIO(), 0
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in letters_made(run):
            for form, file in (("pdf", one.pdf), ("docx", one.docx)):
                if file is not None:
                    packed.writestr(f"{_file_name(run, one)}.{form}", content_of(file))
                    count += 1
    if not count:
        raise NoLetterYet
    return written.getvalue()


def merged_letters(run: LetterRun) -> bytes:
    """Every letter of a run in one PDF.

    Raises:
        NoLetterYet: as named.
    """
    if run.merged is None:
        raise NoLetterYet
    return content_of(run.merged)


def _make(
    run: LetterRun, document: IssuedDocument, change: Change, font_folder: Path | None
) -> None:
    told = run.places[str(document.enterprise_id)]
    number = str(document.number)
    try:
        paper = _paper(run.words, told, number=number, audit_head=document.audit_head)
        contents = {"pdf": notice_pdf(paper, font_folder=font_folder), "docx": notice_docx(paper)}
    except Refusal as refused:
        reason = f"未能生成：{refused.said.zh}"
        void_number(number=number_of(document), reason=reason, change=change)
        return
    with writing("document.made", change):
        name = _file_name(run, document)
        files = Files(**stored_files(contents, name=name, purpose=KIND, change=change))
        attach_files(document=document, files=files, change=change)


def _paper(words: dict[str, Any], told: dict[str, str], *, number: str, audit_head: str) -> Notice:
    details = DocumentDetails(**words["details"])
    paragraphs = [filled(line, told) for line in words["text"].splitlines() if line.strip()]
    return Notice(
        issuing_body=details.issuing_body,
        title=filled(words["subject"], told),
        addressees=(told[NAME],),
        body=tuple(Paragraph(line.strip()) for line in paragraphs),
        issued_on=date.fromisoformat(words["issued_on"]),
        signature=details.issuing_body,
        provenance=Provenance("", "", "", audit_head),
        number=number,
        copy_to=names(details.copy_to),
        printed_by=details.printed_by,
    )


def _file_name(run: LetterRun, document: IssuedDocument) -> str:
    told = run.places[str(document.enterprise_id)]
    number = document.number.number if document.number else 0
    return f"{number:04d}-{told[NAME]}".replace("/", "-")
