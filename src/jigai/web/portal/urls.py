"""Addresses of the enterprise's own desk, of a person's data rights, and of the answers."""

from __future__ import annotations

from django.urls import path

from jigai.web.portal.contact import contact
from jigai.web.portal.correct import correct, correction_withdraw
from jigai.web.portal.decide import correction_decide, permit, proposal_decide, request_answer
from jigai.web.portal.deliver import document_deliver
from jigai.web.portal.desk import desk
from jigai.web.portal.forms import own_form, own_form_list
from jigai.web.portal.rights import data_export, request_withdraw, rights
from jigai.web.portal.show import letter, letters, paper, receive, show
from jigai.web.portal.voucher_form import voucher_edit, voucher_file, voucher_new, voucher_strike
from jigai.web.portal.voucher_import import voucher_import
from jigai.web.portal.voucher_list import voucher_export, voucher_list, voucher_sums
from jigai.web.portal.voucher_share import shared, voucher_share

app_name = "portal"
urlpatterns = [
    path("", show, name="show"),
    path("file.pdf", paper, name="paper"),
    path("correct/<str:subject>/<str:field>/<int:record_key>/", correct, name="correct"),
    path("corrections/<int:pk>/withdraw/", correction_withdraw, name="correction_withdraw"),
    path("corrections/<int:pk>/", correction_decide, name="correction"),
    path("contact/", contact, name="contact"),
    path("letters/", letters, name="letters"),
    path("letters/<int:pk>/receive/", receive, name="receive"),
    path("letters/<int:pk>/<str:form>/", letter, name="letter"),
    path("forms/", own_form_list, name="forms"),
    path("forms/<str:period>/<int:project_id>/", own_form, name="form"),
    path("proposals/<int:pk>/", proposal_decide, name="proposal"),
    path("permits/<int:project_id>/", permit, name="permit"),
    path("vouchers/", voucher_list, name="vouchers"),
    path("vouchers/new/", voucher_new, name="voucher_new"),
    path("vouchers/import/", voucher_import, name="voucher_import"),
    path("vouchers/share/", voucher_share, name="voucher_share"),
    path("vouchers/sums/", voucher_sums, name="voucher_sums"),
    path("vouchers/export/<str:form>/", voucher_export, name="voucher_export"),
    path("vouchers/<int:pk>/", voucher_edit, name="voucher"),
    path("vouchers/<int:pk>/strike/", voucher_strike, name="voucher_strike"),
    path("vouchers/<int:pk>/file/", voucher_file, name="voucher_file"),
    path("data/", rights, name="rights"),
    path("data/own-data.zip", data_export, name="data_export"),
    path("data/<int:pk>/withdraw/", request_withdraw, name="request_withdraw"),
    path("desk/", desk, name="desk"),
    path("desk/shared/", shared, name="shared"),
    path("desk/requests/<int:pk>/", request_answer, name="request"),
    path("desk/documents/<int:pk>/", document_deliver, name="deliver"),
]
