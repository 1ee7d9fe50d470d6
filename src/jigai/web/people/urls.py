"""Addresses of people, units, and a person's own pages."""

from __future__ import annotations

from django.urls import path

from jigai.web.people.account import account
from jigai.web.people.agencies import agencies, agency_activity, agency_edit
from jigai.web.people.factors import (
    factor_ask,
    factor_confirm,
    factor_demand_end,
    factor_told,
    factor_withdraw,
    factors,
)
from jigai.web.people.join import join
from jigai.web.people.list import person_list
from jigai.web.people.new import person_new
from jigai.web.people.preview import preview, preview_end
from jigai.web.people.represent import represent, represent_end
from jigai.web.people.retention import retention, retention_run
from jigai.web.people.sessions import session_end, sessions
from jigai.web.people.show import (
    appointment_end,
    person_activity,
    person_appoint,
    person_invite,
    person_show,
)
from jigai.web.people.tokens import token_revoke, tokens

app_name = "people"
urlpatterns = [
    path("me/account/", account, name="account"),
    path("me/factor/told/", factor_told, name="factor_told"),
    path("me/sessions/", sessions, name="sessions"),
    path("me/sessions/<int:pk>/end/", session_end, name="session_end"),
    path("me/tokens/", tokens, name="tokens"),
    path("me/tokens/<int:pk>/revoke/", token_revoke, name="token_revoke"),
    path("people/join/<str:secret>/", join, name="join"),
    path("people/", person_list, name="list"),
    path("people/new/", person_new, name="new"),
    path("people/agencies/", agencies, name="agencies"),
    path("people/agencies/<int:pk>/", agency_edit, name="agency"),
    path("people/agencies/<int:pk>/activity/", agency_activity, name="agency_activity"),
    path("people/appointments/<int:pk>/end/", appointment_end, name="end"),
    path("people/retention/", retention, name="retention"),
    path("people/retention/run/", retention_run, name="retention_run"),
    path("people/factors/", factors, name="factors"),
    path("people/factors/<int:pk>/end/", factor_demand_end, name="factor_demand_end"),
    path("people/factor-resets/<int:pk>/confirm/", factor_confirm, name="factor_confirm"),
    path("people/factor-resets/<int:pk>/withdraw/", factor_withdraw, name="factor_withdraw"),
    path("people/<int:pk>/", person_show, name="show"),
    path("people/<int:pk>/represents/", represent, name="represent"),
    path("people/represents/<int:pk>/end/", represent_end, name="represent_end"),
    path("people/<int:pk>/factor/", factor_ask, name="factor_ask"),
    path("people/<int:pk>/appoint/", person_appoint, name="appoint"),
    path("people/<int:pk>/invite/", person_invite, name="invite"),
    path("people/preview/end/", preview_end, name="preview_end"),
    path("people/preview/", preview, name="preview"),
    path("people/<int:pk>/activity/", person_activity, name="activity"),
]
