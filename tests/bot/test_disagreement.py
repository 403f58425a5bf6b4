"""Which sentences of different articles are shown as accounts that differ, as the network and the learned weights see them."""

from __future__ import annotations

import pytest

from bot.offline.candidates import Candidate, gather
from bot.offline.comparing import differs
from bot.offline.disagreement import Found, look_around
from bot.offline.questions import understand
from bot.offline.reader import read
from bot.offline.weighing import weigh
from tests.bot.offline_articles import MILL, OTHER, article
from tests.bot.texts import request_of
from vectorstore.article import Article
from vectorstore.reading import PassageReader

NETWORK = PassageReader()
TREATED = "How many people were treated for smoke?"
COURT = """A clerk goes home

The clerk Ada Moss was sentenced to nine years in prison in 2015. In 2017 her sentence was reduced to four years.
"""
PAPER = """The clerk walks free

A panel freed the clerk Ada Moss on Friday, who had a four-year prison sentence to serve.
"""


def weighed(question: str, *articles: Article) -> list[Candidate]:
    asked = understand(question, "en")
    return weigh(asked, read(NETWORK, question, gather(request_of(question, articles))))


def seen(question: str, *articles: Article) -> Found:
    found = weighed(question, *articles)
    return look_around(understand(question, "en"), found[0], found)


def texts(found: Found) -> list[str]:
    return [one.text for one in found.others]


def test_two_articles_with_different_figures_disagree() -> None:
    found = seen(TREATED, article(MILL), article(OTHER, "other.txt"))
    assert found.kind == "disagree"
    assert len(found.others) == 1


def test_three_articles_with_three_figures_are_three_versions() -> None:
    third = article(OTHER.replace("Nine people", "Six people"), "third.txt")
    found = seen(TREATED, article(MILL), article(OTHER, "other.txt"), third, article(OTHER, "again.txt"))
    told = {one.text.split()[0] for one in found.others}
    assert len(told) == len(found.others) == 2


def test_the_same_figure_in_two_articles_is_no_disagreement() -> None:
    again = article(OTHER.replace("Nine people", "Some four people"), "again.txt")
    assert seen(TREATED, article(MILL), again).kind is None


def test_another_story_with_the_same_words_is_no_other_account() -> None:
    ferry = "Ferry burns\n\nNine people were treated for smoke after the ferry Maren caught fire off Port Alder.\n"
    assert seen(TREATED, article(MILL), article(ferry, "ferry.txt")).kind is None


def test_a_change_that_one_of_two_articles_tells_is_no_conflict_between_them() -> None:
    found = seen("How long was the clerk's sentence?", article(COURT, "court.txt"), article(PAPER, "paper.txt"))
    assert found.kind != "disagree"


@pytest.mark.parametrize(
    ("question", "differ"), [("How many people were hurt in the fire?", True), ("What happened in Holm?", False)]
)
def test_speakers_of_one_article_differ_in_figures_alone(question: str, differ: bool) -> None:
    text = "Fire in Holm\n\nTwelve people were hurt in the fire, police said. Forty people were hurt, the owner said.\n"
    first, one = weighed(question, article(text))
    assert differs(understand(question, "en"), first, one) == differ
