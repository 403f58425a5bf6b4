"""The parts of a question that asks two things, each with what it leaves to the part before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.offline.attribution import attribute
from bot.offline.candidates import Candidate
from bot.offline.choosing import FALLS_SHORT
from bot.offline.genders import gender_of_name
from bot.offline.questions import Question, understand
from bot.offline.references import subjects
from bot.offline.wanted import holds
from bot.offline.weighing import found_in, weights
from bot.text.leaning import Leaning, leaning
from bot.text.mentions import Gender
from bot.text.words import STOP_WORDS, fold

_EDGES = " ?!.,;:¿¡"
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_ELIDED = re.compile(r"^(?:l|d|qu|s|n|c|j)['’]", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    own: Question  # as it was asked
    whole: Question  # with the topic of the part before in brackets, where it leans on that
    leans: Leaning | None  # None where it has a subject of its own

    @property
    def text(self) -> str:
        return self.own.text

    @property
    def leans_on_before(self) -> bool:
        return self.whole is not self.own


def parts_of(question: Question) -> Iterator[Part]:
    """ "What with?" after "who caught the last hen" is read as "what with (caught the last hen)", as a follow-up would be:
    read alone, the words for a price or for what "she" said fit whatever article has a price or a woman."""
    topic = ""
    for text in question.parts:
        own = understand(text, question.language, question.known)
        leans = leaning(text, question.language)
        if topic and (leans is not None or not own.terms):
            yield Part(
                own, understand(f"{text} ({topic})", question.language, question.known), leans or Leaning("piece")
            )
        else:
            topic = topic_of(text, question.language)
            yield Part(own, own, None)


def topic_of(text: str, language: str) -> str:
    """What a question is about: its words without those that only ask."""
    for word in _WORD.finditer(text):
        plain = _ELIDED.sub("", word.group())
        if all(fold(piece) in STOP_WORDS[language] for piece in re.split(r"['’-]", plain) if piece):
            continue
        return text[word.end() - len(plain) :].strip(_EDGES)
    return ""


def leans_on(part: Part, one: Candidate, picks: Sequence[Candidate]) -> bool:
    """Whether a sentence may answer a part that leaves its subject to the one before: it tells of the same matter, and
    nobody else speaks in it. A part such as "and when was that?" has no words of its own: its answer stands beside
    the other part's."""
    if not picks:
        return True
    if not part.own.terms and part.own.want not in (None, "quote"):
        return any(one.article.id == other.article.id and abs(one.index - other.index) <= 1 for other in picks)
    if not part.leans_on_before:
        return True
    return on_one_matter(one, picks) and not _of_somebody_else(part, one)


def on_one_matter(one: Candidate, others: Sequence[Candidate]) -> bool:
    """With any of them: in its article, or in one that names the same people or things."""
    return any(
        one.article.id == other.article.id or subjects(one.article) & subjects(other.article) for other in others
    )


def _of_somebody_else(part: Part, one: Candidate) -> bool:
    """ "He said" is nothing that "she" found."""
    meant = part.leans.gender if part.leans else None
    return meant is not None and _gender_of_speaker(one) not in (meant, None)


def _gender_of_speaker(one: Candidate) -> Gender | None:
    speaker = attribute(one).speaker
    return gender_of_name(speaker) if speaker else None


def told_already(part: Part, weighed: Sequence[Candidate], picks: Sequence[Candidate]) -> bool:
    """Whether a sentence that is said for another part nearly answers this one and has its words: "worth nine pounds, and
    not insured" tells whether it is insured."""
    said = {one.key for one in picks}
    floor = weights().answers_from - FALLS_SHORT
    return any(
        one.key in said
        and one.odds >= floor
        and _has_words_of(part.own, one)
        and holds(part.own, one.english) is not False
        for one in weighed
    )


def _has_words_of(question: Question, one: Candidate) -> bool:
    own = question.matter
    return bool(own) and found_in(one.terms, own) >= own
