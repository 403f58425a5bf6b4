"""The articles that several of these tests read, built once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.bot import own_articles
from tests.bot.texts import make_article
from tests.conftest import ARTICLES
from vectorstore.article import Article


@pytest.fixture(scope="session")
def news() -> Mapping[str, Article]:
    """By the name of their list of right claims."""
    home, speaking = ("000_a36a6e4aa1124756.txt", "002_7d2df013a9b47a71.txt")
    return {
        "RETURN_HOME": make_article(home, (ARTICLES / home).read_text(encoding="utf-8"), residue="#next"),
        "STILL_SPEAKING": make_article(speaking, (ARTICLES / speaking).read_text(encoding="utf-8"), residue="Courtesy"),
        "STRIKE": make_article("strike.txt", own_articles.STRIKE),
        "MUSEUM": make_article("museum.txt", own_articles.MUSEUM),
        "FLOOD": make_article("flood.txt", own_articles.FLOOD),
    }
