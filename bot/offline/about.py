"""Questions about the articles themselves, answered from what was learned of each when it was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Note
from bot.answerer import DraftClaim, Request
from bot.offline.articles_meant import all_meant, articles_found, by_age, in_language, looked_through, on_topic, signed
from bot.offline.candidates import language_of
from bot.offline.evidence import apart_from_text, claim_of, evidence, first_on, lead, outermost
from bot.offline.fields import field_asked, fields_of_parts, wrote_on
from bot.offline.listings import KINDS, OF_ARTICLES, asks_by_age, asks_for_articles, kinds_asked, topic_asked
from bot.offline.notes import note, phrase
from bot.offline.questions import Question
from bot.offline.wrapping import asks_for_disagreements
from bot.text.glossary import in_english
from bot.text.words import fold, terms
from vectorstore.article import Article

_OF_A_WRITER = re.compile(
    r"\b(?:wrote|written|writes|author|writer|books?|novels?|diary|poems?|memoirs?|historians?)\b"
)
_TOLD_LANGUAGES = ("en", "es", "fr")


@dataclass(frozen=True)
class Told:
    claims: tuple[DraftClaim, ...]
    notes: tuple[Note, ...]


def told_of_articles(question: Question, request: Request) -> Told | None:
    """None where the question is not of the articles themselves, or may as well be of what they tell."""
    field = field_asked(question)
    if field is not None:
        told = tell_field(question, field, request)
        return None if wrote_on(question) and (not told.claims or _tells_of_a_writer(question, request)) else told
    return tell_articles(question, request) if asks_for_articles(question) else None


def _tells_of_a_writer(question: Question, request: Request) -> bool:
    """The news itself has a sentence on somebody who wrote of the same thing."""
    topic = question.terms - OF_ARTICLES
    texts = [
        in_english(article.text[one.start : one.end], language_of(article))
        for article in articles_found(request)
        for one in article.sentences
        if one.kind in ("standfirst", "body")
    ]
    return any(_OF_A_WRITER.search(fold(text)) and 2 * len(topic & set(terms(text))) >= len(topic) for text in texts)


def tell_field(question: Question, field: str, request: Request) -> Told:
    """The words of the article that give it, and what else is asked of it; no claim where it is unknown. Of several
    articles that are meant, each with its headline."""
    meant = all_meant(question, request)
    fields = list(dict.fromkeys([field, *fields_of_parts(question)]))
    claims = []
    for article in meant:
        spans = outermost([span for one in fields for span in evidence(article, one)])
        # the headline tells which article is spoken of, or which one the note is about
        if (spans and len(meant) > 1) or (
            not spans and any(apart_from_text(article, one) or one == "language" for one in fields)
        ):
            spans = outermost(sorted([*evidence(article, "title"), *spans], key=lambda span: span.start))
        claims += [claim_of(article, spans)] if spans else []
    return Told(tuple(claims), _notes(question, [(article, one) for article in meant for one in fields]))


def tell_articles(question: Question, request: Request) -> Told:
    """Each found article's headline, with its byline, outlet and date where the text gives them; what it does not is said."""
    if asks_for_disagreements(question.english):
        return Told((), (note("conflict", "one_point", question.language),))
    topic = topic_asked(question)
    found = looked_through(question, request, topic)
    on_it = signed(question, in_language(question, on_topic(topic, found) if topic else found))
    ends = len(on_it) < len(found)  # others were found, and are on another topic, in another language or by others
    articles = by_age(question, on_it, (ends and bool(topic)) or len(found) >= request.articles_searched)
    claims = []
    for article in articles:
        spans = evidence(article, "title")
        if topic:
            spans += first_on(topic, article)
        elif re.search(r"\babout\b", fold(question.english)):
            spans += lead(article)
        for field in kinds_asked(question):
            spans += evidence(article, field)
        spans = outermost(spans)
        if spans:
            claims.append(claim_of(article, sorted(spans, key=lambda span: span.start)))
    wanted = [(article, field) for article in articles for field in kinds_asked(question)]
    if asks_by_age(question):  # one without a date may be newer
        undated = sorted((one for one in on_it if one.fact("published").value is None), key=lambda one: one.file)
        wanted += [(one, "published") for one in undated]
    notes = _how_many(question, len(claims), ends, request)
    return Told(tuple(claims), (*notes, *_notes(question, wanted)))


def _how_many(question: Question, listed: int, ends: bool, request: Request) -> tuple[Note, ...]:
    """How many there are, where that is asked; and, unless the list ends by itself, that only the articles of the passages
    found are listed, which need not be all."""
    searched = max(listed, request.articles_searched)
    number_asked = re.search(r"\bhow many\b", fold(question.english)) is not None
    if (
        not listed or (ends and not number_asked) or (asks_by_age(question) and listed < 2)
    ):  # the newest alone is asked for
        return ()
    of_all = number_asked and not ends
    counted = [note("missing", "counted", question.language, searched=searched)] if of_all else []
    rest = [note("missing", "listed", question.language, found=listed, searched=searched)] if listed < searched else []
    return (*counted, *rest)


def _notes(question: Question, wanted: Sequence[tuple[Article, str]]) -> tuple[Note, ...]:
    """What is known apart from the text, with its place; and what is not known."""
    lacking = [(article, field) for article, field in wanted if not evidence(article, field)]
    apart: dict[str, list[str]] = {}
    unknown: dict[str, list[str]] = {}
    in_languages: list[Note] = []
    for article, field in lacking:
        named = phrase(field, question.language) if field in KINDS else field
        if field == "language" and article.fact(field).value in _TOLD_LANGUAGES:  # no words of it say so
            told = phrase(str(article.fact(field).value), question.language)
            in_languages.append(note("missing", "language", question.language, what=told, file=article.file))
        elif source := apart_from_text(article, field):
            apart.setdefault(source, []).append(f"{named} {article.fact(field).value} ({article.file})")
        else:
            unknown.setdefault(article.file, []).append(named)
    notes = [
        note("missing", "apart", question.language, source=source, what="; ".join(what))
        for source, what in apart.items()
    ]
    if unknown:
        files: dict[str, list[str]] = {}  # by what they lack
        for file, fields in unknown.items():
            files.setdefault(", ".join(fields), []).append(file)
        what = "; ".join(f"{fields} ({', '.join(those)})" for fields, those in files.items())
        notes.append(note("missing", "unknown", question.language, what=what))
    return (*in_languages, *notes)
