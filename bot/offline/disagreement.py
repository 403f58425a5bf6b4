"""Accounts that differ, and figures that changed: told apart, and both told with what belongs to them.

Two accounts are in conflict when two articles, or two speakers, answer the same question differently. A figure that one
article lets change, with its dates or with a word such as "reduced", is a sequence and never a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.answerer import DraftConflict, DraftVersion
from bot.offline.attribution import attribute
from bot.offline.candidates import ANSWERING_KINDS, Candidate
from bot.offline.comparing import MEASURED, differs
from bot.offline.counting import figures
from bot.offline.questions import Question
from bot.offline.references import readable
from bot.offline.stance import denies, rejects, tells_of_change
from bot.offline.weighing import weights
from bot.text.lexicon import DENIALS
from bot.text.words import fold, words

BELOW = 2.5  # log odds under the threshold down to which the other account is looked for
LEAST_READ = -3.5  # log odds of the reader alone for a sentence that denies what a question takes for granted
FURTHEST = 5.0  # log odds under the threshold down to which a step of a change is looked for
NEAR = 4.0  # log odds within which sentences are as likely as each other for a step or a denial
MOST_VERSIONS = 3  # of one thing that are set side by side
MOST_STEPS = 4  # of a figure that changed

_CHANGE_ASKED = re.compile(
    r"\b(?:how (?:did|has|have|does) .{2,80}\b(?:chang\w*|develop\w*|evolv\w*|vary|varied|move\w*)|over (?:the years|time)|different before|"
    r"so which is it|which is it|stay (?:that way|the same|like that)|still the same|how (?:has|have) .{0,60}\bsince|history of|"
    r"what became of)\b"
)
_AT_FIRST_ASKED = re.compile(r"\b(?:first|initial(?:ly)?|original(?:ly)?|at the (?:beginning|outset))\b")
_CHARGE = re.compile(
    r"\b(?:charged|convicted|found guilty|pleaded guilty|sentenced|sentence for|accus\w+|alleg\w+|suspected|indicted|on trial|"
    r"prosecut\w+|admitted|confessed|guilty of|jailed for|condemned)\b"
)


@dataclass(frozen=True)
class Found:
    """The other accounts, and what they are to the first."""

    others: tuple[Candidate, ...] = ()
    kind: Literal["disagree", "disputed", "sequence"] | None = None


def asks_for_change(question: Question) -> bool:
    return _CHANGE_ASKED.search(fold(question.english)) is not None


def look_around(question: Question, first: Candidate, weighed: Sequence[Candidate]) -> Found:
    """What else the candidates say of what the first one says."""
    if asks_for_change(question):
        steps = tuple(_steps(question, first, weighed))
        return Found(steps, "sequence") if steps else Found()
    near = [one for one in weighed if one is not first and one.odds >= weights().answers_from - BELOW]
    others: list[Candidate] = []
    for one in near:
        if all(independent(known, one) and differs(question, known, one, weighed) for known in (first, *others)):
            change = _change_between(first, one) if question.want in MEASURED else None
            if change is None:
                others.append(one)
            elif not others:
                return Found((change,), "sequence")
    if others:
        denied = any(_denies(question, first, one) for one in others)
        return Found(tuple(others[: MOST_VERSIONS - 1]), "disputed" if denied else "disagree")
    for one in near:
        if _denies(question, first, one):
            return Found((one,), "disputed")
    return Found()


def steps_of_change(question: Question, weighed: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """For a question about change: sentences of one article that put other figures to the same thing, in their order.

    Only the first of them where the question asks how it was at first. Empty where the question asks for neither, or
    no article tells of a change.
    """
    at_first = question.want in (None, *MEASURED) and _AT_FIRST_ASKED.search(fold(question.english)) is not None
    if not at_first and not asks_for_change(question):
        return ()
    floor = weights().answers_from - FURTHEST
    told = [one for one in weighed if one.odds >= floor and question.matter & one.terms and list(figures(one.english))]
    for article in dict.fromkeys(one.article.id for one in told):
        own = sorted((one for one in told if one.article.id == article), key=lambda one: one.index)
        for unit in dict.fromkeys(unit for one in own for _, unit in figures(one.english) if unit):
            steps = list(_with_fresh_figures(own, unit))
            if len(steps) > 1 and any(tells_of_change(one.text) for one in steps):
                return tuple(steps[: 1 if at_first else MOST_STEPS])
    return ()


def _with_fresh_figures(candidates: Sequence[Candidate], unit: str) -> Iterator[Candidate]:
    seen: set[str] = set()
    for one in candidates:
        values = {value for value, of in figures(one.english) if of == unit}
        if values - seen:
            seen |= values
            yield one


def _change_between(first: Candidate, one: Candidate) -> Candidate | None:
    """The sentence by which one of two articles lets the one figure become the other: then they do not disagree."""
    shared = {unit for _, unit in figures(first.english)} & {unit for _, unit in figures(one.english)} - {""}
    for teller, other in ((first, one), (one, first)):
        others = {figure for figure in figures(other.english) if figure[1] in shared}
        steps = (
            replace(teller, index=index)
            for index, sentence in enumerate(teller.article.sentences)
            if sentence.kind in ANSWERING_KINDS and index != teller.index
        )
        for step in steps:
            if others & set(figures(step.english)) and tells_of_change(step.text):
                return step
    return None


def independent(first: Candidate, one: Candidate) -> bool:
    """The second is from another article that is no copy, or from another speaker of the same one."""
    if first.article.id != one.article.id:
        copies = {first.article.fact("duplicate_of").value, one.article.fact("duplicate_of").value}
        return not copies & {first.article.id, one.article.id, first.article.file, one.article.file}
    speakers = attribute(first).speaker, attribute(one).speaker
    return speakers[1] is not None and speakers[0] != speakers[1] and not _told_as_change(first, one)


def _told_as_change(first: Candidate, one: Candidate) -> bool:
    return any(tells_of_change(text) for text in (first.text, one.text))


def _steps(question: Question, first: Candidate, weighed: Sequence[Candidate]) -> Iterator[Candidate]:
    """Sentences of the same article with other figures of the same unit."""
    units = {unit for _, unit in figures(first.text)} - {""}
    seen = set(figures(first.text))
    floor = min(first.odds, weights().answers_from) - NEAR
    given, named = 0, question.terms - question.matter
    for one in weighed:
        if one is first or one.odds < floor or one.article.id != first.article.id:
            continue
        fresh = [figure for figure in figures(one.text) if figure[1] in units and figure not in seen]
        if fresh and (first.terms & one.terms) - units - named:
            seen |= set(fresh)
            given += 1
            yield one
        if given == 2:
            return


def _denies(question: Question, first: Candidate, one: Candidate) -> bool:
    """A statement and its denial, by different speakers, about the same matter."""
    if question.kind != "yes_no":
        return False
    if denies(first.text) == denies(one.text) or (first.article.id == one.article.id and not independent(first, one)):
        return False
    close = abs(first.odds - one.odds) <= NEAR
    return close and bool(question.matter & first.terms & one.terms)


def denies_premise(question: Question, one: Candidate) -> bool:
    """The question takes for granted what this sentence denies in so many words."""
    if question.kind in ("yes_no", "list", "who_said", "said") or one.reading < LEAST_READ:
        return False
    said = {fold(word) for word in words(one.english)}
    return bool(said & DENIALS) and len(question.matter & one.terms) >= max(1, 0.5 * len(question.matter))


def both_sides(question: Question, weighed: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """For an allegation: the likeliest sentence with the charge or verdict, and the likeliest denial. Empty unless both."""
    charges = [one for one in weighed if _CHARGE.search(fold(one.text)) and _on_the_matter(question, one)]
    if not rejects(question.english):  # who asks for the denial is told it first
        charges.sort(key=lambda one: rejects(one.text))
    charge = next(iter(charges), None)
    if charge is None or not question.names:
        return ()
    denial = next(
        (one for one in weighed if one is not charge and rejects(one.text) and _on_the_matter(question, one)),
        None,
    )
    return (charge, denial) if denial is not None else ()


def _on_the_matter(question: Question, one: Candidate) -> bool:
    """It names somebody whom the question names, or speaks of them by a pronoun."""
    parts = {fold(part) for name in question.names for part in words(name)}
    folded = {fold(word) for word in words(one.text)}
    return one.odds > weights().answers_from - FURTHEST and (
        not parts or bool(parts & folded) or bool({"she", "he", "her", "his"} & folded)
    )


def conflict(question: Question, picks: Sequence[Candidate], kind: str) -> DraftConflict:
    versions = tuple(DraftVersion(readable(one), attribute(one).speaker, one.span) for one in picks)
    return DraftConflict(question.text, kind, versions)
