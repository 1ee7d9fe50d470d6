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
    "projects:register": "POST /api/v1/projects",
    "projects:edit": "PATCH /api/v1/projects/{pk}",
    "projects:code": "POST /api/v1/projects/{pk}/codes",
    "projects:withdraw": "POST /api/v1/projects/{pk}/withdrawal",
    "projects:stage": "POST /api/v1/projects/{pk}/stage",
    "projects:paper": "POST /api/v1/projects/{pk}/papers",
    "projects:procedure": "PUT /api/v1/projects/{pk}/procedures/{kind}",
    "projects:milestones": "PUT /api/v1/projects/{pk}/milestones",
    "projects:achieve": "POST /api/v1/projects/{pk}/milestones/{milestone_id}/achieved",
    "projects:baseline": "POST /api/v1/projects/{pk}/baselines",
    "projects:amount": "PUT /api/v1/projects/{pk}/amounts/{stream}/{period}",
    "projects:gap": "PUT /api/v1/projects/{pk}/gaps",
    "projects:inclusion": "POST /api/v1/inclusion/{project_id}/moves",
    "projects:papers": "PUT /api/v1/inclusion/{project_id}/papers/{kind}",
    "projects:decide": "POST /api/v1/projects/pending-changes/{pk}",
    "changes:undo": "POST /api/v1/changes/{number}/undo",
    "enterprises:register": "POST /api/v1/enterprises",
    "enterprises:correct": "PATCH /api/v1/enterprises/{pk}",
    "enterprises:rename": "POST /api/v1/enterprises/{pk}/names",
    "enterprises:merge": "POST /api/v1/enterprises/{pk}/merges",
    "enterprises:unmerge": "POST /api/v1/enterprises/merges/{pk}/undo",
    "enterprises:contact": "POST /api/v1/contacts",
    "enterprises:unmask": "POST /api/v1/contacts/{pk}/unmask",
    "enterprises:erase": "POST /api/v1/contacts/{pk}/erase",
    "enterprises:indicators": "PUT /api/v1/enterprises/{pk}/indicators/{year}",
    "enterprises:membership": "POST /api/v1/enterprises/{pk}/memberships",
    "enterprises:certificate": "POST /api/v1/enterprises/{pk}/certificates",
}
