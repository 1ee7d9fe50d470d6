"""JSON columns whose Chinese is stored as it is written, not as six letters a character."""

from __future__ import annotations

import json
from typing import Any

from django.db import models


class PlainText(json.JSONEncoder):
    """Compact, in UTF-8; the values are the same as Django's encoder gives."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False, "separators": (",", ":")})


class PlainJSONField(models.JSONField):
    """A JSON column; for migrations it is Django's own, since the schema does not differ."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "encoder": PlainText})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _, arguments, options = super().deconstruct()
        options.pop("encoder", None)
        return name, "django.db.models.JSONField", arguments, options
