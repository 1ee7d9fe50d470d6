"""The one root of anticipated errors: a code, a sentence and a remedy, and no HTTP."""

from __future__ import annotations

from typing import ClassVar

from jigai.domain.sentence import Sentence

NO_REMEDY = Sentence("", "")


class Refusal(Exception):
    """Why something was not done. Each interface translates it in one place.

    A subclass is named for the condition, sets ``code`` as ``<part>.<condition>`` (never
    changed once released) and usually ``message`` and ``remedy`` as class attributes with
    named places, filled by keyword on raising.

    Args:
        message: what is refused and why; default: the class's own.
        remedy: what the person can do about it; default: the class's own.
        **places: values for the named places of both sentences; kept as ``places``. Without
            any, the sentences are taken as they stand, so that quoted braces stay braces.

    >>> Refusal(Sentence("不认识的符号“{”", "unknown symbol “{”")).said.en
    'unknown symbol “{”'
    """

    code: ClassVar[str] = "refused"
    message: ClassVar[Sentence] = Sentence("操作被拒绝。", "This was refused.")
    remedy: ClassVar[Sentence] = NO_REMEDY

    def __init__(
        self, message: Sentence | None = None, remedy: Sentence | None = None, **places: object
    ) -> None:
        said, advice = message or self.message, remedy or self.remedy
        self.said = said.format(**places) if places else said
        self.advice = advice.format(**places) if places else advice
        self.places = places
        super().__init__(self.said.zh)

    def __str__(self) -> str:
        return f"{self.said.zh}{self.advice.zh}"


class NotFound(Refusal):
    """The thing does not exist, or the person may not know that it does."""

    code = "not_found"
    message = Sentence("没有找到。", "Not found.")


class NotAllowed(Refusal):
    """The person is known and may see the thing, but may not do this."""

    code = "not_allowed"
    message = Sentence("您没有做这件事的权限。", "You may not do this.")
    remedy = Sentence("请联系县技改办管理员。", "Ask the programme office administrator.")
