"""Why a turn failed, as far as the run shows it, and the evidence that the suite may be lacking."""

from __future__ import annotations

from typing import Any, Literal

from bot.evaluation.corpus import Corpus
from bot.evaluation.evidence import meets, overlap
from bot.evaluation.runner import TurnRun
from bot.evaluation.suite import Source

Code = Literal[
    "not_judged",
    "not_retrieved",
    "not_chosen",
    "not_cited",
    "wrong",
    "chosen_but_wrong",
    "refused_wrongly",
    "answered_wrongly",
    "unlisted_evidence",
    "other",
]

SAYS: dict[Code, str] = {
    "not_judged": "Could not be judged",
    "not_retrieved": "Not retrieved: no passage with the evidence was found",
    "not_chosen": "Retrieved but not chosen: the evidence was found and not, or not all of it, cited",
    "not_cited": "Not cited: listed evidence is missing among the citations",
    "wrong": "Wrong: the answer lacks what it must say, says what it must not, or is too long",
    "chosen_but_wrong": "Chosen but wrong: the evidence is cited, the answer does not say what it must",
    "refused_wrongly": "Refused wrongly: the articles do say",
    "answered_wrongly": "Answered wrongly: the articles do not say",
    "unlisted_evidence": "Unlisted evidence: the answer is right, on evidence that the suite does not list",
    "other": "Another check failed",
}


def why(one: TurnRun, corpus: Corpus) -> Code | None:
    """None for a turn that passed."""
    judged = one.judged
    if judged.status == "passed":
        return None
    if judged.fault is not None:
        return "not_judged"
    if judged.refusal_ok is False:
        return "answered_wrongly"
    if not one.turn.answerable or (judged.answer_ok and judged.cite_ok is not False):
        return "other"
    retrieved = was_retrieved(one, corpus)
    if judged.refused:
        return "not_retrieved" if retrieved is False else "refused_wrongly"
    if judged.cite_ok is not False:
        return "chosen_but_wrong" if judged.cite_ok else "wrong"
    if judged.answer_ok and unlisted(one):
        return "unlisted_evidence"
    if retrieved is None:  # a bot that does not say what it found
        return "not_cited"
    return "not_chosen" if retrieved else "not_retrieved"


def was_retrieved(one: TurnRun, corpus: Corpus) -> bool | None:
    """Whether a passage with one of the sources was found; None where the bot does not say what it found."""
    answer = one.reply.answer
    if answer is None or not answer.considered or not one.turn.sources:
        return None
    return any(source_retrieved(source, one, corpus) for source in one.turn.sources)


def source_retrieved(source: Source, one: TurnRun, corpus: Corpus) -> bool:
    answer = one.reply.answer
    for passage in answer.considered if answer else ():
        ref = corpus.find(passage.article_id, passage.file)
        if ref is None or ref.id != source.article.id:
            continue
        span = (passage.start, passage.end)
        if source.quote is None or any(meets(span, place) and overlap(span, place) for place in source.places):
            return True
    return False


def unlisted(one: TurnRun) -> list[dict[str, Any]]:
    """Found quotes that the suite does not list, each with the line that would accept it."""
    turn, judged = one.turn, one.judged
    if not turn.answerable or judged.refused or turn.open or not turn.sources:
        return []
    return [
        {
            "article": cited.citation.file,
            "start": cited.citation.start,
            "end": cited.citation.end,
            "quote": cited.citation.quote,
            "yaml": source_line(cited.citation.file, cited.citation.quote),
        }
        for cited in judged.counted_citations
        if not cited.listed and not cited.fault
    ]


def source_line(file: str, quote: str) -> str:
    return f"- {{article: {scalar(file)}, quote: {scalar(quote)}}}"


def scalar(text: str) -> str:
    """A text as one line of YAML, whatever is in it."""
    import yaml

    return str(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=float("inf"))).strip()
