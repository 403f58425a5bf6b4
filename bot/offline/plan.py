"""From the weighed sentences to what is said, by the kind of question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.answer import Note, Outcome
from bot.answerer import DraftConflict
from bot.offline.candidates import Candidate, may_be_read
from bot.offline.choosing import choose, in_order, repeats
from bot.offline.comparable import has_one_answer
from bot.offline.dated import chronology, subject_articles, whole
from bot.offline.denial import proved_wrong
from bot.offline.disagreement import (
    asks_for_change,
    both_sides,
    conflict,
    denies_premise,
    look_around,
    steps_of_change,
)
from bot.offline.halves import lacks_what_is_asked, takes_for_granted, told_in_part, too_few
from bot.offline.notes import note
from bot.offline.parts import Part, leans_on, on_one_matter, parts_of, told_already
from bot.offline.plans import NOTHING, Plan
from bot.offline.questions import Question
from bot.offline.sources import Sources
from bot.offline.stance import rejects
from bot.offline.wanted import holds
from bot.offline.weighing import weights
from bot.offline.whose_words import spoken_in

SUMMARY_SENTENCES = 3
LENGTH = 12  # added to a sentence's words where what it shares is counted by word: so short ones do not win
MOST_OF_PARTS = 4  # sentences, where accounts of a question in two parts differ
_CREDIT = "©"


def plan_for(question: Question, weighed: Sequence[Candidate], sources: Sources) -> Plan:
    if question.kind == "chronology":
        return chronology(question, weighed)
    if question.kind == "summary":
        return summary(question, weighed)
    if question.allegation and not rejects(question.english) and (sides := both_sides(question, weighed)):
        return Plan(
            sides,
            "answered",
            (note("conflict", "disputed", question.language),),
            (conflict(question, sides, "disputed"),),
        )
    return of_parts(question, weighed, sources) if question.parts else facts(question, weighed, sources)


def of_parts(question: Question, weighed: Sequence[Candidate], sources: Sources) -> Plan:
    """Each part is answered for itself; one that is not, by what is said for the others either, is said to be missing."""
    whole_plan = facts(question, weighed, sources)
    first = whole_plan.picks[:1]
    told: list[Candidate] = []
    untold: list[tuple[Part, list[Candidate]]] = []
    parts = list(parts_of(question))
    leaning = all(part.leans_on_before for part in parts[1:])
    for part in parts:
        likely = sources.weighed(part.whole)
        own = answer_to(part, likely, told or first)
        if own is None:
            untold.append((part, likely))
            continue
        if not told and leaning and not on_one_matter(own, first):
            first = ()  # found by all the words together, and of another matter than the part that the others lean on
        told.append(own)
    among = any(one.key == own.key for one in first for own in told)
    picks = once(told if among else [*first, *told])
    missing = [
        note("missing", "missing_part", question.language, part=part.text)
        for part, likely in untold
        if not (first and holds(part.own, first[0].english)) and not told_already(part, likely, picks)
    ]
    if not picks or len(missing) == len(question.parts):
        return whole_plan
    sequence = whole_plan.notes if whole_plan.notes and whole_plan.notes[0].kind == "sequence" else ()
    said = whole_plan.picks if sequence else tuple(picks[:3])
    outcome: Outcome = "partial" if missing else "answered"
    if whole_plan.conflicts:
        said = tuple(once([*whole_plan.picks, *picks])[:MOST_OF_PARTS])
        return Plan(said, outcome, (*whole_plan.notes, *missing), whole_plan.conflicts)
    return Plan(said, outcome, (*sequence, *missing))


def answer_to(part: Part, weighed: Sequence[Candidate], picks: Sequence[Candidate]) -> Candidate | None:
    """The likeliest of the sentences that may answer the part, if it is likely enough and has what is asked for."""
    one = next((one for one in weighed if leans_on(part, one, picks)), None)
    if one is None or one.odds < weights().answers_from or lacks_what_is_asked(part.whole, [one]):
        return None
    return one


def once(picks: Sequence[Candidate]) -> list[Candidate]:
    return list({one.key: one for one in picks}.values())


def facts(question: Question, weighed: Sequence[Candidate], sources: Sources) -> Plan:
    steps = steps_of_change(question, weighed)
    if steps:
        return Plan(steps, notes=(note("sequence", "sequence", question.language),) if len(steps) > 1 else ())
    picks = choose(question, weighed)
    if not picks:
        half = told_in_part(question, weighed)
        if half is not None:
            return Plan((half[0],), "partial", (half[1],))
        denied = next((one for one in weighed if denies_premise(question, one)), None)
        if denied is not None:
            return Plan((denied,), "partial", (note("premise", "premise", question.language),))
        return NOTHING
    if question.kind in ("who_said", "said"):
        picks = with_speaker(picks)
    if has_one_answer(question) and not asks_for_change(question):
        weighed = sources.with_other_accounts(question, picks[0], weighed)
    around = look_around(question, picks[0], weighed)
    notes: list[Note] = []
    conflicts: tuple[DraftConflict, ...] = ()
    if around.kind == "sequence":
        picks = list(around.told)
        notes.append(note("sequence", "sequence", question.language))
    elif around.kind is not None:
        picks = list(around.told)
        notes.append(note("conflict", "conflict" if around.kind == "disagree" else "disputed", question.language))
        conflicts = (conflict(question, picks, around.kind),)
    else:
        picks = list(in_order(picks))
        outcome = proved_wrong(question, picks[0])
        picks += [outcome] if outcome is not None and outcome.key not in {one.key for one in picks} else []
    lacking = lacks(question, picks, weighed)
    return Plan(tuple(picks), "partial" if lacking else "answered", (*notes, *lacking), conflicts)


def lacks(question: Question, picks: Sequence[Candidate], weighed: Sequence[Candidate]) -> tuple[Note, ...]:
    """What an answer leaves open though it answers."""
    if takes_for_granted(question, weighed):
        return (note("premise", "premise", question.language),)
    rest = too_few(question, picks) or lacks_what_is_asked(question, picks)
    return (rest,) if rest is not None else ()


def with_speaker(picks: Sequence[Candidate]) -> list[Candidate]:
    """A quotation that does not say whose it is brings along the sentence that does."""
    added: list[Candidate] = []
    for one in picks:
        source = spoken_in(one)
        if source is not None and source not in (*picks, *added):
            added.append(source)
    return [*picks, *added]


def summary(question: Question, weighed: Sequence[Candidate]) -> Plan:
    """The leads of the articles in question, with the sentences that say most of what the others say."""
    articles = subject_articles(weighed)
    if not articles:
        return NOTHING
    picks: list[Candidate] = []
    for one in _central_first(articles, question.terms):
        if _is_told(one) and not repeats(one, picks):
            picks.append(one)
        if len(picks) == SUMMARY_SENTENCES:
            break
    return (
        Plan(tuple(sorted(picks, key=lambda one: (articles.index(_of(one, articles)), one.index))))
        if picks
        else NOTHING
    )


def _is_told(one: Candidate) -> bool:
    """Whether it tells of the story. Beside the sign of whose picture it is stands what the picture shows."""
    article, paragraph = one.article, one.sentence.paragraph
    pictured = (
        _CREDIT in article.text[each.start : each.end] for each in article.sentences if each.paragraph == paragraph
    )
    return may_be_read(one) and not any(pictured)


def _of(one: Candidate, articles: Sequence[Candidate]) -> Candidate:
    return next(article for article in articles if article.article.id == one.article.id)


def _central_first(articles: Sequence[Candidate], topic: frozenset[str]) -> list[Candidate]:
    """By how much of the other sentences' words each says, the topic's words counted double, early sentences first."""
    bodies = [[one for one in whole(article) if one.sentence.kind == "body"] for article in articles]
    body = [one for own in bodies for one in own]
    said_in = Counter(term for one in body for term in one.terms)
    others = max(1, len(body) - 1)

    def central(one: Candidate, place: int) -> float:
        shared = sum(said_in[term] - 1 for term in one.terms) / (LENGTH + len(one.terms))
        return shared / others + 0.15 * len(one.terms & topic) / max(1, len(topic)) + 0.05 / (1 + place)

    worth = {one.key: central(one, place) for own in bodies for place, one in enumerate(own)}
    return sorted(body, key=lambda one: -worth[one.key])
