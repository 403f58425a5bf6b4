"""Questions that stand inside another, and those that ask for every disagreement at once."""

from __future__ import annotations

import pytest

from bot.answer import Answer
from bot.engine import NewsBot
from bot.offline.halves import lacks_what_is_asked
from bot.offline.questions import understand
from bot.offline.wrapping import asks_for_disagreements, unwrapped
from bot.offline_answerer import OfflineAnswerer
from bot.text.glossary import in_english
from tests.bot.offline_articles import article, sentence
from tests.bot.texts import FixedSearcher, make_article

BARN = "Police arrested Ada Moss in a barn near Corrow on Monday.\nShe was taken to court."
QUAY = "Police arrested Ada Moss on a quay in Lindow.\nAda Moss, 61, had rowed there for years."


def asked(question: str) -> Answer:
    articles = make_article("barn.txt", BARN), make_article("quay.txt", QUAY)
    return NewsBot(FixedSearcher(*articles), {"offline": OfflineAnswerer()}).ask(question)


@pytest.mark.parametrize(
    ("question", "inner"),
    [
        ("Do the articles agree on where she was arrested?", "where she was arrested?"),
        ("Where do the two reports differ on the ransom?", "the ransom?"),
        ("Which article says that she was arrested in a barn?", "she was arrested in a barn?"),
        ("According to the articles, who paid?", "who paid?"),
        ("Who paid, according to the sources?", "Who paid?"),
        ("Is it true that Ada Moss paid?", "Ada Moss paid?"),
        ("What do the articles say?", "What do the articles say?"),
        ("Which newspaper said it first?", "Which newspaper said it first?"),
        ("Did the reports agree in 2020?", "Did the reports agree in 2020?"),
        ("What report claims responsibility?", "What report claims responsibility?"),
        ("Did the neighbours agree on a price?", "Did the neighbours agree on a price?"),
        ("Who paid, according to Ada Moss?", "Who paid, according to Ada Moss?"),
    ],
)
def test_the_inner_question_is_what_is_asked(question: str, inner: str) -> None:
    assert unwrapped(question).text == inner


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Is it true that Ada Moss paid?", "yes_no"),
        ("Which article says that Ada Moss paid?", "fact"),
        ("Do the articles agree on why Ada Moss paid?", "why"),
    ],
)
def test_its_kind_is_that_of_the_inner_question(question: str, kind: str) -> None:
    assert understand(question, "en").kind == kind


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "What do the articles disagree about?"),
        ("en", "Do the two articles contradict each other?"),
        ("es", "¿En qué se contradicen los artículos?"),
        ("fr", "Sur quoi les articles ne sont-ils pas d’accord ?"),
    ],
)
def test_all_disagreements_at_once_are_known_for_what_they_are(language: str, question: str) -> None:
    assert asks_for_disagreements(in_english(question, language))


@pytest.mark.parametrize(
    "question",
    [
        "Do they contradict each other?",
        "Do the articles agree on the price?",
        "What did the neighbours disagree about?",
        "What do the articles say?",
    ],
)
def test_one_disagreement_is_a_question_like_others(question: str) -> None:
    assert not asks_for_disagreements(question)


def test_all_disagreements_at_once_are_not_found_and_the_way_to_them_is_told() -> None:
    answer = asked("What do the articles disagree about?")
    assert (answer.outcome, answer.claims) == ("not_found", ())
    assert "point by point" in answer.notes[0].text


def test_what_the_articles_agree_on_is_answered_by_both_accounts() -> None:
    assert len(asked("Do the articles agree on where Ada Moss was arrested?").conflicts) == 1


def test_an_age_of_another_moment_leaves_the_rest_open() -> None:
    question = understand("How old was Ada Moss when she married?", "en")
    quay = article(f"Chase ends\n\n{QUAY}")
    lacking = lacks_what_is_asked(question, [sentence(quay, "Ada Moss, 61")])
    assert lacking is not None
    assert lacking.text == "The articles do not give the age at that moment."
    assert lacks_what_is_asked(understand("How old is Ada Moss?", "en"), [sentence(quay, "Ada Moss, 61")]) is None
