"""What "she", "he" and "the same year" stand for in an article, put in brackets where a quoted sentence needs it."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.offline.candidates import Candidate
from bot.offline.when import YEAR
from bot.text.mentions import Gender, Mention, may_be_person, names, people
from bot.text.words import fold
from vectorstore.article import Article

BEGINNING = 1_500  # characters
LOOK_BACK = 3  # sentences in which an antecedent may stand
_SURE_BY = 0.3  # how much likelier the first reading of a pronoun has to be than the second

_PRONOUN = re.compile(r"(?<![\w’'])(she|he|elle|ella|él)(?![\w’'])", re.IGNORECASE)
QUOTATION = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")
GENDER: dict[str, Gender] = {"she": "f", "elle": "f", "ella": "f", "he": "m", "il": "m", "él": "m"}
_SAME_YEAR = re.compile(
    r"\b(?:(?:of |in )?(?:the|that) (?:very )?same year|that year|(?:de |en )?(?:ese|aquel|el) mismo año|ese año|la même année|cette année-là)\b",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(
    r"^(?P<who>(?:The|A|An|One|His|Her) (?:[\w’'-]+ ){0,3}?(?:(?P<her>wife|woman|mother|daughter|sister|girl|widow|spokeswoman|actress|"
    r"grandmother|aunt|niece|girlfriend|chairwoman|policewoman)|man|husband|father|son|brother|boy|widower|spokesman|actor|uncle|"
    r"grandfather|nephew|boyfriend|chairman|policeman)(?: of (?:one of )?(?:(?:the|a|an|his|her|their) )?[\w’'-]+)?)\b"
)


def readable(one: Candidate) -> str:
    """The sentence with the antecedents that it leaves to the sentences before it, in brackets."""
    text = one.text
    for at, words in sorted(_insertions(one), reverse=True):
        text = f"{text[:at]} [{words}]{text[at:]}"
    return text


def _insertions(one: Candidate) -> list[tuple[int, str]]:
    found = []
    year = _SAME_YEAR.search(one.text)
    if year and (stands_for := year_before(one.article, one.sentence.start)):
        found.append((year.end(), stands_for))
    pronoun = leading_pronoun(one.text)
    if pronoun and (name := antecedent(one, pronoun.group().lower())):
        found.append((pronoun.end(), name))
    return found


def year_before(article: Article, start: int) -> str | None:
    """The last year that was named before this place."""
    years = YEAR.findall(article.text[:start])
    return years[-1] if years else None


def subjects(article: Article) -> frozenset[str]:
    """Last names, of people and of things, that the headline and the first sentences tell of."""
    return _last_names(f"{article.title}. {article.text[:BEGINNING]}")


@lru_cache(maxsize=512)
def _last_names(text: str) -> frozenset[str]:
    return frozenset(mention.last for mention in names(text) if not mention.opens)


def leading_pronoun(text: str) -> re.Match[str] | None:
    """The first pronoun for a person, if no person is named before it. Inside a quotation it is the speaker's matter."""
    outside = re.sub(r"[“\"«].*?[”\"»]|[“\"«].*$", lambda match: " " * len(match.group()), text)
    match = _PRONOUN.search(outside)
    if match is None or any(may_be_person(name) for name in names(outside[: match.start()])):
        return None
    return match


def antecedent(one: Candidate, pronoun: str) -> str | None:
    """Whom the pronoun stands for; None unless one person is much likelier than any other."""
    gender = GENDER[pronoun]
    before = [text for text in _texts_before(one) if text]
    if before and (described := _described(before[0], gender)):
        return described
    for size in (1, 2, len(before)):
        found = [who for who in people((), before[:size], gender) if _is_named_fully(who.name, one.article)]
        if found and (len(found) == 1 or found[0].score - found[1].score > _SURE_BY):
            return _full_name(found[0].name, one) if may_be(gender, found[0].name, one.article) else None
        if found:
            return None
    return None


def _texts_before(one: Candidate) -> list[str]:
    """The sentences before, nearest first, and the headline."""
    article = one.article
    before = article.sentences[max(0, one.index - LOOK_BACK) : one.index]
    texts = [article.text[s.start : s.end] for s in reversed(before) if s.kind in ("body", "standfirst")]
    return [*texts, article.title]


def _described(text: str, gender: Gender) -> str | None:
    """A person who opens the sentence before and has no name there: "The wife of one of the victims"."""
    match = _DESCRIPTION.match(text)
    if match is None:
        return None
    return match.group("who") if gender == ("f" if match.group("her") else "m") else None


def may_be(gender: Gender, name: str, article: Article) -> bool:
    """Somebody whom the article calls "he" or whose first name is a man's is not "she"."""
    last = fold(name.split()[-1])
    known = {m.gender for m in _mentions(article) if m.last == last and m.gender}
    others = {m.name.split()[0] for m in _mentions(article) if m.last == last and len(m.name.split()) > 1}
    return known <= {gender} and len(others) <= 1


def _is_named_fully(name: str, article: Article) -> bool:
    """A person is somewhere called by more than one name; places and things by chance."""
    last = fold(name.split()[-1])
    return any(len(m.name.split()) > 1 and m.last == last and may_be_person(m) for m in _mentions(article))


def _full_name(name: str, one: Candidate) -> str:
    last = fold(name.split()[-1])
    earlier = [m.name for m in _mentions(one.article) if m.last == last and 1 < len(m.name.split()) <= 4]
    before = one.article.text[: one.sentence.end]
    return next((full for full in earlier if full in before), name)


@lru_cache(maxsize=64)
def _mentions_of(article_id: str, text_sha256: str, texts: tuple[str, ...]) -> tuple[Mention, ...]:
    return tuple(mention for text in texts for mention in names(text))


def _mentions(article: Article) -> tuple[Mention, ...]:
    texts = tuple(
        article.text[s.start : s.end] for s in article.sentences if s.kind in ("body", "standfirst", "headline")
    )
    return _mentions_of(article.id, article.text_sha256, texts)
