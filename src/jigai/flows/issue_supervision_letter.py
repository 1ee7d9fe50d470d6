"""Issue the supervision letter (督办函) for a project's badge to the responsible unit."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from jigai.apps.audit.chain import head
from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import BadgeState, ProjectBadge
from jigai.apps.reference.queries.settings import programme, work_calendar
from jigai.apps.reports.actions.allocate_number import allocate_number
from jigai.apps.reports.actions.record_document import Files, record_document
from jigai.apps.reports.models import IssuedDocument
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.documents.docx import letter_docx
from jigai.exchange.documents.pdf import letter_pdf
from jigai.flows.document_details import DocumentDetails, stored_files
from jigai.flows.letter_paper import LetterDays, facts_digest, letter_paper

KIND = "supervision_letter"
CALLING = frozenset({"red", "yellow"})


class BadgeNotFinal(Refusal):
    code = "letter.badge_not_final"
    message = Sentence("“{project}”的牌色尚未定案。", "The badge of “{project}” is not final yet.")
    remedy = Sentence("请在异议期满并发布之后发函。", "Issue letters after publication.")


class NoReasonForLetter(Refusal):
    code = "letter.no_reason"
    message = Sentence(
        "“{project}”本期不是红牌或黄牌，不发督办函。",
        "“{project}” holds neither red nor yellow; no letter is due.",
    )


class NobodyResponsible(Refusal):
    code = "letter.nobody_responsible"
    message = Sentence(
        "“{project}”没有登记责任单位。", "“{project}” has no responsible unit in the register."
    )
    remedy = Sentence("请先在项目登记中写明责任单位。", "Enter the responsible unit first.")


def issue_supervision_letter(
    *,
    badge: ProjectBadge,
    details: DocumentDetails,
    issued_on: date,
    change: Change,
    font_folder: Path | None = None,
) -> IssuedDocument:
    """Number, files and receipt are kept together, or none of them.

    Raises:
        BadgeNotFinal, NoReasonForLetter, NobodyResponsible: as named.
        Refusal: a part of the paper is missing, or a character is in no font.
    """
    project = badge.project
    if badge.state != BadgeState.FINAL:
        raise BadgeNotFinal(project=project.name)
    if badge.colour not in CALLING:
        raise NoReasonForLetter(project=project.name)
    if project.responsible_agency is None:
        raise NobodyResponsible(project=project.name)
    days, chain = _days(details, issued_on), str(head() or "")
    with writing("letter.issued", change):
        number = allocate_number(series=details.series, year=issued_on.year, change=change)
        paper = letter_paper(
            badge, number=str(number), audit_head=chain, details=details, days=days
        )
        name = paper.title.zh.replace("\n", "")
        contents = {"pdf": letter_pdf(paper, font_folder=font_folder), "docx": letter_docx(paper)}
        return record_document(
            kind=KIND,
            title=name,
            number=number,
            round=badge.round,
            project=project,
            made_from=_made_from(badge, chain, days, details),
            files=Files(**stored_files(contents, name=name, purpose=KIND, change=change)),
            change=change,
        )


def _days(details: DocumentDetails, issued_on: date) -> LetterDays:
    calendar, county = work_calendar(), programme()
    return LetterDays(
        issued_on=issued_on,
        reply_by=calendar.add(issued_on, details.reply_work_days),
        objections_until=calendar.add(issued_on, county.objection_work_days),
    )


def _made_from(
    badge: ProjectBadge, chain: str, days: LetterDays, details: DocumentDetails
) -> dict[str, Any]:
    return {
        "badge": badge.pk,
        "colour": badge.colour,
        "rule_set": badge.rule_set,
        "rule_hash": badge.rule_hash,
        "snapshot": facts_digest(badge),
        "audit_head": chain,
        "reply_by": days.reply_by.isoformat(),
        "form": details.as_dict(),
    }
