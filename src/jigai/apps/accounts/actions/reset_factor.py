"""A lost second factor is taken away by two persons; the password alone then opens the door."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from jigai.apps.accounts.models import FactorReset, User
from jigai.apps.accounts.queries.factors import other_administrators, waiting_reset
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence


class NoFactor(Refusal):
    code = "factor.none"
    message = Sentence("{name}没有设置双重验证。", "{name} has no second factor.")


class ResetAskedAlready(Refusal):
    code = "factor.reset_asked_already"
    message = Sentence("已有一份待确认的重置申请。", "A request to reset it is waiting already.")


class OwnFactor(NotAllowed):
    code = "factor.own"
    message = Sentence(
        "不能为自己申请或确认重置。", "Nobody asks for or confirms the reset of their own factor."
    )
    remedy = Sentence(
        "还能登录时，请在“我的账号”里自己更换。", "While signed in, change it in your own account."
    )


class OwnResetRequest(NotAllowed):
    code = "factor.own_request"
    message = Sentence("申请的人不能自己确认。", "Who asked cannot confirm.")
    remedy = Sentence("请由另一位管理员确认。", "Let another administrator confirm.")


class ResetDecided(Refusal):
    code = "factor.reset_decided_already"
    message = Sentence("这份申请已经办结。", "This request is settled already.")


class SecondPersonThere(NotAllowed):
    code = "factor.second_person_there"
    message = Sentence(
        "还有另一位管理员，重置须由两人办理。",
        "There is another administrator: a reset takes two persons.",
    )
    remedy = Sentence("请在人员页面申请和确认。", "Ask and confirm on the page of the person.")


def ask_factor_reset(*, user: User, change: Change) -> FactorReset:
    """Ask to take a person's second factor away; the change's reason is kept with it.

    Raises:
        OwnFactor, NoFactor, ResetAskedAlready: as named.
    """
    with writing("factor_reset.asked", change):
        if change.actor.key == f"user:{user.pk}":
            raise OwnFactor
        if not Authenticator.objects.filter(user=user).exists():
            raise NoFactor(name=user.display_name)
        if waiting_reset(user):
            raise ResetAskedAlready
        return _asked(user, change)


def confirm_factor_reset(*, reset: FactorReset, change: Change) -> None:
    """Take the factor away and end the person's sessions, by another person than who asked.

    Raises:
        ResetDecided, OwnResetRequest, OwnFactor: as named.
    """
    with writing("factor_reset.confirmed", change):
        reset.refresh_from_db()
        if reset.confirmed_at or reset.withdrawn_at:
            raise ResetDecided
        if change.actor.key == reset.asked_by_key:
            raise OwnResetRequest
        if change.actor.key == f"user:{reset.user_id}":
            raise OwnFactor
        _taken_away(reset, change)


def withdraw_factor_reset(*, reset: FactorReset, change: Change) -> None:
    """Let a request rest: the device was found, or it was not the person who called.

    Raises:
        ResetDecided: it was confirmed or withdrawn before.
    """
    with writing("factor_reset.withdrawn", change):
        reset.refresh_from_db()
        if reset.confirmed_at or reset.withdrawn_at:
            raise ResetDecided
        reset.withdrawn_at = change.at
        reset.save(update_fields=["withdrawn_at"])


def reset_factor_on_server(*, user: User, asked_by: str, change: Change) -> FactorReset:
    """The county's only administrator lost the factor: whoever keeps the server takes it away.

    Args:
        asked_by: who came and was recognised, by name; kept beside the keeper of the server.

    Raises:
        NoFactor: there is none to take away.
        SecondPersonThere: another administrator could do it by the usual way.
    """
    with writing("factor_reset.on_server", change):
        if not Authenticator.objects.filter(user=user).exists():
            raise NoFactor(name=user.display_name)
        if other_administrators(user, on=change.at.date()):
            raise SecondPersonThere
        reset = waiting_reset(user) or _asked(user, change, key="in person", name=asked_by)
        _taken_away(reset, change)
        return reset


def tell_of_reset(*, reset: FactorReset, change: Change) -> None:
    """The person has read who took the factor away, and why."""
    with writing("factor_reset.told", change):
        reset.told_at = change.at
        reset.save(update_fields=["told_at"])


def _asked(user: User, change: Change, *, key: str = "", name: str = "") -> FactorReset:
    return FactorReset.objects.create(
        user=user,
        reason=change.reason,
        asked_by_key=key or change.actor.key,
        asked_by=name or change.actor.name,
        asked_at=change.at,
    )


def _taken_away(reset: FactorReset, change: Change) -> None:
    reset.confirmed_by_key, reset.confirmed_by = change.actor.key, change.actor.name
    reset.confirmed_at = change.at
    reset.save(update_fields=["confirmed_by_key", "confirmed_by", "confirmed_at"])
    Authenticator.objects.filter(user_id=reset.user_id).delete()
    for session in UserSession.objects.filter(user_id=reset.user_id):
        session.end()
