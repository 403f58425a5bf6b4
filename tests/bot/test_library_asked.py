"""Which questions are of the articles themselves, and which of documents, stories and the like that the news tells of."""

from __future__ import annotations

import pytest

from bot.offline.listings import asks_for_articles, topic_asked
from bot.offline.questions import understand


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What documents did the police find?", "en"),
        ("¿Qué documentos encontró la policía?", "es"),
        ("Quels documents la police a-t-elle trouvés ?", "fr"),
        ("How many stories does the house have?", "en"),
        ("What texts did the neighbour send?", "en"),
        ("Which stories did Rosa Lane tell?", "en"),
        ("Which stories about ghosts did Rosa Lane tell?", "en"),
        ("What sources did the police have?", "en"),
        ("What are her sources of income?", "en"),
        ("What files did the monks carry out?", "en"),
        ("Which documents went up in flames?", "en"),
        ("What did she do with these documents?", "en"),
        ("What documents are there on the table?", "en"),
        ("How many documents did the clerk leak?", "en"),
        ("Where was the document found?", "en"),
        ("Which articles were stolen from the museum?", "en"),
        ("How many articles of clothing were found?", "en"),
        ("Which articles of the treaty were changed?", "en"),
        ("Which articles did the thief take?", "en"),
        ("Is there anything on paper that helps her?", "en"),
    ],
)
def test_what_the_news_tells_of_is_not_the_library(text: str, language: str) -> None:
    assert not asks_for_articles(understand(text, language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What are these documents about?", "en"),
        ("Describe your sources.", "en"),
        ("What sources do you have?", "en"),
        ("How many documents are there?", "en"),
        ("How many files are loaded?", "en"),
        ("List all the documents.", "en"),
        ("Which stories mention clocks?", "en"),
        ("Which texts are about the man who was jailed?", "en"),
        ("What stories do you have about the ferry?", "en"),
        ("What sources are there on the murder?", "en"),
        ("Which articles were written in May?", "en"),
        ("Which articles did Sam Birk write?", "en"),
        ("Which articles of the library mention clocks?", "en"),
        ("Who wrote the story?", "en"),
        ("When was the story on the mill published?", "en"),
        ("Where was this text published?", "en"),
        ("Is there anything on the ferry?", "en"),
        ("¿Cuántos artículos hay?", "es"),
        ("Quels articles parlent de la bibliothèque ?", "fr"),
    ],
)
def test_a_frame_of_the_library_makes_a_question_one_of_it(text: str, language: str) -> None:
    assert asks_for_articles(understand(text, language))


def test_stories_on_a_topic_are_those_on_that_topic() -> None:
    assert topic_asked(understand("Which stories mention the ferry?", "en")) == {"ferri"}
    assert topic_asked(understand("How many documents are there?", "en")) == frozenset()
