"""Makes the vectors of what is offered ready, so that no page waits for them."""

from __future__ import annotations

import logging

from django_tasks import task

from jigai.apps.matches.catalogue import fill
from jigai.apps.matches.given_space import NoEmbeddingModel
from jigai.domain.matching.vectors import EmbeddingFault
from jigai.exchange.embedding_model import say_nothing

faults = logging.getLogger("jigai.jobs")


@task()
def fill_embeddings() -> int:
    """How many vectors are ready; 0 without a model, or where it fails: matching goes on."""
    try:
        return fill(say_nothing)[1]
    except NoEmbeddingModel:
        return 0
    except EmbeddingFault as fault:
        faults.warning("%s", fault.said.en)
        return 0
