from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jigai.apps.accounts.models import User
from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.models import Coach, LadderTask
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.sentence import Sentence


class NoSuchOfficer(NotFound):
    code = "cultivation.no_such_officer"
    message = Sentence("没有编号为{pk}的人员。", "There is no person {pk}.")


class CoachCannotSee(Refusal):
    code = "cultivation.coach_cannot_see"
    message = Sentence(
        "{name}看不到“{enterprise}”，不能作它的培育联系人。",
        "{name} cannot see “{enterprise}” and so cannot accompany it.",
    )
    remedy = Sentence(
        "请选负责该企业或该片区的干部。", "Choose an officer of its area or of its projects."
    )


class CoachAlready(Refusal):
    code = "cultivation.coach_already"
    message = Sentence("{name}已经是培育联系人。", "{name} accompanies it already.")


def assign_coach(*, enterprise: Enterprise, user_id: int, since: date, change: Change) -> Coach:
    """Give an enterprise its officer; the one before ends that day, open tasks go over.

    Raises:
        NoSuchOfficer, CoachCannotSee, CoachAlready, RecordInvalid: as named.
    """
    user = officer_for([enterprise], user_id=user_id, since=since)
    before = Coach.objects.filter(enterprise=enterprise, valid_to=None).first()
    if before is not None and before.user_id == user_id:
        raise CoachAlready(name=user.display_name)
    with writing("coach.assigned", change):
        if before is not None:
            before.valid_to = since
            before.save(update_fields=["valid_to"])
        coach = Coach(enterprise=enterprise, user=user, valid_from=since)
        save_valid(coach)
        LadderTask.objects.filter(enterprise=enterprise, done_on=None).update(officer=user)
    return coach


def officer_for(enterprises: Sequence[Enterprise], *, user_id: int, since: date) -> User:
    """The person, once it is sure that they see every enterprise.

    Raises:
        NoSuchOfficer, CoachCannotSee: as named.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NoSuchOfficer(pk=user_id)
    for one in out_of_reach(enterprises, user, since=since):
        raise CoachCannotSee(name=user.display_name, enterprise=one.name)
    return user


def out_of_reach(enterprises: Sequence[Enterprise], user: User, *, since: date) -> list[Enterprise]:
    """Those that the person does not see, and so cannot accompany; two queries."""
    viewer = viewer_of(user, on=since)
    seen: set[int] = set()
    if may(viewer, Deed.READ_CHECKS):
        rows = Enterprise.objects.visible_to(viewer).filter(pk__in=[one.pk for one in enterprises])
        seen.update(rows.values_list("pk", flat=True))
    return [one for one in enterprises if one.pk not in seen]
