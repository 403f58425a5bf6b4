"""Who says so in a sentence, and through which outlet. In the article's own words, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.offline.candidates import Candidate
from bot.offline.outlets import outlet_in, trimmed
from bot.offline.people import Person, is_maybe_person, may_be, persons_in
from bot.offline.people_words import is_role
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
    ROMANCE,
    TELLS_AFTER,
    TELLS_INVERTED,
    TOLD_AFTER,
    UNSAID,
)
from bot.offline.speakers import after_clauses, has_a_verb, in_a_side_clause, is_subject, speaker_in
from bot.text.mentions import Gender, names
from bot.text.words import fold

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
_OPEN_ENDED = (TELLS_AFTER, TOLD_AFTER)  # any verb at all tells
_SPOKEN_WORDS = 4  # a shorter quotation beside a verb of any meaning may be a title
_SENTENCE_WORDS = 5
_READ = re.compile(  # what is quoted after these may be a letter, a sign or a book, or somebody else's words
    r"\b(?:reads?|received|got|gets|finds?|found|hears?|heard|saw|carries|carried|wore|faces?|faced|endured|titled|entitled|named|called"
    r"|leyó|recibió|oyó|escuchó|vio|tituló|titulad[oa]|(?:a|ont) (?:lu|reçu|trouvé|entendu|vu|essuyé)|lit|intitulée?"
    r"|albums?|songs?|singles?|records?|books?|novels?|films?|movies?|poems?|plays?|essays?|paintings?|nicknames?|mottos?|slogans?|charges?"
    r"|novelas?|libros?|discos?|canci(?:ón|ones)|películas?|poemas?|cuadros?|apodos?|lemas?|romans?|livres?|disques?|chansons?|poèmes?|tableaux?"
    r"|surnoms?|devises?)\b"
)
_FEELS = (
    r"(?:delighted|pleased|worried|relieved|determined|surprised|shocked|thrilled|disappointed|convinced|outraged|devastated|excited|concerned"
    r"|annoyed|satisfied|moved|un\w+ed)"
)
_UNDERGOES = re.compile(  # "was told", "was met with": somebody else speaks
    rf"\b(?:(?:is|are|was|were|been|being|gets?|got)\s+(?:\w+ly\s+)?(?!{_FEELS}\b)"
    r"(?:\w{2,}ed|told|met|sent|given|shown|known|held|seen|shouted|asked|taught|left|hit|driven|thrown|written|taken|made|read|dubbed)"
    r"|(?:fue|fueron|es|era|sido)\s+[^\W\d_]+[ai]d[oa]s?|été\s+(?:\w+ment\s+)?[^\W\d_]+(?:[éiu]|is|it)e?s?"
    r"|(?:est|fut|était)\s+(?:\w+ment\s+)?(?!(?:revenu|resté|allé|venu|parti|arrivé|devenu|fâché|désolé|soulagé|déterminé|indigné|inquiet)e?s?\b)"
    r"[^\W\d_]+(?:é|(?<!q)u)e?s?|s[’']est\s+(?:vu|entendu)e?)\b"
)
_TITLES = r"(?:(?:Mrs?|Ms|Miss|Dr|Prof|Rev|M|Mme|Mlle|Sr|Sra|Don|Doña|Sir|Dame|Lord|Lady|Judge|Saint|St)\.?)"
_BEFORE_NAME = re.compile(  # "But the", "Le Norvégien", "Mr"
    rf"(?:(?:[Bb]ut|[Aa]nd|[Yy]et|[Pp]ero|[Yy]|[Mm]ais|[Ee]t)(?:\s+|$))?(?:(?:[Tt]he|[Hh]is|[Hh]er|[Ee]l|[Ll][ae]|[Uu]na?|[Uu]ne)(?:\s+{_TITLES}|\s+[A-ZÀ-Þ][\w-]+)?|{_TITLES})?$"
)
_BY_AGE = re.compile(
    r"(?:[Tt]he|[Ee]l|[Ll][ae])\s(?:[\w-]+-year-old(?:\s[a-z]+)?|(?:joven|hombre|mujer|chic[oa])\sde\s\d{2}\saños|(?:jeune\s)?(?:homme|femme)\sde\s\d{2}\sans"
    r"|(?:vingt|trent|quadragé|quinquagé|sexagé|septuagé|octogé|nonagé)[a-z]*naire)"
)
_VERB_AFTER_COLON = re.compile(rf"(?<=[\w”»]):\s(?={ROMANCE}\s+que\b)")
_FIRST_PERSON = re.compile(r"\b(?:I|I[’'](?:m|d|ve|ll)|my|je|mon|ma|mes|yo|mi|mis|me)\b|\bj[’']", re.IGNORECASE)
_ROLE_LEADS = re.compile(
    r"(?P<who>(?:The|El|La|Le|L[’'])\s?(?:accused|defendant|witness|plaintiff|acusad[oa]|testigo|demandante|accusée?|prévenue?|témoin|plaignante?))(?:,[^,]{2,50},)?\s(?:(?:n[’']|ne\s|l[’']|no\s)?[a-zà-ÿ]+)"
)
_WHO = re.compile(r",\s(?:who|whose|qui|quien)\s[^,]*,")
_OF = re.compile(r"\s(?:of|for|at|from|in|de|del|de la|du|des|à|en)\s|\s?\bd[’']|,")
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
    told: bool  # by a verb that means it
    aside: bool = False  # in a clause on somebody of whom the sentence itself tells something else


def attribute(one: Candidate) -> Attribution:
    """From the sentence itself; for a quotation that goes on, from the sentence that says whose it is."""
    own = _in_sentence(one)
    source = None if own.speaker else spoken_in(one)
    if source is None:
        return own if own.speaker else Attribution(_of_what_was_told(one), own.reported_by)
    found = _in_sentence(source)
    return Attribution(found.speaker or _only_person(source), own.reported_by or found.reported_by)


def quoted_aside(one: Candidate) -> str | None:
    """Who speaks in a clause of a sentence that is not theirs: "The walk was led by Ada Moss, who called it “a joke”"."""
    tag = next((tag for tag in _tags(one) if tag.aside), None)
    return speaker_in(tag.who, one.article) if tag else None


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
        if (reported and reported in tag.who) or tag.aside:
            continue
        if pronoun := PRONOUN.search(AFTER_PRONOUN.sub(r"\1", tag.who)):
            return Attribution(_meant_by(pronoun, one, tag.start + max(0, pronoun.start("person"))), reported)
        speaker = speaker_in(tag.who, one.article)
        if speaker and _BY_AGE.fullmatch(speaker):
            return Attribution(_named_before(one) or speaker, reported)
        if speaker and not tag.told and re.search(r"\d", speaker):
            continue  # "le 21 août"
        if speaker or tag.sure:
            return Attribution(speaker, reported)
    return Attribution(_before_colon(one) or _goes_on_after_colon(one), reported)


def _before_colon(one: Candidate) -> str | None:
    """Who opens, as the only person of it, what leads to a quoted sentence: "The baker, Tom Hale, was angry: “…”"."""
    match = COLON.match(blanked(one.text))
    if match is None:
        return None
    told = _WHO.sub(",", match["who"])
    if _READ.search(told) or _UNDERGOES.search(told):
        return None
    if not _is_sentence(one.text[match.end() - 1 :]):
        return None
    told_of = persons_in(match["who"], one.article)
    if pronoun := re.match(r"(?P<person>he|she|il|elle|él|ella)\b", match["who"], re.IGNORECASE):
        meant = _meant_by(pronoun, one, 0)
        named = {person.last for _, person in told_of}
        return None if meant and fold(meant.split()[-1]) in named else meant  # "She asked Ada Moss"
    if len({person for _, person in told_of}) != 1:
        return None
    start, person = told_of[0]
    if not (is_subject(match["who"], start) and _may_open(match["who"][:start])):
        return None
    if re.search(rf"{re.escape(person.last)}\s+(?:and|y|et)\s", fold(match["who"])):
        return None  # "Ada Moss and her brother were clear"
    return person.name if person.name in match["who"] else speaker_in(match["who"], one.article)


def _goes_on_after_colon(one: Candidate) -> str | None:
    """ "La presidenta, Ada Moss, acusa al juez: asegura que llegó tarde": who leads, where the verb has no subject."""
    outside = blanked(one.text)
    match = _VERB_AFTER_COLON.search(outside)
    if match is None:
        return None
    led = {person for start, person in persons_in(outside[: match.start()], one.article) if is_subject(outside, start)}
    first = next((start for start, _ in persons_in(outside[: match.start()], one.article)), 0)
    only = led.pop() if len(led) == 1 and _may_open(outside[:first]) else None
    return only.name if only and only.name in one.text else None


def _named_before(one: Candidate) -> str | None:
    """For "the 24-year-old": the one person of whom the sentences before it in the paragraph tell."""
    for index in range(one.index - 1, -1, -1):
        before = _neighbour(one, index)
        if before is None or before.sentence.paragraph != one.sentence.paragraph:
            return None
        outside = without_quotations(before.text)
        if sum(is_maybe_person(name) and " " in name.name for name in names(outside)) > 1:
            return None
        if persons_in(outside, one.article):
            return _only_person(before)
    return None


def _of_what_was_told(one: Candidate) -> str | None:
    """Whose words a quotation in the first person has, that nobody is said to speak: those of the one person of whom the
    sentence before it tells, or of whoever leads it where a question comes between."""
    inside, goes_on = quotation_state(one)
    if not inside or goes_on or not _FIRST_PERSON.search(one.text):
        return None
    asked = False
    for index in range(one.index - 1, -1, -1):
        before = _neighbour(one, index)
        if before is None or before.sentence.paragraph != one.sentence.paragraph:
            return None
        if before.text.endswith("?"):
            asked = True
            continue
        if quotation_state(before)[0]:
            return None
        role = _ROLE_LEADS.match(before.text)
        others = persons_in(without_quotations(before.text), one.article)
        return _only_person(before) or (role["who"] if asked and role and not others else None)
    return None


def _is_sentence(quoted: str) -> bool:
    """From its mark on: it ends as a sentence does or goes on, or is long and no title."""
    inner = re.split(r"[”\"»]", quoted[1:])[0].strip()
    own = _words_of(inner)
    return bool(re.search(r"[.!?…]$", inner)) or (len(own) >= _SENTENCE_WORDS and not _is_in_capitals(own))


def _words_of(text: str) -> list[str]:
    return [word for word in text.split() if re.search(r"\w", word)]


def _is_in_capitals(own: list[str]) -> bool:
    """ "The Night Bus to Holm": a title."""
    longer = [word for word in own[1:] if len(word) > 3]
    return bool(longer) and all(word[0].isupper() for word in longer)


def _may_open(before: str) -> bool:
    """Whether nothing but what somebody is stands before a name: "The mayor of Holm, ", and not "A juror asked"."""
    before = before.strip()
    if _BEFORE_NAME.match(before):
        return True
    if has_a_verb(before):
        return False
    head = _words_of(_OF.split(before)[0])
    return bool(head) and is_role(head[-1]) and (before.endswith(",") or len(head) == len(_words_of(before)))


def _may_be_title(text: str) -> bool:
    """Whether the quotation that opens a sentence may be the title of something: short, or in capitals."""
    if text[:1] not in '“"«':
        return False  # the sentence opens inside of it
    own = _words_of(re.split(r"[”\"»]", text[1:])[0])
    return len(own) < _SPOKEN_WORDS or _is_in_capitals(own)


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
        if pattern in _OPEN_ENDED and _may_be_title(one.text):
            continue
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
                aside = pattern is BEFORE and tail.startswith("who ") and _is_told_of_otherwise(who, one)
                start = max(match.start(place), one.text.rfind(who, match.start(place), match.end(place)))
                yield _Tag(who, start, pattern is INSIDE, pattern not in _OPEN_ENDED, aside)


def _is_told_of_otherwise(who: str, one: Candidate) -> bool:
    """ "The walk was led by Ada Moss": before "who said", something is told in which she is not the subject."""
    start = next((start for start, _ in persons_in(who, one.article)), None)
    return start is not None and has_a_verb(who[:start])


def _is_name(words: str) -> bool:
    return any(mention.name == words.strip() for mention in names(words))


def _meant_by(pronoun: re.Match[str], one: Candidate, start: int) -> str | None:
    """The person whom "he" or "she" stands for, if that can be told."""
    if pronoun["person"] is None:
        return None
    word = pronoun["person"].lower()
    if before := persons_in(without_quotations(one.text)[:start], one.article):
        own = _only_person(one)
        if own:
            return own if may_be(GENDER[word], own, one.article) else None
        return _only_one_who_is(GENDER[word], [person for _, person in before], one)
    if name := antecedent(one, word):
        return name
    person = meant_by(one, word)  # one who has no first name in the article: "Mr Hale"
    return _as_named_before(one, person.name) if person and " " not in person.name else None


def _only_one_who_is(gender: Gender, persons: Sequence[Person], one: Candidate) -> str | None:
    """Of several in the sentence, the one who is "she" where the article shows all others to be "he"."""
    own = {person for person in persons if person.gender == gender}
    others = {person for person in persons if person.gender != gender}
    if len(own) != 1 or not others or any(person.gender is None for person in others):
        return None
    name = own.pop().name
    return name if " " in name and name in one.article.text[: one.sentence.end] else None


def _as_named_before(one: Candidate, name: str) -> str | None:
    so_far = one.article.text[: one.sentence.start]
    found = re.findall(rf"(?:(?:Mrs?|Ms|Dr|M|Mme)\.? )?\b{re.escape(name)}\b", so_far)
    return max(found, key=len) if found else None
