"""Ratings become cases that the evaluation reads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.answer import Claim
from bot.evaluation.checks import judge
from bot.evaluation.corpus import Corpus
from bot.evaluation.suite import load_suite
from bot.kept import feedback
from bot.kept.feedback import Feedback
from tests.evaluation.conftest import corpus_of
from tests.ui.making import make_article
from tests.ui.test_export import TEXT, answer, citation
from vectorstore.errors import ConfigError


@pytest.fixture
def corpus() -> Corpus:
    return corpus_of([make_article("one.txt", TEXT)])


def test_a_good_answer_asks_for_the_same_evidence_again(tmp_path: Path, corpus: Corpus) -> None:
    path = feedback.keep(tmp_path, Feedback("c1", "up"), answer(), [], None)
    [case] = load_suite(path, corpus).cases
    assert case.turns[0].sources[0].quote == citation().quote


def test_a_correction_is_what_must_be_said(tmp_path: Path, corpus: Corpus) -> None:
    given = Feedback("c1", "down", "Wrong", "Tuesday|on Tuesday\n50* people")
    path = feedback.keep(tmp_path, given, answer(), ["Where?"], None)
    [case] = load_suite(path, corpus).cases
    assert [turn.question for turn in case.turns] == ["Where?", "When did it open?"]
    assert [entry.written for entry in case.turns[1].answer] == ["Tuesday|on Tuesday", "50\\* people"]
    assert case.turns[1].tags == ("feedback", "down", "wrong")


def test_a_bad_answer_without_a_correction_must_not_be_given_again(tmp_path: Path, corpus: Corpus) -> None:
    path = feedback.keep(tmp_path, Feedback("c1", "down"), answer(claims=(Claim("A | B * C.", (1,)),)), [], None)
    [case] = load_suite(path, corpus).cases
    assert case.turns[0].avoid[0].said_in("a | b * c.")


def test_what_is_not_there_must_be_refused(tmp_path: Path, corpus: Corpus) -> None:
    path = feedback.keep(tmp_path, Feedback("c1", "down", not_there=True), answer(), [], ["one.txt"])
    [case] = load_suite(path, corpus).cases
    assert not case.turns[0].answerable
    assert case.turns[0].outcomes == ("not_found",)


def test_what_was_answered_before_the_rated_turn_is_not_judged(tmp_path: Path, corpus: Corpus) -> None:
    path = feedback.keep(tmp_path, Feedback("c1", "up"), answer(), ["Who is she?"], None)
    [case] = load_suite(path, corpus).cases
    before, rated = case.turns
    for outcome in ("answered", "partial", "not_found"):
        assert judge(before, answer(outcome=outcome, citations=()), corpus).status == "passed"
    assert not before.judges
    assert rated.judges


def test_a_good_answer_may_be_as_long_again(tmp_path: Path, corpus: Corpus) -> None:
    long = answer(claims=(Claim("word " * 120, (1,)),))
    [case] = load_suite(feedback.keep(tmp_path, Feedback("c1", "up"), long, [], None), corpus).cases
    assert judge(case.turns[0], long, corpus).answer_ok
    [case] = load_suite(feedback.keep(tmp_path, Feedback("c1", "up"), answer(), [], None), corpus).cases
    assert case.turns[0].max_words == 80


def test_rating_again_replaces_and_withdrawing_removes(tmp_path: Path, corpus: Corpus) -> None:
    feedback.keep(tmp_path, Feedback("c1", "up"), answer(), [], None)
    feedback.keep(tmp_path, Feedback("c2", "up"), answer(), [], None)
    path = feedback.keep(tmp_path, Feedback("c1", "down", correction="Tuesday"), answer(), [], None)
    assert [case.id for case in load_suite(path, corpus).cases] == ["c2", "c1"]
    feedback.forget(tmp_path, "c1")
    feedback.forget(tmp_path, "c2")
    assert not path.exists()


def test_a_correction_without_a_word_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="needs a word"):
        feedback.keep(tmp_path, Feedback("c1", "down", correction="yes|"), answer(), [], None)
    assert not (tmp_path / "feedback.yaml").exists()


def test_of_ratings_given_at_the_same_time_none_is_lost(tmp_path: Path, corpus: Corpus) -> None:
    cases = [f"c{number}" for number in range(24)]
    with ThreadPoolExecutor(8) as people:
        kept = people.map(lambda case: feedback.keep(tmp_path, Feedback(case, "up"), answer(), [], None), cases)
        assert set(kept) == {tmp_path / feedback.FILE_NAME}
    assert {case.id for case in load_suite(tmp_path / feedback.FILE_NAME, corpus).cases} == set(cases)
    assert [path.name for path in tmp_path.iterdir()] == [feedback.FILE_NAME]
