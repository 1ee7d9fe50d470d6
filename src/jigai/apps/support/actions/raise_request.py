from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.registry.actions.add_contact import add_contact
from jigai.apps.registry.models import Contact, ContactKey, Enterprise
from jigai.apps.registry.queries.contacts import opened
from jigai.apps.support.clockwork import record, settle, start
from jigai.apps.support.models import EnterpriseRequest
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.office_time import local
from jigai.domain.request_clocks.words import Category, Origin, Step, Urgency
from jigai.domain.sentence import Sentence

ASKER = "诉求提出人"


class RequestBlank(Refusal):
    code = "support.blank"
    message = Sentence("诉求要有标题和内容。", "A request needs a title and its text.")


class ProjectOfAnother(Refusal):
    code = "support.project_of_another"
    message = Sentence(
        "项目“{project}”不是“{enterprise}”的。", "Project “{project}” is not of “{enterprise}”."
    )
    remedy = Sentence("请选择本企业的项目，或留空。", "Choose one of its own, or leave it blank.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWords:
    """What is asked, about what, by whom; name and telephone are sealed as a contact."""

    title: str
    text: str
    category: Category
    origin: Origin
    urgency: Urgency = Urgency.NORMAL
    asker_name: str = ""
    asker_telephone: str = ""
    is_confidential: bool = False


def raise_request(
    *,
    enterprise: Enterprise,
    words: RequestWords,
    project: Project | None = None,
    receiver: Agency | None = None,
    change: Change,
) -> EnterpriseRequest:
    """Give a request the next number of its year and start the clocks.

    Args:
        receiver: who takes it in; without one it is the programme office.

    Raises:
        RequestBlank, ProjectOfAnother, RecordInvalid: as named.
    """
    if not words.title.strip() or not words.text.strip():
        raise RequestBlank
    if project is not None and project.enterprise_id != enterprise.pk:
        raise ProjectOfAnother(project=project.name, enterprise=enterprise.name)
    with writing("request.raised", change):
        request = _numbered(
            EnterpriseRequest(
                enterprise=enterprise,
                asker=_asker(enterprise, words, change),
                project=project,
                origin=words.origin.value,
                category=words.category.value,
                urgency=words.urgency.value,
                title=words.title.strip(),
                text=words.text.strip(),
                is_confidential=words.is_confidential,
                receiver=receiver,
                turn_since=change.at,
                cycle_began_at=change.at,
                raised_at=change.at,
                raised_by=change.actor.name,
                raised_by_key=change.actor.key,
            )
        )
        save_valid(request)
        start(request, change.at)
        settle(request, change.at)
        record(request, Step.RAISED, change, text=words.origin.label)
    return request


def _numbered(request: EnterpriseRequest) -> EnterpriseRequest:
    """The next number; writers come one after another, so none is given twice or left out."""
    request.year = local(request.raised_at).year
    last = EnterpriseRequest.objects.filter(year=request.year).order_by("-number").first()
    request.number = last.number + 1 if last else 1
    request.follows = last
    request.code = f"{request.year}-{request.number:04d}"
    return request


def _asker(enterprise: Enterprise, words: RequestWords, change: Change) -> Contact | None:
    """The contact of that name and telephone, known or new."""
    name, telephone = words.asker_name.strip(), words.asker_telephone.strip()
    if not name:
        return None
    kept = Contact.objects.filter(enterprise=enterprise, is_current=True).order_by("pk")
    for contact in kept.filter(pk__in=ContactKey.objects.values("contact_id")):
        person = opened(contact)
        if (person.name, person.telephone) == (name, telephone):
            return contact
    return add_contact(
        enterprise=enterprise, name=name, telephone=telephone, duty=ASKER, change=change
    )
