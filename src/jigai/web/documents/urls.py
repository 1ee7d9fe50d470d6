"""Addresses of documents and layouts."""

from __future__ import annotations

from django.urls import path

from jigai.web.documents.layouts import layout_file, layouts
from jigai.web.documents.letter import letter
from jigai.web.documents.list import document_list
from jigai.web.documents.notice import notice
from jigai.web.documents.show import document_file, document_show, document_void

app_name = "documents"
urlpatterns = [
    path("", document_list, name="list"),
    path("notice/", notice, name="notice"),
    path("letter/", letter, name="letter"),
    path("layouts/", layouts, name="layouts"),
    path("layouts/<slug:kind>/<int:pk>/", layout_file, name="layout_file"),
    path("<int:pk>/", document_show, name="show"),
    path("<int:pk>/void/", document_void, name="void"),
    path("<int:pk>/<slug:form>/", document_file, name="file"),
]
