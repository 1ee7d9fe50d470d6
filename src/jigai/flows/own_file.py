"""One enterprise's file (一企一档) as its own people read it: values, badges, ladder, letters.

A badge is of a project and its responsible unit, never of the enterprise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.badges.queries.lawful_explanation import explanation_for
from jigai.apps.portal.queries.permits import PermitRow, permits_of
from jigai.apps.portal.queries.requests import (
    CorrectionRow,
    ProposalRow,
    correction_rows,
    proposal_rows,
)
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.apps.registry.queries.contact_looks import Look, looks_at
from jigai.apps.registry.queries.contacts import ContactRow, contact_rows, own_contacts
from jigai.apps.reports.queries.deliveries import LetterRow, letters_to
from jigai.apps.rounds.models import Round, RoundStage
from jigai.apps.rounds.queries.coverage import EntryState, coverage
from jigai.domain.sentence import Sentence
from jigai.flows.explain_ladder import LadderCard, ladder_card
from jigai.flows.own_file_lines import (
    FileSection,
    certificate_lines,
    fact_lines,
    identity_lines,
    indicator_lines,
    project_lines,
)
from jigai.flows.score_enterprise import score_enterprise


@dataclass(frozen=True, slots=True)
class OwnContact:
    """A contact: in full for who gave it, else masked; ``is_own`` says which."""

    id: int
    duty: str
    name: str
    telephone: str
    is_own: bool
    is_erased: bool


@dataclass(frozen=True, slots=True)
class OwnBadge:
    """The last published badge of one project with its reason."""

    project_id: int
    project: str
    period: str
    colour: str
    badge: Sentence
    word: Sentence
    reason: Sentence


@dataclass(frozen=True, slots=True)
class OwnForm:
    """One due form: open to the enterprise where ``permit`` is there; ``proposal`` is the last."""

    project_id: int
    project: str
    agency: str
    period: str
    due_on: date
    state: EntryState
    permit: PermitRow | None
    proposal: ProposalRow | None

    @property
    def is_open(self) -> bool:
        return self.permit is not None and not self.state.is_seen


@dataclass(frozen=True, slots=True)
class OwnFile:
    """Everything that the county holds about one enterprise, on a day."""

    enterprise_id: int
    name: str
    credit_code: str
    on: date
    sections: tuple[FileSection, ...]
    contacts: tuple[OwnContact, ...]
    looks: tuple[Look, ...]
    badges: tuple[OwnBadge, ...]
    forms: tuple[OwnForm, ...]
    ladder: LadderCard
    deliveries: tuple[LetterRow, ...]
    corrections: tuple[CorrectionRow, ...]


def own_file(
    viewer: Viewer, *, enterprise: Enterprise, on: date, is_in_person: bool = True
) -> OwnFile:
    """The file of an enterprise that the viewer speaks for.

    Args:
        is_in_person: the person themself looks; a keeper's preview shows contacts masked.
    """
    projects = list(
        Project.objects.filter(enterprise=enterprise)
        .select_related("responsible_agency")
        .order_by("name_sort", "pk")
    )
    contacts = _contacts(viewer, enterprise, is_in_person=is_in_person)
    return OwnFile(
        enterprise_id=enterprise.pk,
        name=enterprise.name,
        credit_code=enterprise.credit_code,
        on=on,
        sections=(
            identity_lines(enterprise),
            certificate_lines(enterprise),
            *map(project_lines, projects),
            indicator_lines(enterprise),
            fact_lines(enterprise),
        ),
        contacts=contacts,
        looks=tuple(looks_at([one.id for one in contacts])),
        badges=tuple(_badges(viewer, projects)),
        forms=tuple(own_forms(viewer, enterprise=enterprise, on=on)),
        ladder=ladder_card(score_enterprise(enterprise=enterprise, on=on)),
        deliveries=tuple(letters_to(enterprise.pk)),
        corrections=tuple(correction_rows(viewer, on=on, enterprise_id=enterprise.pk)),
    )


def own_forms(viewer: Viewer, *, enterprise: Enterprise, on: date) -> Iterator[OwnForm]:
    """The forms of rounds that still take reports, the most urgent first."""
    keys = list(Project.objects.filter(enterprise=enterprise).values_list("pk", flat=True))
    permits = permits_of(keys, on=on)
    told: dict[tuple[int, str], ProposalRow] = {}
    for row in reversed(proposal_rows(viewer)):
        told[row.project_id, row.period] = row
    rounds = Round.objects.exclude(stage=RoundStage.PUBLISHED).order_by("due_on", "pk")
    for held in rounds:
        for due in coverage(viewer, round=held).rows:
            if due.project_id in keys:
                yield OwnForm(
                    due.project_id,
                    due.project,
                    due.agency,
                    held.period,
                    held.due_on,
                    due.state,
                    permits.get(due.project_id),
                    told.get((due.project_id, held.period)),
                )


def _contacts(
    viewer: Viewer, enterprise: Enterprise, *, is_in_person: bool
) -> tuple[OwnContact, ...]:
    rows = contact_rows(enterprise_id=enterprise.pk)
    mine = (
        own_contacts(enterprise_id=enterprise.pk, given_by_key=viewer.key) if is_in_person else {}
    )

    def shown(row: ContactRow) -> OwnContact:
        full = mine.get(row.id)
        name, telephone = (full.name, full.telephone) if full else (row.name, row.telephone)
        return OwnContact(row.id, row.duty, name, telephone, full is not None, row.is_erased)

    return tuple(map(shown, rows))


def _badges(viewer: Viewer, projects: list[Project]) -> Iterator[OwnBadge]:
    for project in projects:
        given = ProjectBadge.objects.filter(project=project, round__published_at__isnull=False)
        badge = given.select_related("round", "project").order_by("-round__ends_on").first()
        if badge is None:
            continue
        told = explanation_for(viewer, badge)
        yield OwnBadge(
            project.pk,
            project.name,
            told.period,
            told.colour,
            told.badge,
            told.word,
            told.paragraph,
        )
