"""A refusal of the floors below, said inside the form that caused it."""

from __future__ import annotations

from django.forms import Form

from jigai.apps.audit.editing import RecordInvalid
from jigai.domain.refusal import Refusal
from jigai.web.language import said_on_page


def add_refusal(form: Form, refusal: Refusal, *, field: str | None = None) -> None:
    """Put the sentence and its remedy beside a field, or at the top of the form.

    A ``RecordInvalid`` finds its own fields where the form has fields of the same names.
    """
    if isinstance(refusal, RecordInvalid):
        for name, problem in refusal.fields.items():
            form.add_error(name if name in form.fields else None, said_on_page(problem))
        return
    form.add_error(field, said_on_page(refusal.said + refusal.advice))
