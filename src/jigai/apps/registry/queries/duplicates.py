"""Records that may be one enterprise: the same bare name, or a name that another one bore."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Enterprise, EnterpriseName
from jigai.domain.sentence import Sentence

DRESSING = re.compile(r"(山东省?|德州市?|庆云县?|(股份|集团)?有限(责任)?公司|[()（）\s·.,，。-])")
SAME_NAME = Sentence("去掉地名和公司形式后名称相同", "Same name without place and legal form")
FORMER_NAME = Sentence("与另一企业的曾用名相同", "Equals a former name of the other")


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    first_id: int
    first_name: str
    second_id: int
    second_name: str
    why: Sentence


def bare_name(name: str) -> str:
    """A name without place, legal form and punctuation.

    >>> bare_name("山东甲子开关（庆云）有限公司")
    '甲子开关'
    """
    return DRESSING.sub("", unicodedata.normalize("NFKC", name))


def likely_duplicates(viewer: Viewer) -> list[LikelyDuplicate]:
    """Pairs to look at, two queries; deciding is left to a person."""
    seen = Enterprise.objects.visible_to(viewer).filter(merged_into__isnull=True).distinct()
    names = dict(seen.order_by("id").values_list("pk", "name"))
    former = EnterpriseName.objects.filter(enterprise__in=seen.values("pk"), valid_to__isnull=False)
    groups: dict[str, dict[int, Sentence]] = defaultdict(dict)
    for pk, name in names.items():
        groups[bare_name(name)][pk] = SAME_NAME
    for pk, name in former.values_list("enterprise_id", "name"):
        groups[bare_name(name)].setdefault(pk, FORMER_NAME)
    return [
        LikelyDuplicate(a, names[a], b, names[b], _why(group[a], group[b]))
        for key, group in groups.items()
        if key
        for a, b in combinations(sorted(group), 2)
    ]


def _why(first: Sentence, second: Sentence) -> Sentence:
    return FORMER_NAME if FORMER_NAME in (first, second) else SAME_NAME
