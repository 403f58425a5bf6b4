"""One turn judged: small pure checks, each with its reason, and the facts that the metrics are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answer import Answer, Citation, Conflict
from bot.evaluation.corpus import Corpus, Span
from bot.evaluation.evidence import MOST_CHARACTERS, MOST_SENTENCES, is_listed, meets, too_long, words_cited
from bot.evaluation.language import language_of
from bot.evaluation.matching import normalise, words_in
from bot.evaluation.suite import CaseTurn, Source

Status = Literal["passed", "failed", "not_judged"]

# Single citations are short by contract; a long row of them is the article again. Beyond this many words for each word
# that the answer may have, a turn's citations point nowhere in particular and earn nothing.
MOST_WORDS_CITED = 5
_INSERTED = re.compile(r" \[[^\[\]]*\]")
FEWEST_WORDS_OF_AN_ECHO = 3  # a question in one or two words may well stand in a good answer


@dataclass(frozen=True)
class Finding:
    """One check. Checks are named after the key of the suite that asks for them."""

    name: str
    status: Status
    reason: str


@dataclass(frozen=True)
class Cited:
    """A citation as the evaluation sees it, whoever made it."""

    citation: Citation
    article_id: str | None  # in our corpus; None where it has no such article
    fault: str | None  # why it earns nothing
    verified: bool  # the quote stands at its place
    listed: bool  # it is evidence that the suite lists

    @property
    def span(self) -> Span:
        return self.citation.start, self.citation.end


@dataclass(frozen=True)
class Judgement:
    """What was found out about one turn. None: not asked of this turn."""

    findings: tuple[Finding, ...]
    cited: tuple[Cited, ...] = ()
    answer_ok: bool | None = None
    cite_ok: bool | None = None
    refused: bool | None = None  # None where it could not be judged
    refusal_ok: bool | None = None
    conflict_ok: bool | None = None
    words: int | None = None
    fault: str | None = None  # why it could not be judged

    @property
    def status(self) -> Status:
        statuses = {finding.status for finding in self.findings}
        if self.fault is not None:
            return "not_judged"
        return "failed" if "failed" in statuses else "passed"

    @property
    def counted_citations(self) -> tuple[Cited, ...]:
        """Each place once: citing it again neither helps nor harms."""
        return tuple({(one.article_id or one.citation.file, one.span): one for one in self.cited}.values())


def fault_of(answer: Answer) -> str | None:
    """Why an answer says nothing about the bot that was to be judged."""
    detail = f": {answer.notice.message}" if answer.notice else ""
    if answer.stop_reason in ("timeout", "provider", "user"):
        return f"stopped by {answer.stop_reason}{detail}"
    if answer.answerer != answer.requested_answerer:
        return f"answered by {answer.answerer!r}, not by {answer.requested_answerer!r}{detail}"
    if answer.notice and answer.notice.code == "embedder":
        return f"searched without its embedder{detail}"
    return None


def not_judged(turn: CaseTurn, fault: str) -> Judgement:
    findings = tuple(Finding(name, "not_judged", fault) for name in _names(turn))
    return Judgement(findings, fault=fault)


def judge(turn: CaseTurn, answer: Answer, corpus: Corpus) -> Judgement:
    fault = fault_of(answer)
    if fault is not None:
        return not_judged(turn, fault)
    refused = answer.outcome == "not_found"
    said = what_is_said(turn.question, answer)
    cited = _cited(turn, answer, corpus)
    findings = list(_findings(turn, answer, said, cited))
    status = {finding.name: finding.status == "passed" for finding in findings}
    asked = ("answer", "avoid", "max_words")
    return Judgement(
        tuple(findings),
        cited,
        answer_ok=not refused and all(status.get(name, True) for name in asked) if turn.asks_for_an_answer else None,
        cite_ok=status["sources"] if turn.answerable and turn.sources else None,
        refused=refused,
        refusal_ok=None if turn.answerable else status["outcome"],
        conflict_ok=status["conflict"] if turn.conflict else None,
        words=None if refused else words_in(_claims(answer)),
    )


def _names(turn: CaseTurn) -> Iterator[str]:
    """The checks that this turn asks for."""
    yield "outcome"
    yield from (name for name, wanted in (("answer", turn.answer), ("avoid", turn.avoid)) if wanted)
    if turn.asks_for_an_answer:
        yield "max_words"
        yield from ["sources"] if turn.sources else []
    yield "quotes"
    wanted = (("conflict", turn.conflict is not None), ("speaker", turn.speaker), ("language", turn.language))
    yield from (name for name, asked in wanted if asked)


def _findings(turn: CaseTurn, answer: Answer, said: str, cited: Sequence[Cited]) -> Iterator[Finding]:
    checks = {
        "outcome": lambda: _outcome(turn, answer),
        "answer": lambda: _says(turn, answer, said),
        "avoid": lambda: _avoids(turn, said),
        "max_words": lambda: _short(turn, answer),
        "sources": lambda: _cites(turn, answer, cited),
        "quotes": lambda: _quotes(cited),
        "conflict": lambda: _conflict(turn, answer, cited),
        "speaker": lambda: _speaker(turn, answer),
        "language": lambda: _language(turn, answer),
    }
    for name in _names(turn):
        passed, reason = checks[name]()
        yield Finding(name, "passed" if passed else "failed", reason)


Found = tuple[bool, str]


def _claims(answer: Answer) -> str:
    return " ".join(claim.text for claim in answer.claims)


def what_is_said(question: str, answer: Answer) -> str:
    """The claims, normalised, without the question itself: repeating it says nothing, unless the sentence goes on."""
    said = "\n".join(filter(None, (normalise(claim.text) for claim in answer.claims)))
    asked = re.findall(r"\w+", normalise(question))
    if len(asked) < FEWEST_WORDS_OF_AN_ECHO:
        return said.replace("\n", " ")
    echo = r"\W+".join(map(re.escape, asked))
    return re.sub(rf"(?<!\w){echo}(?!\w| ?,? ?\w)", " ", said).replace("\n", " ")


def _outcome(turn: CaseTurn, answer: Answer) -> Found:
    wanted = " or ".join(turn.outcomes)
    return answer.outcome in turn.outcomes, f"{answer.outcome}, expected {wanted}"


def _says(turn: CaseTurn, answer: Answer, said: str) -> Found:
    missing = [entry.first_form for entry in turn.answer if not entry.said_in(said)]
    count = len(turn.answer) - len(missing)
    if answer.outcome == "not_found":
        return False, f"refused, expected {'; '.join(entry.first_form for entry in turn.answer)}"
    if not missing:
        return True, f"says all {count}" if count > 1 else "says it"
    reason = f"says {count} of {len(turn.answer)}, {turn.at_least} asked; not said: {'; '.join(missing)}"
    return count >= turn.at_least, reason


def _avoids(turn: CaseTurn, said: str) -> Found:
    wrong = [entry.first_form for entry in turn.avoid if entry.said_in(said)]
    return not wrong, f"says {'; '.join(wrong)}" if wrong else "says none of what is wrong"


def _short(turn: CaseTurn, answer: Answer) -> Found:
    count = words_in(_claims(answer))
    return count <= turn.max_words, f"{count} words, at most {turn.max_words}"


def _cites(turn: CaseTurn, answer: Answer, cited: Sequence[Cited]) -> Found:
    if answer.outcome == "not_found":
        return False, "refused, so nothing is cited"
    met = [source for source in turn.sources if any(_met_by(source, one) for one in cited)]
    enough = len(met) == len(turn.sources) if turn.cite == "all" else bool(met)
    return enough, f"{len(met)} of {len(turn.sources)} sources cited, {turn.cite} asked"


def _met_by(source: Source, one: Cited) -> bool:
    if one.fault or one.article_id != source.article.id:
        return False
    return source.quote is None or any(meets(one.span, place) for place in source.places)


def _quotes(cited: Sequence[Cited]) -> Found:
    faults = [f"[{one.citation.number}] {one.fault}" for one in cited if one.fault]
    return not faults, "; ".join(faults) if faults else f"{len(cited)} found at their places"


def _conflict(turn: CaseTurn, answer: Answer, cited: Sequence[Cited]) -> Found:
    shown = [conflict for conflict in answer.conflicts if _stands(conflict, turn, cited)]
    if turn.conflict is False:
        return not answer.conflicts, f"{len(answer.conflicts)} shown, expected none"
    if shown:
        return True, f"shown: {shown[0].about}"
    if answer.conflicts:
        return False, "shown, but not with two found quotes of which the suite lists one"
    return False, "none shown, expected one"


def _stands(conflict: Conflict, turn: CaseTurn, cited: Sequence[Cited]) -> bool:
    """Two accounts at two places that are there, one of them listed, or any two sentences would do."""
    numbers = {version.citation for version in conflict.versions}
    used = [one for one in cited if one.citation.number in numbers and not one.fault]
    places = {(one.article_id, one.span) for one in used}
    return len(places) > 1 and (not turn.sources or any(one.listed for one in used))


def _speaker(turn: CaseTurn, answer: Answer) -> Found:
    assert turn.speaker is not None
    named = [claim.speaker for claim in answer.claims if claim.speaker]
    # A bot that does not tell speakers apart is judged by what it says.
    where = named or [claim.text for claim in answer.claims]
    found = any(turn.speaker.said_in(normalise(text)) for text in where)
    return found, f"names {', '.join(dict.fromkeys(named)) or 'no speaker'}, expected {turn.speaker.written}"


def _language(turn: CaseTurn, answer: Answer) -> Found:
    """Our own words are the notes and what is not quoted; a quote stays in the language of its article."""
    quotes = {normalise(citation.quote) for citation in answer.citations}
    said = [_INSERTED.sub("", claim.text) for claim in answer.claims]  # a name put in makes no words of our own
    free = [text for text in said if not any(normalise(text) in quote for quote in quotes)]
    language = language_of(" ".join([*free, *(note.text for note in answer.notes)]))
    if language is None:
        return True, "no words of its own that tell a language"
    return language == turn.language, f"in {language}, expected {turn.language}"


def _cited(turn: CaseTurn, answer: Answer, corpus: Corpus) -> tuple[Cited, ...]:
    made = [_look_at(citation, turn, corpus) for citation in answer.citations]
    places = [(one.article_id, one.span) for one in made if one.article_id and one.verified]
    words = words_cited(places, corpus)
    most = MOST_WORDS_CITED * turn.max_words
    if words <= most:
        return tuple(made)
    fault = f"{words} words are cited in all, at most {most} ({MOST_WORDS_CITED} x max_words) earn something"
    return tuple(Cited(one.citation, one.article_id, one.fault or fault, one.verified, False) for one in made)


def _look_at(citation: Citation, turn: CaseTurn, corpus: Corpus) -> Cited:
    ref = corpus.find(citation.article_id, citation.file)
    if ref is None:
        return Cited(citation, None, corpus.why_not_found(citation.file), False, False)
    if citation.end <= citation.start:
        return Cited(citation, ref.id, f"the quote is not in {ref.file}", False, False)
    article = corpus.article(ref.id)
    span = (citation.start, citation.end)
    if not citation.quote or span[0] < 0 or article.text[span[0] : span[1]] != citation.quote:
        return Cited(citation, ref.id, f"the quote is not at {span[0]} to {span[1]} of {ref.file}", False, False)
    if too_long(span, article):
        fault = f"longer than {MOST_SENTENCES} sentences or {MOST_CHARACTERS} characters"
        return Cited(citation, ref.id, fault, True, False)
    listed = any(
        source.article.id == ref.id and (source.quote is None or any(is_listed(span, place) for place in source.places))
        for source in turn.sources
    )
    return Cited(citation, ref.id, None, True, listed)
