"""Accounts by login and responsible units by name, as commands speak of them."""

from __future__ import annotations

from datetime import date

from jigai.apps.accounts.models import Agency, Role, User
from jigai.apps.accounts.viewer import Viewer, viewer_of
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence

ROLES = tuple(role.value for role in Role)


class NoSuchAccount(NotFound):
    code = "account.not_found"
    message = Sentence("没有可用的账号“{username}”。", "There is no active account “{username}”.")
    remedy = Sentence(
        "请核对登录名；停用的账号不能办理。", "Check the login; a disabled account cannot act."
    )


def acting_viewer(username: str, *, on: date) -> Viewer:
    """The active account of a login as a viewer.

    Raises:
        NoSuchAccount: as named.
    """
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NoSuchAccount(username=username)
    return viewer_of(user, on=on)


class NoAgencyNamed(NotFound):
    code = "agency.not_found_by_name"
    message = Sentence("没有名为“{name}”的责任单位。", "There is no agency named “{name}”.")


def agency_named(name: str) -> Agency:
    """The responsible unit of a name.

    Raises:
        NoAgencyNamed: as named.
    """
    found = Agency.objects.filter(name=name).first()
    if found is None:
        raise NoAgencyNamed(name=name)
    return found
