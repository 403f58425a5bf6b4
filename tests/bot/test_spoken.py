"""Who is asked for what they said is answered with their words, and nobody else's."""

from __future__ import annotations

import pytest

from bot.answer import Answer
from bot.engine import NewsBot
from bot.offline_answerer import OfflineAnswerer
from tests.bot.offline_articles import article
from tests.bot.texts import FixedSearcher

MILL = (
    "Mill burns\n\nCORROW, November 5, 2021 — It rained in Corrow on Friday.\n\n"
    "The mill at Corrow burned down on Monday. “The pump was dry,” said the owner's spokeswoman, Ada Moss.\n\n"
    "Mayor Tom Hale opened the new bridge.\n\n"
    "Energy minister Wren Lake called the plan “fair to all”.\n\n"
    "The minister denied a report that she had thought of leaving.\n\n"
    "The walk was led by councillor Nora Finch, who called the bridge “a toy”.\n\n"
    "M. Dallow dément."
)
SEA = "Boats\n\nBen Moss, a fisherman, sold his boat in May.\n\nIda Lake bought it for her son.\n"


def asked(question: str) -> Answer:
    articles = article(MILL, "mill.txt"), article(SEA, "sea.txt")
    return NewsBot(FixedSearcher(*articles), {"offline": OfflineAnswerer()}).ask(question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did Ada Moss say?", "The pump was dry"),
        ("what did ada moss say", "The pump was dry"),
        ("And what did Ms Moss say?", "The pump was dry"),
        ("Could you tell me what Ada Moss said?", "The pump was dry"),
        ("¿Qué dijo Ada Moss?", "The pump was dry"),
        ("Qu'a dit Ada Moss ?", "The pump was dry"),
        ("Que dit M. Dallow ?", "M. Dallow dément"),
        ("What did Nora Finch say?", "“a toy”"),
        ("What did Wren Lake deny?", "denied a report"),
        ("what did wren lake deny", "denied a report"),
    ],
)
def test_any_words_of_theirs_answer_what_somebody_said(question: str, said: str) -> None:
    answer = asked(question)
    assert (answer.outcome, answer.notes) == ("answered", ())
    assert said in answer.claims[0].text


@pytest.mark.parametrize(
    "question",
    [
        "What did Tom Hale say?",
        "What did Ben Moss say?",
        "What did Ida Lake say?",
        "What did Ida Lake deny?",
        "What did Ada Moss deny?",
        "What did Rosa Pell say?",
        "What did Ada Moss say about the election?",
    ],
)
def test_nobody_is_credited_with_words_that_are_not_theirs(question: str) -> None:
    assert asked(question).outcome == "not_found"


def test_whoever_speaks_for_the_police_is_no_other_speaker() -> None:
    fire = article("Fire\n\nInspector Tom Hale said the fire was started on purpose.\n", "fire.txt")
    bot = NewsBot(FixedSearcher(fire), {"offline": OfflineAnswerer()})
    assert "started on purpose" in bot.ask("What did the police say?").text
    assert bot.ask("What did Ben Lake say?").outcome == "not_found"
