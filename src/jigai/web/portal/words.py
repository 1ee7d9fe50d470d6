"""Words of the portal's codes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jigai.domain.data_rights import GROUND_WORDS, KIND_WORDS
from jigai.domain.voucher_totals import KIND_WORDS as VOUCHER_WORDS
from jigai.flows.file_fields import BY_NAME, SIZES
from jigai.web.language import said_on_page, spoken

STATES: dict[str, Promise] = {
    "waiting": _("等待答复"),
    "accepted": _("已采纳"),
    "refused": _("未采纳"),
    "withdrawn": _("已撤回"),
}
TONES = {"waiting": "warn", "accepted": "good", "refused": "bad", "withdrawn": ""}
VOUCHER_KINDS = tuple((key.value, spoken(word)) for key, word in VOUCHER_WORDS.items())
REQUEST_KINDS = tuple((key.value, spoken(word)) for key, word in KIND_WORDS.items())
GROUNDS = tuple((key.value, spoken(word)) for key, word in GROUND_WORDS.items())


def field_words(subject: str, name: str) -> Promise | str:
    """What a correction names, in words."""
    known = BY_NAME.get((subject, name))
    return spoken(known.label) if known else f"{subject}.{name}"


def value_words(subject: str, name: str, text: str) -> str:
    """A value that a correction holds, as a person reads it."""
    known = BY_NAME.get((subject, name))
    if known and known.kind == "size" and text in SIZES:
        return said_on_page(SIZES[text])
    return text or "—"
