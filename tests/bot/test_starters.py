"""The questions that an empty page offers."""

from __future__ import annotations

import pytest

from bot.engine import NewsBot
from bot.offline_answerer import OfflineAnswerer
from bot.starters import _candidates, starters
from ingest.article import article_from_text
from ingest.pipeline import ingest
from tests.conftest import ARTICLES
from vectorstore.embedders import make_embedder
from vectorstore.library import Library
from vectorstore.search import Searcher


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> NewsBot:
    library, embedder = Library(tmp_path_factory.mktemp("starters")), make_embedder()
    ingest([ARTICLES], library, embedder)
    return NewsBot(Searcher(library, embedder), {"offline": OfflineAnswerer()})


def test_starters_are_distinct_and_the_bot_answers_each_with_a_citation(bot: NewsBot) -> None:
    asked = starters(bot, 3)
    assert len(set(asked)) == 3
    for question in asked:
        answer = bot.ask(question)
        assert answer.outcome == "answered"
        assert answer.citations


def test_who_is_asked_about_is_a_person_and_no_newspaper() -> None:
    text = "Talks\n\nTalks went on, the Washington Post said on Monday. Greta Holm said that she was glad.\n"
    asked = [one.question for one in _candidates(article_from_text("talks.txt", text.encode()))]
    assert asked[0] == "What did Greta Holm say?"


def test_a_work_that_stands_where_a_person_would_is_not_asked_about_as_one() -> None:
    text = (
        "Film\n\nIt is based on his book, Una Casa Blanca, a success. It stars Greta Holm, a singer. Holm was glad.\n"
    )
    asked = [one.question for one in _candidates(article_from_text("film.txt", text.encode()))]
    assert asked == ["Who is Greta Holm?"]


def test_no_more_are_given_than_asked_for(bot: NewsBot) -> None:
    assert len(starters(bot, 1)) == 1


def test_starters_are_of_more_than_one_kind(bot: NewsBot) -> None:
    firsts = [question.split()[0:3] for question in starters(bot, 4)]
    assert max(firsts.count(one) for one in firsts) <= 2
    assert firsts[0] != firsts[1]  # a page may show only the first of them


def test_an_event_of_somebody_is_asked_for_by_its_date() -> None:
    text = "Mill\n\nThe owner Greta Holm was arrested on 3 May 2021. Greta Holm denies it.\n"
    asked = [one.question for one in _candidates(article_from_text("mill.txt", text.encode()))]
    assert "When was Greta Holm arrested?" in asked


@pytest.mark.parametrize(
    "told",
    [
        "Greta Holm said the driver was arrested on 3 May 2021.",
        "A brother of Greta Holm was arrested on 3 May 2021.",
        "The man who robbed Greta Holm was arrested on 3 May 2021.",
    ],
)
def test_what_was_done_to_another_is_not_asked_about(told: str) -> None:
    text = f"Mill\n\nThe owner, Greta Holm, 54, was glad. {told} Greta Holm left.\n"
    asked = [one.question for one in _candidates(article_from_text("mill.txt", text.encode()))]
    assert "Who is Greta Holm?" in asked
    assert not [question for question in asked if question.startswith("When was")]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Le moulin\n\nLe moulin de la ville a été fermé en février 2021 par le maire.\n", "en février 2021 ?"),
        ("El molino\n\nEl molino de la ciudad fue cerrado en marzo de 2021 por el alcalde.\n", "en marzo de 2021?"),
    ],
)
def test_a_month_is_asked_about_in_the_language_of_the_article(text: str, asked: str) -> None:
    questions = [one.question for one in _candidates(article_from_text("mill.txt", text.encode()))]
    assert [question for question in questions if question.endswith(asked)]
