"""Second factors: who has one, who must have one, and requests to take one away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from jigai.apps.accounts.models import Appointment, FactorDemand, FactorReset, Role, User
from jigai.apps.accounts.viewer import Viewer
from jigai.domain.refusal import NotAllowed, NotFound
from jigai.domain.sentence import Sentence

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class NoSuchReset(NotFound):
    code = "factor.reset_not_found"
    message = Sentence("没有编号为{pk}的重置申请。", "There is no reset request {pk}.")


class NoSuchDemand(NotFound):
    code = "factor.demand_not_found"
    message = Sentence("没有编号为{pk}的双重验证要求。", "There is no demand {pk}.")


class FactorNeeded(NotAllowed):
    code = "factor.needed"
    message = Sentence(
        "您的角色须先设置双重验证。", "Your role needs a second factor before anything else."
    )
    remedy = Sentence("请在“我的账号”里设置。", "Set one up in your account.")


@dataclass(frozen=True, slots=True)
class FactorState:
    """What a person has; times are of the first setting up."""

    app_since: datetime | None
    passkeys: int
    codes_left: int

    @property
    def is_on(self) -> bool:
        return self.app_since is not None or self.passkeys > 0


@dataclass(frozen=True, slots=True)
class DemandRow:
    id: int
    role: str
    valid_from: date
    valid_to: date | None
    decision: str


def factor_state(user_id: int) -> FactorState:
    """One query."""
    held = list(Authenticator.objects.filter(user_id=user_id).order_by("pk"))
    kinds = Authenticator.Type
    app = next((one for one in held if one.type == kinds.TOTP), None)
    codes = next((one for one in held if one.type == kinds.RECOVERY_CODES), None)
    return FactorState(
        app_since=app.created_at if app else None,
        passkeys=sum(one.type == kinds.WEBAUTHN for one in held),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
    )


def must_add_factor(viewer: Viewer, *, on: date) -> bool:
    """Whether a role of the viewer demands a second factor that the person does not have."""
    demanded = _in_force(on).filter(role__in=viewer.roles).exists()
    held = Authenticator.objects.filter(user_id=viewer.user_id, type__in=FACTORS)
    return demanded and not held.exists()


def demand_rows() -> list[DemandRow]:
    """Every demand, the newest first."""
    rows = FactorDemand.objects.order_by("-valid_from", "-id")
    return [DemandRow(**values) for values in rows.values(*DemandRow.__dataclass_fields__)]


def demand_by(pk: int) -> FactorDemand:
    """Raises: NoSuchDemand: there is none."""
    found = FactorDemand.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchDemand(pk=pk)
    return found


def waiting_reset(user: User) -> FactorReset | None:
    """The request that waits for a second person."""
    return user.factor_resets.filter(confirmed_at=None, withdrawn_at=None).first()


def reset_by(pk: int) -> FactorReset:
    """Raises: NoSuchReset: there is none."""
    found = FactorReset.objects.filter(pk=pk).select_related("user").first()
    if found is None:
        raise NoSuchReset(pk=pk)
    return found


def untold_reset(user_id: int) -> FactorReset | None:
    """The reset of which the person does not yet know."""
    found = FactorReset.objects.filter(user_id=user_id, confirmed_at__isnull=False, told_at=None)
    return found.order_by("-confirmed_at").first()


def other_administrators(user: User, *, on: date) -> bool:
    """Whether somebody else than this person administers the whole county on a day."""
    valid = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    held = Appointment.objects.filter(
        valid, role=Role.ADMINISTRATOR, division=None, user__is_active=True
    )
    return held.exclude(user=user).exists()


def _in_force(on: date) -> QuerySet[FactorDemand]:
    ends = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    return FactorDemand.objects.filter(ends, valid_from__lte=on)
