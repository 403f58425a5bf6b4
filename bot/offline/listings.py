"""Questions that ask for articles: those on a topic, those in a language, the newest; and what of each."""

from __future__ import annotations

import re

from bot.offline.questions import PEOPLE, Question
from bot.text.words import fold, terms

OF_ARTICLES = frozenset(
    terms(
        "author wrote written byline published publisher date dated newspaper outlet headline title filed language report story piece "
        "obituary editorial news note chronicle paper signed signature reporter journalist dateline public carried ran printed "
        "reported covered"
    )
)
_TEXTS = r"(?:articles?|stories|texts?|documents?|files?|sources?)"
_TOPIC = re.compile(  # of "Which articles mention the ferry?", "Do you have anything on the ferry?"
    rf"\b(?:{_TEXTS}|anything|something)\b.*?\b(?:mention\w*|about|(?<!published )(?<!dated )on|talk\w*|speak\w*|discuss\w*|deal\w*|treat\w*|cover\w*|list"
    r"|refer\w*)\b(?P<topic>.+)$"
)
NEWEST = re.compile(
    r"\b(?:newest|latest|last) (?:news )?article\b|\b(?:newest|latest|(?:more|most) recent)\b(?=.{0,20}$|.*\barticle)"
)
OLDEST = re.compile(r"\b(?:oldest|earliest|(?:more|most) (?:old|ancient))\b(?=.{0,20}$|.*\barticle)")
_LANGUAGES = {
    "english": "en",
    "spanish": "es",
    "castilian": "es",
    "french": "fr",
    "german": "de",
    "italian": "it",
    "portuguese": "pt",
}
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
_NEWEST_STORY = re.compile(
    r"^\W*(?:what|which|show me)\b.*\b(?:newest|latest|oldest|earliest|most recent) (?:story|piece) (?:(?:do )?you have|you(?: have|'ve) got|there is)\W*$"
)
KINDS = ("byline", "outlet", "published")


def asked_in_english(question: Question) -> str:
    asked = re.sub(r"\b(who|what)[’']?s\b(?! (?:article|story|piece))", r"\1 is", fold(question.english))
    return re.sub(r"\bpublic (?=the|this|is)\b", "published ", asked)  # "se publicó" is read as "public"


def asks_for_articles(question: Question) -> bool:
    """Of all of them, of a topic or in a language; who the people in them are asks for no article."""
    of_all = question.kind == "about" and not _PEOPLE_IN.search(asked_in_english(question))
    of_all = of_all or _NEWEST_STORY.search(asked_in_english(question)) is not None
    return of_all or language_asked(question) is not None


def topic_asked(question: Question) -> frozenset[str]:
    """What the articles are to be about; empty where all of them are meant."""
    found = _TOPIC.search(fold(question.parts[0] if question.parts and question.language == "en" else question.english))
    return frozenset(terms(found["topic"])) - OF_ARTICLES if found else frozenset()


def language_asked(question: Question) -> str | None:
    """ "Which articles are in French?" """
    asked = asked_in_english(question)
    named = _IN_LANGUAGE.search(asked) if _ASKS_WHICH.search(asked) else None
    return _LANGUAGES[next(filter(None, named.groups()))] if named else None


def asks_by_age(question: Question) -> bool:
    asked = fold(question.english)
    return bool(NEWEST.search(asked) or OLDEST.search(asked))


def kinds_asked(question: Question) -> tuple[str, ...]:
    """What a question about "these articles" wants besides their headlines."""
    asked = fold(question.english)
    cues = {
        "byline": r"\b(?:who|whom|author|by)\b",
        "outlet": r"\b(?:whom|outlet|source|newspaper|publish\w*|where)\b",
        "published": r"\b(?:when|date|dated|old)\b",
    }
    by_age = asks_by_age(question)
    return tuple(kind for kind in KINDS if re.search(cues[kind], asked) or (kind == "published" and by_age))
