from __future__ import annotations

from django.contrib.auth.hashers import make_password

from jigai.apps.accounts.models import User
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class UsernameTaken(Refusal):
    code = "person.username_taken"
    message = Sentence("登录名“{username}”已被使用。", "The login “{username}” is taken.")
    remedy = Sentence("请换一个登录名。", "Choose another one.")


def create_person(
    *, username: str, display_name: str, change: Change, language: str = "zh-hans"
) -> User:
    """Open an account without a password; the person sets one by a one-time link.

    Raises:
        UsernameTaken, RecordInvalid: as named.
    """
    with writing("person.created", change):
        if User.objects.filter(username=username).exists():
            raise UsernameTaken(username=username)
        user = User(username=username, display_name=display_name, language=language)
        user.password = make_password(None)
        save_valid(user)
    return user


def set_active(*, user: User, is_active: bool, change: Change) -> None:
    """Let a person in, or keep them out from the next click on."""
    with writing("person.admitted" if is_active else "person.barred", change):
        user.is_active = is_active
        user.save(update_fields=["is_active"])
