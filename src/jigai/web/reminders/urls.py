"""Addresses of reminders: a person's own, the office's, and those of letters and calendars."""

from __future__ import annotations

from django.urls import path

from jigai.web.reminders.channels import (
    channels,
    message_drop,
    message_retry,
    quiet_add,
    quiet_end,
    robot_add,
    robot_end,
    robot_test,
    sending_set,
)
from jigai.web.reminders.feed import feed
from jigai.web.reminders.mine import mine
from jigai.web.reminders.stop import stop
from jigai.web.reminders.switches import address, feed_make, feed_revoke, switches

app_name = "reminders"
urlpatterns = [
    path("", mine, name="mine"),
    path("switches/", switches, name="switches"),
    path("address/", address, name="address"),
    path("calendar/make/", feed_make, name="feed_make"),
    path("calendar/revoke/", feed_revoke, name="feed_revoke"),
    path("calendar/<str:secret>.ics", feed, name="feed"),
    path("stop/<str:secret>/", stop, name="stop"),
    path("channels/", channels, name="channels"),
    path("channels/sending/", sending_set, name="sending_set"),
    path("channels/quiet/", quiet_add, name="quiet_add"),
    path("channels/quiet/<int:pk>/end/", quiet_end, name="quiet_end"),
    path("channels/robots/", robot_add, name="robot_add"),
    path("channels/robots/<int:pk>/end/", robot_end, name="robot_end"),
    path("channels/robots/<int:pk>/test/", robot_test, name="robot_test"),
    path("channels/messages/<int:pk>/retry/", message_retry, name="message_retry"),
    path("channels/messages/<int:pk>/drop/", message_drop, name="message_drop"),
]
