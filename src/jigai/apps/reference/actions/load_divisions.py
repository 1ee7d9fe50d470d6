from __future__ import annotations

import re
from datetime import date

from stdnum import numdb

from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Division, DivisionLevel
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

DATED = re.compile(r"^\[(\d{4})?-(\d{4})?\]")
COUNTY_CODE = re.compile(r"\d{4}(?!00)\d\d", re.ASCII)


class NoSuchCounty(Refusal):
    code = "division.no_such_county"
    message = Sentence(
        "“{code}”不是现行的县级行政区划代码。",
        "“{code}” is not the code of a present county-level division.",
    )
    remedy = Sentence("请填六位代码，如 371423。", "Write six digits, such as 371423.")


def load_divisions(*, county_code: str, change: Change) -> Division:
    """Enter a county with its province and prefecture, by the national list of codes.

    Names, codes and years come from the location data of python-stdnum. What is already there
    stays as it is.

    Raises:
        NoSuchCounty: the list has no such county today.
    """
    if not COUNTY_CODE.fullmatch(county_code):
        raise NoSuchCounty(code=county_code)
    chain = (
        (f"{county_code[:2]}0000", DivisionLevel.PROVINCE),
        (f"{county_code[:4]}00", DivisionLevel.PREFECTURE),
        (county_code, DivisionLevel.COUNTY),
    )
    parent: Division | None = None
    with writing("divisions.loaded", change):
        for code, level in chain:
            found = Division.objects.filter(code=code, valid_to__isnull=True).first()
            parent = found or _enter(code, level, parent)
    if parent is None:
        raise NoSuchCounty(code=county_code)
    return parent


def _enter(code: str, level: str, parent: Division | None) -> Division:
    listed = numdb.get("cn/loc").info(code)
    name = str(listed[-1][1].get("county", "")) if len(listed) > 1 else ""
    dated = DATED.match(name)
    if not name or (dated and dated[2]):
        raise NoSuchCounty(code=code)
    since = date(int(dated[1]), 1, 1) if dated and dated[1] else None
    return Division.objects.create(
        code=code, name=DATED.sub("", name), level=level, parent=parent, valid_from=since
    )
