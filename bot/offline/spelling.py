"""Typing errors in a question, mended from the words of the passages that were found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.text.glossary import stems_known
from bot.text.lexicon import IRREGULAR, word_set
from bot.text.mentions import is_given_name, may_be_person, names
from bot.text.words import STOP_WORDS, calm, fold, stem

SHORTEST = 5  # letters: shorter words resemble too many others
LONG = 8  # letters from which on two slips are allowed, but for a word with a capital
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_DID = word_set("left lost won went got gave made took came met ran fell died saw told knew thought")
_PLAIN = "people person number question article where which whose many much long something somebody"


def mended(text: str, language: str, known_texts: Iterable[str]) -> str:
    """A word that neither the texts nor the glossary know becomes the one that is a slip away from it.

    With a capital it may be a name, and Johnston is not Johnson: it becomes another name only by a letter that is typed
    twice, or once for twice, by two that changed places, or by a vowel left out.
    """
    known_texts = list(known_texts)
    owners = _owners(known_texts) if language == "en" else {}
    found = {fold(word): word for known in known_texts for word in _WORD.findall(known) if len(word) >= SHORTEST}
    candidates = {**{word: word for word in _PLAIN.split() if len(word) >= SHORTEST}, **found}
    plain = {word for known in known_texts for word in _WORD.findall(known) if word.islower()} | set(_PLAIN.split())
    nameless = {other: shown for other, shown in candidates.items() if shown.lower() in plain}
    here, anywhere = {stem(word, language) for word in (*candidates, *IRREGULAR)}, stems_known(language)

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        folded = fold(word)
        if word.islower() and folded in owners and folded not in found and _is_owner(text[match.end() :]):
            return f"{owners[folded]}’s"
        stemmed = stem(word.replace("’", "'"), language)  # the stemmer knows only a straight one
        known = stemmed in here or stemmed in anywhere or folded in STOP_WORDS.get(language, ())
        if len(word) < SHORTEST or known:
            return word
        if word.islower():
            return _a_slip_away(folded, candidates) or word
        if is_given_name(folded):
            return word
        alike = {other: shown for other, shown in candidates.items() if _is_mistyped(folded, other)}
        return _a_slip_away(folded, alike, most=1) or _a_slip_away(folded, nameless, most=1) or word

    return _WORD.sub(mend, text)


def with_names(text: str, known_texts: Iterable[str]) -> str:
    """A question typed in capitals alone keeps those of the names that the texts have.

    Not of one that stands there in lower case too: in "may" and "court" nobody need be meant. A question typed without any
    stays as it is: over texts that do not name what they are about, its names would speak against the right one.
    """
    text, known_texts, typed = calm(text), list(known_texts), text
    if text == typed:
        return text
    plain = {word for known in known_texts for word in _WORD.findall(known) if word.islower()}
    parts = (part for known in known_texts for mention in names(known) for part in _WORD.findall(mention.name))
    spelled = {fold(part): part for part in parts if part[0].isupper() and part.lower() not in plain}
    return _WORD.sub(lambda match: spelled.get(fold(match.group()), match.group()), text)


def _is_owner(rest: str) -> bool:
    """A noun follows; no verb, for "roberts was" may be about somebody called Roberts."""
    following = re.match(r"\s+([^\W\d_]+)", rest)
    word = fold(following[1]) if following else ""
    return bool(word) and word not in STOP_WORDS["en"] | _DID and not word.endswith(("ed", "ing"))


def _owners(texts: Iterable[str]) -> dict[str, str]:
    """ "hales lawyer" is Hale's: the name by what is typed where the apostrophe is left out."""
    people = [
        mention
        for text in texts
        for mention in names(text)
        if not mention.opens and may_be_person(replace(mention, before=""))
    ]
    parts = {part for mention in people for part in mention.name.split()[-1:] if len(part) >= SHORTEST - 1}
    return {f"{fold(part)}s": part for part in parts if stem(fold(part)) not in stems_known("en")}


def _is_mistyped(typed: str, meant: str) -> bool:
    """ "Bellammy", "Belalmy" or "Bellmy" for Bellamy: a letter doubled or not, two exchanged, a vowel inside left out."""
    if re.sub(r"(.)\1", r"\1", typed) == re.sub(r"(.)\1", r"\1", meant) or sorted(typed) == sorted(meant):
        return True
    inside = range(1, len(meant) - 1)
    return any(meant[at] in "aeiou" and meant[:at] + meant[at + 1 :] == typed for at in inside)


def _a_slip_away(folded: str, known: dict[str, str], most: int = 0) -> str | None:
    """A letter too many, too few, wrong, or two exchanged; the first letter is right."""
    from rapidfuzz.distance import OSA

    most = most or (2 if len(folded) >= LONG else 1)
    alike = [word for word in known if word[0] == folded[0] and OSA.distance(word, folded, score_cutoff=most) <= most]
    return known[min(alike, key=lambda word: (OSA.distance(word, folded), word))] if alike else None
