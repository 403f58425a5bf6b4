"""Whether a claim stands on the union of its spans: content first, only typography and light wording may differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answerer import DraftClaim, Span
from bot.quoting import locate
from bot.words import terms
from vectorstore.article import Article

LEAST_SHARE = 0.8  # of the claim's content words that must stand in the evidence


def check_support(
    draft: DraftClaim, spans: Sequence[Span], articles: Mapping[str, Article], language: str
) -> str | None:
    """Why the claim does not stand, in words fit to show; None where it does."""
    texts = [articles[span.article_id].text[span.start : span.end] for span in spans]
    if any(locate(draft.text, text) for text in texts):
        return None
    there = {term for text in texts for term in terms(text)}
    said = terms(draft.text)
    missing = [term for term in said if term not in there]
    if not said or len(missing) > (1 - LEAST_SHARE) * len(said):
        return f"the cited text does not say: {', '.join(missing) or draft.text}"
    return None
