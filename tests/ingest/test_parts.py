"""What stands around a story on the page that it was copied from, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.ingest.making import BODY, kind_of, made, parts, said
from vectorstore.article import Article

HEADLINE = "Bridge over the Lindow closed for ten days"


def residue(article: Article) -> list[str]:
    return [text for kind, text in parts(article) if kind == "residue"]


@pytest.mark.parametrize(
    "menu",
    [
        "Lindow\nNews\nSport\nBusiness\nTravel",
        "Skip to content\nLindow Post\nNews",
        "Zum Inhalt springen\nStartseite Wirtschaft Energie\nMenü\nAnmelden\nBrand in Lindow",
        "Accueil\nÉconomie\nTransports",
        "Sign in\nSubscribe\nSupport the ferry and the bridge fund\n"
        + "\n".join("NewsSportArtsFoodTravelWorldLifeFilm"[at : at + 4] for at in range(0, 36, 4)),
        "Portada\nNacional\nMundo\nOpinión\nMás\nSuscríbete\nPUENTES ›",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_menu_above_the_headline_is_not_cited_and_not_the_title(menu: str, gap: str):
    article = made(f"{menu.replace(chr(10), gap)}\n\n{HEADLINE}\n\nBy Jo Doe\n\n{BODY}")
    assert article.title == HEADLINE
    assert residue(article) == menu.split("\n")


def test_names_under_a_headline_are_no_menu():
    article = made(
        f"Skip to content\n{HEADLINE}\nShare\nSave\nJo Doe\nLindow Radio\nThe bridge at dusk on Monday\n{BODY}"
    )
    assert article.title == HEADLINE
    assert {"Jo Doe", "Lindow Radio"} <= set(said(article))


@pytest.mark.parametrize(
    "text",
    [
        "Cup draw in full\n\nSaltby v Wexham\nLund v Umby\nTorren v Halden\nNorby v Kessel\nIslay v Fen\n\n",
        "Prizes of 2025: all the nominees\n\nBest film\nThe Boat\nThe Pier\nFog\nDune\nWicked\nThe Lock\nNo Way\n\n",
        "The Lindow Five\n\nReleased\nAnn Poe\nMax Moe\nStill held\nLee Roe\nKit Coe\n\n",
        "Mayor quits\nJo Doe\nThe Lindow Post\nMonday\n",
    ],
)
def test_a_list_under_a_headline_is_no_menu(text: str):
    article = made(text + BODY)
    assert residue(article) == []
    assert article.title == text.split("\n")[0]


def test_words_between_the_buttons_at_the_foot_of_a_page_go_with_them():
    article = made(
        f"{HEADLINE}\n\n{BODY}\n\nTerms of use\nAbout the Post\nPrivacy policy\nJobs\n© 2024 The Lindow Post"
    )
    assert residue(article) == ["Terms of use", "About the Post", "Privacy policy", "Jobs", "© 2024 The Lindow Post"]
    assert article.fact("outlet").value == "The Lindow Post"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_list_that_ends_a_story_is_kept_above_the_buttons(gap: str):
    names = ["The jurors", "Ann Poe", "Max Moe", "Lee Roe"]
    article = made(
        f"{HEADLINE}\n\n{BODY}\n\n" + "\n".join(names) + f"{gap}Share this article\nFacebook\n© 2024 The Lindow Post"
    )
    assert set(names) <= set(said(article))


COMMENTS = "The ferry is a joke. They got two million for it!\nReply | Like (12)\nMrs T\n1 hour ago\nLook it up."


@pytest.mark.parametrize("label", ["Comments (47)", "View all 47 comments", "47 commentaires"])
def test_what_readers_wrote_is_not_cited(label: str):
    article = made(f"{HEADLINE}\n\n{BODY}\n\n{label}\nDave\n3 hours ago\n{COMMENTS}")
    assert said(article)[-1].startswith("Traffic goes")


@pytest.mark.parametrize("label", ["Comments", "Comments (47)"])
def test_a_button_for_comments_does_not_hide_the_story_under_it(label: str):
    article = made(f"{HEADLINE}\n\n{BODY}\n\n{label}\n\n3 days ago\n\n{BODY}")
    assert kind_of(article, label) == "residue"
    assert sum(one.startswith("Traffic goes") for one in said(article)) == 2


def test_labels_in_capitals_are_not_the_title():
    assert (
        made(f"OPINION\n\nGUEST ESSAY\n\nThe quiet death of a ferry\n\nBy Jo Doe\n\n{BODY}").title
        == "The quiet death of a ferry"
    )


def test_a_headline_in_capitals_is_the_title():
    title = "MAYOR QUITS AFTER AUDIT"
    assert made(f"NEWS\n\n{title}\n\nFerry to run every hour, says board\n\nBy Jo Doe\n\n{BODY}").title == title


def test_a_pair_of_sections_is_a_label():
    assert kind_of(made(f"Crime & Justice\n\n{HEADLINE}\n\nBy Jo Doe\n\n{BODY}"), "Crime") == "label"


def test_the_first_item_of_a_list_is_no_heading():
    article = made(
        f"{HEADLINE}\n\n{BODY}\n\nKey dates\n1 March - the bridge closes\n5 March - the ferry stops\n9 March - it opens\n\n{BODY}"
    )
    assert kind_of(article, "Key dates") == "heading"
    assert kind_of(article, "1 March") == "body"


def test_a_very_long_menu_is_read_as_a_short_one():
    lines = 30_000
    assert made("a\n" * lines + f"\n{HEADLINE}\n\nBy Jo Doe\n\n{BODY}").title == HEADLINE
    article = made(f"{HEADLINE}\n\n{BODY}\n\n" + "Share\nReply\n\n" * lines)
    assert len(residue(article)) == 2 * lines
