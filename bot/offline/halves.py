"""Half an answer: the articles tell that it happened and not how much, when or where; or not that it happened at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answer import Note
from bot.offline.candidates import Candidate
from bot.offline.notes import note
from bot.offline.questions import Question
from bot.offline.wanted import holds
from bot.offline.weighing import context, of_another_moment
from bot.text.lexicon import IRREGULAR
from bot.text.mentions import may_be_person, names
from bot.text.words import fold, stem, words

LEAST_READ = -4.5  # log odds of the reader alone, for a sentence that tells the rest
_MISSING = {
    "money": "missing_figure",
    "number": "missing_figure",
    "duration": "missing_figure",
    "date": "missing_date",
    "place": "missing_place",
}


def _stems(forms: str) -> frozenset[str]:
    return frozenset(stem(word) for word in forms.split())


_BASE = {stem(form): stem(base) for form, base in IRREGULAR.items()}  # "paid" is a form of "pay"
# Acts that are done or not done: the words by which a question takes one for granted, and what else would tell of it.
_ACTS = tuple(
    (_stems(asked), _stems(f"{asked} {told}"))
    for asked, told in (
        ("pardon pardoned pardoning", "clemency amnesty commute commuted mercy"),
        ("extradite extradited extradition", "surrendered handed deported"),
        (
            "resign resigned resigning resignation",
            "quit quits leave leaves left stand stood step stepped",
        ),
        ("marry married marrying wed", "marriage wedding wife husband spouse bride bridegroom"),
        ("divorce divorced divorcing", "separated separation split ex-wife ex-husband"),
        ("escape escaped escaping", "flee fled flees breakout broke vanished"),
        ("confess confessed confessing", "confession admit admitted admits admission pleaded"),
        ("apologise apologised apologize apologized", "apology apologies sorry regret regrets regretted forgiveness"),
        ("execute executed", "execution hanged beheaded shot"),
        ("elect elected", "election vote votes voted won win ballot chosen"),
    )
)


def told_in_part(question: Question, weighed: Sequence[Candidate]) -> tuple[Candidate, Note] | None:
    """A sentence that has all the words of the question and not the figure, date or place that is asked for."""
    key = _MISSING.get(question.want or "")
    if key is None or question.kind != "fact" or len(question.terms) < 2 or not question.matter:
        return None
    for one in weighed:
        if one.reading >= LEAST_READ and _tells(question, one) and holds(question, one.text) is False:
            return one, note("missing", key, question.language)
    return None


def lacks_what_is_asked(question: Question, picks: Sequence[Candidate]) -> Note | None:
    """Where a figure, a date or a place is asked for and nothing that is said has one, or an age and all are of another
    moment."""
    if picks and all(of_another_moment(question, one) for one in picks):
        return note("missing", "missing_moment", question.language)
    key = _MISSING.get(question.want or "")
    if key is None or question.kind not in ("fact", "yes_no") or question.parts:
        return None
    told = any(holds(question, text) is not False for one in picks for text in (one.text, one.english))
    return None if told else note("missing", key, question.language)


def _tells(question: Question, one: Candidate) -> bool:
    around = fold(f"{context(one)} {one.text}")
    matter = {_BASE.get(term, term) for term in question.matter}
    told = matter <= {_BASE.get(term, term) for term in one.terms}
    return told and all(fold(part) in around for name in question.names for part in words(name))


def takes_for_granted(question: Question, weighed: Sequence[Candidate]) -> bool:
    """It asks why or when something was done that nothing which was read for the question tells of."""
    if question.kind != "why" and not (question.kind == "fact" and question.want == "date"):
        return False
    return any(asked & question.matter and not any(told & one.terms for one in weighed) for asked, told in _ACTS)


def too_few(question: Question, picks: Sequence[Candidate]) -> Note | None:
    """Where so many people are asked for by name and fewer are named."""
    if question.kind != "list" or question.count is None or not question.asks_for_people:
        return None
    own = frozenset(fold(word) for word in words(question.text))
    found = {last for one in picks for last in _people(one.text, own)}
    if not 0 < len(found) < question.count:
        return None
    return note("missing", "missing_rest", question.language, found=len(found), asked=question.count)


def _people(text: str, own: frozenset[str]) -> Iterator[str]:
    return (each.last for each in names(text) if may_be_person(each) and not each.opens and each.last not in own)
