"""A one-time link: a person sets a password and is signed in."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast

from allauth.account.utils import perform_login
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from jigai.apps.accounts.actions.invite import (
    InvitationInvalid,
    PasswordWeak,
    accept_invitation,
    invitation_by,
)
from jigai.domain.change import Actor, Change, Path
from jigai.web.forms.refused import add_refusal
from jigai.web.requests import PageRequest

NEW_PASSWORD = {"autocomplete": "new-password"}


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("密码"),
        help_text=gettext_lazy("至少10个字符，不要用常见密码，不要与姓名、登录名相近"),
        widget=forms.PasswordInput(NEW_PASSWORD),
        strip=False,
    )
    again = forms.CharField(
        label=gettext_lazy("再输一遍"), widget=forms.PasswordInput(NEW_PASSWORD), strip=False
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise ValidationError(_("两次输入的密码不一样。"))
        return again


@login_not_required
@never_cache
def join(request: PageRequest, secret: str) -> HttpResponse:
    """Looking at the link does not use it up; a second factor, once set, is still asked for."""
    try:
        invited = invitation_by(secret, at=now()).user
    except InvitationInvalid:
        return render(request, "people/join_ended.html", status=HTTPStatus.NOT_FOUND)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        author = Actor(f"user:{invited.pk}", invited.display_name)
        change = Change(author, "凭一次性链接设置密码", now(), Path.FORM)
        try:
            user = accept_invitation(
                secret=secret, password=form.cleaned_data["password"], change=change
            )
        except PasswordWeak as weak:
            add_refusal(form, weak, field="password")
        else:
            return _signed_in(request, user)
    return render(request, "people/join.html", {"form": form, "invited": invited})


def _signed_in(request: PageRequest, user: AbstractBaseUser) -> HttpResponse:
    answer = perform_login(
        request, user, email_verification="none", redirect_url=reverse("cockpit:show")
    )
    return cast("HttpResponse", answer)
