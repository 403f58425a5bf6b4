"""Who somebody is of whom there is no more than a byline."""

from __future__ import annotations

import pytest

from tests.bot.test_about import BIBLIOTECA, LOCK, asked, made


@pytest.mark.parametrize(
    "question", ["Who is Sam Corrie?", "who's sam corrie", "¿Quién es Sam Corrie?", "C'est qui Sam Corrie ?"]
)
def test_whom_only_a_byline_names_is_the_author_of_that_article(question: str) -> None:
    answer = asked(question, made("a.txt", LOCK), made("c.txt", BIBLIOTECA))
    assert [claim.text for claim in answer.claims] == ["Canal lock closed for the winter By Sam Corrie"]


@pytest.mark.parametrize("question", ["Who is Sam Corrie's wife?", "Who is Corrie?", "Who is Sam Rowe?"])
def test_nobody_else_is(question: str) -> None:
    assert all("By Sam Corrie" not in claim.text for claim in asked(question, made("a.txt", LOCK)).claims)


def test_whom_the_news_tells_of_is_told_by_the_news() -> None:
    told = made("a.txt", LOCK + "\nSam Corrie, a keeper at Hale, shut the gates.\n")
    assert all("By Sam Corrie" not in claim.text for claim in asked("Who is Sam Corrie?", told).claims)


def test_a_credit_tells_of_nobody() -> None:
    credited = made("a.txt", LOCK + "\nThe gates were shut at noon. © S. Corrie\n")
    assert [claim.text.endswith("By Sam Corrie") for claim in asked("Who is Sam Corrie?", credited).claims] == [True]
