"""Every page of the product, read from the URL configuration, with an address in a county.

A new page is found by itself. If its address has a part for which no example is known, the test
of the pages fails and asks for a line in ``EXAMPLES``.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from jigai.web.people.closed import closed
from tests.journeys.homes import County

OTHERS = ("admin/", "api/")
"""The read-only lists of the framework, and what programs read."""
ENTRANCES = {"account_login", "people:join"}
"""Pages for those who have not signed in."""
FILES = {
    "annual_reports:file",
    "badges:file",
    "cultivation:paper",
    "desk:paper",
    "visits:sheet",
    "cultivation:sheet",
    "diagnosis:evidence",
    "diagnosis:paper",
    "diagnosis:sheet",
    "documents:file",
    "documents:layout_file",
    "documents:run_merged",
    "documents:run_zip",
    "impact:paper",
    "ledgers:returned",
    "planning:line_file",
    "planning:paper",
    "planning:sheet",
    "planning:word",
    "matches:day_calendar",
    "matches:day_paper",
    "lists:download",
    "mfa_download_recovery_codes",
    "reminders:feed",
    "outcomes:sheet",
    "outcomes:enterprise_paper",
    "outcomes:project_paper",
    "platforms:paper",
    "portal:data_export",
    "portal:letter",
    "portal:paper",
    "portal:voucher_export",
    "portal:voucher_file",
    "rounds:evidence",
    "support:ledger",
    "support:paper",
    "supply:map_paper",
    "supply:map_sheet",
    "supply:portfolio_sheet",
    "supply:tie_sheet",
}
UNREACHABLE = {
    "account_confirm_email": "no address has to be confirmed",
    "account_reset_password_from_key": "a password is set anew by a one-time link, never by post",
    "account_confirm_login_code": "codes are not sent by post",
    "account_set_password": "whoever can sign in has a password",
    "account_signup": "people are admitted by the administrator",
    "mfa_authenticate": "asked between password and first page, with a second factor",
    "mfa_deactivate_totp": "needs a second factor that is on",
    "mfa_view_recovery_codes": "needs a second factor that is on",
    "mfa_reauthenticate": "needs a second factor that is on",
    "mfa_reauthenticate_webauthn": "needs a key of hardware",
    "mfa_edit_webauthn": "needs a key of hardware",
    "mfa_remove_webauthn": "needs a key of hardware",
    "mfa_login_webauthn": "answers a key of hardware",
    "people:factor_told": "shown once, after a reset",
    "people:factor_demand_end": "needs a demand, and the demo makes none",
    "reminders:stop": "needs a signed link of a letter; tests/web/reminders opens it",
    "lists:news": "needs a view that somebody follows; test_shared_view.py opens it",
}
OWN_REQUEST = (
    "SELECT max(id) FROM support_enterpriserequest WHERE enterprise_id IN"
    " (SELECT enterprise_id FROM registry_representative)"
)
EXAMPLES: dict[str, Any] = {
    "annual_reports pk": "SELECT max(id) FROM annual_reports_annualreport WHERE state = 'draft'",
    **{
        f"annual_reports:{page} pk": "SELECT min(id) FROM annual_reports_annualreport"
        for page in ("show", "restate", "rebuild")
    },
    "annual_reports language": "zh",
    "annual_reports form": "pdf",
    "warning period": "2026-11A",
    "badges pk": "SELECT max(id) FROM badges_projectbadge",
    "badges period": "2026-11A",
    "badges:frozen period": "2026-10B",
    "badges project_id": "SELECT project_id FROM badges_projectbadge ORDER BY id DESC LIMIT 1",
    "bulk batch": "SELECT max(batch) FROM bulk_bulkrun",
    "bulk register": "projects",
    "changes number": "SELECT max(id) FROM audit_changeset WHERE verb = 'project.edited'",
    "cockpit period": "2026-11A",
    "cockpit:waiting kind": "rulings",
    "cultivation pk": "SELECT max(enterprise_id) FROM cultivation_enterprisefact",
    "cultivation:task pk": "SELECT min(id) FROM cultivation_laddertask WHERE done_on IS NULL",
    "desk pk": "SELECT min(enterprise_id) FROM visits_interaction",
    "visits pk": "SELECT min(id) FROM visits_interaction",
    "visits:log pk": "SELECT min(enterprise_id) FROM visits_interaction",
    "visits:follow_up pk": "SELECT min(id) FROM visits_followup WHERE done_on IS NULL",
    "documents batch": "SELECT max(batch) FROM reports_letterrun",
    "diagnosis pk": "SELECT min(diagnosis_id) FROM diagnosis_gap WHERE code LIKE 'own.%'",
    "diagnosis:answers pk": "SELECT max(id) FROM diagnosis_diagnosis WHERE state = 'draft'",
    "diagnosis:attach pk": "SELECT max(id) FROM diagnosis_diagnosis WHERE state = 'draft'",
    "diagnosis side": "own",
    "diagnosis question": "network",
    "diagnosis:gap pk": "SELECT max(id) FROM diagnosis_gap",
    "diagnosis:machine pk": "SELECT max(id) FROM diagnosis_machine",
    "diagnosis:process pk": "SELECT max(id) FROM diagnosis_processstep",
    **{
        f"diagnosis:{page} pk": "SELECT max(enterprise_id) FROM diagnosis_machine"
        for page in ("enterprise", "start", "figure", "lists", "machine_new", "process_new")
    },
    "documents pk": "SELECT max(id) FROM reports_issueddocument",
    "enterprises pk": "SELECT max(enterprise_id) FROM registry_representative",
    "enterprises:unmask pk": "SELECT max(id) FROM registry_contact",
    "enterprises:revoke pk": "SELECT max(id) FROM registry_certificate",
    "enterprises:erase pk": "SELECT max(id) FROM registry_contact",
    "enterprises:unmerge pk": "SELECT max(id) FROM registry_enterprisemerge",
    "enterprises merged": "SELECT min(id) FROM registry_enterprise",
    "ledgers batch": "SELECT batch FROM ledgers_importbatch ORDER BY id DESC LIMIT 1",
    "portal subject": "enterprise",
    "portal field": "industry_code",
    "portal record_key": 0,
    "portal period": "2026-11B",
    "portal project_id": "SELECT id FROM projects_project WHERE name LIKE '丙寅锂电材料车间%'",
    "portal:correction pk": "SELECT max(id) FROM portal_correction",
    "portal:proposal pk": "SELECT max(id) FROM portal_reportproposal",
    "portal:request pk": "SELECT max(id) FROM portal_datarequest",
    "portal:voucher pk": "SELECT max(id) FROM vouchers_voucher",
    "portal:deliver pk": "SELECT max(id) FROM reports_issueddocument",
    "people pk": "SELECT id FROM accounts_user WHERE username = 'cuikou'",
    "people:represent_end pk": "SELECT max(id) FROM registry_representative",
    "people:agency pk": "SELECT max(id) FROM accounts_agency",
    "planning pk": "SELECT id FROM planning_planversion WHERE state = 'draft'",
    "planning kind": "measure",
    "planning:show pk": "SELECT min(id) FROM planning_plan",
    "planning:amend pk": "SELECT min(id) FROM planning_plan",
    "planning:scenario_new pk": "SELECT min(id) FROM planning_plan",
    "planning:line pk": "SELECT min(l.id) FROM planning_planline l JOIN planning_planversion v"
    " ON v.id = l.version_id WHERE v.state = 'draft'",
    "planning:line_remove pk": "SELECT max(id) FROM planning_planline",
    "planning:line_attach pk": "SELECT max(id) FROM planning_planline",
    "planning:link pk": "SELECT max(id) FROM planning_planline",
    "planning:unlink pk": "SELECT max(id) FROM planning_measureproject",
    "planning:gap pk": "SELECT min(gap_id) FROM planning_gapresult",
    "planning:gap_drop pk": "SELECT max(id) FROM planning_plangap",
    "planning:gap_result pk": "SELECT max(id) FROM planning_plangap",
    "planning:scenario pk": "SELECT max(id) FROM planning_scenario",
    "planning:scenario_set pk": "SELECT max(id) FROM planning_scenario",
    "planning:scenario_remove pk": "SELECT max(id) FROM planning_scenario",
    "planning:target pk": "SELECT min(id) FROM planning_targetsplit",
    "planning:target_split pk": "SELECT id FROM planning_targetsplit WHERE state = 'draft'",
    "planning:target_publish pk": "SELECT id FROM planning_targetsplit WHERE state = 'draft'",
    "planning:target_restate pk": "SELECT max(id) FROM planning_targetsplit",
    "outcomes pk": "SELECT min(id) FROM outcomes_outcomefigure WHERE state = 'reported'",
    "outcomes indicator": "order_accuracy",
    "outcomes:enterprise pk": "SELECT min(enterprise_id) FROM outcomes_outcomefigure",
    "outcomes:enterprise_paper pk": "SELECT min(enterprise_id) FROM outcomes_outcomefigure",
    "outcomes:enter pk": "SELECT min(enterprise_id) FROM outcomes_outcomefigure",
    "outcomes:take pk": "SELECT min(enterprise_id) FROM outcomes_outcomefigure",
    "outcomes:project pk": "SELECT min(project_id) FROM outcomes_projectfollowup",
    "outcomes:project_paper pk": "SELECT min(project_id) FROM outcomes_projectfollowup",
    "outcomes:project_enter pk": "SELECT min(project_id) FROM outcomes_projectfollowup",
    "outcomes:chart pk": "SELECT min(id) FROM outcomes_publishedchart",
    "outcomes:follow_up pk": "SELECT min(id) FROM outcomes_projectfollowup",
    "outcomes:close pk": "SELECT min(id) FROM outcomes_projectfollowup",
    "platforms pk": "SELECT min(id) FROM platforms_platform",
    "cooperation pk": "SELECT min(id) FROM cooperation_demand",
    "cooperation:masked pk": "SELECT min(id) FROM cooperation_demand WHERE is_confidential",
    "cooperation:look pk": "SELECT min(id) FROM cooperation_demand WHERE is_confidential",
    "cooperation:ask pk": "SELECT min(id) FROM cooperation_demand WHERE is_confidential",
    "cooperation:offer pk": "SELECT min(id) FROM cooperation_demand WHERE is_confidential",
    "cooperation:achievement pk": "SELECT min(id) FROM cooperation_achievement",
    "cooperation:achievement_edit pk": "SELECT min(id) FROM cooperation_achievement",
    "cooperation:achievement_keep pk": "SELECT min(id) FROM cooperation_achievement",
    "cooperation:achievement_close pk": "SELECT min(id) FROM cooperation_achievement",
    "cooperation:achievement_review pk": "SELECT min(id) FROM cooperation_achievement",
    "cooperation:evidence pk": "SELECT min(id) FROM cooperation_achievement",
    "cooperation:expert pk": "SELECT min(id) FROM cooperation_expert",
    "cooperation:expert_edit pk": "SELECT min(id) FROM cooperation_expert",
    "cooperation:expert_withdraw pk": "SELECT min(id) FROM cooperation_expert",
    "cooperation:assign pk": "SELECT min(id) FROM cooperation_expert",
    "cooperation:institution pk": "SELECT min(id) FROM cooperation_institution",
    "cooperation:institution_edit pk": "SELECT min(id) FROM cooperation_institution",
    "cooperation:body_new pk": "SELECT min(id) FROM cooperation_institution",
    "cooperation:body_edit pk": "SELECT min(id) FROM cooperation_jointbody",
    "cooperation:training pk": "SELECT min(id) FROM cooperation_institution",
    "cooperation:member_new pk": "SELECT min(id) FROM cooperation_institution",
    "cooperation:agreement_new pk": "SELECT min(id) FROM cooperation_institution",
    "cooperation:agreement pk": "SELECT min(id) FROM cooperation_agreement",
    "cooperation:agreement_edit pk": "SELECT min(id) FROM cooperation_agreement",
    "cooperation:agreement_end pk": "SELECT min(id) FROM cooperation_agreement",
    "cooperation:term_new pk": "SELECT min(id) FROM cooperation_agreement",
    "cooperation:disclosure_end pk": "SELECT min(id) FROM cooperation_disclosure",
    "cooperation:case_close pk": "SELECT min(id) FROM cooperation_expertcase",
    "cooperation:member_end pk": "SELECT min(id) FROM cooperation_institutionmember",
    "cooperation:term_meet pk": "SELECT max(id) FROM cooperation_agreementterm",
    "matches pk": "SELECT max(id) FROM matches_match",
    "matches:register pk": "SELECT min(id) FROM matches_match",
    "matches:pay pk": "SELECT min(id) FROM matches_match",
    "matches demand": "SELECT min(demand_id) FROM matches_match",
    "matches achievement": "SELECT min(id) FROM cooperation_achievement",
    "matches:take_back pk": "SELECT max(id) FROM matches_matchrefusal",
    "matches:tie_end pk": "SELECT max(id) FROM matches_declaredtie",
    **{
        f"matches:{page} pk": "SELECT max(id) FROM matches_matchingday"
        for page in ("day", "join", "fill", "propose", "assign", "wishes", "leave")
    },
    "matches:day_paper pk": "SELECT max(id) FROM matches_matchingday",
    "matches:day_calendar pk": "SELECT max(id) FROM matches_matchingday",
    "matches participant": "SELECT min(id) FROM matches_dayparticipant",
    "matches form": "pdf",
    "platforms day": "2025-06-01",
    "platforms:score pk": "SELECT score_id FROM platforms_scoreobjection LIMIT 1",
    "platforms:instrument pk": "SELECT min(id) FROM platforms_instrument",
    "platforms:offer_change pk": "SELECT min(id) FROM platforms_instrument",
    "platforms:booking pk": "SELECT min(id) FROM platforms_booking WHERE state = 'used'",
    "platforms:service pk": "SELECT min(id) FROM platforms_platformservice",
    "projects pk": "SELECT id FROM projects_project WHERE name LIKE '丙辰电缆%'",
    "projects:decide pk": "SELECT max(id) FROM projects_pendingchange",
    "projects to": "completed",
    "projects:paper kind": "completion_proof",
    "projects:procedure kind": "filing",
    "projects milestone": "SELECT max(m.id) FROM projects_milestone m JOIN projects_project p"
    " ON p.id = m.project_id WHERE p.name LIKE '丙辰电缆%'",
    "projects stream": "verified",
    "projects:gap pk": "SELECT project_id FROM projects_gapreason LIMIT 1",
    "projects pair": "SELECT pair FROM projects_gapreason LIMIT 1",
    "projects period": "SELECT period FROM projects_gapreason LIMIT 1",
    "public period": "2026-10B",
    "rounds pk": "SELECT max(id) FROM rounds_round",
    "rounds period": "2026-11B",
    "rounds project_id": "SELECT id FROM projects_project WHERE name LIKE '丙辰电缆%'",
    "rules pk": "SELECT max(id) FROM scoring_ruledraft",
    "rules:edition_stop pk": "SELECT max(id) FROM scoring_ruleedition",
    "rules address": "criterion.0",
    "support pk": "SELECT max(id) FROM support_enterpriserequest WHERE state = 'working'",
    "support:confirm pk": f"{OWN_REQUEST} AND state = 'answered'",
    "support:rate pk": f"{OWN_REQUEST} AND state = 'answered'",
    "support:reopen pk": f"{OWN_REQUEST} AND state = 'answered'",
    "support:withdraw pk": f"{OWN_REQUEST} AND state = 'suspended'",
    "support:part pk": "SELECT max(id) FROM support_requestpart WHERE NOT is_lead",
    "supply chain": "new-energy",
    "supply link": "pack",
    "impact pk": "SELECT min(id) FROM impact_analysis",
    "supply pk": "SELECT max(id) FROM supply_portfolio",
    "supply:tie_edit pk": "SELECT max(id) FROM supply_supplytie",
    "supply:tie_withdraw pk": "SELECT max(id) FROM supply_supplytie",
    "supply:unplace pk": "SELECT max(id) FROM supply_linkfirm",
    "supply:firm pk": "SELECT p.enterprise_id FROM supply_supplytie t JOIN supply_party p"
    " ON p.id = t.supplier_id WHERE t.link = 'pack' ORDER BY t.id LIMIT 1",
    "ways pk": "SELECT max(enterprise_id) FROM registry_representative",
    "ways fact": "tech_staff",
    "rules rule_id": "county_default",
    "rules valid_from": "SELECT max(valid_from) FROM scoring_rulesetinforce",
}
"""By "space part" or "space:page part": the value itself, or the query that finds it."""


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    parts: tuple[str, ...]


def pages() -> dict[str, Address]:
    """Pages that a person opens, by name; what only takes a POST or hands out a file is none."""
    left_out = FILES | ENTRANCES | UNREACHABLE.keys()
    found = {one.name: one for one in _addresses() if one.name not in left_out}
    return {name: one for name, one in found.items() if not _is_closed(one)}


def _is_closed(address: Address) -> bool:
    """Whether the product has shut a door of the sign-in machinery in front of it."""
    return not address.parts and resolve(reverse(address.name)).func is closed


def path_of(address: Address, county: County) -> str:
    values = {part: _example(address.name, part, county) for part in address.parts}
    return reverse(address.name, kwargs=values)


def _addresses(patterns: Any = None, space: str = "", route: str = "") -> Iterator[Address]:
    for pattern in patterns or get_resolver().url_patterns:
        here = f"{route}{pattern.pattern}"
        if here.startswith(OTHERS):
            continue
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _addresses(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern) and pattern.name and _is_shown(pattern.callback):
            yield Address(f"{space}{pattern.name}", tuple(pattern.pattern.converters))


def _is_shown(view: Any) -> bool:
    return "@require_POST" not in inspect.getsource(inspect.unwrap(view))


def _example(name: str, part: str, county: County) -> Any:
    space = name.partition(":")[0]
    for key in (f"{name} {part}", f"{space} {part}"):
        if key in EXAMPLES:
            given = EXAMPLES[key]
            return county.value(given) if str(given).startswith("SELECT ") else given
    raise AssertionError(f"No example of “{part}” for the page {name}: see EXAMPLES.")
