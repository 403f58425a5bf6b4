"""Who says so in a sentence, and through which outlet. In the article's own words, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.offline.candidates import Candidate
from bot.offline.outlets import outlet_in, trimmed
from bot.offline.people import may_be, persons_in
from bot.offline.pronouns import GENDER, antecedent, leading_pronoun, meant_by
from bot.offline.quotations import blanked, quotation_state, without_quotations
from bot.offline.saying import (
    ACCORDING,
    AFTER,
    AFTER_PRONOUN,
    ALONE,
    BEFORE,
    BETWEEN,
    COLON,
    INSIDE,
    INVERTED,
    PASSIVE,
    PRONOUN,
    QUOTED_BY,
    TELLS_AFTER,
    TELLS_INVERTED,
    TOLD_AFTER,
    UNSAID,
)
from bot.offline.speakers import after_clauses, has_a_verb, in_a_side_clause, is_subject, speaker_in
from bot.text.mentions import names

_EDGES = " ’'”\"»—–-…,"
_FAR = 6  # sentences in a row that one speaker may go on for


_PLACES = (  # the surest first
    QUOTED_BY,
    ACCORDING,
    INVERTED,
    TELLS_INVERTED,
    INSIDE,
    BETWEEN,
    AFTER,
    TELLS_AFTER,
    TOLD_AFTER,
    BEFORE,
)
_READ = re.compile(  # what is quoted after these may be a letter, a sign or a book
    r"\b(?:reads?|received|got|finds?|found|hears?|heard|saw|carries|carried|wore|titled|entitled|named|called|leyó|recibió|oyó|vio|tituló|titulad[oa]"
    r"|(?:a|ont) (?:lu|reçu|trouvé|entendu|vu)|lit|intitulée?)\b"
)
_LEADS_IN = re.compile(
    r"^(?:In|On|At|By|After|Before|During|Since|En|El \d|Tras|Desde|Dans|Depuis|Après|Le \d)\b[^,]*$"
)


@dataclass(frozen=True)
class Attribution:
    speaker: str | None = None
    reported_by: str | None = None


@dataclass(frozen=True)
class _Tag:
    """What stands in the speaker's place beside a verb of saying."""

    who: str
    start: int  # of it in the sentence
    sure: bool  # nobody else can be the speaker, even if this one stays unknown


def attribute(one: Candidate) -> Attribution:
    """From the sentence itself; for a quotation that goes on, from the sentence that says whose it is."""
    own = _in_sentence(one)
    source = None if own.speaker else spoken_in(one)
    if source is None:
        return own
    found = _in_sentence(source)
    return Attribution(found.speaker or _only_person(source), own.reported_by or found.reported_by)


def spoken_in(one: Candidate) -> Candidate | None:
    """For a quotation without its speaker, the sentence near it that has one."""
    if _in_sentence(one).speaker:
        return None
    if _is_alone(one):
        return _told_of_before(one)
    inside, goes_on = quotation_state(one)
    if not inside:
        return None
    return (_said_after(one) if goes_on else None) or _said_before(one)


def _said_after(one: Candidate) -> Candidate | None:
    """The sentence in which the quotation closes, if it says who spoke."""
    for index in range(one.index + 1, one.index + _FAR):
        other = _neighbour(one, index)
        if other is None or other.sentence.paragraph != one.sentence.paragraph:
            return None
        if _in_sentence(other).speaker:
            return other
        if not quotation_state(other)[1]:
            return None
    return None


def _said_before(one: Candidate) -> Candidate | None:
    """Back over what is quoted without a speaker, to the sentence that has one."""
    for index in range(one.index - 1, max(-1, one.index - _FAR), -1):
        other = _neighbour(one, index)
        if other is None:
            return None
        if _in_sentence(other).speaker:
            return other
        if _is_alone(other):
            return _told_of_before(other)
        if not quotation_state(other)[0]:
            return None
    return None


def _is_alone(one: Candidate) -> bool:
    """Whether a verb without its subject leaves the speaker to the sentence before: "«…», añadió.\""""
    return ALONE.search(blanked(one.text)) is not None


def _told_of_before(one: Candidate) -> Candidate | None:
    """The nearest sentence of the paragraph that is no question and does not leave its own subject to one before it."""
    for index in range(one.index - 1, -1, -1):
        before = _neighbour(one, index)
        if before is None or before.sentence.paragraph != one.sentence.paragraph:
            return None
        if before.text.endswith("?") or leading_pronoun(before.text) or _is_alone(before):
            continue
        return before if _in_sentence(before).speaker or _only_person(before) else None
    return None


def _only_person(one: Candidate) -> str | None:
    """The one person of whom a sentence tells, outside what is said or asked."""
    outside = without_quotations(one.text)
    found = {person for _, person in persons_in(outside, one.article)}
    leads = any(is_subject(outside, start) for start, _ in persons_in(outside, one.article))
    only = found.pop() if len(found) == 1 and leads else None
    # A word alone may be a place, unless it is the surname of somebody whom the article names in full.
    *given, last = only.name.split() if only else ("",)
    return only.name if only and given and re.search(rf"\b{re.escape(last)}\b", one.text) else None


def _neighbour(one: Candidate, index: int) -> Candidate | None:
    sentences = one.article.sentences
    if not 0 <= index < len(sentences) or abs(sentences[index].paragraph - one.sentence.paragraph) > 1:
        return None
    other = Candidate(one.article, index, one.rank, one.similarity)
    same = sentences[index].paragraph == one.sentence.paragraph
    return other if same or (index < one.index and re.search(r"[“”\"«»]", other.text)) else None


def _in_sentence(one: Candidate) -> Attribution:
    reported = outlet_in(one.text)
    quoted = QUOTED_BY.search(one.text)
    if quoted:
        reported = trimmed(quoted["outlet"])
    for tag in _tags(one):
        if reported and reported in tag.who:
            continue
        if pronoun := PRONOUN.search(AFTER_PRONOUN.sub(r"\1", tag.who)):
            return Attribution(_meant_by(pronoun, one, tag.start), reported)
        speaker = speaker_in(tag.who, one.article)
        if speaker or tag.sure:
            return Attribution(speaker, reported)
    return Attribution(_before_colon(one), reported)


def _before_colon(one: Candidate) -> str | None:
    """Who is the only person of what leads to a quotation: "The baker, Tom Hale, was angry: “…”"."""
    match = COLON.match(blanked(one.text))
    if match is None or _READ.search(match["who"]):
        return None
    if pronoun := re.match(r"(?P<person>he|she|il|elle|él|ella)\b", match["who"], re.IGNORECASE):
        return _meant_by(pronoun, one, 0)
    told_of = {person for _, person in persons_in(match["who"], one.article)}
    subjects = [person for start, person in persons_in(match["who"], one.article) if is_subject(match["who"], start)]
    if len(told_of) != 1 or not subjects:
        return None
    return subjects[0].name if subjects[0].name in match["who"] else speaker_in(match["who"], one.article)


def _is_of_a_part(outside: str, match: re.Match[str]) -> bool:
    """ "The thieves, two men and a woman according to the guard, came in": nobody says that they came in."""
    *before, part = re.split(r",\s", outside[: match.start()])
    after = outside[match.end() :]
    goes_on = re.match(r",\s+(?!(?:and|but|or|y|e|et|pero|mais|ou|o|while|mientras|tandis)\b)\w", after)
    return bool(before and part.strip() and goes_on) and not (has_a_verb(part) or _LEADS_IN.match(before[-1]))


def _tags(one: Candidate) -> Iterator[_Tag]:
    outside = blanked(one.text)
    if len({match["who"] for match in ACCORDING.finditer(outside)}) > 1:
        return  # each of them says something else
    for pattern in _PLACES:
        if pattern is BEFORE and ALONE.search(outside):
            return
        for match in pattern.finditer(outside):
            if pattern is ACCORDING and _is_of_a_part(outside, match):
                continue
            place = "last" if match.groupdict().get("last") else "who"
            who = one.text[match.start(place) : match.end(place)].strip(_EDGES)
            before = one.text[: match.start()].rpartition(",")[2]
            if (place == "last" or pattern in (INSIDE, BETWEEN)) and _is_name(before) and not names(who):
                continue  # "The judge, Ada Moss, recalled the drought."
            tail = one.text[match.end(place) : match.end()].strip(" ,")
            if UNSAID.search(who):
                continue
            if pattern is BEFORE and not tail.startswith("who "):
                if in_a_side_clause(who):
                    continue  # "Ada Moss began it after a baker, Tom Hale, told her that …"
                who = after_clauses(who)
            if who and not PASSIVE.search(who):
                yield _Tag(who, match.start(place), sure=pattern is INSIDE)


def _is_name(words: str) -> bool:
    return any(mention.name == words.strip() for mention in names(words))


def _meant_by(pronoun: re.Match[str], one: Candidate, start: int) -> str | None:
    """The person whom "he" or "she" stands for, if that can be told."""
    if pronoun["person"] is None:
        return None
    word = pronoun["person"].lower()
    if persons_in(without_quotations(one.text)[:start], one.article):
        own = _only_person(one)
        return own if own and may_be(GENDER[word], own, one.article) else None
    if name := antecedent(one, word):
        return name
    person = meant_by(one, word)  # one who has no first name in the article: "Mr Hale"
    return _as_named_before(one, person.name) if person and " " not in person.name else None


def _as_named_before(one: Candidate, name: str) -> str | None:
    so_far = one.article.text[: one.sentence.start]
    found = re.findall(rf"(?:(?:Mrs?|Ms|Dr|M|Mme)\.? )?\b{re.escape(name)}\b", so_far)
    return max(found, key=len) if found else None
