"""A page with one form that does one deed: show, check, act, say, and keep what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import Any

from django.forms import ChoiceField, Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.audit.editing import EditedByOthers, RecordInvalid
from jigai.apps.audit.queries.change_sets import change_set_of
from jigai.apps.audit.queries.versions import Merge, merged, version_of
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, NotFound, Refusal
from jigai.web.authorship import change_by
from jigai.web.forms.conflicts import conflict_rows, decided
from jigai.web.forms.fields import MoneyField
from jigai.web.language import said_on_page
from jigai.web.layout.figures import ABSENT, dated, in_wan
from jigai.web.lists.column import Words
from jigai.web.refusals import http_status
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

Do = Callable[[dict[str, Any], Change], Any]


@dataclass(frozen=True, slots=True)
class Next:
    """What a deed returns to lead on to what it made, instead of back."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a form page says around its form.

    Attributes:
        title: the deed in words.
        about: the record, shown under the title.
        back: address after the deed, and of the way out.
        said: what the next page says once it is done.
        reason: the reason where the form does not ask for one, since the deed is routine.
        at_field: refusal code → the field beside which it is shown.
        is_final: the deed is not taken back by undo, so the next page does not offer it.
    """

    title: Words
    about: Words = ""
    back: str
    said: Words
    submit: Words = ""
    reason: str = ""
    template: str = "forms/page.html"
    at_field: Mapping[str, str] = field(default_factory=dict)
    is_final: bool = False


def acted(
    request: PageRequest, form: Form, act: Act, do: Do, *, shown: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page of the form; once it is filled in rightly, the deed and the way back.

    A refusal comes back beside its field, with everything that was typed still there.
    """
    page = {"form": form, "act": act, **(shown or {})}
    if not form.is_bound:
        return render(request, act.template, page)
    if not form.is_valid():
        return render(request, act.template, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    values = dict(form.cleaned_data)
    change = change_by(request, values.pop("reason", None) or act.reason)
    try:
        made = do(values, change)
    except (NotFound, NotAllowed):
        raise
    except EditedByOthers as found:
        merge = Merge({}, found.conflicts)
        page["conflicts"] = conflict_rows(merge, form, say=lambda n, v: worded(form, n, v))
        return render(request, act.template, page, status=HTTPStatus.CONFLICT)
    except Refusal as refused:
        _put(form, act, refused)
        return render(request, act.template, page, status=http_status(refused))
    if act.is_final:
        tell(request, str(act.said))
    else:
        done(request, str(act.said), change)
    return HttpResponseRedirect(made.url if isinstance(made, Next) else act.back)


def done(request: PageRequest, text: str, change: Change) -> None:
    """Say what was done on the next page, with undo for those who may."""
    number = change_set_of(change) if may(request.viewer, Deed.UNDO) else None
    tell(request, text, undo_url=reverse("changes:undo", args=[number]) if number else "")


def settled(
    request: PageRequest, record: Any, values: Mapping[str, Any], *, base: int
) -> tuple[int, dict[str, Any]]:
    """Base version and values to save, once a person has answered the conflict card.

    Without an answer the values go as typed, and the action names the conflict again.
    """
    merge = merged(record, base=base, mine=values)
    answered = decided(merge, request.POST) if merge.conflicts else None
    return (base, dict(values)) if answered is None else (version_of(record), answered)


def worded(form: Form, name: str, value: Any) -> str:
    """The value of a field as a person reads it."""
    shown = form.fields.get(name)
    if value is None or value == "":
        return ABSENT
    if isinstance(shown, ChoiceField):
        return str(_words_of(shown).get(str(value), value))
    if isinstance(shown, MoneyField):
        return in_wan(value)
    return dated(value) if isinstance(value, date) else str(value)


def _words_of(shown: ChoiceField) -> dict[str, Any]:
    choices: Any = shown.choices  # Django's own type allows more than fields of the house use
    return {str(key): word for key, word in choices}


def _put(form: Form, act: Act, refused: Refusal) -> None:
    if isinstance(refused, RecordInvalid):
        for name, sentence in refused.fields.items():
            form.add_error(name if name in form.fields else None, said_on_page(sentence))
        return
    text = said_on_page(refused.said + refused.advice)
    form.add_error(act.at_field.get(refused.code), text)
