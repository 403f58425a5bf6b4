"""What newspapers put right in their own articles: the notes headed "Correction" or "Editor's note"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from bot.answerer import Request, Span
from bot.offline.about import Told
from bot.offline.articles_meant import looked_at
from bot.offline.evidence import claim_of, evidence
from bot.offline.questions import Question
from bot.text.words import fold, terms
from vectorstore.article import Article

_ASKED = re.compile(  # in three languages; "is that correct?" asks for none
    r"\b(?:corrections?|corrected|rectifications?|rectified|errat(?:um|a)|editors?'?s? notes?"
    r"|correccion(?:es)?|corregi\w+|corrigi\w+|rectificad\w+|rectifico|fe de (?:erratas|errores)"
    r"|corrigee?s?|rectificatifs?|rectifiee?s?)\b"
)
_BESIDES = frozenset(  # what else such a question says, where it asks of all articles
    terms(
        "correction corrected correct rectification rectified erratum errata editor note faith mistake error anything something "
        "paper newspaper print printed publish published article story report text source make made have list show"
    )
)
_HEADED = re.compile(
    r"^\W*(?:corrections?|errat(?:um|a)|rectificati(?:f|on)s?|correctif|correccion(?:es)?|rectificacion|fe de (?:erratas|errores))"
    r"(?:\W*\(?\d[^:]{0,20})?\s*[:.—–-]"
)
_OF_EDITORS = re.compile(r"^\W*(?:editor'?s'? note|note de la redaction|ndlr|nota de(?: la redaccion|l editor))\b")
_PUT_RIGHT = re.compile(  # a note by the editors may say something else
    r"\b(?:(?:earlier|previous|first|original) version|version (?:anterior|previa|original|precedente|initiale)|premiere version"
    r"|correct\w*|corrig\w*|corregi\w*|rectif\w*|wrong\w*|incorrect\w*|misstated|mistaken\w*|erron\w*|errors?|errores|erreurs?)\b"
)


def asks_for_corrections(question: Question) -> bool:
    """Of whatever article: "Is there a correction?", "What was corrected in the articles?"."""
    return _ASKED.search(_plain(question.text)) is not None and question.terms <= _BESIDES


def tell_corrections(request: Request) -> Told | None:
    """Each such note with the headline of its article; None where there is none, for the news may tell of one."""
    articles = sorted(looked_at(request), key=lambda article: article.file)
    told = [(article, note) for article in articles for note in _notes(article)]
    claims = tuple(claim_of(article, [*evidence(article, "title"), note]) for article, note in told)
    return Told(claims, ()) if claims else None


def _notes(article: Article) -> Iterator[Span]:
    """Whole paragraphs: what is put right may stand in the sentence after the first."""
    for _, group in itertools.groupby(article.sentences, key=lambda one: one.paragraph):
        own = list(group)
        text = _plain(article.text[own[0].start : own[-1].end])
        if own[0].kind != "headline" and (
            _HEADED.search(text) or (_OF_EDITORS.search(text) and _PUT_RIGHT.search(text))
        ):
            yield Span(article.id, own[0].start, own[-1].end)


def _plain(text: str) -> str:
    return fold(text).replace("’", "'")
