"""Addresses of the enterprise library."""

from __future__ import annotations

from django.urls import path

from jigai.web.enterprises.duplicates import duplicates, merge, unmerge
from jigai.web.enterprises.hangs_on import (
    certificate,
    contact,
    erase,
    indicators,
    membership,
    revoke,
    unmask,
)
from jigai.web.enterprises.list import enterprise_list
from jigai.web.enterprises.register import correct, register, rename
from jigai.web.enterprises.show import enterprise_show

app_name = "enterprises"
urlpatterns = [
    path("", enterprise_list, name="list"),
    path("register/", register, name="register"),
    path("duplicates/", duplicates, name="duplicates"),
    path("merges/<int:pk>/undo/", unmerge, name="unmerge"),
    path("contacts/<int:pk>/", unmask, name="unmask"),
    path("contacts/<int:pk>/erase/", erase, name="erase"),
    path("certificates/<int:pk>/revoke/", revoke, name="revoke"),
    path("<int:pk>/", enterprise_show, name="show"),
    path("<int:pk>/correct/", correct, name="correct"),
    path("<int:pk>/rename/", rename, name="rename"),
    path("<int:pk>/merge/<int:merged>/", merge, name="merge"),
    path("<int:pk>/contacts/", contact, name="contact"),
    path("<int:pk>/indicators/", indicators, name="indicators"),
    path("<int:pk>/memberships/", membership, name="membership"),
    path("<int:pk>/certificates/", certificate, name="certificate"),
]
