"""The gate to enterprises: unseen and absent read alike."""

from __future__ import annotations

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Enterprise, EnterpriseMerge
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchEnterprise(NotFound):
    code = "enterprise.not_found"
    message = Sentence("没有编号为{pk}的企业。", "There is no enterprise {pk}.")
    remedy = Sentence("请从企业名录中选择。", "Choose one from the list of enterprises.")


def enterprise_for(viewer: Viewer, pk: int) -> Enterprise:
    """The enterprise, if the viewer may see it.

    Raises:
        NoSuchEnterprise: it is absent, or out of the viewer's reach.
    """
    found = Enterprise.objects.visible_to(viewer).filter(pk=pk).distinct().first()
    if found is None:
        raise NoSuchEnterprise(pk=pk)
    return found


class NoEnterpriseNamed(NotFound):
    code = "enterprise.none_named"
    message = Sentence("没有代码或编号为“{name}”的企业。", "There is no enterprise “{name}”.")
    remedy = Sentence("请给统一社会信用代码或企业编号。", "Give its credit code or its number.")


def enterprise_named(viewer: Viewer, name: str) -> Enterprise:
    """The enterprise by credit code or number, if the viewer may see it.

    Raises:
        NoEnterpriseNamed: it is absent, or out of the viewer's reach.
    """
    seen = Enterprise.objects.visible_to(viewer)
    typed = name.strip()
    found = seen.filter(credit_code=typed.upper()).distinct().first()
    if found is None and typed.isdecimal():
        found = seen.filter(pk=int(typed)).distinct().first()
    if found is None:
        raise NoEnterpriseNamed(name=name)
    return found


class NoSuchMerge(NotFound):
    code = "enterprise.merge_not_found"
    message = Sentence("没有编号为{pk}的合并。", "There is no merge {pk}.")


def merge_for(viewer: Viewer, pk: int) -> EnterpriseMerge:
    """The merge, if the viewer may see the enterprise that was kept.

    Raises:
        NoSuchMerge: it is absent, or out of the viewer's reach.
    """
    seen = Enterprise.objects.visible_to(viewer).values("pk")
    found = EnterpriseMerge.objects.filter(pk=pk, kept__in=seen).first()
    if found is None:
        raise NoSuchMerge(pk=pk)
    return found
