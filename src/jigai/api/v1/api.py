"""All resources of version 1."""

from __future__ import annotations

from importlib.metadata import version

from ninja import NinjaAPI, Swagger

from jigai.api.authentication import BySession, ByToken
from jigai.api.errors import answer_errors
from jigai.api.v1 import (
    badge_matters,
    badges,
    bulk,
    changes,
    contacts,
    documents,
    enterprise_records,
    enterprises,
    evidence,
    factors,
    inclusion,
    ladder,
    ledgers,
    people,
    project_amounts,
    project_plans,
    projects,
    public,
    reference,
    reminders,
    reports,
    retention,
    rounds,
    rule_drafts,
    rule_editions,
    rules,
    tokens,
    views,
    ways,
)

RESOURCES = (
    ("enterprises", enterprises.router),
    ("enterprises", enterprise_records.router),
    ("contacts", contacts.router),
    ("projects", projects.router),
    ("projects", project_plans.router),
    ("projects", project_amounts.router),
    ("inclusion", inclusion.router),
    ("bulk", bulk.router),
    ("ladder", ladder.router),
    ("ways", ways.router),
    ("ledgers", ledgers.router),
    ("reference", reference.router),
    ("people", people.router),
    ("factors", factors.router),
    ("retention", retention.router),
    ("rounds", rounds.router),
    ("public", public.router),
    ("reminders", reminders.router),
    ("reports", reports.router),
    ("evidence", evidence.router),
    ("badges", badges.router),
    ("badge-matters", badge_matters.router),
    ("rules", rules.router),
    ("rule-drafts", rule_drafts.router),
    ("rule-editions", rule_editions.router),
    ("documents", documents.router),
    ("tokens", tokens.router),
    ("views", views.router),
    ("changes", changes.router),
)

api = NinjaAPI(
    title="Jigai 技改",
    version=version("jigai"),
    urls_namespace="api-v1",
    auth=[ByToken(), BySession()],
    docs=Swagger(),
)
answer_errors(api)
for name, router in RESOURCES:
    api.add_router(f"/{name}", router, tags=[name])
