"""A person's own tokens for programs: area, end, read or write; shown once."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jigai.apps.accounts.actions.issue_token import TokenTooLong, issue_token, revoke_token
from jigai.apps.accounts.queries.people import person_by
from jigai.apps.accounts.queries.tokens import token_for, token_rows
from jigai.apps.reference.queries.divisions import division_rows
from jigai.web.authorship import change_by
from jigai.web.forms.refused import add_refusal
from jigai.web.language import name_on_page
from jigai.web.people.forms import TokenForm
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


@never_cache
def tokens(request: PageRequest) -> HttpResponse:
    """The secret is in the one answer to the form and nowhere else."""
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        change = change_by(request, form.cleaned_data["name"])
        try:
            person = person_by(request.viewer.user_id)
            secret = issue_token(user=person, **form.cleaned_data, change=change).secret
        except TokenTooLong as refusal:
            add_refusal(form, refusal, field="expires_on")
        else:
            form = TokenForm()
    today = localdate()
    areas = {one.id: name_on_page(one) for one in division_rows(on=today)}
    rows = [
        (
            token,
            areas.get(token.division_id or 0),
            token.revoked_at is None and token.expires_on >= today,
        )
        for token in token_rows(request.viewer)
    ]
    return render(request, "people/tokens.html", {"form": form, "secret": secret, "rows": rows})


@require_POST
def token_revoke(request: PageRequest, pk: int) -> HttpResponse:
    revoke_token(token=token_for(request.viewer, pk), change=change_by(request, "收回令牌"))
    tell(request, _("令牌已收回"))
    return HttpResponseRedirect(reverse("people:tokens"))
