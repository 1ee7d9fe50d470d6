"""Which version of an official layout a period uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.evidence.queries.content import content_of
from jigai.apps.reports.models import Layout
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchLayout(NotFound):
    code = "layout.not_found"
    message = Sentence("没有编号为{pk}的版式。", "There is no layout {pk}.")


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """One version; ``version`` 0 is the layout that comes with the product."""

    id: int
    kind: str
    version: int
    name: str
    sha256: str
    valid_from: date
    note: str


@dataclass(frozen=True, slots=True)
class LayoutInUse:
    """The bytes to fill and the version to print on the receipt."""

    version: int
    content: bytes


def layout_rows() -> list[LayoutRow]:
    """Every version, newest first within its kind; one query."""
    found = Layout.objects.select_related("file").order_by("kind", "-version")
    return [
        LayoutRow(one.pk, one.kind, one.version, one.file.name, one.file.sha256, one.valid_from,
                  one.note)
        for one in found
    ]  # fmt: skip


def layout_for(*, kind: str, on: date, default: bytes) -> LayoutInUse:
    """The version for a period that ends on a day: the newest of those valid by then."""
    found = (
        Layout.objects.filter(kind=kind, valid_from__lte=on)
        .select_related("file")
        .order_by("-valid_from", "-version")
        .first()
    )
    return LayoutInUse(found.version, content_of(found.file)) if found else LayoutInUse(0, default)


def layout_content(pk: int) -> tuple[str, bytes]:
    """Name and bytes of one version.

    Raises:
        NoSuchLayout: as named.
    """
    found = Layout.objects.filter(pk=pk).select_related("file").first()
    if found is None:
        raise NoSuchLayout(pk=pk)
    return found.file.name, content_of(found.file)
