"""Questions in two parts: what the second leaves to the first, and whether both are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answerer import DraftClaim, Verdict
from bot.offline.candidates import Candidate
from bot.offline.parts import leans_on, parts_of, told_already, topic_of
from bot.offline.plan import of_parts, summary
from bot.offline.questions import Question, understand
from bot.offline.weighing import weights
from bot.offline_answerer import OfflineAnswerer
from tests.bot.offline_articles import article, sentence
from tests.bot.texts import request_of

FAIR = """Goose fair at Corrow opens late

CORROW, March 3, 2021 — The runaway goose was caught by constable Ada Moss, with a fishing net that she had borrowed.

A goose is worth about 40 crowns, and the breeder is not insured against loss.

The new clerk of the fair, Nora Bellamy, found a hole in the accounts of the stalls. The tent cost 900 crowns.
"""
BRIDGE = """Bridge at Tallin closes

TALLIN, March 9, 2021 — The bridge cost 70,000 crowns, engineer Tom Hale said.

He stressed that the finding on the rust was preliminary.
"""


def asked(question: str, language: str = "en") -> tuple[list[str], Verdict]:
    request = request_of(question, [article(FAIR, "fair.txt"), article(BRIDGE, "bridge.txt")], language)
    *pieces, verdict = OfflineAnswerer().draft(request)
    assert isinstance(verdict, Verdict)
    return [one.text for one in pieces if isinstance(one, DraftClaim)], verdict


@pytest.mark.parametrize(
    ("question", "language", "read"),
    [
        ("who caught the goose and what with", "en", ["who caught the goose", "what with (caught the goose)"]),
        ("¿Cuánto mide la red y cuánto costó?", "es", ["Cuánto mide la red", "cuánto costó (mide la red)"]),
        ("Qui a vendu l'usine et pour combien ?", "fr", ["Qui a vendu l'usine", "pour combien (vendu l'usine)"]),
        ("Who sold the mill and why?", "en", ["Who sold the mill", "why (sold the mill)"]),
        ("Who sold the mill and who is Tom Hale?", "en", ["Who sold the mill", "who is Tom Hale"]),
        (
            "Who sold the mill, and when was that, and what did it cost?",
            "en",
            ["Who sold the mill", "when was that (sold the mill)", "what did it cost (sold the mill)"],
        ),
    ],
)
def test_a_part_without_a_subject_is_read_with_the_part_before(question: str, language: str, read: list[str]) -> None:
    assert [part.whole.text for part in parts_of(understand(question, language))] == read


def test_what_is_missing_is_told_in_the_words_of_the_question() -> None:
    assert [part.text for part in parts_of(understand("Who sold the mill and why?", "en"))] == [
        "Who sold the mill",
        "why",
    ]


@pytest.mark.parametrize(
    ("text", "language", "topic"),
    [
        ("How many people were hurt?", "en", "people were hurt"),
        ("¿De quién es la fábrica?", "es", "fábrica"),
        ("Combien l'usine a-t-elle coûté ?", "fr", "usine a-t-elle coûté"),
        ("Who is it?", "en", ""),
    ],
)
def test_the_topic_of_a_part_is_without_the_words_that_only_ask(text: str, language: str, topic: str) -> None:
    assert topic_of(text, language) == topic


def likely(one: Candidate) -> Candidate:
    return replace(one, odds=3.0)


class Weighed:
    """Sources that have been weighed for each part, which is known by its first word."""

    def __init__(self, **odds: list[Candidate]) -> None:
        self.odds = odds

    def weighed(self, question: Question) -> list[Candidate]:
        return next(weighed for word, weighed in self.odds.items() if question.text.startswith(word))

    def with_other_accounts(self, question: Question, first: Candidate, weighed: list[Candidate]) -> list[Candidate]:
        return weighed


def test_what_another_article_has_a_price_for_is_not_the_price_of_the_first_part() -> None:
    fair, bridge = article(FAIR, "fair.txt"), article(BRIDGE, "bridge.txt")
    clerk, tent, cost = (
        sentence(*one) for one in ((fair, "The new clerk"), (fair, "The tent"), (bridge, "The bridge"))
    )
    sources = Weighed(Who=[likely(clerk)], how=[likely(cost), likely(tent)])
    question = understand("Who is the clerk of the stalls and how much did it cost?", "en")
    for all_words in ([likely(clerk)], [likely(cost)]):  # whatever both parts together find
        plan = of_parts(question, all_words, sources)  # type: ignore[arg-type]
        assert [one.key for one in plan.picks] == [clerk.key, tent.key]
        assert plan.outcome == "answered"


def test_parts_with_subjects_of_their_own_may_be_of_two_matters() -> None:
    fair, bridge = article(FAIR, "fair.txt"), article(BRIDGE, "bridge.txt")
    clerk, cost = sentence(fair, "The new clerk"), sentence(bridge, "The bridge")
    sources = Weighed(Who=[likely(clerk)], how=[likely(cost)])
    question = understand("Who is the clerk of the stalls and how much did the bridge cost?", "en")
    plan = of_parts(question, [likely(cost)], sources)  # type: ignore[arg-type]
    assert [one.key for one in plan.picks] == [clerk.key, cost.key]


def test_she_is_whom_the_first_part_found() -> None:
    said, verdict = asked("who is the new clerk of the fair and what did she find")
    assert [one[:30] for one in said] == ["The new clerk of the fair, Nor"]
    assert verdict.outcome == "answered"


def test_he_who_speaks_is_no_she() -> None:
    *_, part = parts_of(understand("who caught the goose and what did she say", "en"))
    made = article(
        "Report\n\nAda Moss caught the goose.\n\nThe net was old, said Thomas Hale.\n\nIt was heavy, said Mary Bell.\n"
    )
    found = [sentence(made, "Ada Moss")]
    assert not leans_on(part, sentence(made, "The net"), found)
    assert leans_on(part, sentence(made, "It was"), found)


def test_a_part_is_not_missing_where_a_sentence_for_the_other_tells_it() -> None:
    said, verdict = asked("who caught the runaway goose and what with")
    assert (len(said), verdict.outcome, verdict.notes) == (1, "answered", ())


@pytest.mark.parametrize(
    ("question", "under", "told"),
    [
        ("what is a goose worth and is the breeder insured?", 0.5, True),
        ("what is a goose worth and is the breeder insured?", 5.0, False),  # far from answering it
        ("what is a goose worth and is the breeder married?", 0.5, False),  # has not its words
        ("what is a goose worth and when was the breeder insured?", 0.5, False),  # has no date
    ],
)
def test_what_is_quoted_already_is_looked_at_for_the_part_that_lacks(question: str, under: float, told: bool) -> None:
    *_, part = parts_of(understand(question, "en"))
    one = replace(sentence(article(FAIR), "A goose"), odds=weights().answers_from - under)
    assert told_already(part, [one], [one]) == told
    assert not told_already(part, [one], [])


def test_a_part_that_nobody_answers_is_said_to_be_missing() -> None:
    _, verdict = asked("who caught the runaway goose and what is the capital of Mongolia")
    assert [one.text for one in verdict.notes] == [
        "The articles do not answer this part: what is the capital of Mongolia"
    ]
    assert verdict.outcome == "partial"


def test_what_a_picture_shows_has_no_place_in_a_summary() -> None:
    made = article(
        "Mill burns\n\nThe old paper mill of Corrow burned down on Monday night.\n\n"
        "The mill had been sold in 2019.\n\nThe harbour at low tide. © A. Moss\n"
    )
    plan = summary(understand("Summarise the article on the mill", "en"), [Candidate(made, 0, 0, 0.85)])
    assert plan.picks
    assert not any("low tide" in one.text for one in plan.picks)
