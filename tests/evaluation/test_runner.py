"""Asking: order, conversations, faults, workers, budgets, interruptions."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import pytest

from bot.answer import Answer, Usage
from bot.answerer import Turn
from bot.evaluation.corpus import Corpus
from bot.evaluation.html_page import html_report
from bot.evaluation.journal import FileJournal, hash_of
from bot.evaluation.report import Target, build, config_of
from bot.evaluation.runner import Budget, Runner, of_callable
from bot.evaluation.suite import Suite
from vectorstore.article import Article
from vectorstore.errors import AnswererUnavailable, LibraryEmpty

from .conftest import answered, cite, refused, without_timings

SUITE = (
    "cases:\n"
    + "".join(f"  - {{id: c{n}, question: Question {n}, answer: [{n}]}}\n" for n in range(6))
    + "  - {id: talk, turns: [{question: First, answer: [one]}, {question: Second, answer: two}, {question: Third}]}\n"
)


class Bot:
    """Says what was asked; remembers how it was asked."""

    def __init__(self, fails: Collection[str] = (), error: Exception | None = None, tokens: int = 0) -> None:
        self.asked: list[str] = []
        self.histories: dict[str, Sequence[Turn]] = {}
        self.articles: dict[str, Collection[str] | None] = {}
        self._fails, self._error, self._tokens = fails, error, tokens
        self._lock = threading.Lock()

    def __call__(self, question: str, history: Sequence[Turn], articles: Collection[str] | None) -> Answer:
        with self._lock:
            self.asked.append(question)
            self.histories[question] = history
            self.articles[question] = articles
        if question in self._fails:
            raise self._error or AnswererUnavailable("No answer within 30 s. Try again.")
        usage = Usage(self._tokens, 0) if self._tokens else None
        return answered(f"{question} one two.", question=question, usage=usage)


@pytest.fixture
def suite(suite_of: Callable[[str], Suite]) -> Suite:
    return suite_of("suite: s\n" + SUITE)


def statuses(runs: Sequence[object]) -> dict[str, str]:
    return {one.turn.id: one.judged.status for run in runs for one in run.turns}  # type: ignore[attr-defined]


def test_a_conversation_has_the_bots_own_answers_as_its_history(suite: Suite, corpus: Corpus) -> None:
    bot = Bot()
    Runner(of_callable(bot), corpus).run([suite])
    assert bot.histories["Question 3"] == ()
    assert [turn.question for turn in bot.histories["Third"]] == ["First", "Second"]
    assert bot.histories["Third"][0].answer_text == "First one two."


def test_a_search_may_be_restricted_to_articles(suite_of: Callable[[str], Suite], corpus: Corpus) -> None:
    bot = Bot()
    suite = suite_of("cases:\n- {id: a, question: Q, articles: [flood.txt]}\n- {id: b, question: R}\n")
    Runner(of_callable(bot), corpus).run([suite])
    assert bot.articles == {"Q": (corpus.resolve("flood.txt").id,), "R": None}


@pytest.mark.parametrize("error", [AnswererUnavailable("down"), TimeoutError("late"), ValueError("a bug")])
def test_a_fault_is_named_and_not_judged_and_the_rest_goes_on(suite: Suite, corpus: Corpus, error: Exception) -> None:
    runs = Runner(of_callable(Bot(fails=["Question 2"], error=error)), corpus).run([suite])
    assert statuses(runs)["c2"] == "not_judged"
    assert str(error) in (runs[2].turns[0].judged.fault or "")
    assert [status for id_, status in statuses(runs).items() if id_ != "c2"].count("not_judged") == 0


def test_after_a_fault_a_conversation_is_not_asked_further(suite: Suite, corpus: Corpus) -> None:
    bot = Bot(fails=["First"])
    runs = Runner(of_callable(bot), corpus).run([suite])
    assert "Second" not in bot.asked
    assert [one.judged.status for one in runs[-1].turns] == ["not_judged"] * 3
    assert "an earlier turn" in (runs[-1].turns[2].judged.fault or "")


def test_a_follow_up_to_another_answerers_answer_is_not_judged(suite: Suite, corpus: Corpus) -> None:
    def fell_back(question: str, *_rest: object) -> Answer:
        return answered("one two", requested_answerer="model", answerer="offline" if question == "First" else "model")

    runs = Runner(of_callable(fell_back), corpus).run([suite])
    assert [one.judged.status for one in runs[-1].turns] == ["not_judged"] * 3


def test_what_no_later_turn_can_do_better_ends_the_run(suite: Suite, corpus: Corpus) -> None:
    for workers in (1, 3):
        with pytest.raises(LibraryEmpty):
            Runner(of_callable(Bot(["Question 1"], LibraryEmpty("empty"))), corpus, workers=workers).run([suite])


def test_results_are_the_same_and_in_the_suites_order_however_many_workers(suite: Suite, corpus: Corpus) -> None:
    def slow_at_first(question: str, history: Sequence[Turn], articles: Collection[str] | None) -> Answer:
        time.sleep(0.02 if question.endswith("0") else 0)
        return answered(f"{question} one two.", question=question)

    def report(workers: int) -> object:
        runs = Runner(of_callable(slow_at_first), corpus, workers=workers).run([suite])
        return without_timings(build(config_of([suite], corpus, Target()), [runs], corpus))

    assert report(1) == report(4)


def test_workers_ask_at_the_same_time(suite_of: Callable[[str], Suite], corpus: Corpus) -> None:
    both_here = threading.Barrier(2, timeout=20)

    def meets(*_asked: object) -> Answer:
        both_here.wait()
        return refused()

    suite = suite_of("cases:\n- {id: a, question: Q}\n- {id: b, question: R}\n")
    assert len(Runner(of_callable(meets), corpus, workers=2).run([suite])) == 2


@pytest.mark.parametrize("workers", [1, 4])
def test_fail_fast_ends_at_the_first_failure_in_the_suites_order(suite: Suite, corpus: Corpus, workers: int) -> None:
    bot = Bot(fails=["Question 2", "Question 4"])
    runs = Runner(of_callable(bot), corpus, workers=workers, fail_fast=True).run([suite])
    assert [run.case.id for run in runs] == ["c0", "c1", "c2"]


def test_nothing_is_asked_once_the_budget_is_used_up(suite: Suite, corpus: Corpus) -> None:
    bot = Bot(tokens=100)
    runs = Runner(of_callable(bot), corpus, budget=Budget(250)).run([suite])
    assert bot.asked == ["Question 0", "Question 1", "Question 2"]
    assert statuses(runs)["c3"] == "not_judged"
    assert "250 tokens" in (runs[3].turns[0].judged.fault or "")


def journal(folder: Path, *, fresh: bool = False, run: str = "one") -> FileJournal:
    return FileJournal(folder, {"run": run}, fresh=fresh)


def test_an_interrupted_run_goes_on_where_it_was(suite: Suite, corpus: Corpus, tmp_path: Path) -> None:
    interrupted = Bot(fails=["Question 3"])
    interrupted._error = KeyboardInterrupt()  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        Runner(of_callable(interrupted), corpus, journal=journal(tmp_path)).run([suite])
    bot = Bot()
    runs = Runner(of_callable(bot), corpus, journal=journal(tmp_path)).run([suite])
    assert bot.asked == ["Question 3", "Question 4", "Question 5", "First", "Second", "Third"]
    whole = Runner(of_callable(Bot()), corpus).run([suite])
    config = config_of([suite], corpus, Target())
    assert without_timings(build(config, [runs], corpus)) == without_timings(build(config, [whole], corpus))


def test_a_journal_is_of_one_run_one_case_and_one_repeat(
    suite: Suite, suite_of: Callable[[str], Suite], corpus: Corpus, tmp_path: Path
) -> None:
    Runner(of_callable(Bot()), corpus, journal=journal(tmp_path)).run([suite])

    def asked(suite: Suite, *, repeat: int = 0, **key: object) -> int:
        bot = Bot()
        Runner(of_callable(bot), corpus, journal=journal(tmp_path, **key)).run([suite], repeat)  # type: ignore[arg-type]
        return len(bot.asked)

    assert asked(suite) == 0
    assert asked(suite_of("suite: s\n" + SUITE.replace("answer: [3]", "answer: [4]"))) == 1
    assert asked(suite, repeat=1) == 9
    assert asked(suite, run="two") == 9
    assert asked(suite, fresh=True) == 9


def test_answers_of_other_code_are_not_taken_up(
    suite: Suite, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Runner(of_callable(Bot()), corpus, journal=journal(tmp_path)).run([suite])
    assert journal(tmp_path).resumed([suite], 1) == len(suite.cases)
    monkeypatch.setattr("bot.evaluation.journal.code_hash", lambda: "another")
    assert journal(tmp_path).resumed([suite], 1) == 0


def test_code_is_known_by_the_files_of_the_packages_that_answer(tmp_path: Path) -> None:
    def put(name: str, text: str) -> str:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
        return hash_of(tmp_path)

    seen = [put("bot/engine.py", "one"), put("bot/engine.py", "two"), put("bot/offline/weights.npz", "w")]
    seen += [put("ingest/split.py", "s"), put("vectorstore/search.py", "s"), put("vectorstore/other.py", "")]
    assert len(set(seen)) == len(seen)
    others = [put("bot/__pycache__/engine.pyc", "compiled"), put("ui/cli.py", "cli"), put("tests/test.py", "test")]
    assert set(others) == {seen[-1]}


def test_what_could_not_be_judged_is_asked_again(suite: Suite, corpus: Corpus, tmp_path: Path) -> None:
    Runner(of_callable(Bot(fails=["Question 2", "Second"])), corpus, journal=journal(tmp_path)).run([suite])
    bot = Bot()
    Runner(of_callable(bot), corpus, journal=journal(tmp_path)).run([suite])
    assert bot.asked == ["Question 2", "First", "Second", "Third"]


def test_a_line_that_was_half_written_is_asked_again(suite: Suite, corpus: Corpus, tmp_path: Path) -> None:
    kept = journal(tmp_path)
    Runner(of_callable(Bot()), corpus, journal=kept).run([suite])
    kept.path.write_bytes(kept.path.read_bytes()[:-40])
    bot = Bot()
    Runner(of_callable(bot), corpus, journal=journal(tmp_path)).run([suite])
    assert bot.asked == ["First", "Second", "Third"]
    bot = Bot()
    Runner(of_callable(bot), corpus, journal=journal(tmp_path)).run([suite])
    assert bot.asked == []
    kept.close()
    assert not kept.path.exists()


def test_a_finished_run_leaves_what_another_suite_was_answered(
    suite: Suite, suite_of: Callable[[str], Suite], corpus: Corpus, tmp_path: Path
) -> None:
    Runner(of_callable(Bot()), corpus, journal=journal(tmp_path)).run([suite])
    other = suite_of("suite: other\ncases: [{id: a, question: Q}]")
    kept = journal(tmp_path)
    assert (kept.resumed([other], 1), kept.resumed([suite], 2)) == (0, len(suite.cases))
    Runner(of_callable(Bot()), corpus, journal=kept).run([other])
    kept.close()
    assert journal(tmp_path).resumed([suite], 1) == len(suite.cases)
    assert journal(tmp_path).resumed([other], 1) == 0


def test_half_a_character_does_not_end_a_run(suite: Suite, corpus: Corpus, tmp_path: Path) -> None:
    odd = answered("Half \ud800.")
    Runner(of_callable(lambda *_: odd), corpus, journal=journal(tmp_path)).run([suite])
    assert journal(tmp_path).resumed([suite], 1) == len(suite.cases)


def test_an_article_that_is_removed_during_a_run_leaves_its_turns_not_judged(
    suite_of: Callable[[str], Suite], articles: list[Article], corpus: Corpus
) -> None:
    loaded = {article.id: article for article in articles}
    shrinking = Corpus(corpus.refs, loaded.get)
    suite = suite_of("cases: [{id: a, question: Q}]")
    cited = answered("Monday.", [cite(articles[0], "closed on Monday")])
    loaded.clear()
    runs = Runner(of_callable(lambda *_: cited), shrinking).run([suite])
    assert "no longer in the library" in (runs[0].turns[0].judged.fault or "")
    page = html_report(build(config_of([suite], shrinking, Target()), [runs], shrinking), shrinking)
    assert "no longer in the library" in page


def test_a_repeat_shows_which_turns_are_stable(suite: Suite, corpus: Corpus) -> None:
    runner = Runner(of_callable(Bot()), corpus)
    other = Runner(
        of_callable(lambda question, *_: refused() if question == "Question 1" else Bot()(question, (), None)), corpus
    )
    report = build(config_of([suite], corpus, Target()), [runner.run([suite]), other.run([suite], 1)], corpus)
    stability = report["metrics"]["overall"]["stability"]
    assert (stability["value"], stability["n"]) == (pytest.approx(8 / 9), 9)
    turns = [turn for case in report["suites"][0]["cases"] for turn in case["turns"]]
    assert [turn["id"] for turn in turns if not turn["stable"]] == ["c1"]
