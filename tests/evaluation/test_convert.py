"""From other tools and to them, and a suite to begin with."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answer, Considered
from bot.evaluation.corpus import Corpus
from bot.evaluation.export import export_jsonl
from bot.evaluation.report import Target, build, config_of
from bot.evaluation.runner import Runner, of_callable
from bot.evaluation.squad import import_squad
from bot.evaluation.starter import questions_of, starter_suite
from bot.evaluation.suite import Suite, load_suite
from vectorstore.article import Article
from vectorstore.errors import ConfigError

from .conftest import FERRY, answered, cite, corpus_of, make_article, refused

CLOSED = "The river road closed on Monday."


def test_export_is_a_line_a_turn_with_contexts_and_reference(
    suite_of: Callable[[str], Suite], corpus: Corpus, articles: list[Article]
) -> None:
    flood = articles[0]
    suite = suite_of(
        f"""suite: s
cases:
  - {{id: a, question: When?, answer: ["Monday*|lundi", "96 days"], sources: [{{article: flood.txt, quote: {CLOSED}}}]}}
  - {{id: b, question: Who?, answerable: false}}
  - {{id: c, question: Fails}}
"""
    )

    def ask(question: str, *_: Any) -> Answer:
        if question == "Fails":
            raise TimeoutError
        passage = Considered(flood.id, flood.file, 32, 64, 0.5, True, "used")
        return (
            refused()
            if question == "Who?"
            else replace(
                answered("On Monday.", [cite(flood, CLOSED)], standalone_question="When did it close?"),
                considered=(passage,),
            )
        )

    runs = Runner(of_callable(ask), corpus).run([suite])
    text = export_jsonl(build(config_of([suite], corpus, Target()), [runs], corpus), corpus)
    first, second = [json.loads(line) for line in text.splitlines()]
    assert first["question"] == first["user_input"] == "When did it close?"
    assert first["answer"] == first["response"] == "On Monday."
    assert first["contexts"] == first["retrieved_contexts"] == [flood.text[32:64]]
    assert first["ground_truth"] == first["reference"] == "Monday; 96 days"
    assert first["reference_contexts"] == [CLOSED]
    assert (second["id"], second["contexts"], second["reference"]) == ("b", [], "The articles do not say.")


SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "Floods & ferries",
            "paragraphs": [
                {
                    "context": FERRY.split("\n\n")[1].strip(),
                    "qas": [
                        {"id": "q1", "question": "When was it?", "answers": [{"text": "Tuesday", "answer_start": 26}]},
                        {"id": "q1", "question": "What?", "answers": [{"text": "1996 — in Alder", "answer_start": 61}]},
                        {"id": "q2", "question": "Who?", "is_impossible": True, "answers": []},
                    ],
                },
                {
                    "context": "A | B was said. It cost 5* a piece.",
                    "qas": [
                        {
                            "question": "What was said?",
                            "answers": [{"text": "A | B", "answer_start": 0}, {"text": "5*", "answer_start": 0}],
                        }
                    ],
                },
            ],
        }
    ],
}


def test_squad_becomes_a_suite_that_loads_and_its_new_paragraphs_files(
    write: Callable[..., Path], corpus: Corpus
) -> None:
    made = import_squad(write(json.dumps(SQUAD), "squad.json"), corpus)
    assert made.questions == 4
    assert made.articles == {"floods-ferries-001.txt": "A | B was said. It cost 5* a piece."}
    with_new = corpus_of(
        [*(corpus.article(ref.id) for ref in corpus.refs), *(make_article(*item) for item in made.articles.items())]
    )
    suite = load_suite(write(made.suite, "squad.yaml"), with_new)
    first, again, impossible, escaped = suite.turns
    assert (first.id, again.id, impossible.id) == ("q1", "q1-again", "q2")
    assert first.sources[0].article.file == "news/ferry.txt"
    assert first.sources[0].quote == "Twelve people were hurt on Tuesday."
    assert not impossible.answerable
    assert escaped.answer[0].said_in("a | b")
    assert escaped.answer[0].said_in("5*")
    assert not escaped.answer[0].said_in("5 a b")
    assert [source.quote for source in escaped.sources] == ["A | B was said.", "It cost 5* a piece."]


def test_without_a_library_every_paragraph_becomes_a_file(write: Callable[..., Path]) -> None:
    made = import_squad(write(json.dumps(SQUAD), "squad.json"), None)
    assert list(made.articles) == ["floods-ferries-001.txt", "floods-ferries-002.txt"]
    corpus = corpus_of([make_article(*item) for item in made.articles.items()])
    assert len(load_suite(write(made.suite, "squad.yaml"), corpus).cases) == 4


@pytest.mark.parametrize(
    "data",
    [
        "not json",
        "[]",
        {"data": []},
        {"data": [{"title": "x"}]},
        {"data": [{"paragraphs": [{"context": "x", "qas": [{"id": "a"}]}]}]},
        {"data": [{"paragraphs": [{"context": "x", "qas": [{"question": " "}]}]}]},
        {"data": [{"paragraphs": [{"context": "x", "qas": [{"question": "Q", "answers": [{"text": "y"}]}]}]}]},
    ],
)
def test_what_is_no_squad_file_is_refused_in_one_line(data: Any, write: Callable[..., Path]) -> None:
    file = write(data if isinstance(data, str) else json.dumps(data), "squad.json")
    with pytest.raises(ConfigError) as caught:
        import_squad(file, None)
    assert "\n" not in str(caught.value)


def test_a_starter_suite_loads_and_passes_with_the_bot_it_was_made_with(
    write: Callable[..., Path], corpus: Corpus, articles: list[Article]
) -> None:
    flood = articles[0]

    def ask(question: str, *_: Any) -> Answer:
        if "river road closed" in question:
            return answered("It closed on Monday, as Ruiz said.", [cite(flood, CLOSED)])
        if "Nobody was hurt" in question:
            return answered("Nobody.", [])
        return refused()

    text = starter_suite("mine", "q/starter.yaml", corpus, ask, ["A suggestion?"])
    suite = load_suite(write(text), corpus)
    runs = Runner(of_callable(ask), corpus).run([suite])
    assert [run.failed for run in runs] == [False, False]
    assert [turn.answerable for turn in suite.turns] == [True, False]
    assert suite.cases[0].turns[0].answer[0].written == "Ruiz"
    assert text.count("# ") > 8


def test_a_starter_suite_loads_even_where_the_bot_answers_everything_and_cites_nothing(
    write: Callable[..., Path], corpus: Corpus
) -> None:
    text = starter_suite("mine", "q.yaml", corpus, lambda _question: answered("Yes.", []))
    assert len(load_suite(write(text), corpus).cases) == 1


def test_questions_come_from_dates_speeches_and_names_of_the_article() -> None:
    text = "It began in March 2009. Mayor Ana Ruiz spoke. “We will rebuild this town together,” said Mayor Ana Ruiz.\n"
    questions = questions_of(make_article("x.txt", text))
    assert "What happened in March 2009?" in questions
    assert 'Who said "We will rebuild this town together"?' in questions
    assert "Who is Mayor Ana Ruiz?" in questions
