"""Words of the pages of analyses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TAGS = {"waiting": "", "printed": "good", "refused": "warn", "failed": "bad"}
"""State → the look of its tag."""
SOURCES = {"upload": _("上传的面板"), "register": _("登记库")}
