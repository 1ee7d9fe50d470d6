"""The gates to cooperation: unseen and absent read alike; secret names have gates of their own."""

from __future__ import annotations

from datetime import date

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.models import (
    Achievement,
    Agreement,
    AgreementTerm,
    Demand,
    Disclosure,
    Expert,
    ExpertCase,
    Institution,
    InstitutionMember,
    JointBody,
)
from jigai.apps.cooperation.queries.institutions import own_institutions, visible_agreements
from jigai.apps.registry.models import Representative
from jigai.domain.refusal import NotAllowed, NotFound
from jigai.domain.sentence import Sentence


class NoSuchDemand(NotFound):
    code = "cooperation.no_such_demand"
    message = Sentence("没有编号为{pk}的技术需求。", "There is no demand {pk}.")


class NoSuchAchievement(NotFound):
    code = "cooperation.no_such_achievement"
    message = Sentence("没有编号为{pk}的成果。", "There is no achievement {pk}.")


class NoSuchExpert(NotFound):
    code = "cooperation.no_such_expert"
    message = Sentence("没有编号为{pk}的专家或实验室。", "There is no expert {pk}.")


class NoSuchCase(NotFound):
    code = "cooperation.no_such_case"
    message = Sentence("没有编号为{pk}的派单。", "There is no case {pk}.")


class NoSuchInstitution(NotFound):
    code = "cooperation.no_such_institution"
    message = Sentence("没有院校“{pk}”。", "There is no institution “{pk}”.")


class NoSuchAgreement(NotFound):
    code = "cooperation.no_such_agreement"
    message = Sentence("没有编号为{pk}的协议。", "There is no agreement {pk}.")


class NoSuchTerm(NotFound):
    code = "cooperation.no_such_term"
    message = Sentence("没有编号为{pk}的协议条目。", "There is no term {pk}.")


class NoSuchBody(NotFound):
    code = "cooperation.no_such_body"
    message = Sentence("没有编号为{pk}的共建平台。", "There is no joint body {pk}.")


class NoSuchDisclosure(NotFound):
    code = "cooperation.no_such_disclosure"
    message = Sentence("没有编号为{pk}的公开申请。", "There is no disclosure {pk}.")


class NoSuchMember(NotFound):
    code = "cooperation.no_such_member"
    message = Sentence("没有编号为{pk}的院校授权。", "There is no membership {pk}.")


class NotTheOwner(NotAllowed):
    code = "cooperation.not_the_owner"
    message = Sentence(
        "只有填报单位自己（不保密的也可由技改办）能办。",
        "Only its own side may do this; what is not secret, the programme office too.",
    )


class NoInstitution(NotAllowed):
    code = "cooperation.no_institution"
    message = Sentence("您目前不代表任何院校。", "You act for no institution at present.")
    remedy = Sentence("请联系县技改办登记授权。", "Ask the programme office to enter it.")


def represented(viewer: Viewer) -> set[int]:
    """Ids of the enterprises for which the viewer acts now."""
    if not viewer.has_role(Role.ENTERPRISE):
        return set()
    held = Representative.objects.filter(user_id=viewer.user_id, valid_to=None)
    return set(held.values_list("enterprise_id", flat=True))


def institutions_of(viewer: Viewer) -> list[Institution]:
    """The institutions for which the viewer acts now, by name."""
    found = Institution.objects.filter(pk__in=own_institutions(viewer))
    return list(found.order_by("name_sort", "pk"))


def own_institution(viewer: Viewer, pk: int | None = None) -> Institution:
    """The one for which the viewer acts; ``pk`` chooses among several.

    Raises:
        NoInstitution: none, or not that one.
    """
    found = [one for one in institutions_of(viewer) if pk in (None, one.pk)]
    if not found:
        raise NoInstitution
    return found[0]


def demand_for(viewer: Viewer, pk: int) -> Demand:
    """The demand, if the viewer may see it; its text is another gate's matter.

    Raises:
        NoSuchDemand: it is absent, or out of the viewer's reach.
    """
    seen = Demand.objects.visible_to(viewer)
    found = seen.filter(pk=pk).select_related("enterprise__division", "direction").first()
    if found is None:
        raise NoSuchDemand(pk=pk)
    return found


def is_owner(viewer: Viewer, demand: Demand) -> bool:
    """Whether it is the viewer's own: of an enterprise for which they act, or by themselves."""
    return demand.enterprise_id in represented(viewer) or demand.owner_key == viewer.key


def is_of(key: str, *, owner_key: str, enterprise_id: int) -> bool:
    """Whether a demand is the own of who acts under ``key``, as ``is_owner`` has it of a viewer."""
    kind, _, number = key.partition(":")
    if key == owner_key or kind != "user" or not number.isdecimal():
        return key == owner_key
    held = Representative.objects.filter(user_id=int(number), valid_to=None)
    return held.filter(enterprise_id=enterprise_id).exists()


def reads_clear(viewer: Viewer, demand: Demand) -> bool:
    """Whether the viewer reads the clear text without leaving a mark."""
    return not demand.is_confidential or is_owner(viewer, demand)


def may_change(viewer: Viewer, demand: Demand) -> bool:
    """Its owner; what is not secret, the programme office as well."""
    if not may(viewer, Deed.DEMAND):
        return False
    return is_owner(viewer, demand) or (
        not demand.is_confidential and may(viewer, Deed.KEEP_REGISTERS)
    )


def changeable_demand(viewer: Viewer, pk: int) -> Demand:
    """The demand, for who may change it.

    Raises:
        NoSuchDemand, NotTheOwner: as named.
    """
    found = demand_for(viewer, pk)
    if not may_change(viewer, found):
        raise NotTheOwner
    return found


def disclosure_for(viewer: Viewer, pk: int) -> Disclosure:
    """The disclosure, for the owner of its demand and for the institution.

    Raises:
        NoSuchDisclosure: it is absent, or of others.
    """
    found = Disclosure.objects.select_related("demand__enterprise", "institution")
    row = found.filter(pk=pk, demand__in=Demand.objects.visible_to(viewer)).first()
    if row is None or not (is_owner(viewer, row.demand) or acts_for(viewer, row.institution)):
        raise NoSuchDisclosure(pk=pk)
    return row


def acts_for(viewer: Viewer, institution: Institution) -> bool:
    return institution.pk in {one.pk for one in institutions_of(viewer)}


def achievement_for(viewer: Viewer, pk: int) -> Achievement:
    """Raises: NoSuchAchievement: it is absent, or out of the viewer's reach."""
    seen = Achievement.objects.visible_to(viewer).select_related("institution", "enterprise")
    found = seen.filter(pk=pk).first()
    if found is None:
        raise NoSuchAchievement(pk=pk)
    return found


def holds(viewer: Viewer, achievement: Achievement) -> bool:
    """Whether the viewer may change it: its holder, or the programme office."""
    if not may(viewer, Deed.OFFER):
        return False
    if may(viewer, Deed.KEEP_REGISTERS):
        return True
    if achievement.institution is not None:
        return acts_for(viewer, achievement.institution)
    return achievement.enterprise_id in represented(viewer)


def held_achievement(viewer: Viewer, pk: int) -> Achievement:
    """Raises: NoSuchAchievement, NotTheOwner: as named."""
    found = achievement_for(viewer, pk)
    if not holds(viewer, found):
        raise NotTheOwner
    return found


def expert_for(viewer: Viewer, pk: int, *, on: date) -> Expert:
    """Raises: NoSuchExpert: absent, or listed by no consent that runs on the day."""
    seen = Expert.objects.visible_to(viewer, on=on).select_related("institution")
    found = seen.filter(pk=pk).first()
    if found is None and may(viewer, Deed.KEEP_REGISTERS):
        raise ConsentRunOut(pk=pk) if Expert.objects.filter(pk=pk).exists() else NoSuchExpert(pk=pk)
    if found is None:
        raise NoSuchExpert(pk=pk)
    return found


class ConsentRunOut(NotFound):
    code = "cooperation.consent_run_out"
    message = Sentence(
        "编号{pk}的入库同意已到期或撤回，不再显示。",
        "The consent of number {pk} has run out or was taken back; it is not shown.",
    )
    remedy = Sentence("取得新的同意书后重新登记。", "Enter it again with a new consent.")


def kept_expert(viewer: Viewer, pk: int, *, on: date) -> Expert:
    """The expert, for the programme office and for its own institution, consent or not.

    Raises:
        NoSuchExpert, NotTheOwner: as named.
    """
    found = Expert.objects.filter(pk=pk).select_related("institution").first()
    if found is None or not viewer.grants:
        raise NoSuchExpert(pk=pk)
    if not may(viewer, Deed.KEEP_REGISTERS) and not (
        may(viewer, Deed.OFFER) and acts_for(viewer, found.institution)
    ):
        expert_for(viewer, pk, on=on)
        raise NotTheOwner
    return found


def case_for(viewer: Viewer, pk: int) -> ExpertCase:
    """The case, for who assigns and for the expert's own institution.

    Raises:
        NoSuchCase: as named.
    """
    found = ExpertCase.objects.filter(pk=pk).select_related("expert__institution").first()
    if found is None or not (
        may(viewer, Deed.KEEP_REGISTERS) or acts_for(viewer, found.expert.institution)
    ):
        raise NoSuchCase(pk=pk)
    return found


def institution_for(viewer: Viewer, pk: int) -> Institution:
    """Raises: NoSuchInstitution: it is absent, or the viewer holds no role."""
    found = Institution.objects.filter(pk=pk).first() if viewer.grants else None
    if found is None:
        raise NoSuchInstitution(pk=pk)
    return found


def institution_named(viewer: Viewer, name: str) -> Institution:
    """By number or whole name.

    Raises:
        NoSuchInstitution: as `institution_for`.
    """
    found = Institution.objects.filter(name=name.strip()).first() if viewer.grants else None
    if found is None and name.strip().isdecimal():
        return institution_for(viewer, int(name))
    if found is None:
        raise NoSuchInstitution(pk=name)
    return found


def agreement_for(viewer: Viewer, pk: int) -> Agreement:
    """Raises: NoSuchAgreement: it is absent, or out of the viewer's reach."""
    found = visible_agreements(viewer).select_related("institution").filter(pk=pk).first()
    if found is None:
        raise NoSuchAgreement(pk=pk)
    return found


def term_for(viewer: Viewer, pk: int) -> AgreementTerm:
    """Raises: NoSuchTerm: it is absent, or of an agreement out of reach."""
    seen = AgreementTerm.objects.filter(agreement__in=visible_agreements(viewer))
    found = seen.select_related("agreement").filter(pk=pk).first()
    if found is None:
        raise NoSuchTerm(pk=pk)
    return found


def body_of(institution: Institution, pk: int | None) -> JointBody | None:
    """Raises: NoSuchBody: it is absent, or of another institution."""
    if pk is None:
        return None
    found = JointBody.objects.filter(pk=pk, institution=institution).first()
    if found is None:
        raise NoSuchBody(pk=pk)
    return found


def joint_body_for(viewer: Viewer, pk: int) -> JointBody:
    """Raises: NoSuchBody: it is absent, or the viewer holds no role."""
    rows = JointBody.objects.select_related("institution").filter(pk=pk)
    found = rows.first() if viewer.grants else None
    if found is None:
        raise NoSuchBody(pk=pk)
    return found


def member_for(pk: int) -> InstitutionMember:
    """Raises: NoSuchMember: it is absent."""
    found = InstitutionMember.objects.select_related("institution", "user").filter(pk=pk).first()
    if found is None:
        raise NoSuchMember(pk=pk)
    return found
