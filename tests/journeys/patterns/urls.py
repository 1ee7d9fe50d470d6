from django.urls import include, path

from tests.journeys.patterns.page import patterns

urlpatterns = [
    path("patterns/", patterns),
    path("", include("jigai.config.urls")),
]
