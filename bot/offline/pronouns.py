"""Whom "she" and "he" stand for, where the sentences before leave one person only. No name is better than a wrong one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.offline.candidates import Candidate
from bot.offline.nameless import described, somebody_in
from bot.offline.people import Person, is_maybe_person, people_of, persons_in
from bot.offline.people_words import is_role
from bot.offline.quotations import without_quotations
from bot.offline.saying import INVERTED, SAID, TELLS_INVERTED
from bot.text.mentions import Gender, may_be_person, names
from vectorstore.article import Article

LOOK_BACK = 7  # sentences in which an antecedent may stand
_GAPS = 2  # of them that do not speak of "her" at all
GENDER: dict[str, Gender] = {"she": "f", "elle": "f", "ella": "f", "he": "m", "il": "m", "él": "m"}

_OBJECTS = r"(?:(?:ne|le|la|les|lui|leur|se|y|en)\s|[nls][’'])*"
_PERSONS_DO = (  # "il" is often a thing, or nobody: "il reste", "il a quitté la gare"
    rf"(?:{SAID}|(?:a|avait) (?:refusé|accusé|épousé|grandi|étudié|écrit|travaillé|enseigné|démissionné|porté plainte|rejeté|réclamé|exigé|juré|nié|démenti)"
    r"|est (?:né|mort)\b|pense|croit|espère|veut|habite|vit|travaille|enseigne|refuse|réclame|exige|accuse|nie|dément|a \d{1,3} ans)"
)
_PRONOUN = re.compile(  # "il" where a person speaks or does what only persons do: "il a dit", "dit-il", "a-t-il ironisé"
    rf"(?<![\w’'])(she|he|elle|ella|él|il(?=\s+{_OBJECTS}{_PERSONS_DO}(?!\w))|(?<=-)il(?=\W*$|\s+(?:\w+\s+)?[^\W\d_]{{2,}}(?:[éiu]|is|it)\b))(?![\w’'])",
    re.IGNORECASE,
)
_SAYS = re.compile(rf"\b(?:{SAID}|according to|think|does not say|led by)\b")
_HERS: dict[Gender, re.Pattern[str]] = {
    "f": re.compile(r"\b(?:she|hers?|herself|ella|elle)\b", re.IGNORECASE),
    "m": re.compile(r"\b(?:he|him|his|himself|él|il)\b", re.IGNORECASE),
}
_ANOTHER_CLAUSE = re.compile(
    r"[,;]\s+(?:the|an?|el|la|le|une?|una)\s+(?!(?:\w+\s+)?(?:which|who)\b)[\w-]+\s+(?:was|had|told|asked|era|fue|est|était|avait)\b"
)
_APPOSED = re.compile(r"^[\w\s.,’'-]{0,60}?,?\s*$")
_HIS_PEOPLE = re.compile(
    r"\b(?P<whose>(?:he|she)\b|(?P<possessive>his|her|sus?|son|sa|ses)\s+(?P<who>(?:[\w-]+\s+){0,2}[\w-]+))",
    re.IGNORECASE,
)
_SAYS_LAST = re.compile(rf"(?:{SAID})$")
_TEXT = re.compile(
    r"\b(?:rapport|document|texte|communiqué|article|journal|livre|courrier|syndicat|club|parti|conseil|tribunal|gouvernement|ministère|groupe|comité"
    r"|collectif|parquet|lettre|étude|association|entreprise|société|mairie|préfecture|police|direction|loi|enquête|note|agence|fédération|équipe|cour)\b"
)
_ACTS = re.compile(r"\b(?:a|ont|est|sont|avait|avaient|était|étaient|fut)\b")
_FEMININE = re.compile(r"(?:la|une|una|cette|esta)\s+(?!v[ií]ctim|person)", re.IGNORECASE)
_LAST_WORDS = re.compile(r"^(?:[’']s)?\s*(?:[.;]|$|,\s+(?:who|whose|qui|quien)\b)")
_ALSO_SHE = re.compile(r"(?:^|[\s’'])(?:la|une|cette|las|una|esta|sa)\s+[\w-]+|\bl[’'][\w-]+", re.IGNORECASE)


def leading_pronoun(text: str) -> re.Match[str] | None:
    """The first pronoun for a person, if no person is named before it. Inside a quotation it is the speaker's matter."""
    outside = re.sub(r"[“\"«].*?[”\"»]|[“\"«].*$", lambda match: " " * len(match.group()), text)
    match = _PRONOUN.search(outside)
    if match is None or any(may_be_person(name) for name in names(outside[: match.start()])):
        return None
    return match


def antecedent(one: Candidate, pronoun: str) -> str | None:
    """The name of whom the pronoun stands for, in full and as it stands before it."""
    if person_told_of := described(next(iter(_texts_before(one)), ""), GENDER[pronoun]):
        return person_told_of
    person = meant_by(one, pronoun)
    so_far = one.article.text[: one.sentence.end]
    return person.name if person and len(person.name.split()) > 1 and person.name in so_far else None


def meant_by(one: Candidate, pronoun: str) -> Person | None:
    """Whom the pronoun stands for; None unless the sentences before leave one person only."""
    gender = GENDER[pronoun]
    own, speaks, answered = _around(one.text, pronoun)
    romance = pronoun in ("elle", "ella", "él")  # things are "she" and "he" as well
    if somebody_in(own, hers_too=False) or (romance and _ALSO_SHE.search(own)):
        return None
    gaps, quoted = 0, False
    for distance, text in enumerate(_texts_before(one)):
        told = _Told(text, without_quotations(text), one.article, gender)
        quoted = quoted or told.is_a_quotation
        may_be_a_thing = (romance or pronoun == "il") and not answered
        if told.leaves_open and not (may_be_a_thing and told.outside.strip()):
            gaps += not (told.speaks_of_the_same or told.is_a_quotation)
            if gaps > _GAPS:
                return None
            continue
        person = told.only(speaks=speaks)
        if person is None or (romance and not speaks and told.has_a_thing_after(person)):
            return None
        if may_be_a_thing and speaks and told.has_a_text_after(person):
            return None
        if pronoun == "il" and not told.leads(person):
            return None  # "Le club a perdu son gardien, Tom Hale. Il": a club speaks as well
        back = quoted or (distance and person.gender is None)  # after somebody's words it may be about another again
        if back and not speaks and _has_another(one, person, gender):
            return None
        return person
    return None


def _around(text: str, pronoun: str) -> tuple[str, bool, bool]:
    """What stands before the pronoun, whether it is who speaks ("she said", "says he"), and whether beside a quotation."""
    outside = without_quotations(text)
    place = next((match for match in _PRONOUN.finditer(outside) if match.group().lower() == pronoun), None)
    if place is None:
        return "", False, False
    before, after = outside[: place.start()], outside[place.end() : place.end() + 30]
    asked = (*INVERTED.finditer(text), *TELLS_INVERTED.finditer(text))
    verb_before = any(match.start("who") == place.start() for match in asked) or _SAYS_LAST.search(before.rstrip())
    speaks = bool(verb_before or _SAYS.search(after))
    return before, speaks, bool(verb_before) and outside != text


@dataclass(frozen=True)
class _Told:
    """A sentence before, and whom of its people a pronoun of this gender may mean."""

    text: str
    outside: str  # without what is quoted in it
    article: Article
    gender: Gender

    @property
    def persons(self) -> dict[Person, int]:
        """Each with the place where the sentence names them first."""
        return {person: start for start, person in reversed(persons_in(self.outside, self.article))}

    @property
    def is_a_quotation(self) -> bool:
        return len(self.text.split()) - len(self.outside.split()) > 3

    @property
    def leaves_open(self) -> bool:
        """Nobody in it can be meant, but for those who are meant already: "Her brother, Tom Hale, was glad"."""
        if not self.persons:
            return not self.has_somebody_else
        others = all(one.gender not in (self.gender, None) for one in self.persons)
        return others and self.speaks_of_the_same and not somebody_in(self.outside, hers_too=False)

    @property
    def speaks_of_the_same(self) -> bool:
        return _HERS[self.gender].search(self.outside) is not None

    @property
    def has_somebody_else(self) -> bool:
        """Without a name, or with one of which the article does not tell whether it is a person's."""
        unknown = any(
            is_maybe_person(mention)
            and not mention.opens
            and not re.search(r"\bthe\s+$", self.outside[: mention.start])
            for mention in names(self.outside)
        )
        others = [at for at in somebody_in(self.outside, hers_too=True) if not self._is_of_the_other_gender(at)]
        return unknown or (not self._goes_on and others != [])

    def _is_of_the_other_gender(self, at: int) -> bool:
        """ "La pintora" is not "él"; "la víctima" may be."""
        return self.gender == "m" and _FEMININE.match(self.outside, at) is not None

    @property
    def _goes_on(self) -> bool:
        """ "Then she met a driver.": the same "she" goes on."""
        opening = _PRONOUN.search(" ".join(self.outside.split()[:4]))
        return opening is not None and GENDER[opening.group().lower()] == self.gender

    def only(self, *, speaks: bool) -> Person | None:
        places = self.persons
        fitting = [one for one in places if one.gender in (self.gender, None)]
        known = [one for one in fitting if one.gender]
        if not fitting:
            return None
        head = min(fitting, key=lambda one: places[one])
        if len(fitting) > 1 and not (known == [head] and self._opens(head)):
            return None
        before = self.outside[: places[head]]
        if self._comes_after_another(before, speaks=speaks):
            return None  # "His lawyer, Tom Hale, was late. He": one of two
        if any(not _APPOSED.match(self.outside[at : places[head]]) for at in somebody_in(before, hers_too=False)):
            return None  # "The driver blamed Tom Hale. He"
        if _ANOTHER_CLAUSE.search(self.outside[places[head] :]) and not speaks:
            return None  # "When Ada Moss found the score, the composer was 49. She"
        return head if head.gender or self._is_told_of(head) else None

    def _comes_after_another(self, before: str, *, speaks: bool) -> bool:
        for match in _HIS_PEOPLE.finditer(before):
            possessive = (match["possessive"] or "").lower()
            his = {"his": "m", "her": "f"}.get(possessive, self.gender) == self.gender
            if possessive and his and not speaks and any(is_role(word) for word in match["who"].split()):
                return True
            if not possessive and GENDER[match["whose"].lower()] == self.gender:
                return True
        return False

    def _opens(self, person: Person) -> bool:
        """ "Hale was ill, said a friend, Ann Lee": the sentence is about Hale."""
        return _APPOSED.match(self.outside[: self.persons[person]]) is not None

    def leads(self, person: Person) -> bool:
        """ "Le maire, Tom Hale, a dit": subject of the first verb."""
        return self._opens(person) and _ACTS.search(self.outside[: self.persons[person]]) is None

    def _is_told_of(self, person: Person) -> bool:
        """Subject or speaker, and not somebody by the way."""
        after = self.outside[self.persons[person] + len(person.name) :]
        short = len(self.outside.split()) < 8
        return short or self._opens(person) or self._says(person) or _LAST_WORDS.match(after) is not None

    def _says(self, person: Person) -> bool:
        start = self.persons[person]
        return (
            _SAYS.search(self.outside[start:]) is not None
            or _SAYS.search(self.outside[max(0, start - 60) : start]) is not None
        )

    def has_a_text_after(self, person: Person) -> bool:
        """A report or a union says things too, and is "il" or "elle"."""
        return _TEXT.search(self.outside[self.persons[person] + len(person.name) :]) is not None

    def has_a_thing_after(self, person: Person) -> bool:
        return _ALSO_SHE.search(self.outside[self.persons[person] + len(person.name) :]) is not None


def _texts_before(one: Candidate) -> list[str]:
    """The sentences before, nearest first."""
    article = one.article
    before = article.sentences[max(0, one.index - LOOK_BACK) : one.index]
    return [article.text[s.start : s.end] for s in reversed(before) if s.kind in ("body", "standfirst")]


def _has_another(one: Candidate, person: Person, gender: Gender) -> bool:
    """Whether the article has told of somebody else who is certainly "she"."""
    so_far = one.article.text[: one.sentence.start]
    return any(other.gender == gender and other != person and other.name in so_far for other in people_of(one.article))
