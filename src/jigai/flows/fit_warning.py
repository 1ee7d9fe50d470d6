"""Fit the county's own early-warning model from its published rounds, and test it out of time."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from jigai.apps.rounds.models import Round
from jigai.apps.warning.actions.keep_model import keep_model
from jigai.apps.warning.models import WarningModel
from jigai.apps.warning.queries.sightings import published_sightings
from jigai.domain.change import Change
from jigai.domain.early_warning.model import PENALTY, fit
from jigai.domain.early_warning.quality import (
    LEAST_DATES,
    LEAST_REDS,
    LEAST_TESTED,
    SEED,
    TRAIN_PART,
    quality_of,
)
from jigai.domain.early_warning.sightings import Sighting, examples
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NoHistory(Refusal):
    code = "warning.no_history"
    message = Sentence(
        "已发布的期次不足两期，没有可学的历史。",
        "Fewer than two rounds are published: there is no history to learn from.",
    )
    remedy = Sentence("发布更多期次后再拟合。", "Publish more rounds, then fit.")


class NothingNewToFit(Refusal):
    code = "warning.nothing_new"
    message = Sentence(
        "从第{number}号模型以来没有新发布的期次。",
        "No round was published or restated since model {number}.",
    )
    remedy = Sentence("现有模型继续使用。", "The present model stays in use.")


def fit_warning(*, change: Change) -> WarningModel:
    """Test on the later rounds with a model of the earlier ones, then keep one fitted on all.

    Equal published rounds give equal weights, on any machine.

    Raises:
        NoHistory, NothingNewToFit: as named.
    """
    sightings = published_sightings()
    given = examples(sightings)
    if not given:
        raise NoHistory
    digest = digest_of(sightings)
    last = WarningModel.objects.order_by("-number").only("number", "data_sha256").first()
    if last and last.data_sha256 == digest:
        raise NothingNewToFit(number=last.number)
    newest = Round.objects.filter(published_at__isnull=False).order_by("-ends_on").first()
    return keep_model(
        model=fit(given),
        quality=quality_of(given),
        through=newest.period if newest else "",
        data_sha256=digest,
        receipt=receipt_of(len(sightings), len(given)),
        change=change,
    )


def digest_of(sightings: Sequence[Sighting]) -> str:
    """The digest of what a model was made from."""
    lines = "\n".join(repr(one) for one in sorted(sightings, key=lambda s: (s.project, s.on)))
    return sha256(lines.encode()).hexdigest()


def receipt_of(sightings: int, examples_: int) -> dict[str, Any]:
    """How it was made: counts, settings, version."""
    return {
        "sightings": sightings,
        "examples": examples_,
        "penalty": str(PENALTY),
        "train_part": str(TRAIN_PART),
        "least_tested": LEAST_TESTED,
        "least_reds": LEAST_REDS,
        "least_dates": LEAST_DATES,
        "seed": SEED,
        "jigai": version("jigai"),
    }
