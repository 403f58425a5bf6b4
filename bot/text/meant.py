"""Whom a "she" or "he" of a follow-up means, by what the last question asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.text.mentions import Candidate, Gender, may_be_person, names, people
from bot.text.words import fold

_NICKNAME = re.compile(  # Jim "The Fox" Hale
    r"(?<=\w)\s+[“\"«‘(]\s*(?:(?:[Tt]he|[Ee]l|[Ll]a|[Ll]e)\s+)?[A-ZÀ-Þ][^”\"»’)]{0,25}[”\"»’)]\s+(?=[A-ZÀ-Þ])"
)
_AND = r"(?:(?:and|but|so|then|y|e|pero|et|mais|alors)\s+)?"
_WHO = r"(?:who|whom|qui[eé]n(?:es)?|qui)"
_TO = r"(?:by|to|from|with|for|against|[àa]|de|par|pour|avec|chez|contre|contra|con|por|para)\s+"
ASKS_WHO = re.compile(rf"^\W*{_AND}(?:{_TO})?{_WHO}\b", re.I)
_TO_WHOM = re.compile(rf"^\W*{_AND}{_TO}{_WHO}\b", re.I)
_WHO_IS = re.compile(rf"^\W*{_AND}{_WHO}\s+(?:is|was|are|were|es|era|fue|est|était|fut)\s+(?=\S)", re.I)
_UNDERGOES = re.compile(  # "Who lost to Kim?", "Who was killed?": not the one whom the answer tells of first
    r"^\W*\w*\W*(?:who|quienes|quien|qui)\s+(?:(?:lost|perd\w+|a\s+perdu)\b"
    r"|(?:was|were|is|are|has been|fue|fueron|ha sido|a ete|est|ont ete)\s+\w+)"
)
_THE = re.compile(r"(?:\b(?:the|le|la|el|les|las|los)\s+|\bl['’])$")
_ARTICLE = 8  # letters before a name among which its article stands
_KIN = {
    "en": {
        "f": "woman|girl|mother|wife|daughter|sister|widow|grandmother|aunt",
        "m": "man|boy|father|husband|son|brother|widower|grandfather|uncle",
    },
    "es": {
        "f": "mujer|niña|madre|esposa|hija|hermana|viuda|abuela|tía",
        "m": "hombre|niño|padre|marido|esposo|hijo|hermano|viudo|abuelo|tío",
    },
    "fr": {
        "f": "femme|mère|épouse|fille|sœur|soeur|veuve|grand-mère|tante",
        "m": "homme|père|mari|époux|fils|frère|veuf|grand-père|oncle",
    },
}
_KIN_OF = r"""(?:(?:[Tt]he|[Ll][ae]|[Ee]l|[Uu]ne?|[Uu]na?|an?)\s+|[Ll]['’])?\b(?:{nouns})\s+(?:of|del?|du|des|d['’])\s*(?:one\s+of\s+)?
    (?:(?:the|an?|el|la|los|las|una?|une|les?|l['’])\s*)?[\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+)*"""
_OWNERS_KIN = r"""\b(?:the\s+)?(?:[A-ZÀ-Þ][\w-]+\s+)*[\w-]+(?:['’]s|s['’])\s+(?:{nouns})\b(?!['’])"""
_DESCRIBED = {
    (language, gender): re.compile("|".join(rule.format(nouns=nouns) for rule in (_KIN_OF, _OWNERS_KIN)), re.X)
    for language, genders in _KIN.items()
    for gender, nouns in genders.items()
}
_OWNERS_OWN = re.compile(  # women or men
    _OWNERS_KIN.format(
        nouns="lawyer|doctor|boss|neighbou?r|friend|colleague|assistant|manager|coach|trainer|partner|teacher"
    ),
    re.X,
)
_ASKS_ITS_NAME = re.compile(r"\b(?:named?|names|called|nombres?|llam\w+|nom|appel\w+)\b", re.I)
_NOUNS = {  # Spanish and French say "she" and "he" of things
    ("es", "f"): r"\b(?:la|una|esta|esa)\s+(\w{3,})",
    ("es", "m"): r"\b(?:el|un|este|ese|al|del)\s+(\w{3,})",
    ("fr", "f"): r"\b(?:la|une|cette|quelle)\s+(\w{3,})",
    ("fr", "m"): r"\b(?:le|un|ce|cet|au|du|quel)\s+(\w{3,})",
}
_AFTER_A_WORD = re.compile(r"\b(?:de|sobre|contra|con|por|para|a|en|sin|ante|tras)\s+(?:ella|él)\b", re.I)
_IN_QUESTION = 2.0  # for "Who is Ana?", which says itself who is meant
_FIRST = 0.6  # more than a title before another name weighs
_NAMED_ONLY = 1.5  # against whoever the who-question names
_EVIDENT = 1.0  # a higher score than without a gender: the words around the name say that it fits


def person_meant(
    asked: Sequence[str],
    answers: Sequence[str],
    gender: Gender | None,
    *,
    owner: bool = False,
    called: Mapping[str, Gender] | None = None,
) -> list[Candidate]:
    """As `people`; but after "Who beat Ana?" it is the one who beat her, and after "Who is Ana?" it is Ana."""
    plain = [_NICKNAME.sub(" ", text) for text in answers]
    people_here = _named_as_people((*asked, *plain))
    found = [one for one in people(asked, plain, gender, owner=owner, called=called) if _last(one) in people_here]
    named = {mention.last for mention in names(asked[0])} if asked else set()
    if asked and _ASKS_ITS_NAME.search(asked[0]) and _OWNERS_OWN.search(asked[0]):  # "her lawyer, what's her name?"
        return [one for one in found if _last(one) not in named] or found
    if not (found and asked and ASKS_WHO.search(asked[0])):
        return found
    itself = _WHO_IS.match(asked[0]) and _is_only_a_name(asked[0])
    evident = _evident(found, people(asked, plain, None, owner=owner))
    earlier = {mention.last for mention in names(" ".join(asked[1:2]))}  # has been talked about for longer
    first = _named_first(asked[0], plain[0] if plain else "", named) if not named & earlier else None

    def shift(one: Candidate) -> float:
        last = _last(one)
        if itself:
            return _IN_QUESTION * (last in named)
        if owner:
            return 0.0
        return _FIRST * (last == first) - _NAMED_ONLY * (last in named - evident - earlier)

    weighed = [replace(one, score=one.score + shift(one)) for one in found]
    return sorted(weighed, key=lambda one: -one.score)


def described(last: str, language: str, gender: Gender | None, *, answered: bool = True) -> str | None:
    """Who is meant, where the last question only says whose relation it is: "the wife of a victim".

    Whoever's name it asked for is in the answer; without one it is still "Tom Hale's lawyer".
    """
    found = _DESCRIBED[language, gender].search(last) if gender else None
    asks_for_the_name = ASKS_WHO.search(last) or _ASKS_ITS_NAME.search(last)
    if asks_for_the_name and not answered and language == "en":
        found = found or _OWNERS_OWN.search(last)
    if found is None or (asks_for_the_name and answered):
        return None
    rest = f"{last[: found.start()]} , {last[found.end() :]}"
    named = any(may_be_person(mention) and not mention.opens for mention in names(rest))
    return None if named else found.group().strip()


def may_be_thing(question: str, last: str, answers: Sequence[str], language: str, gender: Gender | None) -> bool:
    """Whether "elle" or "de ella" may be a thing that the last question is about, and which it names no person beside."""
    rule = _NOUNS.get((language, gender or ""))
    if rule is None or ASKS_WHO.search(last) or (language == "es" and not _AFTER_A_WORD.search(question)):
        return False
    if any(may_be_person(mention) and (mention.titled or mention.gender) for mention in names(last)):
        return False
    asked, told = fold(last), fold(" ".join(answers[:2]))
    titles = {mention.before for answer in answers for mention in names(answer)}  # "la alcaldesa Ana Ruiz"
    here = set(re.findall(rule, asked)) | (set(re.findall(rule, told)) & set(re.findall(r"\w+", asked)))
    return bool(here - titles)


def _named_as_people(texts: Sequence[str]) -> set[str]:
    """By their last names: not "the Plover" and "at Veloxa", for whoever goes by a name has no article before it."""
    return {
        mention.last
        for text in texts
        for mention in names(text)
        if may_be_person(mention) and not _THE.search(text[max(0, mention.start - _ARTICLE) : mention.start])
    }


def _last(one: Candidate) -> str:
    return fold(one.name.split()[-1])


def _is_only_a_name(question: str) -> bool:
    """But for a title: "Who is Judge Ana Ruiz?" """
    rest = _WHO_IS.sub("", question).strip(" ?!.")
    return any(rest.endswith(m.name) and len(rest[: -len(m.name)].split()) < 2 for m in names(question))


def _evident(found: Sequence[Candidate], without: Sequence[Candidate]) -> set[str]:
    before = {one.name: one.score for one in without}
    return {_last(one) for one in found if one.score - before.get(one.name, one.score) >= _EVIDENT}


def _named_first(question: str, answer: str, named: set[str]) -> str | None:
    """Who does something in the answer; None where the question asks to whom it was done."""
    if _UNDERGOES.search(fold(question)) or _TO_WHOM.match(question):
        return None
    return next(
        (mention.last for mention in names(answer) if may_be_person(mention) and mention.last not in named), None
    )
