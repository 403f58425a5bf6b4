"""Questions about the articles themselves, answered from what was learned of each when it was read."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Note
from bot.answerer import DraftClaim, Request, Span
from bot.offline.candidates import language_of
from bot.offline.dated import is_ahead
from bot.offline.notes import note, phrase
from bot.offline.questions import PEOPLE, Question
from bot.offline.when import dates
from bot.offline.wrapping import asks_for_disagreements
from bot.text.glossary import in_english
from bot.text.words import fold, terms, words
from vectorstore.article import Article

_PAPER = r"\b(?:which|what) (?:newspaper|paper|outlet|publication|magazine)\b"
_FIELDS = (  # what a question about one article asks for
    ("outlet", rf"{_PAPER}(?!'s| did\b)"),  # before "wrote": "Which newspaper wrote about the ferry?"
    ("dateline", r"\bfrom where\b"),
    (
        "byline",
        r"\b(?:author|wrote|has write|written by|signed|signature|byline|journalist|reporter|of who"
        r"|whose (?:article|story|piece|report|is (?:the|this|is))"
        r"|who (?:is|was) (?:it|this|the \w+) by)\b",
    ),
    (
        "dateline",
        r"\b(?:filed|dateline|(?:from|in) (?:which|what) (?:city|town|place)|where (?:was|were) .{0,40}(?:written|filed))\b",
    ),
    ("published", r"\b(?:when|date|dated|day|published on)\b"),
    ("outlet", r"\b(?:outlet|newspaper|published|publisher|publication|which (?:paper|site|agency)|from whom)\b"),
    ("title", r"\b(?:title|headline|called|titled)\b"),
    ("language", r"\blanguage\b"),
)
_SURE = "article|piece|story|obituary|editorial"
_ONE = f"{_SURE}|report|text|document|review|item"
_NAMED_TOO = {  # what an article is called in other languages; in English these are things that the news tells of
    "es": {
        "news": "news",
        "chronicle": "chronicle",
        "note": r"note(?= (?:on|about)\b)|(?<=this )note|(?<=is )note",  # "esta" comes out as "is"
    },
    "fr": {"paper": r"paper(?= (?:on|about)\b)|(?<=this )paper"},
}
_NO_ARTICLE = {  # such a thing that the question, as it was asked, shows to be one that the news tells of
    "news": re.compile(r"^(?!.*\bnoticia\b).*\bnoticias\b", re.IGNORECASE),
    # A book, or what a writer wrote; "la crónica de El Faro" is of a paper.
    "chronicle": re.compile(r"^(?!.*\b[Ff]irm).*(?:\bcrónica de (?!(?:El|La|Los|Las) )[A-ZÁÉÍÓÚÑ]|\w \W?Crónica\b)"),
    "note": re.compile(  # "la nota sobre el crimen que encontraron"
        r"\bnota\b.*\bque (?:se )?(?:(?:encontr|hall|descubri|confisc|incaut|recibi|recogi)(?:aron|eron|ó|o)|ley(?:eron|ó|o))"
        r"(?=\W*$| (?:en|junto|dentro|bajo|entre|sobre|la polic[ií]a)\b| l[oa]s )",
        re.IGNORECASE,
    ),
}
_SORTS = {  # what an article of the sort has in its headline, or says at once
    "obituary": re.compile(r"\b(?:dies|died|dead at|has died|passed away|obituary)\b"),
    "editorial": re.compile(r"\b(?:editorial|opinion|comment)\b"),
}
_IN_THE_STORY = re.compile(  # "When was the report on the fire published?" asks of one that the news tells of
    r"(?<!this )\b(?:report|text|document|review|item) (?:on|into|of|by|about|for|from)\b"
)
_AHEAD = re.compile(r"\b(?:will|expected|due|future|going to|yet to)\b")
_OF_ARTICLES = frozenset(
    terms(
        "author wrote written byline published publisher date dated newspaper outlet headline title filed language report story piece "
        "obituary editorial news note chronicle paper signed signature reporter journalist dateline public carried ran printed "
        "reported covered"
    )
)
_OUTRANKS = 0.3  # terms by which an article must share more than one that the search puts before it
_LEAD = 2  # sentences
_TO_IT = r"(?:(?!\b(?:that|which|mentioned|named|quoted|described|given|in (?:the|this))\b).){0,40}"  # "the book that the article mentions"

_NOUN_ENDS = (  # "Who signed the obituary book?" is of a book
    r"(?! (?!(?:about|on|of|in|from|for|that|which|who|by|with|and|to|at|when|where|dated|published|printed|titled|called"
    r"|headlined|you|we|i)\b)\w)"
)
_WHOSE_OTHER = re.compile(  # "In this story, whose book was published?"
    r"^\W*(?:and |(?:in|according to) [^,]{1,40},\W*)?whose (?!(?:article|story|piece|report|is (?:the|this|is))\b)"
)


@functools.cache
def _asking_of_one(also: str, english: bool) -> re.Pattern[str]:
    ends = _NOUN_ENDS if english else r"(?! \d)"  # elsewhere adjectives follow their nouns
    one = rf"(?:{_ONE}|{also})" if also else rf"(?:{_ONE})"
    sure = rf"(?:{_SURE}|{also})" if also else rf"(?:{_SURE})"
    return re.compile(
        r"\b(?:author|wrote|has write|written|byline|dateline|published|filed|headline|title|date|dated|outlet|newspaper|language)\b"
        rf"{_TO_IT}\b{one}\b|\b{one}\b.{{0,60}}\b(?:published|written|filed|dated|appear\w*)\b"
        rf"|\b(?:signed|signature)(?: of| by)? (?:the|this|an?|is) (?:\w+ ){{0,2}}?{sure}\b{ends}"
        rf"|\b{sure}\b.{{0,60}}\bsigned by whom?\b|\b(?:whose|of who) is (?:the|this|is) {sure}\b"
        rf"|\bwho (?:is|was) the (?:reporter|journalist|correspondent) (?:of|behind|for|on) (?:the|this) .{{0,40}}\b{sure}\b"
        rf"|{_PAPER}.{{0,20}}\b(?:carried|ran|printed)\b{_TO_IT}\b{sure}\b"
    )


_REPORTED_ON = re.compile(  # no article is spoken of; what was first, or in another year, the news itself may tell
    rf"^\W*(?:and |in )?(?!\w+ paper\b){_PAPER}(?!'s)(?! (?:did|does|do)\b)(?!.*\b(?:first|earlier|before|\d{{4}})\b) (?:has |have )?"
    r"(?:(?:reported|wrote|written|writes|reports|speak|told|talked)(?: on| about| of)|covered(?! up\b)|covers(?! up\b)) "
)
_WROTE_ON = re.compile(  # nor here; what is in a book or on a wall, the news tells of
    r"^\W*(?:and |so )?(?:who|(?:what|which) (?:author|journalist|reporter|correspondent)) (?:has |have )?(?:wrote|written|writes|reported|reports) (?:about|on)\b(?!.*\b(?:first|earlier|before|to|books?|novels?"
    r"|diary|diaries|letters?|poems?|songs?|plays?|blogs?|posts?|online|facebook|twitter|walls?|doors?|windows?|boards?|stones?|\d{4})\b)"
)
_OF_A_WRITER = re.compile(
    r"\b(?:wrote|written|writes|author|writer|books?|novels?|diary|poems?|memoirs?|historians?)\b"
)
_TOPIC = re.compile(  # of "Which articles mention the ferry?", "Do you have anything on the ferry?"
    r"\b(?:articles?|anything|something)\b.*?\b(?:mention\w*|about|(?<!published )(?<!dated )on|talk\w*|speak\w*|discuss\w*|deal\w*|treat\w*|cover\w*|list"
    r"|refer\w*)\b(?P<topic>.+)$"
)
_NEWEST = re.compile(
    r"\b(?:newest|latest|last) (?:news )?article\b|\b(?:newest|latest|(?:more|most) recent)\b(?=.{0,20}$|.*\barticle)"
)
_OLDEST = re.compile(r"\b(?:oldest|earliest|(?:more|most) (?:old|ancient))\b(?=.{0,20}$|.*\barticle)")
_LANGUAGES = {
    "english": "en",
    "spanish": "es",
    "castilian": "es",
    "french": "fr",
    "german": "de",
    "italian": "it",
    "portuguese": "pt",
}
_TOLD_LANGUAGES = ("en", "es", "fr")
_TEXTS = r"(?:articles?|stories|texts?|documents?|files?|sources?)"
_IN_LANGUAGE = re.compile(  # "articles in French", and not "in French prisons"
    rf"\b{_TEXTS}\b(?:(?!\b(?:about|on|mention\w*|say|says|said)\b).){{0,40}}\bin (?P<one>{'|'.join(_LANGUAGES)})\b(?=\W*$| (?:about|on|do|are|is|that|which|there)\b)"
    rf"|\b(?P<two>{'|'.join(_LANGUAGES)})(?:-language)? {_TEXTS}(?=\W*$| (?:about|on|do|are|is|there)\b)|\b{_TEXTS} (?P<three>{'|'.join(_LANGUAGES)})(?=\W*$)"
)
_ASKS_WHICH = re.compile(
    r"^\W*(?:and )?(?:(?:(?:what|which)(?: (?:is|are))?|how many|list|show(?: me)?|there (?:is|are|be)|(?:is|are) there|(?:do you |you )?have(?: you)?)"
    rf" (?:the |all |any |some |of )*(?:{'|'.join(_LANGUAGES)}|{_TEXTS})|in (?:what|which) {_TEXTS})\b"
)
_PEOPLE_IN = re.compile(
    rf"^\W*(?:what|which|list|name|show me)(?: (?:all|the|of|\w+ed))* {PEOPLE.pattern}"
)  # asks for no headlines
_SIGNED_BY = re.compile(r"\b(?:write|wrote|writes|written|has write|sign\w*|by|author|publish\w*|from|of)\b")
_NEWEST_STORY = re.compile(
    r"^\W*(?:what|which|show me)\b.*\b(?:newest|latest|oldest|earliest|most recent) (?:story|piece) (?:(?:do )?you have|you(?: have|'ve) got|there is)\W*$"
)
_LISTED = 30  # articles at most of which all are listed, where all are asked for
BY_USER = "user"  # the evidence of a value from metadata.yaml
KINDS = ("byline", "outlet", "published")


@dataclass(frozen=True)
class Told:
    claims: tuple[DraftClaim, ...]
    notes: tuple[Note, ...]


def told_of_articles(question: Question, request: Request) -> Told | None:
    """None where the question is not of the articles themselves, or may as well be of what they tell."""
    field = field_asked(question)
    if field is not None:
        told = tell_field(question, field, request)
        return None if _wrote_on(question) and (not told.claims or _tells_of_a_writer(question, request)) else told
    of_all = question.kind == "about" and not _PEOPLE_IN.search(_asked(question))
    of_all = of_all or _NEWEST_STORY.search(_asked(question)) is not None
    return tell_articles(question, request) if of_all or _language(question) else None


def _asked(question: Question) -> str:
    asked = re.sub(r"\b(who|what)[’']?s\b(?! (?:article|story|piece))", r"\1 is", fold(question.english))
    return re.sub(r"\bpublic (?=the|this|is)\b", "published ", asked)  # "se publicó" is read as "public"


def field_asked(question: Question) -> str | None:
    """The one item that is asked of one article; None where the question is not of that sort."""
    asked = _asked(question)
    several = re.search(r"\barticles\b", asked) or _NEWEST.search(asked) or _OLDEST.search(asked)
    if several or _is_ahead(question) or _WHOSE_OTHER.search(asked):
        return None
    if _REPORTED_ON.search(asked):
        return "outlet"
    if _wrote_on(question):
        return "byline"
    if not _asking_of_one(_named_too(question), question.language == "en").search(asked):
        return None
    field = next((name for name, pattern in _FIELDS if re.search(pattern, asked)), None)
    return None if field == "published" and _IN_THE_STORY.search(asked) else field


def _named_too(question: Question) -> str:
    """What else than "article" is one in the question."""
    also = _NAMED_TOO.get(question.language, {})
    return "|".join(
        rule for name, rule in also.items() if name not in _NO_ARTICLE or not _NO_ARTICLE[name].search(question.text)
    )


def _reports(question: Question) -> bool:
    """ "Which newspaper reported on the ferry?" """
    return bool(_REPORTED_ON.search(_asked(question))) or _wrote_on(question)


def _wrote_on(question: Question) -> bool:
    """ "Who wrote about the ferry?" """
    return bool(_WROTE_ON.search(_asked(question)))


def _tells_of_a_writer(question: Question, request: Request) -> bool:
    """The news itself has a sentence on somebody who wrote of the same thing."""
    topic = question.terms - _OF_ARTICLES
    texts = [
        in_english(article.text[one.start : one.end], language_of(article))
        for article in _found(request)
        for one in article.sentences
        if one.kind in ("standfirst", "body")
    ]
    return any(_OF_A_WRITER.search(fold(text)) and 2 * len(topic & set(terms(text))) >= len(topic) for text in texts)


def _is_ahead(question: Question) -> bool:
    """Spanish and French verbs lose their tense on the way to English."""
    return bool(_AHEAD.search(fold(question.english)) or is_ahead(question.text))


def tell_field(question: Question, field: str, request: Request) -> Told:
    """The words of the article that give it, and what else is asked of it; no claim where it is unknown. Of several
    articles that are meant, each with its headline."""
    meant = _all_meant(question, request)
    fields = list(dict.fromkeys([field, *_fields_of_parts(question)]))
    claims = []
    for article in meant:
        spans = _outermost([span for one in fields for span in evidence(article, one)])
        # the headline tells which article is spoken of, or which one the note is about
        if (spans and len(meant) > 1) or (
            not spans and any(_apart(article, one) or one == "language" for one in fields)
        ):
            spans = _outermost(sorted([*evidence(article, "title"), *spans], key=lambda span: span.start))
        claims += [claim_of(article, spans)] if spans else []
    return Told(tuple(claims), _notes(question, [(article, one) for article in meant for one in fields]))


def _fields_of_parts(question: Question) -> list[str]:
    """ "Who wrote the article, and when was it published?" asks for two."""
    parts = [fold(in_english(part, question.language)) for part in question.parts]
    named = "|".join(filter(None, (_ONE, _named_too(question))))
    of_it = [part for part in parts if re.search(rf"\b(?:it|published|written|author|{named})\b", part)]
    asked = [next((name for name, pattern in _FIELDS if re.search(pattern, part)), None) for part in of_it]
    return [field for field in asked if field]


def tell_articles(question: Question, request: Request) -> Told:
    """Each found article's headline, with its byline, outlet and date where the text gives them; what it does not is said."""
    if asks_for_disagreements(question.english):
        return Told((), (note("conflict", "one_point", question.language),))
    topic = _topic(question)
    found = _looked_at(question, request, topic)
    on_it = _signed(question, _in_language(question, _on_topic(topic, found) if topic else found))
    ends = len(on_it) < len(found)  # others were found, and are on another topic, in another language or by others
    articles = _by_age(question, on_it, (ends and bool(topic)) or len(found) >= request.articles_searched)
    claims = []
    for article in articles:
        spans = evidence(article, "title")
        if topic:
            spans += _first_on(topic, article)
        elif re.search(r"\babout\b", fold(question.english)):
            spans += _lead(article)
        for field in _kinds_asked(question):
            spans += evidence(article, field)
        spans = _outermost(spans)
        if spans:
            claims.append(claim_of(article, sorted(spans, key=lambda span: span.start)))
    wanted = [(article, field) for article in articles for field in _kinds_asked(question)]
    if _asks_by_age(question):  # one without a date may be newer
        undated = sorted((one for one in on_it if one.fact("published").value is None), key=lambda one: one.file)
        wanted += [(one, "published") for one in undated]
    notes = _how_many(question, len(claims), ends, request)
    return Told(tuple(claims), (*notes, *_notes(question, wanted)))


def _looked_at(question: Question, request: Request, topic: frozenset[str]) -> list[Article]:
    """Those of the passages found; all that were searched where the question is of all, and they are not too many."""
    found = _found(request)
    if _asks_by_age(question) or (_language(question) and not topic):
        every = request.every() or (request.related() if len(found) < request.articles_searched else {})
    else:
        every = {} if topic or request.articles_searched > _LISTED else request.every()
    return list({one.id: one for one in (*found, *every.values())}.values())


def _language(question: Question) -> str | None:
    """ "Which articles are in French?" """
    asked = _asked(question)
    named = _IN_LANGUAGE.search(asked) if _ASKS_WHICH.search(asked) else None
    return _LANGUAGES[next(filter(None, named.groups()))] if named else None


def _in_language(question: Question, found: Sequence[Article]) -> list[Article]:
    language = _language(question)
    others = re.search(r"\b(?:not|other than|except)\b", _asked(question)) is not None
    return [one for one in found if language is None or (one.fact("language").value == language) is not others]


def _signed(question: Question, found: Sequence[Article]) -> list[Article]:
    """Those by whom the question names, "Which articles did Ann Lee write?"; all where it names no author."""
    asked = " ".join(map(fold, words(question.text)))
    own = [one for one in found if any(f" {name} " in f" {asked} " for name in _authors(one))]
    return own if own and _SIGNED_BY.search(_asked(question)) else list(found)


def _authors(article: Article) -> list[str]:
    """Folded, each with two words or more: what else a byline says stands after a comma."""
    names = re.split(r"\s+(?:and|y|et|&)\s+|,", article.fact("byline").value or "")
    return [" ".join(map(fold, words(name))) for name in names if len(words(name)) > 1]


def _topic(question: Question) -> frozenset[str]:
    """What the articles are to be about; empty where all of them are meant."""
    found = _TOPIC.search(fold(question.parts[0] if question.parts and question.language == "en" else question.english))
    return frozenset(terms(found["topic"])) - _OF_ARTICLES if found else frozenset()


def _on_topic(topic: frozenset[str], articles: Sequence[Article]) -> list[Article]:
    """Those that have all its words, or else most of them."""
    shares = [len(topic & _terms_of(article, article.text)) / len(topic) for article in articles]
    best = max(shares, default=0.0)
    return [article for article, share in zip(articles, shares, strict=True) if share == best and best > 0.5]


def _first_on(topic: frozenset[str], article: Article) -> list[Span]:
    """The sentence that shows it, where the headline does not."""
    headline = article.text[slice(*_ends(evidence(article, "title")))]
    if topic <= _terms_of(article, headline):
        return []
    body = [one for one in article.sentences if one.kind in ("standfirst", "body")]
    shown = max(body, key=lambda one: len(topic & _terms_of(article, article.text[one.start : one.end])), default=None)
    return [Span(article.id, shown.start, shown.end)] if shown else []


def _ends(spans: Sequence[Span]) -> tuple[int, int]:
    return (spans[0].start, spans[0].end) if spans else (0, 0)


def _terms_of(article: Article, text: str) -> set[str]:
    return set(terms(in_english(text, language_of(article))))


def _asks_by_age(question: Question) -> bool:
    asked = fold(question.english)
    return bool(_NEWEST.search(asked) or _OLDEST.search(asked))


def _by_age(question: Question, found: Sequence[Article], all_found: bool) -> list[Article]:
    """By file; or the newest alone. Where others were searched that are not here, one of them may be newer: then those
    found, newest first, for a reader who is told that they are not all. A single one would look like the answer."""
    if not _asks_by_age(question):
        return sorted(found, key=lambda article: article.file)
    dated = [article for article in found if article.fact("published").value]
    newest = bool(_NEWEST.search(fold(question.english)))
    ordered = sorted(dated, key=lambda article: str(article.fact("published").value), reverse=newest)
    if all_found:
        return [one for one in ordered if one.fact("published").value == ordered[0].fact("published").value]
    return ordered if len(ordered) > 1 else []


def _how_many(question: Question, listed: int, ends: bool, request: Request) -> tuple[Note, ...]:
    """How many there are, where that is asked; and, unless the list ends by itself, that only the articles of the passages
    found are listed, which need not be all."""
    searched = max(listed, request.articles_searched)
    number_asked = re.search(r"\bhow many\b", fold(question.english)) is not None
    if (
        not listed or (ends and not number_asked) or (_asks_by_age(question) and listed < 2)
    ):  # the newest alone is asked for
        return ()
    of_all = number_asked and not ends
    counted = [note("missing", "counted", question.language, searched=searched)] if of_all else []
    rest = [note("missing", "listed", question.language, found=listed, searched=searched)] if listed < searched else []
    return (*counted, *rest)


def _kinds_asked(question: Question) -> tuple[str, ...]:
    """What a question about "these articles" wants besides their headlines."""
    asked = fold(question.english)
    cues = {
        "byline": r"\b(?:who|whom|author|by)\b",
        "outlet": r"\b(?:whom|outlet|source|newspaper|publish\w*|where)\b",
        "published": r"\b(?:when|date|dated|old)\b",
    }
    by_age = _asks_by_age(question)
    return tuple(kind for kind in KINDS if re.search(cues[kind], asked) or (kind == "published" and by_age))


def _lead(article: Article) -> list[Span]:
    lead = next((s for s in article.sentences if s.kind in ("standfirst", "body")), None)
    return [Span(article.id, lead.start, lead.end)] if lead else []


def _outermost(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not any(_within(span, other) for other in kept):
            kept.append(span)
    return kept


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def claim_of(article: Article, spans: Sequence[Span]) -> DraftClaim:
    return DraftClaim(" ".join(article.text[span.start : span.end] for span in spans), tuple(spans))


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
        elif source := _apart(article, field):
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


def _apart(article: Article, field: str) -> str | None:
    """Where a value stands that is known and not from words that may be cited; None for one that is not known."""
    fact = article.fact(field)
    if fact.value is None:
        return None
    if fact.evidence == BY_USER:
        return "metadata.yaml"
    return "front matter" if re.match(r"[a-z][\w ]*: ", fact.evidence) else None  # lines like "Author: Jo Doe" too


def evidence(article: Article, field: str) -> list[Span]:
    """The citable sentence, or line, that holds the words which a fact was read from."""
    fact = article.fact(field)
    if fact.value is None:
        return []
    if field == "title":
        headline = next((s for s in article.sentences if s.kind == "headline"), None)
        return [Span(article.id, headline.start, headline.end)] if headline else []
    words = r"\s+".join(re.escape(word) for word in fact.evidence.split())
    found = None if fact.evidence == BY_USER else re.search(words, article.text)
    if found is None:
        return _at_head(article, field, fact.value)
    holder = next((s for s in article.sentences if s.start <= found.start() < s.end), None)
    if holder is not None:
        return [Span(article.id, holder.start, holder.end)]
    citable = any(s.citable and s.start <= found.start() and found.end() <= s.end for s in article.segments)
    return [Span(article.id, *found.span())] if citable else _at_head(article, field, fact.value)


def _at_head(article: Article, field: str, value: str) -> list[Span]:
    """The line before the text proper that says the same as the front matter or metadata.yaml."""
    for one in itertools.takewhile(lambda one: one.kind != "body", article.sentences):
        line = article.text[one.start : one.end]
        byline = field == "byline" and value in line and re.match(r"\W*(?:by|words by|por|par|de)\s", line, re.I)
        dated = field == "published" and value in (f"{y}-{m:02}-{d:02}" for y, m, d in dates(line))
        if byline or dated:
            return [Span(article.id, one.start, one.end)]
    return []


def looked_at(request: Request) -> list[Article]:
    """All that were searched, or those of the passages found where all are too many."""
    return list({one.id: one for one in (*_found(request), *request.every().values())}.values())


def _found(request: Request) -> list[Article]:
    """The articles of the hits, best first."""
    return [request.articles[id_] for id_ in dict.fromkeys(hit.passage.article_id for hit in request.hits)]


def _meant(question: Question, request: Request) -> Article | None:
    """The article whose outlet is named, or whose head and first sentences share most with the question."""
    found = _of_the_sort(question, _found(request))
    if _reports(question):  # nothing says that there is such an article
        found = [one for one in found if 2 * _shared(question, one) >= len(question.terms - _OF_ARTICLES) > 0]
    named = [article for article in found if _outlet_is_named(question, article)]
    return max(named or found[:4], key=lambda a: _shared(question, a) - _OUTRANKS * found.index(a), default=None)


def _all_meant(question: Question, request: Request) -> list[Article]:
    """And the others found whose heads have all that the head of the first shares with the question."""
    first = _meant(question, request)
    if first is None:
        return []
    topic = question.terms - _OF_ARTICLES
    shared = topic & _head_terms(first)
    weak = shared != topic and (len(shared) < 2 or 2 * len(shared) <= len(topic))  # one word more would tell them apart
    if not shared or weak or _outlet_is_named(question, first):
        return [first]
    others = [one for one in _of_the_sort(question, _found(request)) if one.id != first.id]
    return [first, *(one for one in others if shared <= _head_terms(one))]


def _of_the_sort(question: Question, found: Sequence[Article]) -> list[Article]:
    """The obituaries where one is asked for, by their headlines or, where none says it, their first sentences."""
    sort = next((rule for name, rule in _SORTS.items() if re.search(rf"\b{name}\b", fold(question.english))), None)
    if sort is None:
        return list(found)
    by_title = [one for one in found if sort.search(fold(in_english(one.title, language_of(one))))]
    return by_title or [one for one in found if sort.search(fold(_head(one)))]


def _outlet_is_named(question: Question, article: Article) -> bool:
    outlet = re.sub(r"^(?:the|el|la|le|les) ", "", fold(article.fact("outlet").value or ""))
    return bool(outlet) and re.search(rf"\b{re.escape(outlet)}\b", fold(question.text)) is not None


def _shared(question: Question, article: Article) -> int:
    return len((question.terms - _OF_ARTICLES) & _head_terms(article))


def _head_terms(article: Article) -> set[str]:
    return set(terms(_head(article)))


def _head(article: Article) -> str:
    """What stands before the text proper, and its first sentences, in English."""
    body = [one for one in article.sentences if one.kind == "body"][:_LEAD]
    head = article.text[: body[-1].end] if body else ""
    return in_english(f"{article.title}. {head}", language_of(article))
