"""What analyses of effects said in a span: a printed one its sentence, a refused one that it is."""

from __future__ import annotations

from jigai.apps.impact.models import Analysis, AnalysisState
from jigai.apps.impact.queries.analyses import analysis_card
from jigai.domain.annual_figures.span import Span
from jigai.domain.sentence import Sentence
from jigai.flows.annual_parts.wording import moments

PRINTED = Sentence("成效评估“{title}”：{said}", "Analysis of effects “{title}”: {said}")
REFUSED = Sentence(
    "成效评估“{title}”没有通过检验，不印数。",
    "The analysis of effects “{title}” did not pass its tests: no number is printed.",
)
INVENTED = Sentence("（虚构数据）", "(invented data) ")


def impact_leads(span: Span) -> list[Sentence]:
    """One sentence for each analysis that ended in the span, the earliest first."""
    first, after = moments(span)
    ended = Analysis.objects.filter(
        state__in=(AnalysisState.PRINTED, AnalysisState.REFUSED),
        finished_at__gte=first,
        finished_at__lt=after,
    )
    return [_said(one) for one in ended.select_related("panel").order_by("finished_at", "pk")]


def _said(one: Analysis) -> Sentence:
    if one.state == AnalysisState.REFUSED:
        said = REFUSED.format(title=one.title)
    else:
        said = PRINTED.format(title=one.title, said=_result(one))
    if not one.is_invented:
        return said
    return Sentence(INVENTED.zh + said.zh, INVENTED.en + said.en)


def _result(one: Analysis) -> Sentence:
    """The effect with its interval, and whether it excludes zero."""
    effect, clear = analysis_card(one).sentences[:2]
    return Sentence(effect.zh + clear.zh, f"{effect.en} {clear.en}")
