"""Which record each parameter of each address names; an address without an entry fails the test."""

from __future__ import annotations

from tests.scope.subjects import KINDS, PERIOD, Kind

FIXED: dict[str, str] = {
    "period": PERIOD,
    "form": "pdf",
    "fact": "tech_staff",
    "secret": "nothing-of-this-kind",
    "rule_id": "county_default",
    "valid_from": "2026-01-01",
    "stream": "verified",
    "pair": "reported_planned",
    "to": "completed",
    "state": "county_review",
    "year": "2025",
    "list_name": "projects",
    "register": "projects",
    "name": "projects",
    "table": "projects_project",
    "address": "threshold.1",
    "shaping": "copy",
    "side": "own",
    "which": "machinery",
    "question": "network",
    "bank_id": "digital_level",
    "day": "2026-06-01",
    "chain": "new-energy",
    "link": "pack",
    "subject": "enterprise",
    "field": "industry_code",
    "record_key": "0",
}
"""Parameters that name no record."""

KIND_OF: dict[str, str] = {
    "documents:layout_file": "dispatch",
    "cockpit:waiting": "red",
    "planning:line_new": "measure",
    "projects:paper": "start_proof",
    "projects:procedure": "eia",
    "PUT /api/v1/projects/{pk}/procedures/{kind}": "eia",
    "PUT /api/v1/inclusion/{project_id}/papers/{kind}": "filing",
    "PUT /api/v1/requests/limits/{kind}": "hard",
}
"""What ``kind`` may be, by address."""

NAMED: dict[str, str] = {
    "project_id": "project",
    "number": "change",
    "view_id": "view",
    "batch": "batch",
    "milestone": "milestone",
    "milestone_id": "milestone",
    "merged": "enterprise",
}
"""Parameters that name the same kind of record wherever they stand."""

PAGES: dict[str, str] = {
    "portal:correction": "correction",
    "portal:proposal": "proposal",
    "portal:request": "data_request",
    "portal:letter": "delivery",
    "portal:receive": "delivery",
    "portal:voucher": "voucher",
    "portal:deliver": "document",
    "documents:layout_file": "layout",
    "documents:run": "letter_run",
    "documents:": "document",
    "people:session_end": "session",
    "people:token_revoke": "token",
    "people:represent_end": "representative",
    "people:factor_demand_end": "demand",
    "people:factor_confirm": "reset",
    "people:factor_withdraw": "reset",
    "people:agency_activity": "agency",
    "people:agency": "agency",
    "people:end": "appointment",
    "people:": "person",
    "enterprises:unmerge": "merge",
    "enterprises:unmask": "contact",
    "enterprises:erase": "contact",
    "enterprises:revoke": "certificate",
    "enterprises:": "enterprise",
    "ways:": "enterprise",
    "impact:": "analysis",
    "supply:tie_": "supply_tie",
    "supply:unplace": "link_firm",
    "supply:firm": "enterprise",
    "supply:": "portfolio",
    "cultivation:task": "ladder_task",
    "desk:": "enterprise",
    "visits:log": "enterprise",
    "visits:follow_up": "promise",
    "visits:": "interaction",
    "cultivation:": "enterprise",
    "diagnosis:evidence": "diagnosis_evidence",
    "diagnosis:machine_new": "enterprise",
    "diagnosis:process_new": "enterprise",
    "diagnosis:machine": "machine",
    "diagnosis:process": "process_step",
    "diagnosis:enterprise": "enterprise",
    "diagnosis:start": "enterprise",
    "diagnosis:figure": "enterprise",
    "diagnosis:lists": "enterprise",
    "diagnosis:sheet": "enterprise",
    "diagnosis:gap_new": "diagnosis",
    "diagnosis:gap": "gap",
    "diagnosis:": "diagnosis",
    "rounds:row": "round",
    "rounds:evidence": "evidence",
    "lists:download": "export",
    "rounds:approve_reopening": "reopening",
    "badges:row": "badge",
    "badges:rule": "objection",
    "badges:grant_exemption": "exemption",
    "badges:confirm_finding": "finding",
    "badges:plan": "follow_up",
    "badges:finish": "follow_up",
    "signals:answer": "signal",
    "projects:decide": "pending",
    "projects:": "project",
    "reminders:quiet": "quiet_span",
    "reminders:robot": "robot",
    "reminders:message": "message",
    "platforms:score": "platform_score",
    "platforms:object": "platform_score",
    "platforms:rule": "score_objection",
    "platforms:instrument": "instrument",
    "platforms:offer_change": "instrument",
    "platforms:booking": "booking",
    "platforms:cancel": "booking",
    "platforms:use": "booking",
    "platforms:answer": "booking",
    "platforms:service_new": "platform",
    "platforms:service": "platform_service",
    "platforms:": "platform",
    "support:part": "request_part",
    "support:": "request",
    "planning:line_new": "plan_version",
    "planning:line": "plan_line",
    "planning:link": "plan_line",
    "planning:unlink": "measure_link",
    "planning:gap": "plan_gap",
    "planning:scenario_new": "plan",
    "planning:scenario_take_back": "scenario_change",
    "planning:scenario": "scenario",
    "planning:target": "target",
    "planning:show": "plan",
    "planning:amend": "plan",
    "planning:": "plan_version",
    "rules:edition": "rule_edition",
    "rules:draft": "rule_draft",
}
"""What ``pk`` names on a page: the first beginning that fits the address name."""

PATHS: dict[str, str] = {
    "/api/v1/plans/versions/": "plan_version",
    "/api/v1/plans/lines/": "plan_line",
    "/api/v1/plans/links/": "measure_link",
    "/api/v1/plans/": "plan",
    "/api/v1/gaps/projects/": "project",
    "/api/v1/gaps/": "plan_gap",
    "/api/v1/scenarios/plans/": "plan",
    "/api/v1/scenarios/changes/": "scenario_change",
    "/api/v1/scenarios/": "scenario",
    "/api/v1/targets/": "target",
    "/api/v1/ladder/certificates/": "certificate",
    "/api/v1/desk/enterprises/": "enterprise",
    "/api/v1/visits/enterprises/": "enterprise",
    "/api/v1/visits/follow-ups/": "promise",
    "/api/v1/visits/": "interaction",
    "/api/v1/ladder/tasks/": "ladder_task",
    "/api/v1/ladder/enterprises/": "enterprise",
    "/api/v1/enterprises/merges/": "merge",
    "/api/v1/enterprises/": "enterprise",
    "/api/v1/ways/enterprises/": "enterprise",
    "/api/v1/impact/": "analysis",
    "/api/v1/chains/ties/": "supply_tie",
    "/api/v1/chains/places/": "link_firm",
    "/api/v1/chains/enterprises/": "enterprise",
    "/api/v1/portfolios/": "portfolio",
    "/api/v1/contacts/": "contact",
    "/api/v1/diagnosis/evidence/": "diagnosis_evidence",
    "/api/v1/diagnosis/enterprises/": "enterprise",
    "/api/v1/diagnosis/machines/": "machine",
    "/api/v1/diagnosis/processes/": "process_step",
    "/api/v1/diagnosis/gaps/": "gap",
    "/api/v1/diagnosis/": "diagnosis",
    "/api/v1/projects/pending-changes/": "pending",
    "/api/v1/projects/": "project",
    "/api/v1/people/agencies/": "agency",
    "/api/v1/people/appointments/": "appointment",
    "/api/v1/people/represents/": "representative",
    "/api/v1/people/": "person",
    "/api/v1/factors/resets/": "reset",
    "/api/v1/factors/demands/": "demand",
    "/api/v1/rounds/reopenings/": "reopening",
    "/api/v1/reports/by-number/": "report",
    "/api/v1/badge-matters/objections/": "objection",
    "/api/v1/badge-matters/exemptions/": "exemption",
    "/api/v1/badge-matters/findings/": "finding",
    "/api/v1/badge-matters/signals/": "signal",
    "/api/v1/badge-matters/follow-ups/": "follow_up",
    "/api/v1/requests/parts/": "request_part",
    "/api/v1/requests/": "request",
    "/api/v1/portal/corrections/": "correction",
    "/api/v1/portal/proposals/": "proposal",
    "/api/v1/portal/letters/": "delivery",
    "/api/v1/portal/documents/": "document",
    "/api/v1/own-data/requests/": "data_request",
    "/api/v1/vouchers/": "voucher",
    "/api/v1/documents/": "document",
    "/api/v1/letters/documents/": "document",
    "/api/v1/tokens/": "token",
    "/api/v1/views/exports/": "export",
    "/api/v1/views/": "view",
    "/api/v1/evidence/": "evidence",
    "/api/v1/reminders/channels/quiet/": "quiet_span",
    "/api/v1/reminders/channels/robots/": "robot",
    "/api/v1/reminders/channels/messages/": "message",
    "/api/v1/platforms/instruments/of/": "platform",
    "/api/v1/platforms/instruments/": "instrument",
    "/api/v1/platforms/bookings/": "booking",
    "/api/v1/platforms/services/of/": "platform",
    "/api/v1/platforms/services/": "platform_service",
    "/api/v1/platforms/scores/": "platform_score",
    "/api/v1/platforms/objections/": "score_objection",
    "/api/v1/platforms/": "platform",
    "/api/v1/rule-drafts/": "rule_draft",
    "/api/v1/rule-editions/": "rule_edition",
}
"""What ``pk`` names in the API: the first beginning that fits the path."""

BODY: dict[str, str] = {
    "project_id": "project",
    "enterprise_id": "enterprise",
    "enterprise": "enterprise",
    "merged_id": "enterprise",
    "person_id": "person",
    "from_person_id": "person",
    "enterprise_ids": "enterprise",
    "agency_id": "agency",
    "receiver_id": "agency",
    "officer_id": "person",
    "board": "board",
    "badge": "badge",
    "report_ids": "report",
    "project_ids": "project",
}
"""Records that a body names."""


def kind_of(address: str, param: str) -> Kind | None:
    """The kind of record that a parameter names; ``None`` where it names none.

    Raises:
        KeyError: nobody said yet whose records this address shows.
    """
    if param == "kind" or param in FIXED:
        return None
    if param == "batch" and ("documents:run" in address or "/letters/" in address):
        return KINDS["letter_run"]
    if param == "batch" and ("bulk:" in address or "/bulk/" in address):
        return KINDS["bulk_run"]
    if param in NAMED:
        return KINDS[NAMED[param]]
    if param != "pk":
        raise KeyError(f"{address}: say in values.py what {param} names")
    table, text = (
        (PATHS, address.rsplit(" ", maxsplit=1)[-1]) if " " in address else (PAGES, address)
    )
    for beginning, name in table.items():
        if text.startswith(beginning):
            return KINDS[name]
    raise KeyError(f"{address}: say in values.py what its {param} names")


def fixed_value(address: str, param: str) -> str:
    return KIND_OF[address] if param == "kind" else FIXED[param]
