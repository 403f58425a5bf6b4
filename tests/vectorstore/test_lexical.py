from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import bm25s
import numpy as np
import pytest

from tests.conftest import ROOT
from vectorstore.lexical import LexicalIndex, Postings, best, guess_language, question_terms, terms, words

TEXTS = [
    ("The kidnappers were sentenced in Mexico City.", "en"),
    ("Los secuestradores fueron condenados en México.", "es"),
    ("La libération de la prisonnière a été annoncée.", "fr"),
    ("A judge sentences the gang.", None),
]


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex.build(TEXTS)


def found(index: LexicalIndex, question: str, k: int = 9) -> list[str]:
    return [id_ for id_, _ in best(index.scores(question), "abcd", "xxyy", k, None)]


def test_words_are_compared_without_case_accents_and_hidden_characters() -> None:
    assert words("MÉXICO, Naïve ﬁne ke\u200by") == ["mexico", "naive", "fine", "key"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who was sentenced?", {"a", "d"}),
        ("¿Quiénes fueron los secuestradores condenados?", {"b"}),
        ("condenado en mexico", {"a", "b"}),
        ("Quand les prisonnières ont-elles été libérées ?", {"c"}),
    ],
)
def test_a_question_meets_other_forms_of_its_words_in_each_language(
    index: LexicalIndex, question: str, expected: set[str]
) -> None:
    assert expected <= set(found(index, question))


@pytest.mark.parametrize("question", ["", "  ?! ", "who was he and what is it", "¿qué es eso?", "🐑", "zzzz"])
def test_a_question_without_content_has_no_hits(index: LexicalIndex, question: str) -> None:
    assert found(index, question) == []


def test_a_question_of_ten_thousand_characters_works(index: LexicalIndex) -> None:
    assert found(index, "sentenced " + "and then nothing happened " * 400)


def test_only_the_chosen_articles_and_no_more_than_k(index: LexicalIndex) -> None:
    scores = index.scores("sentenced judge gang Mexico")
    assert [id_ for id_, _ in best(scores, "abcd", "xxyy", 9, ["y"])] == ["d"]
    assert len(best(scores, "abcd", "xxyy", 1, None)) == 1


def test_saved_and_loaded_it_scores_the_same(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "lexical")
    again = LexicalIndex.load(tmp_path / "lexical")
    assert again.scores("sentenced in Mexico").tolist() == index.scores("sentenced in Mexico").tolist()


@pytest.mark.parametrize("texts", [[], [("", "en")], [("the of and", "en"), ("🐑", None)]])
def test_passages_without_a_word_make_an_index_without_hits(texts: list[tuple[str, str]], tmp_path: Path) -> None:
    LexicalIndex.build(texts).save(tmp_path / "lexical")
    assert LexicalIndex.load(tmp_path / "lexical").scores("sheep").tolist() == [0.0] * len(texts)


def test_the_language_of_a_question_is_guessed_by_its_small_words() -> None:
    assert guess_language(words("¿Cuándo fue la sentencia de los secuestradores?")) == "es"
    assert guess_language(words("Où est la prisonnière et qui est son avocat ?")) == "fr"
    assert guess_language(words("When was the verdict?")) == "en"
    assert guess_language([]) == "en"


def test_each_term_of_a_question_counts_once() -> None:
    assert question_terms("gang gang gangs", ["en"]) == ["gang"]


def test_scores_are_those_of_bm25s() -> None:
    tokens = [terms(text, language) for text, language in TEXTS]
    theirs = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    theirs.index(tokens, show_progress=False)
    asked = question_terms("Who was sentenced in Mexico City by a judge?", ["en"])
    expected = theirs.get_scores([term for term in asked if term in theirs.vocab_dict])
    postings = Postings.build(tokens)
    assert postings is not None
    scores = np.zeros(len(TEXTS), dtype=np.float32)
    for term in asked:
        postings.add(term, scores)
    assert scores == pytest.approx(expected)


def test_a_search_does_not_load_bm25s(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "lexical")
    code = (
        "import sys, pathlib; from vectorstore.lexical import LexicalIndex\n"
        "assert LexicalIndex.load(pathlib.Path(sys.argv[1])).scores('sentenced').any()\n"
        "assert not {'bm25s', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "lexical")], check=True, cwd=ROOT)


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("Where is her son?", "Her son stayed in Lima.", "en"),
        ("Who will pour the concrete?", "They pour.", "en"),
        ("When was the era?", "The era ended.", "en"),
        ("What is a sin?", "It was a sin.", "en"),
        ("What is par?", "They were on par.", "en"),
        ("¿Cuáles son los once?", "Los once heridos.", "es"),
    ],
)
def test_a_word_that_another_language_has_as_a_small_word_weighs_what_it_does_in_the_articles(
    question: str, text: str, language: str
) -> None:
    texts = [(text, language)] * 9 + [("A judge ruled.", "en"), ("El puerto reabrió.", "es"), ("La grue tombe.", "fr")]
    content = terms(question, language)
    known = [word for word in content if word in terms(text, language)]
    weight, rarest = (math.log(1 + (12 - having + 0.5) / (having + 0.5)) for having in (9, 0))
    assert len(known) == 1
    assert LexicalIndex.build(texts).ceiling(question) == pytest.approx(weight + (len(content) - 1) * rarest)
