"""Fields of the house: money in 万元 kept as fen, shares in percent kept as basis points."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jigai.domain.quantities import AmountFinerThanFen, MoneyUnit, from_fen, number_text, to_fen
from jigai.web.language import said_on_page

DIGITS = re.compile(r"-?\d+(\.\d+)?")
NOISE = re.compile(r"[,，\s]")


UNITS = {MoneyUnit.WAN: _("万元"), MoneyUnit.YUAN: _("元")}


class MoneyField(forms.Field):
    """An amount typed in 万元 (or 元) and cleaned to whole fen; never a float."""

    is_money = True

    def __init__(self, *, unit: MoneyUnit = MoneyUnit.WAN, **options: Any) -> None:
        self.money_unit = unit
        self.unit = UNITS[unit]
        kind = "wan" if unit is MoneyUnit.WAN else "yuan"
        widget = forms.TextInput(
            {"inputmode": "decimal", "autocomplete": "off", "data-money": kind}
        )
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> int | None:
        text = NOISE.sub("", str(value or ""))
        if not text:
            return None
        if not DIGITS.fullmatch(text):
            raise ValidationError(_("请只填数字，例如 1,234.5。"), code="not_a_number")
        try:
            return to_fen(Decimal(text), unit=self.money_unit)
        except AmountFinerThanFen as finer:
            raise ValidationError(
                said_on_page(finer.said + finer.advice), code="finer_than_fen"
            ) from None

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        return number_text(from_fen(value, unit=self.money_unit), places=6)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class ShareField(forms.Field):
    """A percentage cleaned to basis points (10 000 = 100 %)."""

    unit = "%"

    def __init__(self, *, at_most_bp: int = 10_000, **options: Any) -> None:
        self.at_most_bp = at_most_bp
        super().__init__(widget=forms.TextInput({"inputmode": "decimal"}), **options)

    def to_python(self, value: Any) -> int | None:
        text = NOISE.sub("", str(value or "")).removesuffix("%").removesuffix("％")
        if not text:
            return None
        if not DIGITS.fullmatch(text) or Decimal(text) * 100 % 1:
            raise ValidationError(_("请填百分数，最多两位小数，例如 62.5。"), code="not_a_share")
        share = int(Decimal(text) * 100)
        if not 0 <= share <= self.at_most_bp:
            raise ValidationError(
                _("应在 0 到 %(most)s 之间。"),
                code="out_of_range",
                params={"most": number_text(Decimal(self.at_most_bp) / 100, places=2)},
            )
        return share

    def prepare_value(self, value: Any) -> Any:
        return number_text(Decimal(value) / 100, places=2) if isinstance(value, int) else value
