"""Addresses that every list shares."""

from __future__ import annotations

from django.urls import path

from jigai.web.lists.exports import download, export, exports
from jigai.web.lists.notices import look, news, notices
from jigai.web.lists.views import default, delete, follow, save, unfollow

app_name = "lists"
urlpatterns = [
    path("save/", save, name="save"),
    path("notices/", notices, name="notices"),
    path("exports/", exports, name="exports"),
    path("exports/new/", export, name="export"),
    path("exports/<int:pk>/", download, name="download"),
    path("<int:view_id>/delete/", delete, name="delete"),
    path("<int:view_id>/default/", default, name="default"),
    path("<int:view_id>/follow/", follow, name="follow"),
    path("<int:view_id>/unfollow/", unfollow, name="unfollow"),
    path("<int:view_id>/news/", news, name="news"),
    path("<int:view_id>/look/", look, name="look"),
]
