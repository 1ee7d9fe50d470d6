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
    "people:join": ("a person proves the link in a browser; a program has tokens",),
    "people:new": "POST /api/v1/people/admissions",
    "people:appoint": "POST /api/v1/people/{pk}/appointments",
    "people:end": "POST /api/v1/people/appointments/{pk}/end",
    "people:invite": "POST /api/v1/people/{pk}/invitations",
    "people:activity": "POST /api/v1/people/{pk}/activity",
    "people:agencies": "POST /api/v1/people/agencies",
    "people:agency": "PATCH /api/v1/people/agencies/{pk}",
    "people:agency_activity": "POST /api/v1/people/agencies/{pk}/activity",
    "people:tokens": "POST /api/v1/tokens",
    "people:token_revoke": "POST /api/v1/tokens/{pk}/revoke",
    "setup:townships": "POST /api/v1/reference/townships",
    "setup:units": "POST /api/v1/people/agencies/of-townships",
    "setup:settings": "PATCH /api/v1/reference/programme",
    "setup:calendar": "POST /api/v1/reference/calendar",
    "setup:published_calendar": "POST /api/v1/reference/calendar/published",
    "setup:rule": "POST /api/v1/rules/in-force",
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
}
