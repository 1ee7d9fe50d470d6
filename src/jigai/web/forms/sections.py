"""Long forms in titled sections, the essential ones first; what no section names comes last."""

from __future__ import annotations

from typing import Any, ClassVar

from django.forms import BoundField

from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.lists.column import Words

Sections = tuple[tuple[Words, tuple[str, ...]], ...]


class SectionedForm(ReasonedForm):
    """A form whose page shows ``SECTIONS`` as field sets, in order; its errors come in that order.

    A section may name a field that only a form built upon this one has.
    """

    SECTIONS: ClassVar[Sections] = ()

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.order_fields([name for _title, names in self.SECTIONS for name in names])

    def sections(self) -> list[tuple[Words, list[BoundField]]]:
        """Titles with their visible fields; the last, without title, holds what is left."""
        visible = {field.name: field for field in self.visible_fields()}
        titled = [
            (title, [visible.pop(name) for name in names if name in visible])
            for title, names in self.SECTIONS
        ]
        return [*titled, ("", [*visible.values()])]
