"""Questions about the articles themselves: what is read from their heads, and what is known apart from the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.answer import Answer
from bot.engine import NewsBot
from bot.offline.about import tell_articles, told_of_articles
from bot.offline.fields import field_asked
from bot.offline.questions import understand
from bot.offline_answerer import OfflineAnswerer
from bot.text.language import detect_language
from ingest.article import article_from_text
from tests.bot.texts import FixedSearcher, request_of
from vectorstore.article import Article

ORGAN = """---
source: Lowmoor Mercury
author: Petra Lind
date: 2023-05-11
---

# Town organ plays again

The organ of Lowmoor was played on Thursday after users of the hall had paid for new pipes.
"""
SIGNED = ORGAN.replace("\nThe organ of", "\n*By Petra Lind* · 11 May 2023\n\nThe organ of")
LOCK = """Canal lock closed for the winter

By Sam Corrie
Published: 2 November 2022

HALE — The lock at Hale was closed on Wednesday, users of the canal said.
"""
BIBLIOTECA = """La biblioteca de Almenar abre los domingos

Por Inés Roca
Publicado el 7 de junio de 2021

La biblioteca de Almenar abrió el domingo por primera vez.
"""


def made(file: str, text: str, user: Mapping[str, str] | None = None) -> Article:
    return article_from_text(file, text.encode(), user)


def asked(question: str, *articles: Article) -> Answer:
    bot = NewsBot(FixedSearcher(*articles), {"offline": OfflineAnswerer(reads=False)})  # type: ignore[arg-type]
    return bot.ask(question)


def test_what_only_front_matter_says_is_told_in_a_note_with_its_place() -> None:
    answer = asked("Who wrote the article in the Lowmoor Mercury?", made("organ.md", ORGAN))
    assert [claim.text for claim in answer.claims] == ["Town organ plays again"]
    assert [note.text for note in answer.notes] == [
        "Not in the text itself, but in front matter: author Petra Lind (organ.md)."
    ]


def test_what_labelled_lines_above_a_plain_text_say_is_told_with_its_place() -> None:
    text = "Outlet: Lowmoor Mercury\nDate: 2023-05-11\nAuthor: Petra Lind\n\n" + ORGAN.partition("# ")[2]
    answer = asked("Who wrote the story about the organ?", made("organ.txt", text))
    assert [claim.text for claim in answer.claims] == ["Town organ plays again"]
    assert [note.text for note in answer.notes] == [
        "Not in the text itself, but in front matter: author Petra Lind (organ.txt)."
    ]


@pytest.mark.parametrize(
    ("question", "language", "field"),
    [
        ("¿Quién escribió la noticia de la esclusa?", "es", "byline"),
        ("¿Quién firma la crónica de la esclusa?", "es", "byline"),
        ("¿Quién firmó la nota sobre la esclusa?", "es", "byline"),
        ("¿De quién es el artículo sobre la esclusa?", "es", "byline"),
        ("¿Qué periódico publicó la noticia de la esclusa?", "es", "outlet"),
        ("¿Cuándo se publicó esta noticia?", "es", "published"),
        ("¿Desde dónde se escribió la crónica?", "es", "dateline"),
        ("Qui a signé l'article sur l'écluse ?", "fr", "byline"),
        ("L'article est signé par qui ?", "fr", "byline"),
        ("Qui a rédigé le papier sur l'écluse ?", "fr", "byline"),
        ("Quel journal a parlé de l'écluse ?", "fr", "outlet"),
        ("Which newspaper reported on the lock?", "en", "outlet"),
        ("Which paper carried the story of the lock?", "en", "outlet"),
        ("Who is the reporter of the lock story?", "en", "byline"),
        ("What is the dateline of the lock story?", "en", "dateline"),
        ("¿Quién escribió la nota que dejó el guarda?", "es", None),
        ("¿Quién dio la noticia?", "es", None),
        ("¿Quién firmó el acuerdo?", "es", None),
        ("¿Quién escribió el libro del que habla la noticia?", "es", None),
        ("Qui a signé l'accord ?", "fr", None),
        ("Who wrote the paper on the tides?", "en", None),
        ("Who signed the report?", "en", None),
        ("In the story, who signed the treaty?", "en", None),
        ("Who is the author of the book that the article mentions?", "en", None),
        ("Which newspaper reported on the lock first?", "en", None),
        ("Which newspaper did the keeper read?", "en", None),
        ("Which newspapers reported on the lock?", "en", None),
        ("Which newspaper covered the flood at Hale?", "en", "outlet"),
        ("¿Qué diario cubrió la riada?", "es", "outlet"),
        ("Which newspaper covered up the leak at the lock?", "en", None),
        ("What paper covered the doors of the mill?", "en", None),
        ("Whose is the article on the lock?", "en", "byline"),
        ("Whose story was published on the lock?", "en", "byline"),
        ("Who wrote the article about the keeper whose boat sank?", "en", "byline"),
        ("When was the article about the keeper whose boat sank published?", "en", "published"),
        ("In this story, whose map was published in 2020?", "en", None),
        ("Whose map was published, as the article says, in 2020?", "en", None),
        ("Who signed the obituary of the keeper?", "en", "byline"),
        ("Who signed the lock story?", "en", "byline"),
        ("Who signed the obituary album?", "en", None),
        ("Who signed the article 12 petition?", "en", None),
        ("¿Quién firmó el artículo 12?", "es", None),
        ("¿Quién escribió las noticias falsas sobre la esclusa?", "es", None),
        ("¿Quién escribió la noticia de las noticias falsas?", "es", "byline"),
        ("¿Quién escribió el artículo sobre las noticias falsas?", "es", "byline"),
        ("¿Quién escribió la nota sobre la deuda que encontraron?", "es", None),
        ("¿Quién escribió la nota sobre la deuda que se halló en el molino?", "es", None),
        ("¿Quién escribió la nota sobre la deuda que ahogó al pueblo?", "es", "byline"),
        ("¿Quién escribió el artículo sobre la nota que encontraron?", "es", "byline"),
        ("¿Cuál es el título de la crónica de Olmo Varela?", "es", None),
        ("¿Cuál es el título de la crónica de la esclusa?", "es", "title"),
        ("¿Quién escribió la crónica de El Faro de Almenar?", "es", "byline"),
    ],
)
def test_an_article_has_other_names_and_a_paper_other_verbs(question: str, language: str, field: str | None) -> None:
    assert field_asked(understand(question, language)) == field


def test_which_paper_reported_on_something_is_told_only_of_an_article_on_it() -> None:
    article = made("lock.txt", LOCK.replace("Published:", "The Hale Courier\nPublished:"))
    assert asked("Which newspaper reported on the lock?", article).claims[0].text == "The Hale Courier"
    assert asked("Which newspaper reported on the volcano?", article).claims == ()


def test_a_line_under_the_headline_that_says_the_same_is_cited() -> None:
    article = made("organ.md", SIGNED)
    for question in ("Who wrote the article about the organ?", "When was the article about the organ published?"):
        answer = asked(question, article)
        assert ("Petra Lind" in answer.claims[0].text, answer.notes) == (True, ())


def test_what_the_user_says_of_an_article_is_no_word_of_its_text() -> None:
    article = made("lock.txt", LOCK.replace("By Sam Corrie\n", ""), {"byline": "Ada Moss"})
    answer = asked("¿Quién escribió este artículo?", article)
    assert "users of" not in answer.text
    assert answer.notes[0].text == "No en el texto mismo, sino en metadata.yaml: autor Ada Moss (lock.txt)."


def test_an_article_is_found_by_what_its_headline_says_in_another_language() -> None:
    lock, library = made("lock.txt", LOCK), made("biblioteca.txt", BIBLIOTECA)
    answer = asked("Quand l'article sur la bibliothèque a-t-il été publié ?", lock, library)
    assert answer.claims[0].text == "Publicado el 7 de junio de 2021"


def test_an_outlet_that_is_named_decides_which_article_is_meant() -> None:
    answer = asked(
        "When was the article in the Lowmoor Mercury on users published?",
        made("lock.txt", LOCK),
        made("organ.md", ORGAN),
    )
    assert "2023-05-11" in answer.notes[0].text


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("When was the article on the lock published?", "published"),
        ("When was this report on the lock published?", "published"),
        ("Who is the author of the report on the lock?", "byline"),
        ("When was the report on the lock published?", None),
        ("When will the report be published?", None),
    ],
)
def test_a_report_that_the_news_tells_of_is_no_article(question: str, field: str | None) -> None:
    assert field_asked(understand(question, "en")) == field


def test_a_report_to_come_is_no_article_in_spanish_either() -> None:
    assert field_asked(understand("¿Cuándo se publicará el artículo?", "es")) is None
    assert field_asked(understand("¿Cuándo se publicó el artículo?", "es")) == "published"


def test_a_list_says_of_how_many_articles_it_is() -> None:
    answer = asked("How many articles are there?", made("lock.txt", LOCK), made("organ.md", ORGAN))
    assert len(answer.claims) == 2
    assert [note.text for note in answer.notes] == ["Articles searched: 2."]
    assert asked("Which articles do you have?", made("lock.txt", LOCK), made("organ.md", ORGAN)).notes == ()


OBITUARY = """Nora Quist, maker of clocks, dies at 88

By Sam Birk
3 March 2022

HALE — Nora Quist made the clock of the canal office and forty others. She never sold one.
"""
NEWEST = "What is the newest article?"


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Which articles mention clocks?", ["Nora Quist"]),
        ("Do you have anything about the canal?", ["Canal lock", "Nora Quist"]),
        ("¿Hay algún artículo sobre la biblioteca?", ["La biblioteca"]),
        ("Quels articles parlent de la bibliothèque ?", ["La biblioteca"]),
        ("Are there any articles about volcanoes?", []),
    ],
)
def test_articles_on_a_topic_are_those_that_have_its_words(question: str, titles: list[str]) -> None:
    answer = asked(question, made("a.txt", LOCK), made("b.txt", OBITUARY), made("c.txt", BIBLIOTECA))
    assert [claim.text[: len(title)] for claim, title in zip(answer.claims, titles, strict=True)] == titles


def test_an_article_whose_headline_lacks_the_topic_shows_the_sentence_that_has_it() -> None:
    (claim,) = asked("Which articles mention the canal office?", made("b.txt", OBITUARY)).claims
    assert "clock of the canal office" in claim.text


def test_the_newest_article_is_told_by_its_date() -> None:
    (claim,) = asked(NEWEST, made("c.txt", BIBLIOTECA), made("a.txt", LOCK)).claims
    assert claim.text == "Canal lock closed for the winter Published: 2 November 2022"
    (claim,) = asked("¿Cuál es el artículo más antiguo?", made("a.txt", LOCK), made("c.txt", BIBLIOTECA)).claims
    assert "7 de junio de 2021" in claim.text


def test_the_newest_of_some_articles_is_not_called_the_newest() -> None:
    articles = made("a.txt", LOCK), made("b.txt", OBITUARY), made("c.txt", BIBLIOTECA)
    request = request_of(NEWEST, articles, limit=1)
    assert tell_articles(understand(NEWEST, "en"), request).claims == ()
    several = replace(request_of(NEWEST, articles, limit=20), articles_searched=5)
    told = tell_articles(understand(NEWEST, "en"), several)
    assert [claim.text[:5] for claim in told.claims] == ["Canal", "Nora ", "La bi"]  # newest first
    assert [note.text for note in told.notes] == ["3 of the 5 articles searched are listed."]


def test_for_the_newest_article_other_articles_are_looked_for() -> None:
    articles = made("a.txt", LOCK), made("b.txt", OBITUARY), made("c.txt", BIBLIOTECA)
    request = request_of(NEWEST, articles, limit=1)
    request = replace(request, related=lambda: request.articles)
    (claim,) = tell_articles(understand(NEWEST, "en"), request).claims
    assert claim.text.startswith("Canal lock closed")


def test_the_oldest_article_on_a_topic_need_not_be_the_oldest_of_all() -> None:
    articles = made("a.txt", LOCK), made("b.txt", OBITUARY), made("c.txt", BIBLIOTECA)
    (claim,) = asked("What is the oldest article about the canal?", *articles).claims
    assert claim.text.startswith("Nora Quist")


def test_an_obituary_is_found_by_its_headline() -> None:
    articles = made("a.txt", LOCK), made("b.txt", OBITUARY)
    assert asked("Who wrote the obituary?", *articles).claims[0].text == "By Sam Birk"
    assert asked("Who wrote the obituary?", made("a.txt", LOCK)).claims == ()


def test_both_things_asked_of_an_article_are_told() -> None:
    (claim,) = asked("Who wrote the article about the lock, and when was it published?", made("a.txt", LOCK)).claims
    assert "Sam Corrie" in claim.text
    assert "2 November 2022" in claim.text
    (claim,) = asked("Who wrote the article about the lock, and when did the canal freeze?", made("a.txt", LOCK)).claims
    assert "2022" not in claim.text


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("¿Cuántos artículos hay?", True),
        ("Combien d'articles y a-t-il ?", True),
        ("What do the articles say about the lock?", False),
        ("What does the latest article say about the lock?", False),
        ("Is there anything about her in the letter?", False),
        ("What article of the law was broken?", False),
        ("When was the most recent election?", False),
    ],
)
def test_what_the_articles_tell_is_not_asked_of_the_library(question: str, about: bool) -> None:
    assert (understand(question, detect_language(question)).kind == "about") is about


FLOOD = """Hale canal lock burst by flood

The Hale Courier

By Ada Moss

The lock of the canal at Hale was burst by a flood on Sunday.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who wrote the article about the lock?", ["By Sam Corrie", "By Ada Moss"]),
        ("Who's the reporter of the lock story?", ["By Sam Corrie", "By Ada Moss"]),
        ("¿Quién escribió el artículo sobre Hale?", ["By Sam Corrie", "By Ada Moss", "By Sam Birk"]),
        ("Who wrote the article about the flood at the lock?", ["By Ada Moss"]),
        ("Who wrote the article about the lock in the Hale Courier?", ["By Ada Moss"]),
        ("Which newspaper published the lock story?", ["The Hale Courier"]),
    ],
)
def test_all_articles_on_the_topic_are_meant_unless_a_word_tells_them_apart(question: str, told: list[str]) -> None:
    answer = asked(question, made("a.txt", LOCK), made("b.txt", FLOOD), made("c.txt", OBITUARY))
    assert len(answer.claims) == len(told)
    assert all(any(one in claim.text for claim in answer.claims) for one in told)


def test_an_article_that_does_not_name_its_author_does_not_hide_another_that_does() -> None:
    unsigned = LOCK.replace("By Sam Corrie\n", "")
    answer = asked("Who wrote the article about the lock?", made("a.txt", unsigned), made("b.txt", FLOOD))
    assert [claim.text for claim in answer.claims] == ["Hale canal lock burst by flood By Ada Moss"]
    assert [note.text for note in answer.notes] == ["Not given in the text (unknown): author (a.txt)."]


@pytest.mark.parametrize(
    ("question", "language", "field"),
    [
        ("Who wrote about the lock?", "en", "byline"),
        ("¿Quién escribió sobre la esclusa?", "es", "byline"),
        ("Qui a écrit sur l'écluse ?", "fr", "byline"),
        ("Who reported on the lock?", "en", "byline"),
        ("Which reporter wrote about the lock?", "en", "byline"),
        ("Who wrote about the lock in a letter?", "en", None),
        ("Who wrote on the wall of the lock?", "en", None),
        ("Who reported on the keeper to the town?", "en", None),
        ("Who covered the doors of the mill?", "en", None),
    ],
)
def test_who_wrote_about_something_may_ask_for_an_author(question: str, language: str, field: str | None) -> None:
    assert field_asked(understand(question, language)) == field


def test_who_wrote_about_something_is_left_to_the_news_where_it_tells_of_a_writer() -> None:
    question = understand("Who wrote about the lock?", "en")
    told = told_of_articles(question, request_of(question.text, [made("a.txt", LOCK)]))
    assert told is not None
    assert [claim.text for claim in told.claims] == ["By Sam Corrie"]
    writer = made("a.txt", LOCK + "\nThe poet Nora Quist wrote of the lock in 1911.\n")
    assert told_of_articles(question, request_of(question.text, [writer])) is None
    assert told_of_articles(understand("Who wrote about tides?", "en"), request_of("tides", [writer])) is None


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Which articles are in Spanish?", ["La biblioteca"]),
        ("¿Qué artículos están en inglés?", ["Canal lock", "Nora Quist"]),
        ("Y a-t-il des articles en espagnol ?", ["La biblioteca"]),
        ("Do you have any Spanish articles?", ["La biblioteca"]),
        ("Which articles are in German?", []),
        ("Quels sont les articles en espagnol ?", ["La biblioteca"]),
        ("Which articles are not in English?", ["La biblioteca"]),
        ("Which articles did Sam Birk write?", ["Nora Quist"]),
        ("¿Qué artículos son de Inés Roca?", ["La biblioteca"]),
        ("Which is the oldest story you have?", ["La biblioteca"]),
    ],
)
def test_articles_of_a_sort_are_told_by_what_is_known_of_each(question: str, titles: list[str]) -> None:
    answer = asked(question, made("a.txt", LOCK), made("b.txt", OBITUARY), made("c.txt", BIBLIOTECA))
    assert [claim.text[: len(title)] for claim, title in zip(answer.claims, titles, strict=True)] == titles


def test_people_in_the_articles_are_not_their_headlines() -> None:
    question = understand("List the people named in the articles", "en")
    assert told_of_articles(question, request_of(question.text, [made("a.txt", LOCK)])) is None


def test_the_language_of_an_article_is_known_though_no_word_says_so() -> None:
    answer = asked("In what language is the article about the lock written?", made("a.txt", LOCK))
    assert [claim.text for claim in answer.claims] == ["Canal lock closed for the winter"]
    assert [note.text for note in answer.notes] == ["Language of the text: English (a.txt)."]


def test_how_many_articles_are_in_a_language_is_told_in_numbers() -> None:
    answer = asked("How many articles are in Spanish?", made("a.txt", LOCK), made("c.txt", BIBLIOTECA))
    assert [note.text for note in answer.notes] == ["1 of the 2 articles searched are listed."]


def test_all_articles_are_listed_where_the_search_brought_some() -> None:
    articles = made("a.txt", LOCK), made("b.txt", OBITUARY), made("c.txt", BIBLIOTECA)
    bot = NewsBot(FixedSearcher(*articles), {"offline": OfflineAnswerer(reads=False)}, limit=1)  # type: ignore[arg-type]
    answer = bot.ask("How many articles do you have?")
    assert (len(answer.claims), [note.text for note in answer.notes]) == (3, ["Articles searched: 3."])
    (claim,) = bot.ask("What's the oldest article?").claims
    assert claim.text.startswith("La biblioteca")
    assert len(bot.ask("How many articles do you have?", articles=[articles[0].id]).claims) == 1


def test_beside_the_newest_article_those_without_a_date_are_named() -> None:
    undated = [made(file, FLOOD) for file in ("c.txt", "b.txt")]
    answer = asked(NEWEST, made("a.txt", LOCK), *undated)
    assert [claim.text[:5] for claim in answer.claims] == ["Canal"]
    assert [note.text for note in answer.notes] == ["Not given in the text (unknown): date (b.txt, c.txt)."]
