"""A suite, bound to the articles it speaks of. Everything wrong with a file is said at once, with its line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from bot.answer import Outcome
from bot.evaluation.corpus import ArticleRef, Corpus, Span, UnknownArticle
from bot.evaluation.evidence import nearest_text
from bot.evaluation.language import LANGUAGES
from bot.evaluation.matching import Entry, entry
from bot.evaluation.suite_files import FORMATS, Place, RawSuite, read_suite_file
from bot.evaluation.suite_model import (
    MOST_WORDS,
    OF_CONVERSATIONS,
    OUTCOMES,
    CaseModel,
    SourceModel,
    TurnModel,
    check_case,
)
from vectorstore.errors import ConfigError

MOST_PROBLEMS = 50  # printed of one file; the rest is counted


class SuiteError(ConfigError):
    """Every problem of a suite, a line each."""


@dataclass(frozen=True)
class Source:
    """Acceptable evidence, and where it stands."""

    article: ArticleRef
    quote: str | None  # None: any citation of the article
    places: tuple[Span, ...]  # every occurrence of the quote; empty without one


@dataclass(frozen=True)
class CaseTurn:
    """One question and what its answer must be like."""

    id: str
    question: str
    answerable: bool
    answer: tuple[Entry, ...]
    at_least: int  # entries that are enough
    avoid: tuple[Entry, ...]
    sources: tuple[Source, ...]
    cite: Literal["any", "all"]
    open: bool  # other evidence is not counted in precision
    outcomes: tuple[Outcome, ...]  # accepted ones
    conflict: bool | None  # None: not asked about
    speaker: Entry | None
    language: str | None
    max_words: int
    articles: tuple[str, ...] | None  # ids to search in; None: all
    tags: tuple[str, ...]

    @property
    def asks_for_an_answer(self) -> bool:
        return self.answerable and self.judges

    @property
    def judges(self) -> bool:
        """Whether it asks for anything. If not, it only leads up to the next turn, and is in no share of right ones."""
        asks = (self.answer, self.avoid, self.sources, self.speaker, self.language, self.conflict is not None)
        return any(asks) or self.max_words != MOST_WORDS or set(self.outcomes) != set(OUTCOMES)


@dataclass(frozen=True)
class Case:
    """A question, or a conversation."""

    id: str
    turns: tuple[CaseTurn, ...]
    tags: tuple[str, ...]
    hash: str  # of what the file says about it, comments and layout aside

    @property
    def ids(self) -> frozenset[str]:
        """Its own and its turns': whatever reports call any part of it."""
        return frozenset({self.id, *(turn.id for turn in self.turns)})


@dataclass(frozen=True)
class Suite:
    name: str
    file: str
    cases: tuple[Case, ...]

    @property
    def turns(self) -> Iterator[CaseTurn]:
        for case in self.cases:
            yield from case.turns


def load_suites(paths: Sequence[Path], corpus: Corpus) -> list[Suite]:
    """Files, or folders of them; raises SuiteError with everything that is wrong with any."""
    suites, problems = [], []
    for file in _files(paths):
        try:
            suites.append(load_suite(file, corpus))
        except SuiteError as error:
            problems.append(str(error))
    if problems:
        raise SuiteError("\n".join(problems))
    names = [suite.name for suite in suites]
    for suite in suites:
        if names.count(suite.name) > 1:
            files = ", ".join(one.file for one in suites if one.name == suite.name)
            raise SuiteError(
                f"{files}: expected different names, all are called {suite.name!r}. "
                "Write another suite: in one of them; without it a suite has its file's name."
            )
    return suites


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(file for file in path.iterdir() if file.suffix.lower() in FORMATS)
        if not found:
            raise ConfigError(f"{path} holds no suite ({', '.join(FORMATS)}). Write one: newsbot eval --init {path}")
        yield from found


def load_suite(file: Path, corpus: Corpus) -> Suite:
    raw = read_suite_file(file)
    problems = list(raw.problems)
    if not problems:
        problems += _top_problems(raw)
    binder = _Binder(raw, corpus, problems)
    listed = raw.data.get("cases")
    cases = [binder.case(index, data) for index, data in enumerate(listed)] if isinstance(listed, list) else []
    if problems:
        raise SuiteError(_told(file, problems))
    return Suite(raw.data.get("suite") or file.stem, str(file), tuple(case for case in cases if case))


def select(suites: Iterable[Suite], tags: Sequence[str], ids: Sequence[str]) -> list[Suite]:
    """Only the cases with one of the tags, or one of the ids, where any are given. A turn's id stands for its case."""
    every = list(suites)
    known = {id_ for suite in every for case in suite.cases for id_ in case.ids}
    missing = [id_ for id_ in ids if id_ not in known]
    if missing:
        raise ConfigError(f"no case is called {missing[0]!r}{_nearest_id(missing[0], known)}")
    all_tags = {tag for suite in every for turn in suite.turns for tag in turn.tags}
    unknown = [tag for tag in tags if tag not in all_tags]
    if unknown:
        raise ConfigError(f"no case has the tag {unknown[0]!r}. There are {', '.join(sorted(all_tags)) or 'none'}.")

    def chosen(case: Case) -> bool:
        tagged = not tags or any(tag in turn.tags for turn in case.turns for tag in tags)
        return tagged and (not ids or not case.ids.isdisjoint(ids))

    kept = [replace(suite, cases=tuple(case for case in suite.cases if chosen(case))) for suite in every]
    kept = [suite for suite in kept if suite.cases]
    if not kept:
        raise ConfigError("no case is left. Give fewer of --tag and --case.")
    return kept


def _nearest_id(wanted: str, known: Iterable[str]) -> str:
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    nearest = extractOne(wanted, sorted(known), scorer=ratio, score_cutoff=60)
    return f"; did you mean {nearest[0]!r}?" if nearest else ". See the ids in the suite."


def suites_hash(suites: Iterable[Suite]) -> str:
    lines = [f"{suite.name}\0{case.id}\0{case.hash}\n" for suite in suites for case in suite.cases]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _told(file: Path, problems: list[tuple[int, str]]) -> str:
    lines = [f"{file} line {line}: {message}" for line, message in sorted(problems)[:MOST_PROBLEMS]]
    more = len(problems) - MOST_PROBLEMS
    return "\n".join([*lines, f"{file}: and {more} more"] if more > 0 else lines)


def _top_problems(raw: RawSuite) -> Iterator[tuple[int, str]]:
    for key in raw.data:
        if key not in ("suite", "cases"):
            yield raw.line((key,)), f"unknown key {key!r}; expected suite: and cases:"
    if not isinstance(raw.data.get("suite", ""), str):
        yield raw.line(("suite",)), "'suite' is not text; expected the suite's name"
    cases = raw.data.get("cases")
    if not isinstance(cases, list) or not cases:
        yield raw.line(("cases",)), "no cases; expected a list of them, each with an id and a question"


class _Binder:
    """Makes cases out of one file's data and notes what is wrong on the way."""

    def __init__(self, raw: RawSuite, corpus: Corpus, problems: list[tuple[int, str]]) -> None:
        self._raw = raw
        self._corpus = corpus
        self._problems = problems
        self._lines_of_ids: dict[str, int] = {}

    def _wrong(self, place: Place, message: str) -> None:
        self._problems.append((self._raw.line(place), message))

    def case(self, index: int, data: Any) -> Case | None:
        at: Place = ("cases", index)
        model, problems = check_case(data)
        for place, message in problems:
            self._wrong((*at, *place), message)
        if model is None:
            return None
        self._check_shape(model, at)
        turns: list[tuple[str, TurnModel, Place]] = [(model.id, model, at)]
        if model.turns:
            turns = [(f"{model.id}/{n + 1}", turn, (*at, "turns", n)) for n, turn in enumerate(model.turns)]
        for id_ in dict.fromkeys([model.id, *(turn[0] for turn in turns)]):
            self._note_id(id_, (*at, "id"))
        made = tuple(self._turn(id_, turn, model, place) for id_, turn, place in turns)
        written = json.dumps(model.model_dump(exclude_defaults=True), sort_keys=True)
        return Case(model.id, made, tuple(model.tags or ()), hashlib.sha256(written.encode()).hexdigest())

    def _note_id(self, id_: str, place: Place) -> None:
        if id_ in self._lines_of_ids:
            self._wrong(place, f"the id {id_!r} is already used on line {self._lines_of_ids[id_]}; expected another")
        self._lines_of_ids.setdefault(id_, self._raw.line(place))

    def _check_shape(self, model: CaseModel, at: Place) -> None:
        if (model.question is None) == (model.turns is None):
            self._wrong(at, f"case {model.id!r} has {'both' if model.turns else 'neither'}; expected question or turns")
        for key in sorted(model.model_fields_set - OF_CONVERSATIONS - {"question"}) if model.turns else ():
            self._wrong((*at, key), f"{key!r} stands beside turns; expected it inside one of the turns")

    def _turn(self, id_: str, turn: TurnModel, case: CaseModel, at: Place) -> CaseTurn:
        def given(key: str) -> Any:  # a turn's own word before the conversation's
            return getattr(turn if key in turn.model_fields_set else case, key)

        answer = self._entries(turn.answer, at, "answer")
        if not turn.answerable and turn.answer:
            self._wrong((*at, "answer"), "'answerable' is false and there is an answer; expected one or the other")
        if turn.at_least and turn.at_least > len(turn.answer or ()):
            self._wrong((*at, "at_least"), f"'at_least' is {turn.at_least}; expected at most the entries of 'answer'")
        language = given("language")
        if language is not None and language not in LANGUAGES:
            self._wrong((*at, "language"), f"'language' is {language!r}; expected one of {', '.join(LANGUAGES)}")
        usual: tuple[Outcome, ...] = ("answered", "partial") if turn.answerable else ("not_found",)
        speaker = self._entries([turn.speaker] if turn.speaker else None, at, "speaker")
        return CaseTurn(
            id=id_,
            question=turn.question or "",
            answerable=turn.answerable,
            answer=answer,
            at_least=turn.at_least or len(answer),
            avoid=self._entries(turn.avoid, at, "avoid"),
            sources=tuple(
                source
                for n, model in enumerate(turn.sources or ())
                if (source := self._source(model, (*at, "sources", n)))
            ),
            cite=turn.cite,
            open=turn.open,
            outcomes=tuple(turn.outcome or usual),
            conflict=turn.conflict,
            speaker=speaker[0] if speaker else None,
            language=language,
            max_words=given("max_words"),
            articles=self._searched(given("articles"), at),
            tags=tuple(dict.fromkeys([*(case.tags or ()), *(turn.tags or ())])),
        )

    def _entries(self, written: list[str] | None, at: Place, key: str) -> tuple[Entry, ...]:
        made = []
        for n, text in enumerate(written or ()):
            try:
                made.append(entry(text))
            except ValueError as error:
                self._wrong((*at, key, n), str(error))
        return tuple(made)

    def _ref(self, name: str, place: Place) -> ArticleRef | None:
        try:
            return self._corpus.resolve(name)
        except UnknownArticle as error:
            self._wrong(place, str(error))
            return None

    def _searched(self, names: list[str] | None, at: Place) -> tuple[str, ...] | None:
        if names is None:
            return None
        return tuple(ref.id for n, name in enumerate(names) if (ref := self._ref(name, (*at, "articles", n))))

    def _source(self, model: SourceModel, at: Place) -> Source | None:
        ref = self._ref(model.article, (*at, "article"))
        if ref is None:
            return None
        places = self._corpus.occurrences(model.quote, ref.id) if model.quote else ()
        if model.quote and not places:
            self._wrong((*at, "quote"), self._misquoted(model.quote, ref))
        return Source(ref, model.quote, places)

    def _misquoted(self, quote: str, ref: ArticleRef) -> str:
        message = f"the quote is not in {ref.file}: {quote!r}"
        for other in self._corpus.refs:
            if other != ref and self._corpus.occurrences(quote, other.id):
                return f"{message}; it is in {other.file}"
        nearest = nearest_text(quote, self._corpus.text(ref.id))
        if nearest is None:
            return f"{message}; expected words of the article, and nothing in it is like these"
        return f"{message}; expected the article's own text, such as: {nearest}"
