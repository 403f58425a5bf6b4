"""What somebody said, where nothing else is asked: "What did Ada Moss say?", "What did Ada Moss deny?".

Such a question has no words that a sentence could share, and a reader finds no likelier answer in one than in another.
Who speaks is told by the sentence itself, so any that is theirs answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answerer import Request
from bot.offline.attribution import attribute, quoted_aside
from bot.offline.candidates import Candidate
from bot.offline.dated import whole
from bot.offline.genders import plain, role_before
from bot.offline.people import people_of
from bot.offline.people_words import is_role
from bot.offline.questions import TOPIC, Question
from bot.offline.weighing import weights
from bot.text.injection import looks_like_an_instruction
from bot.text.lexicon import word_set
from bot.text.mentions import names
from bot.text.words import fold, stem, words
from vectorstore.article import Article

SURELY = 2.0  # log odds over the threshold
_ANY = "say|tell(?: us)?|state|declare|comment"
_ACT = (
    "deny|claim|explain|announce|promise|maintain|argue|reply|answer|warn|admit|confirm|predict|expect|estimate|calculate|acknowledge"
    "|complain|insist|stress|swear"
)
_ASKED = re.compile(
    rf"^\W*(?:(?:and|so|but|then)\s+)?what\s+(?:else\s+)?(?:exactly\s+)?(?:did|does|do|has|have|had)\s+(?P<who>[^,;:?!]{{2,60}}?)\s+"
    rf"(?:have\s+to\s+)?(?:(?P<any>{_ANY}|said|told(?: us)?|stated|declared)|(?P<act>{_ACT}))(?:\s+(?:exactly|then|too|also))?\W*$",
    re.IGNORECASE,
)
_ASKED_VERB_FIRST = re.compile(  # as it comes from other languages
    r"^\W*what\s+(?:did\s+)?(?:say|says|said|declared?|stated?)\s+(?P<who>[^,;:?!]{2,60}?)(?P<any>)\W*$", re.IGNORECASE
)
_TITLES = word_set(
    "mr mrs ms miss mister dr prof professor sir dame lord lady m mme mlle madame monsieur sr sra srta don dona senor senora the a an"
)
_NOT_ALONE = word_set("and or of for from in at his her their its my your about that which who")
_SHORTEST = 3  # words of a sentence
_THE_ROLE = re.compile(r"(?:the|el|la|le|l[’'])\s?(?P<role>[\w-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class _Asked:
    name: tuple[str, ...]  # folded, without titles and roles
    named: bool  # and not "the police"
    act: str | None  # the verb where it is one that not all words do: "deny"


def told_by(question: Question, weighed: Sequence[Candidate], request: Request) -> list[Candidate]:
    """The sentences with the words of the one who is asked for first, and likely, without those of others."""
    asked = _asked(question)
    if asked is None:
        return list(weighed)
    own = [one for one in weighed if _answers(asked, one)] or [
        one for one in _elsewhere(asked, request) if _answers(asked, one)
    ]
    least = weights().answers_from
    if own and weighed and own[0].key == weighed[0].key and own[0].odds >= least:
        return list(weighed)
    keys = {one.key for one in own}
    raised = [replace(one, odds=max(one.odds, least + SURELY)) for one in own]
    rest = [one for one in weighed if one.key not in keys and not (asked.named and _is_of_another(asked, one))]
    return [*raised, *(replace(one, odds=min(one.odds, least + SURELY)) if own else one for one in rest)]


def _is_of_another(asked: _Asked, one: Candidate) -> bool:
    """Somebody else's words, in which the one who is asked for is not named."""
    speaker = attribute(one).speaker
    if speaker is None or asked.name[-1] in map(fold, words(one.text)):
        return False
    told = _name_of(speaker, one.article)
    if told is None or len(asked.name) == 1:
        return told is not None and asked.name[0] not in told
    return told[-1] != asked.name[-1] or (len(told) > 1 and not set(told[:-1]) & set(asked.name[:-1]))


def _asked(question: Question) -> _Asked | None:
    english = TOPIC.sub("", question.english)
    match = _ASKED.match(english) or _ASKED_VERB_FIRST.match(english)
    if match is None or question.parts:
        return None
    name = [fold(word) for word in words(match["who"])]
    while len(name) > 1 and (name[0] in _TITLES or is_role(name[0])):
        name = name[1:]
    if not name or set(name) & _NOT_ALONE or re.search(r"[’']s?\s", match["who"]):
        return None
    named = any(True for _ in names(f"by {match['who']}"))
    return _Asked(tuple(name), named, None if match["any"] is not None else stem(match["act"]))


def _answers(asked: _Asked, one: Candidate) -> bool:
    if asked.act is not None and asked.act not in one.terms:
        return False
    speaker = attribute(one).speaker or quoted_aside(one)
    return speaker is not None and _is_meant(asked.name, speaker, one.article)


def _is_meant(asked: tuple[str, ...], speaker: str, article: Article) -> bool:
    told = _name_of(speaker, article)
    if told is None or len(asked) == 1:
        return told is not None and asked[0] in told
    if len(told) > 1:
        return set(asked) <= set(told) or (told[-1] == asked[-1] and told[0] == asked[0])
    bearers = [person for person in people_of(article) if person.last == asked[-1]]
    named = [tuple(fold(word) for word in words(person.name)) for person in bearers]
    return told[0] == asked[-1] and len(named) == 1 and asked[0] in named[0]


def _name_of(speaker: str, article: Article) -> tuple[str, ...] | None:
    """The folded words of the one name in it, or of whoever alone the article has in that role: "the minister"."""
    spoken = [mention for mention in names(f"by {speaker}") if mention.before not in ("of", "for", "from", "in", "at")]
    if len(spoken) > 1 or re.search(r"[’']s?\s", speaker):
        return None  # "Ada Moss and Tom Hale", "Tom Hale's lawyer"
    role = _THE_ROLE.fullmatch(speaker)
    name = spoken[0].name if spoken else _only_in_role(fold(role["role"]), article) if role else None
    return tuple(fold(word) for word in words(plain(name))) if name else None


def _only_in_role(role: str, article: Article) -> str | None:
    """The one person whom the article calls so: "Education minister Ada Moss"."""
    found: dict[str, str] = {}
    for sentence in article.sentences:
        text = article.text[sentence.start : sentence.end]
        for mention in names(text):
            before, after = text[: mention.start], text[mention.start + len(mention.name) :]
            titles = mention.name.removesuffix(plain(mention.name)).split()
            beside = role_before(before, after)
            if role in map(fold, (*titles, *((beside,) if beside else ()))):
                found.setdefault(mention.last, mention.name)
    return next(iter(found.values())) if len(found) == 1 else None


def _elsewhere(asked: _Asked, request: Request) -> Iterator[Candidate]:
    """In the articles that were found and name them, what the passages leave out."""
    for article in request.articles.values():
        if asked.name[-1] not in map(fold, words(article.text)):
            continue
        for one in whole(Candidate(article, 0, len(request.hits), 0.0, odds=weights().answers_from)):
            body = one.sentence.kind in ("body", "standfirst")
            if body and len(one.text.split()) >= _SHORTEST and not looks_like_an_instruction(one.text):
                yield one
