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
from bot.offline.questions import Question
from bot.offline.references import readable
from bot.offline.wanted import counted, figures, new_names
from bot.offline.weighing import weights
from bot.text.lexicon import DENIALS
from bot.text.mentions import names
from bot.text.words import fold, terms, words

BELOW = 0.5  # log odds under the threshold down to which the other account is looked for
LEAST_READ = -3.5  # log odds of the reader alone for a sentence that denies what a question takes for granted
FURTHEST = 3.0  # log odds that the other account may be less likely than the first
MOST_STEPS = 4  # of a figure that changed
MEASURED = ("number", "money", "duration", "age")

_CHANGE_ASKED = re.compile(
    r"\b(?:how (?:did|has|have|does) .{2,80}\b(?:chang\w*|develop\w*|evolv\w*|vary|varied|move\w*)|over (?:the years|time)|different before|"
    r"so which is it|which is it|stay (?:that way|the same|like that)|still the same|how (?:has|have) .{0,60}\bsince|history of|"
    r"what became of)\b"
)
_AT_FIRST_ASKED = re.compile(r"\b(?:first|initial(?:ly)?|original(?:ly)?|at the (?:beginning|outset))\b")
_CHANGE_TOLD = re.compile(
    r"\b(?:reduced|cut|lowered|raised|increased|rose|fell|dropped|climbed|grew|grown|corrected|revised|updated|amended|extended|"
    r"shortened|later|since then|initially|originally|at first|first|earlier|previously|last year|a year ago|down from|up from|"
    r"instead of|before that|now|had (?:been|offered|asked|said|put)|the day before|meanwhile|reducida|aument\w+|ramenée|avant)\b"
)
_PLACE = re.compile(
    r"\b(?:at|on|in|near|outside|inside|from|off|behind|beside)\s+((?:the |a |an |his |her |their )?[^,.;:“”\"]{3,50})"
)
_CAUSE = re.compile(
    r"\b(?:because|(?<!was )(?<!is )(?<!are )due to|caused?|causing|cause of|blam\w+|owing to|fault|responsible for|result of|made|led to|reason|source)\b"
)
_CHARGE = re.compile(
    r"\b(?:charged|convicted|found guilty|pleaded guilty|sentenced|sentence for|accus\w+|alleg\w+|suspected|indicted|on trial|"
    r"prosecut\w+|admitted|confessed|guilty of|jailed for|condemned)\b"
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|innocen\w+|nothing to do with|knew nothing|not guilty|no (?:proof|evidence|part)|never|"
    r"cleared|wrongly|not true|false (?:accus|claim|charge|report|rumou?r|alleg)\w*|no such|untrue|rejects?|rejected|disput\w+|a victim|acquitted|exonerated|framed|insists?|maintain\w*)\b"
)


@dataclass(frozen=True)
class Found:
    """The other accounts, and what they are to the first."""

    others: tuple[Candidate, ...] = ()
    kind: Literal["disagree", "disputed", "sequence"] | None = None


def look_around(question: Question, first: Candidate, weighed: Sequence[Candidate]) -> Found:
    """What else the candidates say of what the first one says."""
    if _CHANGE_ASKED.search(fold(question.english)):
        steps = tuple(_steps(question, first, weighed))
        return Found(steps, "sequence") if steps else Found()
    floor = _floor() - 1.5 * (question.kind == "why")  # a cause is often told without the event that it caused
    near = [one for one in weighed if one is not first and one.odds >= max(first.odds - 2 * FURTHEST, floor)]
    for one in near:
        if _independent(first, one) and _differs(question, first, one):
            change = _change_between(first, one) if question.want in MEASURED else None
            return Found((change,), "sequence") if change else Found((one,), "disagree")
    for one in near:
        if _denies(question, first, one):
            return Found((one,), "disputed")
    return Found()


def steps_of_change(question: Question, weighed: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """For a question about change: sentences of one article that put other figures to the same thing, in their order.

    Only the first of them where the question asks how it was at first. Empty where the question asks for neither, or
    no article tells of a change.
    """
    asked = fold(question.english)
    at_first = question.want in (None, *MEASURED) and _AT_FIRST_ASKED.search(asked) is not None
    if not at_first and not _CHANGE_ASKED.search(asked):
        return ()
    matter = matter_of(question)
    floor = weights().answers_from - FURTHEST
    told = [one for one in weighed if one.odds >= floor and matter & one.terms and list(figures(one.english))]
    for article in dict.fromkeys(one.article.id for one in told):
        own = sorted((one for one in told if one.article.id == article), key=lambda one: one.index)
        for unit in dict.fromkeys(unit for one in own for _, unit in figures(one.english) if unit):
            steps = list(_with_fresh_figures(own, unit))
            if len(steps) > 1 and any(_CHANGE_TOLD.search(fold(one.text)) for one in steps):
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
            if others & set(figures(step.english)) and _CHANGE_TOLD.search(fold(step.text)):
                return step
    return None


def _floor() -> float:
    return weights().answers_from - BELOW


def matter_of(question: Question) -> frozenset[str]:
    """The question's words without its names: two sentences that share only a name need not speak of one thing."""
    named = {term for name in question.names for term in terms(name)}
    return question.terms - named


def _independent(first: Candidate, one: Candidate) -> bool:
    """From another article that is no copy, or from another speaker of the same one."""
    if first.article.id != one.article.id:
        copies = {first.article.fact("duplicate_of").value, one.article.fact("duplicate_of").value}
        return not copies & {first.article.id, one.article.id, first.article.file, one.article.file}
    speakers = attribute(first).speaker, attribute(one).speaker
    return speakers[1] is not None and speakers[0] != speakers[1] and not _told_as_change(first, one)


def _told_as_change(first: Candidate, one: Candidate) -> bool:
    return any(_CHANGE_TOLD.search(fold(text)) for text in (first.text, one.text))


def _differs(question: Question, first: Candidate, one: Candidate) -> bool:
    if question.want in MEASURED:
        return _other_figures(question, first, one)
    if question.want == "place":
        return first.article.id != one.article.id and _other_places(question, first, one)
    if question.kind == "why" or question.want == "reason":
        return bool(_CAUSE.search(fold(first.text)) and _CAUSE.search(fold(one.text))) and _other_words(
            question, first, one
        )
    if question.want in ("person", "name") and first.article.id != one.article.id:
        return _other_names(question, first, one)
    return False


def _other_figures(question: Question, first: Candidate, one: Candidate) -> bool:
    """The same unit, or the same thing counted, and no figure in common."""
    if first.article.id == one.article.id and _told_as_change(first, one):
        return False
    asked = counted(question)
    mine, others = list(figures(first.english)), list(figures(one.english))
    for unit in {unit for _, unit in mine} & {unit for _, unit in others} - {""}:
        ours = {value for value, of in mine if of == unit}
        theirs = {value for value, of in others if of == unit}
        if not ours & theirs and (not asked or unit in asked or question.want != "number"):
            return _same_matter(question, first, one)
    return False


def _same_matter(question: Question, first: Candidate, one: Candidate) -> bool:
    """Both speak of most of what is asked."""
    asked = matter_of(question)
    return len(asked & first.terms & one.terms) >= max(1, 0.5 * len(asked))


def _other_places(question: Question, first: Candidate, one: Candidate) -> bool:
    ours, theirs = (_place_terms(text.text, question) for text in (first, one))
    return bool(ours and theirs) and not ours & theirs and bool(matter_of(question) & first.terms & one.terms)


def _place_terms(text: str, question: Question) -> set[str]:
    return {term for match in _PLACE.finditer(text) for term in terms(match.group(1))} - question.terms


def _other_words(question: Question, first: Candidate, one: Candidate) -> bool:
    shared = (first.terms & one.terms) - question.terms
    about_one_thing = bool(_named(first) & _named(one)) or bool(matter_of(question) & first.terms & one.terms)
    return first.article.id != one.article.id and len(shared) <= 1 and about_one_thing


def _named(one: Candidate) -> set[str]:
    """Names that the article tells of from its start."""
    return {mention.last for mention in names(one.article.text[:800]) if not mention.opens}


def _other_names(question: Question, first: Candidate, one: Candidate) -> bool:
    own = frozenset(fold(word) for word in words(question.text))
    ours, theirs = ({fold(part) for name in new_names(c.text, own) for part in name.split()} for c in (first, one))
    subject = question.terms
    covered = min(len(subject & first.terms), len(subject & one.terms)) >= 0.6 * max(1, len(subject))
    return bool(ours and theirs) and not ours & theirs and covered


def _steps(question: Question, first: Candidate, weighed: Sequence[Candidate]) -> Iterator[Candidate]:
    """Sentences of the same article with other figures of the same unit."""
    units = {unit for _, unit in figures(first.text)} - {""}
    seen = set(figures(first.text))
    floor = min(first.odds, weights().answers_from) - 2.5
    given = 0
    for one in weighed:
        if one is first or one.odds < floor or one.article.id != first.article.id:
            continue
        fresh = [figure for figure in figures(one.text) if figure[1] in units and figure not in seen]
        if fresh and (first.terms & one.terms) - units - {term for name in question.names for term in terms(name)}:
            seen |= set(fresh)
            given += 1
            yield one
        if given == 2:
            return


def _denies(question: Question, first: Candidate, one: Candidate) -> bool:
    """A statement and its denial, by different speakers, about the same matter."""
    if question.kind != "yes_no":
        return False
    if _negative(first.text) == _negative(one.text) or (
        first.article.id == one.article.id and not _independent(first, one)
    ):
        return False
    close = abs(first.odds - one.odds) <= 2
    return close and bool(matter_of(question) & first.terms & one.terms)


def denies_premise(question: Question, one: Candidate) -> bool:
    """The question takes for granted what this sentence denies in so many words."""
    if question.kind in ("yes_no", "list", "who_said", "said") or one.reading < LEAST_READ:
        return False
    matter = matter_of(question)
    said = {fold(word) for word in words(one.english)}
    return bool(said & DENIALS) and len(matter & one.terms) >= max(1, 0.5 * len(matter))


def _negative(text: str) -> bool:
    folded = {fold(word) for word in words(text)}
    return bool(folded & DENIALS) or _DENIAL.search(fold(text)) is not None


def both_sides(question: Question, weighed: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """For an allegation: the likeliest sentence with the charge or verdict, and the likeliest denial. Empty unless both."""
    charge = next((one for one in weighed if _CHARGE.search(fold(one.text)) and _on_the_matter(question, one)), None)
    if charge is None or not question.names:
        return ()
    denial = next(
        (
            one
            for one in weighed
            if one is not charge and _DENIAL.search(fold(one.text)) and _on_the_matter(question, one)
        ),
        None,
    )
    return (charge, denial) if denial is not None else ()


def _on_the_matter(question: Question, one: Candidate) -> bool:
    """It names somebody whom the question names, or speaks of them by a pronoun."""
    parts = {fold(part) for name in question.names for part in words(name)}
    folded = {fold(word) for word in words(one.text)}
    return one.odds > weights().answers_from - 3 and (
        not parts or bool(parts & folded) or bool({"she", "he", "her", "his"} & folded)
    )


def conflict(question: Question, picks: Sequence[Candidate], kind: str) -> DraftConflict:
    versions = tuple(DraftVersion(readable(one), attribute(one).speaker, one.span) for one in picks)
    return DraftConflict(question.text, kind, versions)
