"""Accounts that differ, and figures that changed: told apart, and both told with what belongs to them.

Two accounts are in conflict when two articles, or two speakers, answer the same question differently. A figure that one
article lets change, with its dates or with a word such as "reduced", is a sequence and never a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.answer import ConflictKind
from bot.answerer import DraftConflict, DraftVersion
from bot.offline.attribution import attribute
from bot.offline.candidates import ANSWERING_KINDS, Candidate
from bot.offline.comparable import MEASURED
from bot.offline.comparing import differs
from bot.offline.counting import figures
from bot.offline.denial import denial_of
from bot.offline.pronouns import antecedent, leading_pronoun
from bot.offline.questions import Question
from bot.offline.references import readable
from bot.offline.stance import denies, rejects, tells_of_change, without_left_open
from bot.offline.weighing import asked_of_all, weights
from bot.text.lexicon import DENIALS
from bot.text.mentions import may_be_person, names
from bot.text.words import fold, terms, words

BELOW = 2.5  # log odds under the threshold down to which the other account is looked for
LEAST_READ = -3.5  # log odds of the reader alone for a sentence that denies what a question takes for granted
FURTHEST = 5.0  # log odds under the threshold down to which a step of a change is looked for
NEAR = 4.0  # log odds within which sentences are as likely as each other for a step or a denial
MOST_VERSIONS = 3  # of one thing that are set side by side
MOST_STEPS = 4  # of a figure that changed
NEXT_FIGURE = 3  # sentences within which the figure stands that replaced an earlier one
MOST_TOLD = 3  # of them where no unit holds them together

_CHANGE_ASKED = re.compile(
    r"\b(?:how (?:did|has|have|does) .{2,80}\b(?:chang\w*|develop\w*|evolv\w*|vary|varied|move\w*)|over (?:the years|time)|different before|"
    r"so which is it|which is it|stay (?:that way|the same|like that)|still the same|how (?:has|have) .{0,60}\bsince|history of|"
    r"what became of)\b"
)
_SUPERSEDED = re.compile(
    r"\b(?:first|initial|original|earlier|earliest|provisional|preliminary) (?:\w+ )?(?:figures?|counts?|estimates?|numbers?|totals?|tolls?|reports?|price|sum)\b|"
    r"\b(?:initially|originally|at first)\b"
)
_NOW = re.compile(r"\bnow\b")
_WAS_SO = re.compile(r"\b(?:was|were|had|used to)\b")
_CLAUSES = re.compile(r"[,;:–—]\s| but | and (?=\w+ed\b)| who ")
_POINTS_BACK = re.compile(r"\b(?:it|this|that|these|those|them|so)\b")
_AT_FIRST_ASKED = re.compile(r"\b(?:first|initial(?:ly)?|original(?:ly)?|at the (?:beginning|outset))\b")
_CHARGE = re.compile(
    r"\b(?:charged|convicted|found guilty|pleaded guilty|sentenced|sentence for|accus\w+|alleg\w+|suspected|indicted|on trial|"
    r"prosecut\w+|admitted|confessed|guilty of|jailed for|condemned)\b"
)


@dataclass(frozen=True)
class Found:
    """What is told together, and how: the first account and those that differ, or the steps of a change in their order."""

    told: tuple[Candidate, ...] = ()
    kind: ConflictKind | Literal["sequence"] | None = None


def asks_for_change(question: Question) -> bool:
    return _CHANGE_ASKED.search(fold(question.english)) is not None


def look_around(question: Question, first: Candidate, weighed: Sequence[Candidate]) -> Found:
    """What else the candidates say of what the first one says."""
    if asks_for_change(question):
        steps = sorted([first, *_steps(question, first, weighed)], key=lambda one: one.index)
        return Found(tuple(steps), "sequence") if len(steps) > 1 else Found()
    least = weights().answers_from - BELOW + asked_of_all(question)
    near = [one for one in weighed if one is not first and one.odds >= least]
    others: list[Candidate] = []
    for one in near:
        if all(independent(known, one) and differs(question, known, one, weighed) for known in (first, *others)):
            change = _change_between(first, one) if question.want in MEASURED else ()
            if not change:
                others.append(one)
            elif not others and _is_asked_about(question, change):
                return Found(change, "sequence")
    if others:
        denied = any(_denies(question, first, one) for one in others)
        return Found((first, *others[: MOST_VERSIONS - 1]), "disputed" if denied else "disagree")
    for one in near:
        if _denies(question, first, one):
            return Found((first, one), "disputed")
    later = _figure_that_replaced(question, first)
    if later is not None:
        return Found((first, later), "sequence")
    denial = denial_of(question, first)
    return Found((first, denial), "disputed") if denial is not None else Found()


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
    return () if at_first else _told_steps(told)


def _told_steps(told: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Where no unit says which figures belong together: what the likeliest article tells of change with figures."""
    likely = sorted((one for one in told if _changes_figures(one)), key=lambda one: -one.odds)
    near = [one for one in likely if one.article.id == likely[0].article.id and one.odds >= likely[0].odds - NEAR]
    seen: set[str] = set()
    steps: list[Candidate] = []
    for one in near:
        values = {value for value, _ in figures(one.english)}
        if values - seen and len(steps) < MOST_TOLD:
            seen |= values
            steps.append(one)
    return tuple(sorted(steps, key=lambda one: one.index)) if len(steps) > 1 else ()


def _changes_figures(one: Candidate) -> bool:
    """It has a figure that may have been another before, and says so."""
    return any(value[0].isdigit() for value, _ in figures(one.english)) and tells_of_change(f"{one.text} {one.english}")


def _with_fresh_figures(candidates: Sequence[Candidate], unit: str) -> Iterator[Candidate]:
    seen: set[str] = set()
    for one in candidates:
        values = {value for value, of in figures(one.english) if of == unit}
        if values - seen:
            seen |= values
            yield one


def _change_between(first: Candidate, one: Candidate) -> tuple[Candidate, ...]:
    """The two sentences by which one of two articles lets the one figure become the other: then they do not disagree.

    Empty where neither article tells of that.
    """
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
                return (teller, step) if teller.index < step.index else (step, teller)
    return ()


def _figure_that_replaced(question: Question, first: Candidate) -> Candidate | None:
    """ "The first figure was nine. On Tuesday it was corrected to 28": a figure that its article calls an earlier one is
    not told without what became of it."""
    if question.want not in MEASURED or not _SUPERSEDED.search(fold(first.english)):
        return None
    own = {value for value, _ in figures(first.english)}
    behind = range(first.index + 1, min(first.index + 1 + NEXT_FIGURE, len(first.article.sentences)))
    for one in (replace(first, index=index) for index in behind):
        fresh = {value for value, _ in figures(one.english)} - own
        if one.sentence.kind in ANSWERING_KINDS and fresh and tells_of_change(one.text):
            return one
    return None


def _is_asked_about(question: Question, change: Sequence[Candidate]) -> bool:
    """The change is one of what the question names, not only one in years or in euros."""
    units = {unit for one in change for _, unit in figures(one.english)}
    return all((question.matter - units) & one.terms for one in change)


def independent(first: Candidate, one: Candidate) -> bool:
    """The second is from another article that is no copy, or from another speaker of the same one."""
    if first.article.id != one.article.id:
        return first.article.source != one.article.source
    speakers = attribute(first).speaker, attribute(one).speaker
    return speakers[1] is not None and speakers[0] != speakers[1] and not _told_as_change(first, one)


def _told_as_change(first: Candidate, one: Candidate) -> bool:
    """ "There are now 46" changes nothing beside "he puts it at 60", and does beside "there were 60"."""
    texts = [fold(each.text) for each in (first, one)]
    if any(tells_of_change(_NOW.sub(" ", text)) for text in texts):
        return True
    return any(_NOW.search(text) for text in texts) and any(_WAS_SO.search(text) for text in texts)


def _steps(question: Question, first: Candidate, weighed: Sequence[Candidate]) -> Iterator[Candidate]:
    """Sentences of the same article with other figures of the same unit; without a unit, those that tell of a change."""
    units = {unit for _, unit in figures(first.english)} - {""}
    seen = set(figures(first.english))
    alone = any(not unit for _, unit in seen)
    floor = min(first.odds, weights().answers_from) - NEAR
    given, named = 0, question.terms - question.matter
    for one in weighed:
        if one is first or one.odds < floor or one.article.id != first.article.id:
            continue
        fresh = [
            figure
            for figure in figures(one.english)
            if figure not in seen and (figure[1] in units or (alone and _changes_figures(one)))
        ]
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
    denial = first if denies(first.text) else one
    return close and bool(question.matter & first.terms & one.terms) and _denies_what_is_asked(question, denial)


def _denies_what_is_asked(question: Question, one: Candidate) -> bool:
    """In a clause that has a word of the question's matter, or points back to it: "he denied that"."""
    clauses = (clause for clause in _CLAUSES.split(one.english) if denies(clause))
    return any(question.matter & set(terms(clause)) or _POINTS_BACK.search(clause) for clause in clauses)


def denies_premise(question: Question, one: Candidate) -> bool:
    """The question takes for granted what this sentence denies in so many words."""
    if question.kind in ("yes_no", "list", "who_said", "said") or one.reading < LEAST_READ:
        return False
    said = {fold(word) for word in words(one.english)}
    return bool(said & DENIALS) and len(question.matter & one.terms) >= max(1, 0.5 * len(question.matter))


def _charges(question: Question, one: Candidate) -> bool:
    """It has a charge or a verdict, in a clause that names nobody else alone."""
    clauses = re.split(r";| but | and (?=[a-z]+ed\b)", one.text)
    return any(_CHARGE.search(without_left_open(clause)) and _may_be_of(question, clause) for clause in clauses)


def _rejects(question: Question, one: Candidate) -> bool:
    """It denies something, in a clause that names nobody else alone."""
    clauses = re.split(r"[,;]| but | and | that | who ", one.text)  # finer: whoever denies is named beside it
    return any(rejects(clause) and _may_be_of(question, clause) for clause in clauses)


def _may_be_of(question: Question, clause: str) -> bool:
    asked = {fold(part) for name in question.names for part in words(name)}
    named = {fold(part) for each in names(clause) if may_be_person(each) for part in words(each.name)}
    return not named or bool(named & asked)


def both_sides(question: Question, weighed: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """For an allegation: the likeliest sentence with the charge or verdict, and the likeliest denial. Empty unless both."""
    charges = [one for one in weighed if _charges(question, one) and _on_the_matter(question, one)]
    charge = min(charges, key=lambda one: rejects(one.text), default=None)
    if charge is None or not question.names or weighed[0].odds < weights().answers_from:
        return ()
    denial = next(
        (one for one in weighed if one is not charge and _rejects(question, one) and _on_the_matter(question, one)),
        None,
    )
    return (charge, denial) if denial is not None else ()


def _on_the_matter(question: Question, one: Candidate) -> bool:
    """It names somebody whom the question names, or speaks of them by a pronoun."""
    parts = {fold(part) for name in question.names for part in words(name)}
    folded = {fold(word) for word in words(one.text)}
    if one.odds <= weights().answers_from - FURTHEST:
        return False
    if not parts or parts & folded:
        return True
    pronoun = leading_pronoun(one.text)
    name = antecedent(one, pronoun.group().lower()) if pronoun else None
    return name is not None and bool(parts & {fold(part) for part in words(name)})


def conflict(question: Question, picks: Sequence[Candidate], kind: ConflictKind) -> DraftConflict:
    versions = tuple(DraftVersion(readable(one), attribute(one).speaker, one.span) for one in picks)
    return DraftConflict(question.text, kind, versions)
