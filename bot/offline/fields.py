"""Questions that ask one thing of one article: who wrote it, when, from where, for which paper."""

from __future__ import annotations

import functools
import re

from bot.offline.dated import is_ahead
from bot.offline.listings import NEWEST, OLDEST, asked_in_english
from bot.offline.questions import Question
from bot.text.glossary import in_english
from bot.text.words import fold

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
_IN_THE_STORY = re.compile(  # "When was the report on the fire published?" asks of one that the news tells of
    r"(?<!this )\b(?:report|text|document|review|item) (?:on|into|of|by|about|for|from)\b"
)
_AHEAD = re.compile(r"\b(?:will|expected|due|future|going to|yet to)\b")
_TO_IT = r"(?:(?!\b(?:that|which|mentioned|named|quoted|described|given|in (?:the|this))\b).){0,40}"  # "the book that the article mentions"
_NOUN_ENDS = (  # "Who signed the obituary book?" is of a book
    r"(?! (?!(?:about|on|of|in|from|for|that|which|who|by|with|and|to|at|when|where|dated|published|printed|titled|called"
    r"|headlined|you|we|i)\b)\w)"
)
_WHOSE_OTHER = re.compile(  # "In this story, whose book was published?"
    r"^\W*(?:and |(?:in|according to) [^,]{1,40},\W*)?whose (?!(?:article|story|piece|report|is (?:the|this|is))\b)"
)
_REPORTED_ON = re.compile(  # no article is spoken of; what was first, or in another year, the news itself may tell
    rf"^\W*(?:and |in )?(?!\w+ paper\b){_PAPER}(?!'s)(?! (?:did|does|do)\b)(?!.*\b(?:first|earlier|before|\d{{4}})\b) (?:has |have )?"
    r"(?:(?:reported|wrote|written|writes|reports|speak|told|talked)(?: on| about| of)|covered(?! up\b)|covers(?! up\b)) "
)
_WROTE_ON = re.compile(  # nor here; what is in a book or on a wall, the news tells of
    r"^\W*(?:and |so )?(?:who|(?:what|which) (?:author|journalist|reporter|correspondent)) (?:has |have )?(?:wrote|written|writes|reported|reports) (?:about|on)\b(?!.*\b(?:first|earlier|before|to|books?|novels?"
    r"|diary|diaries|letters?|poems?|songs?|plays?|blogs?|posts?|online|facebook|twitter|walls?|doors?|windows?|boards?|stones?|\d{4})\b)"
)


def field_asked(question: Question) -> str | None:
    """The one item that is asked of one article; None where the question is not of that sort."""
    asked = asked_in_english(question)
    several = re.search(r"\barticles\b", asked) or NEWEST.search(asked) or OLDEST.search(asked)
    if several or _is_ahead(question) or _WHOSE_OTHER.search(asked):
        return None
    if _REPORTED_ON.search(asked):
        return "outlet"
    if wrote_on(question):
        return "byline"
    if not _asking_of_one(_named_too(question), question.language == "en").search(asked):
        return None
    field = next((name for name, pattern in _FIELDS if re.search(pattern, asked)), None)
    return None if field == "published" and _IN_THE_STORY.search(asked) else field


def fields_of_parts(question: Question) -> list[str]:
    """ "Who wrote the article, and when was it published?" asks for two."""
    parts = [fold(in_english(part, question.language)) for part in question.parts]
    named = "|".join(filter(None, (_ONE, _named_too(question))))
    of_it = [part for part in parts if re.search(rf"\b(?:it|published|written|author|{named})\b", part)]
    asked = [next((name for name, pattern in _FIELDS if re.search(pattern, part)), None) for part in of_it]
    return [field for field in asked if field]


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


def _named_too(question: Question) -> str:
    """What else than "article" is one in the question."""
    also = _NAMED_TOO.get(question.language, {})
    return "|".join(
        rule for name, rule in also.items() if name not in _NO_ARTICLE or not _NO_ARTICLE[name].search(question.text)
    )


def reports_on(question: Question) -> bool:
    """ "Which newspaper reported on the ferry?" """
    return bool(_REPORTED_ON.search(asked_in_english(question))) or wrote_on(question)


def wrote_on(question: Question) -> bool:
    """ "Who wrote about the ferry?" """
    return bool(_WROTE_ON.search(asked_in_english(question)))


def _is_ahead(question: Question) -> bool:
    """Spanish and French verbs lose their tense on the way to English."""
    return bool(_AHEAD.search(fold(question.english)) or is_ahead(question.text))
