"""A link of a chain, chosen from all chains in force."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jigai.domain.supply_chain.read_chains import chains_in_force
from jigai.web.language import said_on_page


class LinkField(forms.ChoiceField):
    """Cleaned to ``<chain>/<link>``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("环节"), **options)

    def offer(self) -> None:
        """Word the choices in the language of the page."""
        groups: list[Any] = [
            (
                said_on_page(chain.title),
                [(f"{chain.code}/{link.code}", said_on_page(link.title)) for link in chain.links],
            )
            for chain in chains_in_force(on=localdate())
        ]
        self.choices = [("", _("— 请选择 —")), *groups]
