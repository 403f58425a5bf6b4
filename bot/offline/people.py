"""Who of those that an article names is a person, by what the article itself says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.offline.genders import gender_of, gender_of_name, given, plain, role_before
from bot.offline.people_words import BODIES, is_role
from bot.text.lexicon import word_set
from bot.text.mentions import Gender, Mention, may_be_person, names
from bot.text.words import fold
from vectorstore.article import Article

_AFTER = re.compile(  # ", 31,"   ", âgé de 31 ans"   ", a 31-year-old rider"   " (aged 31)"
    r"(?:[’']s)?(?:,\s+(?:aged\s+)?(?:\d{1,3}(?=[,.;)]|$|\s+(?:ans|años)\b)|(?:who|whose|quien|qui)\b|(?:âgée?\s+)?de\s+\d{2}\s+(?:años|ans)\b"
    r"|(?:an?|the)\s+\d{1,3}-year-old\b)|\s+\((?:aged\s+\d{1,3}|(?:(?:âgée?\s+)?de\s+)?\d{1,3}\s+(?:ans|años|years\s+old))\))"  # "Skell Works (31)" is a figure
)
_DESCRIBED = re.compile(  # what stands between belongs to the same name: "Ann Lee, of the Hill Party, mayor of Holm"
    r"(?:,\s+(?:of|from|de|du|des)\s[^,.;:]{2,50})?,\s+(?:(?:an?|the|one|now|her|his|its|their|un|una|une|el|la|le|su|sa|son)\s+(?P<named>(?:[\w’'-]+\s*){1,5})|(?P<bare>[\w’'-]+))"
)
_NICKNAME = re.compile(r"(?<=\w) [“\"«](?:[Tt]he )?[^\W\d_][^”\"»]{1,25}[”\"»](?= [^\W\d_a-z])")
_OF_ANOTHER = re.compile(  # "of the Hill Party": what comes after describes whoever is of it
    r"(?:,\s+(?:of|from|for|at|de)|\b(?:(?:of|from|for|at)\s+the|de\s+(?:la|los|las)|del|du|des))\s+$"
)
_FROM_THERE = re.compile(  # "le Norvégien Tom Hale": French gives those who come from a country a capital
    r"(?<=\b[Ll][ea] )[^\W\d_a-z][\w-]+(?:[ia]enn?e?|aine?|aise?|oise?|ole?|que|isse|elge|usse|urc|rec|mande?|erbe|roate|lgare)(?= [^\W\d_a-z][\w’'-]+ [^\W\d_a-z])"
)
_BESIDE_PLACE = word_set("in at near into inside outside across around the en dans au aux los las")


@dataclass(frozen=True)
class Person:
    """Somebody whom the article names and shows to be a person."""

    name: str  # without titles and roles, in the shortest form that has a given name; one word where the article has no more
    gender: Gender | None

    @property
    def last(self) -> str:
        return fold(self.name.split()[-1])


def is_maybe_person(mention: Mention) -> bool:
    """ "County Commissioner Ann Lee" is one, whatever "county" is, and so is Mary in "it went to Mary Lee"."""
    before = "" if mention.gender and len(mention.name.split()) > 1 else mention.before
    return may_be_person(replace(mention, name=plain(mention.name), before=before))


def people_of(article: Article) -> tuple[Person, ...]:
    return _people(_Known(article.id, article.text_sha256, article.fact("language").value, article))


@dataclass(frozen=True)
class _Known:
    """An article that is looked up by its text's hash: hashing all its sentences takes longer than using what is kept."""

    id: str
    text_sha256: str
    language: str | None  # a person may correct it, and then its sentences end elsewhere
    article: Article = field(compare=False)


def persons_in(text: str, article: Article) -> list[tuple[int, Person]]:
    """The people of the article where this text names them. Two who share a last name are told apart by the first."""
    known = people_of(article)
    found = []
    for mention in names(_without_asides(text)):
        if not _stands(mention, text):
            continue
        fitting = [one for one in known if one.last == mention.last]
        whole = [one for one in fitting if given(one.name) == given(mention.name)]
        if len(mention.name.split()) > 1 and whole:
            fitting = whole[:1]
        found += [(mention.start, one) for one in fitting if len(fitting) == 1]
        if len(fitting) > 1:
            found.append((mention.start, Person(mention.name.split()[-1], None)))
    return found


def _without_asides(text: str) -> str:
    """Without what stands inside a name or before it and is none; the same length, so that places hold."""
    for pattern in (_NICKNAME, _FROM_THERE):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def may_be(gender: Gender, name: str, article: Article) -> bool:
    """Somebody whom the article shows to be a man is not "she"; of two with one last name nobody can tell."""
    last = fold(name.split()[-1])
    bearers = [one for one in people_of(article) if one.last == last]
    return len(bearers) == 1 and bearers[0].gender in (gender, None)


@lru_cache(maxsize=64)
def _people(known: _Known) -> tuple[Person, ...]:
    text = known.article.text
    told_in = [one for one in known.article.sentences if one.kind in ("body", "standfirst", "caption")]
    clean = [_without_asides(text[one.start : one.end]) for one in told_in]
    told = [(text, mention) for text in clean for mention in names(text) if _stands(mention, text)]
    full = _full_names(told)
    shown_as = {(m.last, plain(m.name)) for text, m in told if _is_shown(m, text)}
    shown = {last for last, _ in shown_as}
    alone = {m.last for text, m in told if len(m.name.split()) == 1 and not _is_of_a_place(m, text)}
    at_places = {m.last for text, m in told if len(m.name.split()) == 1 and _is_of_a_place(m, text)}
    found = []
    for last, forms in full.items():
        if last in shown or (last in alone and last not in at_places):
            own = [name for name in forms if (last, name) in shown_as or not _opens_others(name, told)]
            found += [Person(name, gender_of(name, len(own) == 1, told)) for name in own]
    lone = {
        m.name: m
        for text, m in told
        if m.last not in full and (m.titled or gender_of_name(m.name)) and not is_role(m.name)
    }
    found += [Person(name, gender_of(name, True, told)) for name, m in lone.items() if may_be_person(m)]
    return tuple(found)


def _full_names(told: Sequence[tuple[str, Mention]]) -> dict[str, list[str]]:
    """By last name, the different people who bear it; "Lee" and "Ann Lee" are one, "Ann Lee" and "Tom Lee" two."""
    full: dict[str, list[str]] = {}
    for _, mention in told:
        name = plain(mention.name)
        if len(name.split()) < 2 or len(name.split()) > 5 or not is_maybe_person(mention) or _is_none(name):
            continue
        forms = full.setdefault(mention.last, [])
        longer = next((form for form in forms if form.endswith(f" {name}") and _is_titled(form, name)), None)
        if longer:
            forms[forms.index(longer)] = name
        elif all(given(name) != given(form) and not name.endswith(f" {form}") for form in forms):
            forms.append(name)
    return full


def _opens_others(name: str, told: Sequence[tuple[str, Mention]]) -> bool:
    """ "Holm Hale" is the firm of Holm Mills and Hale Lines, whoever else is called Hale."""
    first, *rest = name.split()
    others = (mention.name.split() for _, mention in told)
    return any(len(other) > 1 and other[0] == first and other[1:] != rest for other in others)


def _is_titled(form: str, name: str) -> bool:
    """ "Painter Ada Moss" is Ada Moss; "Juan Carlos Perez" has two first names."""
    return all(is_role(word) for word in form.removesuffix(name).split())


def _is_none(name: str) -> bool:
    """A headline in capitals, a club, the rest of "el tren de Corrow"."""
    words = name.split()
    bodies = any(fold(word) in BODIES for word in words)
    return name.isupper() or name[0].islower() or len(words[-1]) == 1 or bodies


def _stands(mention: Mention, text: str) -> bool:
    """ "Corrow's Bellamy" is two names, and "It Will Not Rain Again" a headline."""
    return text.startswith(mention.name, mention.start)


def _is_shown(mention: Mention, text: str) -> bool:
    """Whether the words around the name are those that stand around people: a title, a trade, an age, "who"."""
    if not is_maybe_person(mention):
        return False
    before, after = text[: mention.start], text[mention.start + len(mention.name) :]
    if _is_of_a_place(mention, text) and not mention.titled:
        return bool(mention.gender)
    if mention.titled or mention.gender or (len(mention.name.split()) > 1 and gender_of_name(mention.name)):
        return True
    if plain(mention.name) != mention.name:
        return True
    if _OF_ANOTHER.search(before):
        return False
    if _AFTER.match(after):
        return True
    described = _DESCRIBED.match(after)
    if described and any(is_role(word) for word in (described["named"] or described["bare"]).split()):
        return True
    return role_before(before, after) is not None


def _is_of_a_place(mention: Mention, text: str) -> bool:
    before = re.findall(r"[\w’']+", text[: mention.start])
    return bool(before) and fold(before[-1]) in _BESIDE_PLACE
