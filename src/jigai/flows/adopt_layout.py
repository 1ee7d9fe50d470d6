"""Take a changed official layout in: its places are checked before it can be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.evidence.actions.store_attachment import store_attachment
from jigai.apps.reports.actions.add_layout import add_layout
from jigai.apps.reports.models import Layout
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange import board_layout, dispatch_layout
from jigai.exchange.documents.default_template import default_notice_template
from jigai.exchange.documents.templates import check_notice_template
from jigai.exchange.layout import Places, check_layout
from jigai.flows.document_details import MEDIA


class LayoutKindUnknown(Refusal):
    code = "layout.kind_unknown"
    message = Sentence("没有“{kind}”这种版式。", "There is no layout kind “{kind}”.")


@dataclass(frozen=True, slots=True)
class LayoutKind:
    """One official layout: its name, its file form, its default and the check of its places."""

    name: Sentence
    form: str
    default: Callable[[], bytes]
    check: Callable[[bytes], None]


def _places_checked(places: Places) -> Callable[[bytes], None]:
    return lambda content: check_layout(content, places)


LAYOUT_KINDS: dict[str, LayoutKind] = {
    "dispatch": LayoutKind(
        Sentence("项目调度表", "Dispatch ledger"),
        "xlsx",
        dispatch_layout.default_dispatch_layout,
        _places_checked(dispatch_layout.PLACES),
    ),
    "board": LayoutKind(
        Sentence("亮牌公示表", "Badge board"),
        "xlsx",
        board_layout.default_board_layout,
        _places_checked(board_layout.PLACES),
    ),
    "notice": LayoutKind(
        Sentence("通报", "Notice"), "docx", default_notice_template, check_notice_template
    ),
}


def layout_kind(kind: str) -> LayoutKind:
    """One kind of layout.

    Raises:
        LayoutKindUnknown: as named.
    """
    if kind not in LAYOUT_KINDS:
        raise LayoutKindUnknown(kind=kind)
    return LAYOUT_KINDS[kind]


def adopt_layout(
    *, kind: str, name: str, content: bytes, valid_from: date, note: str, change: Change
) -> Layout:
    """Keep the file as the next version, for periods that end on or after ``valid_from``.

    Raises:
        LayoutKindUnknown: as named.
        Refusal: the file cannot be read, or has unknown or missing places.
    """
    chosen = layout_kind(kind)
    chosen.check(content)
    with writing("layout.adopted", change):
        file = store_attachment(
            content=content,
            name=name,
            media_type=MEDIA[chosen.form],
            purpose="layout",
            change=change,
        )
        return add_layout(kind=kind, file=file, valid_from=valid_from, note=note, change=change)
