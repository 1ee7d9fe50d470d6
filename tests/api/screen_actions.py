"""Which endpoint does what a page does: address name of the page → operation of the API.

A page that changes something is added here in the commit that makes it. A tuple names a reason
instead: the page changes nothing that a program would ask for.
"""

from __future__ import annotations

ENDPOINTS: dict[str, str | tuple[str]] = {
    "layout:speak": ("the language of a browser; the API answers in both",),
    "documents:notice": "POST /api/v1/documents/notices",
    "documents:letter": "POST /api/v1/documents/letters",
    "documents:void": "POST /api/v1/documents/{pk}/void",
    "documents:layouts": "POST /api/v1/documents/layouts",
    "ledgers:list": "POST /api/v1/ledgers",
    "ledgers:read_again": "POST /api/v1/ledgers/{batch}/read-again",
    "ledgers:confirm": "POST /api/v1/ledgers/{batch}/confirm",
    "ledgers:undo": "POST /api/v1/ledgers/{batch}/undo",
    "lists:save": "POST /api/v1/views",
    "lists:delete": "POST /api/v1/views/{pk}/delete",
}
