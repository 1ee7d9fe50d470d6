"""Where the search looks: one entry per kind of record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.queries.catalogue import (
    found_achievements,
    found_demands,
    found_institutions,
)
from jigai.apps.cooperation.words import INSTITUTION_KINDS
from jigai.apps.platforms.queries.platform_list import found_platforms
from jigai.apps.projects.queries.project_list import found_projects
from jigai.apps.registry.queries.enterprise_list import found_enterprises
from jigai.web.cooperation.words import worded
from jigai.web.platforms.words import kind_word

LIMIT = 20


@dataclass(frozen=True, slots=True)
class Hit:
    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of record; ``find`` takes the viewer and the words."""

    title: Promise
    icon: str
    find: Callable[[Viewer, str], list[Hit]]


def _enterprises(viewer: Viewer, words: str) -> list[Hit]:
    return [
        Hit(found.name, found.credit_code, reverse("enterprises:show", args=[found.id]))
        for found in found_enterprises(viewer=viewer, words=words, limit=LIMIT)
    ]


def _projects(viewer: Viewer, words: str) -> list[Hit]:
    return [
        Hit(found.name, found.note, reverse("projects:show", args=[found.id]))
        for found in found_projects(viewer=viewer, words=words, limit=LIMIT)
    ]


def _platforms(viewer: Viewer, words: str) -> list[Hit]:
    return [
        Hit(name, kind_word(kind), reverse("platforms:show", args=[pk]))
        for pk, name, kind in found_platforms(viewer=viewer, text=words, limit=LIMIT)
    ]


def _demands(viewer: Viewer, words: str) -> list[Hit]:
    found = found_demands(viewer=viewer, text=words, on=localdate(), limit=LIMIT)
    return [Hit(name, firm, reverse("cooperation:demand", args=[pk])) for pk, name, firm in found]


def _achievements(viewer: Viewer, words: str) -> list[Hit]:
    found = found_achievements(viewer=viewer, text=words, on=localdate(), limit=LIMIT)
    return [
        Hit(name, holder, reverse("cooperation:achievement", args=[pk]))
        for pk, name, holder in found
    ]


def _institutions(viewer: Viewer, words: str) -> list[Hit]:
    return [
        Hit(name, worded(INSTITUTION_KINDS, kind), reverse("cooperation:institution", args=[pk]))
        for pk, name, kind in found_institutions(viewer=viewer, text=words, limit=LIMIT)
    ]


SOURCES: tuple[Source, ...] = (
    Source(_("项目"), "project", _projects),
    Source(_("企业"), "factory", _enterprises),
    Source(_("平台"), "platform", _platforms),
    Source(_("技术需求"), "school", _demands),
    Source(_("科技成果"), "school", _achievements),
    Source(_("院校"), "school", _institutions),
)
