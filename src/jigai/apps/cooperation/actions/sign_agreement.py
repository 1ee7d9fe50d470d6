"""Agreements, their duties and deliverables, and the yearly heads of training."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import (
    Agreement,
    AgreementTerm,
    Institution,
    JointBody,
    TrainingFigure,
)
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

FIRST_YEAR = 1990


class OtherSideUnclear(Refusal):
    code = "cooperation.other_side_unclear"
    message = Sentence(
        "协议另一方是一家企业或县里的一个单位，只填其一。",
        "The other side is one enterprise or one body of the county.",
    )


class BodyOfAnother(Refusal):
    code = "cooperation.body_of_another"
    message = Sentence("这个平台不属于这家院校。", "The joint body is of another institution.")


class AgreementOver(Refusal):
    code = "cooperation.agreement_over"
    message = Sentence("协议已经终止。", "The agreement has ended.")


class TermMetAlready(Refusal):
    code = "cooperation.term_met_already"
    message = Sentence("这一条已经完成。", "This term is met already.")


class ProofMissing(Refusal):
    code = "cooperation.proof_missing"
    message = Sentence("没有写明完成的证明材料。", "What proves it is not named.")


class MetAhead(Refusal):
    code = "cooperation.met_ahead"
    message = Sentence(
        "完成日{day}不在签订日与今天之间。", "{day} is not between signing and today."
    )


class TrainingYearWrong(Refusal):
    code = "cooperation.training_year_wrong"
    message = Sentence("年度{year}不在1990到{last}之间。", "Year {year} is not in 1990 to {last}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementEntry:
    """What was signed; money in fen, ``valid_to`` the last day."""

    title: str
    signed_on: date
    enterprise: Enterprise | None = None
    county_party: str = ""
    joint_body: JointBody | None = None
    document: str = ""
    valid_to: date | None = None
    amount_fen: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEntry:
    """One duty or deliverable: who owes it, and by when."""

    kind: str
    party: str
    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingEntry:
    """Heads of a year; ``None`` is not known."""

    year: int
    source: str
    trained_count: int | None = None
    intern_count: int | None = None
    graduate_count: int | None = None
    placed_count: int | None = None
    is_demo: bool = False


def sign_agreement(*, institution: Institution, entry: AgreementEntry, change: Change) -> Agreement:
    """Enter a signed agreement; its terms follow one by one.

    Raises:
        OtherSideUnclear, BodyOfAnother, RecordInvalid: as named.
    """
    return _saved(Agreement(institution=institution), entry, "agreement.signed", change)


def correct_agreement(*, agreement: Agreement, entry: AgreementEntry, change: Change) -> Agreement:
    """Correct what was entered of an agreement.

    Raises:
        as `sign_agreement`.
    """
    return _saved(agreement, entry, "agreement.corrected", change)


def end_agreement(*, agreement: Agreement, ended_on: date, change: Change) -> Agreement:
    """End an agreement before its last day; the change's reason says why.

    Raises:
        AgreementOver: it has ended before.
    """
    with writing("agreement.ended", change):
        agreement.refresh_from_db()
        if agreement.ended_on is not None:
            raise AgreementOver
        agreement.ended_on, agreement.end_reason = ended_on, change.reason[:300]
        save_valid(agreement, fields=["ended_on", "end_reason"])
    return agreement


def add_term(*, agreement: Agreement, entry: TermEntry, change: Change) -> AgreementTerm:
    """Enter one duty or deliverable.

    Raises:
        AgreementOver, RecordInvalid: as named.
    """
    with writing("agreement_term.added", change):
        agreement.refresh_from_db()
        if agreement.ended_on is not None:
            raise AgreementOver
        term = AgreementTerm(
            agreement=agreement,
            kind=entry.kind,
            party=entry.party,
            text=entry.text.strip(),
            due_on=entry.due_on,
        )
        save_valid(term)
    return term


def meet_term(*, term: AgreementTerm, met_on: date, proof: str, change: Change) -> AgreementTerm:
    """Say that a duty or deliverable was met, when and by what.

    Raises:
        ProofMissing, MetAhead, TermMetAlready: as named.
    """
    if not proof.strip():
        raise ProofMissing
    if not term.agreement.signed_on <= met_on <= change.at.date():
        raise MetAhead(day=met_on)
    with writing("agreement_term.met", change):
        term.refresh_from_db()
        if term.met_on is not None:
            raise TermMetAlready
        term.met_on, term.proof = met_on, proof.strip()[:200]
        term.save(update_fields=["met_on", "proof"])
    return term


def record_training(
    *,
    institution: Institution,
    entry: TrainingEntry,
    change: Change,
    joint_body: JointBody | None = None,
) -> TrainingFigure:
    """Keep the heads of a year, in the place of those kept before.

    Raises:
        BodyOfAnother, TrainingYearWrong, RecordInvalid: as named.
    """
    last = change.at.year
    if not FIRST_YEAR <= entry.year <= last:
        raise TrainingYearWrong(year=entry.year, last=last)
    if joint_body is not None and joint_body.institution_id != institution.pk:
        raise BodyOfAnother
    with writing("training.recorded", change):
        kept = TrainingFigure.objects.filter(
            institution=institution, joint_body=joint_body, year=entry.year
        )
        row = kept.first() or TrainingFigure(
            institution=institution, joint_body=joint_body, year=entry.year
        )
        for name in TrainingEntry.__dataclass_fields__:
            setattr(row, name, getattr(entry, name))
        save_valid(row)
    return row


def _saved(agreement: Agreement, entry: AgreementEntry, verb: str, change: Change) -> Agreement:
    if (entry.enterprise is None) == (entry.county_party.strip() == ""):
        raise OtherSideUnclear
    body = entry.joint_body
    if body is not None and body.institution_id != agreement.institution_id:
        raise BodyOfAnother
    for name in AgreementEntry.__dataclass_fields__:
        value = getattr(entry, name)
        setattr(agreement, name, value.strip() if isinstance(value, str) else value)
    with writing(verb, change):
        save_valid(agreement)
    return agreement
