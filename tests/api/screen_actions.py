"""Which endpoint does what a page does: address name of the page → operation of the API.

A page that changes something is added here in the commit that makes it. A tuple names a reason
instead: the page changes nothing that a program would ask for.
"""

from __future__ import annotations

ENDPOINTS: dict[str, str | tuple[str]] = {
    "layout:speak": ("the language of a browser; the API answers in both",),
    "ledgers:list": "POST /api/v1/ledgers",
    "ledgers:read_again": "POST /api/v1/ledgers/{batch}/read-again",
    "ledgers:confirm": "POST /api/v1/ledgers/{batch}/confirm",
    "ledgers:undo": "POST /api/v1/ledgers/{batch}/undo",
    "lists:save": "POST /api/v1/views",
    "lists:delete": "POST /api/v1/views/{pk}/delete",
    "rounds:open": "POST /api/v1/rounds",
    "rounds:add_due": "POST /api/v1/rounds/{period}/add-due",
    "rounds:excuse": "POST /api/v1/rounds/{period}/excuse",
    "rounds:remind": "POST /api/v1/rounds/{period}/remind",
    "rounds:close": "POST /api/v1/rounds/{period}/compute",
    "rounds:publish": "POST /api/v1/rounds/{period}/publish",
    "rounds:ask_reopening": "POST /api/v1/rounds/{period}/reopenings",
    "rounds:approve_reopening": "POST /api/v1/rounds/reopenings/{pk}/approve",
    "rounds:restate": "POST /api/v1/rounds/{period}/restate",
    "rounds:end_reopening": "POST /api/v1/rounds/{period}/end-reopening",
    "rounds:report": "POST /api/v1/reports/{period}/{project_id}/submit",
    "rounds:draft": "PUT /api/v1/reports/{period}/{project_id}",
    "rounds:review_preview": ("shows what a decision would do and saves nothing",),
    "rounds:review_decide": "POST /api/v1/reports/review",
    "rounds:review_undo": "POST /api/v1/reports/review/{number}/undo",
    "badges:object": "POST /api/v1/badge-matters/objections",
    "badges:rule": "POST /api/v1/badge-matters/objections/{pk}/ruling",
    "badges:ask_exemption": "POST /api/v1/badge-matters/exemptions",
    "badges:grant_exemption": "POST /api/v1/badge-matters/exemptions/{pk}/grant",
    "badges:find": "POST /api/v1/badge-matters/findings",
    "badges:confirm_finding": "POST /api/v1/badge-matters/findings/{pk}/confirm",
    "badges:plan": "POST /api/v1/badge-matters/follow-ups/{pk}/plan",
    "badges:finish": "POST /api/v1/badge-matters/follow-ups/{pk}/done",
    "signals:answer": "POST /api/v1/badge-matters/signals/{pk}/answer",
    "rules:list": "POST /api/v1/rules/in-force",
}
