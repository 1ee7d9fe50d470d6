"""The own file (一企一档): on the page, and on paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.portal.queries.access import own_letter
from jigai.apps.reports.actions.record_delivery import confirm_receipt
from jigai.apps.reports.queries.deliveries import letters_to
from jigai.apps.reports.queries.issued_documents import file_of, files_of
from jigai.flows.own_file import OwnFile, own_file
from jigai.flows.print_own_file import print_own_file
from jigai.web.authorship import change_by
from jigai.web.language import page_language
from jigai.web.portal.person import desk_of, enterprise_in, file_answer, is_in_person, stamped
from jigai.web.portal.words import STATES, TONES, field_words, value_words
from jigai.web.requests import PageRequest
from jigai.web.rounds.words import ENTRY_STATES, ENTRY_TONES
from jigai.web.toasts import tell

SOON_DAYS = 90


@require_safe
def show(request: PageRequest) -> HttpResponse:
    file = _file(request)
    shown = {
        **desk_of(request, "file"),
        "file": file,
        "forms": form_cards(file),
        "letters": [(one, _forms(request, one.id)) for one in file.deliveries],
        "corrections": [
            (one, field_words(one.subject, one.field), STATES[one.said.state],
             TONES[one.said.state], one.said.asked_by == request.viewer.name,
             value_words(one.subject, one.field, one.before),
             value_words(one.subject, one.field, one.after))
            for one in file.corrections
        ],
        "missing": [one for one in file.ladder.rungs if one.missing],
    }  # fmt: skip
    return render(request, "portal/show.html", shown)


def form_cards(file: OwnFile) -> list[tuple[Any, Any, str]]:
    """Each due form with its state in words and its tone."""
    return [(one, ENTRY_STATES[one.state], ENTRY_TONES[one.state]) for one in file.forms]


@require_safe
def paper(request: PageRequest) -> HttpResponse:
    """The same as PDF, a page or two."""
    file = _file(request)
    content = print_own_file(file, language=page_language())
    name = stamped(file.name, file.on, "pdf")
    return file_answer(content, name, "application/pdf", is_shown=True)


@require_POST
def receive(request: PageRequest, pk: int) -> HttpResponse:
    """The enterprise confirms that it has a document."""
    require(request.viewer, Deed.PROPOSE)
    document, enterprise = own_letter(request.viewer, pk, on=localdate())
    change = change_by(request, _("签收文书"))
    confirm_receipt(document=document, enterprise=enterprise, change=change)
    tell(request, _("已签收。"))
    return redirect("portal:letters")


@require_safe
def letters(request: PageRequest) -> HttpResponse:
    """Every document that reached the enterprise, with its receipt."""
    found = letters_to(enterprise_in(request).pk)
    shown = {
        **desk_of(request, "letters"),
        "letters": [(one, _forms(request, one.id)) for one in found],
    }
    return render(request, "portal/letters.html", shown)


@require_safe
def letter(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """A file of a delivered document."""
    file = file_of(own_letter(request.viewer, pk, on=localdate())[0], form)
    return file_answer(content_of(file), file.name, file.media_type)


def _file(request: PageRequest) -> OwnFile:
    return own_file(
        request.viewer,
        enterprise=enterprise_in(request),
        on=localdate(),
        is_in_person=is_in_person(request),
    )


def _forms(request: PageRequest, pk: int) -> list[str]:
    return list(files_of(own_letter(request.viewer, pk, on=localdate())[0]))
