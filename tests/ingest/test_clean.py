"""What part each line plays, by small articles of our own. Each rule has its false friend."""

from __future__ import annotations

import pytest

from ingest.residue import residue_reason
from tests.ingest.making import BODY, kind_of, made, parts, said

RESIDUE = {
    "#box_7 { width: 5px; top: -10px !important; }": "style rules",
    ".promo, .side { color: red }": "style rules",
    "width: 5px;": "style rules",
    "@media screen {": "style rules",
    "var adSlot = 4;": "script",
    "window.dataLayer = window.dataLayer || [];": "script",
    "});": "no words",
    "<div class='ad'>": "markup",
    "https://example.org/story?id=4": "a link alone",
    "* * *": "no words",
    "Courtesy of Lantern Films": "picture credit",
    "PHOTO COURTESY OF LANTERN FILMS": "picture credit",
    "Photo by Jane Doe/Getty Images": "picture credit",
    "(AP Photo/Marco Diaz)": "picture credit",
    "Jane Doe / AFP": "picture credit",
    "More from The Lindow Post: Bridge News": "pointer",
    "More on this story": "pointer",
    "Read more": "pointer",
    "Read more: Ferry fares to rise": "pointer",
    "Lea también: La travesía": "pointer",
    "Lire aussi : Le pont fermé": "pointer",
    "Share this article": "buttons",
    "Follow us on Facebook": "buttons",
    "12 comments": "buttons",
    "5 min read": "buttons",
    "Advertisement": "advertisement",
    "Story continues below advertisement": "advertisement",
    "Sign up for our newsletter.": "newsletter",
    "We use cookies to improve your visit.": "cookie",
    "© 2024 The Lindow Post": "legal",
    "All rights reserved.": "legal",
}

STORY = (
    "Courtesy of his lawyer, the letter reached the court on Monday.",
    "More from the report was expected on Friday.",
    "More from the report: the dam had cracked long before.",
    "Read more books, she told the pupils.",
    "Share prices fell by a tenth.",
    "Share prices fall",
    "Photo finish in Paris",
    "Watch makers strike",
    "Credit markets freeze",
    "Home prices rise",
    "Copyright law reform passes in 2024 vote, senators say",
    "Subscribe to the view that less is more, and you lose, he said.",
    "Follow the money",
    "Report: 12 dead",
    "Price: high; quality: low",
    "The set is {1, 2; 3} in her notation.",
    "“I was framed”",
)


@pytest.mark.parametrize(("line", "reason"), RESIDUE.items())
def test_a_line_that_a_page_left_behind_is_marked_with_its_reason(line: str, reason: str):
    assert reason in (residue_reason(line) or "")
    article = made(f"Bridge over the Lindow closed\n\n{BODY}\n\n{line}\n\nThe ferry runs every hour until night.")
    assert [text for kind, text in parts(article) if kind == "residue"] == [line]
    assert line not in said(article)


@pytest.mark.parametrize("line", STORY)
def test_prose_that_only_begins_like_residue_stays_citable(line: str):
    assert residue_reason(line) is None


def test_hidden_characters_do_not_save_residue():
    assert residue_reason("Adver\u200btise\u00adment") == "advertisement"


def test_a_line_repeated_without_an_end_is_furniture():
    article = made(
        f"Bridge closed at Lindow\n\n{BODY}\n\nLindow Live\n\n{BODY}\n\nLindow Live\n\n{BODY}\n\nLindow Live"
    )
    assert [part.reason for part in article.segments if part.reason] == ["repeated line"] * 3


def test_a_section_label_is_not_the_headline():
    article = made(f"Streaming\n\nA Bridge Story Comes to the Small Screen\n\n{BODY}")
    assert parts(article)[:2] == [
        ("label", "Streaming"),
        ("headline", "A Bridge Story Comes to the Small Screen"),
    ]
    assert article.title == "A Bridge Story Comes to the Small Screen"


@pytest.mark.parametrize("headline", ["Mayor quits", "Acquitted", "WAR", "Why?"])
def test_a_short_first_line_with_the_story_under_it_is_the_headline(headline: str):
    article = made(f"{headline}\n\n{BODY}")
    assert kind_of(article, headline) == "headline"


@pytest.mark.parametrize("label", ["World News", "US & Canada", "Home > News > World", "LATIN AMERICA"])
def test_labels_of_several_words(label: str):
    assert kind_of(made(f"{label}\n\nBridge over the Lindow closed for ten days\n\n{BODY}"), label) == "label"


def test_a_text_that_begins_with_its_story_has_no_headline():
    article = made(BODY)
    assert {kind for kind, _ in parts(article)} == {"body"}
    assert article.fact("title").value is None
    assert article.title == "a.txt"


def test_lines_between_headline_and_story():
    article = made(
        "Bridge over the Lindow closed\n\nFerry to run every hour, says board\n\nBy Jo Doe and Ann Poe, Reuters\n"
        f"Published: 3 March 2024 | Updated: 4 March 2024\n\nThe bridge at dusk via the Board's press site\n\n{BODY}"
    )
    assert [kind for kind, _ in parts(article)] == [
        *("headline", "standfirst", "byline", "dateline", "caption"),
        *("body", "body"),
    ]


def test_short_paragraphs_under_a_headline_are_story_when_nothing_says_otherwise():
    article = made("Bridge closed\n\nThe bridge is closed.\n\nNobody was hurt.\n\nIt opens on Friday.")
    assert [kind for kind, _ in parts(article)] == ["headline", "body", "body", "body"]


def test_dates_under_a_short_story_do_not_turn_it_into_a_standfirst():
    article = made(
        "Bridge closed at Lindow\n\nThe bridge is closed after a crack.\n\nNobody was hurt.\n\nPublished: 3 March 2024"
    )
    assert [kind for kind, _ in parts(article)] == ["headline", "body", "body", "dateline"]


def test_a_scene_above_the_dateline_is_a_caption():
    article = made(f"Bridge closed\n\nA diver walks along the quay in Lindow on Monday.\n\nLINDOW, Norrland – {BODY}")
    assert kind_of(article, "A diver") == "caption"


def test_captions_within_the_story_are_known_by_their_words():
    article = made(f"Bridge closed\n\n{BODY}\n\nA diver surfaces. (AP Photo/Jo Doe)\n\n{BODY}")
    assert kind_of(article, "A diver") == "caption"
    assert "A diver surfaces." in said(article)[-6]


def test_a_subheading_is_a_heading_and_citable():
    article = made(f"Bridge closed\n\n{BODY}\n\nWhat the divers saw\n\n{BODY}")
    assert kind_of(article, "What the divers") == "heading"
    assert "What the divers saw" in said(article)


@pytest.mark.parametrize("line", ["By Monday the river had risen.", "By Christmas", "By law", "By the river"])
def test_a_line_that_begins_with_by_is_not_always_a_byline(line: str):
    article = made(f"Bridge closed\n\n{BODY}\n\n{line}\n\n{BODY}")
    assert kind_of(article, line) != "byline"
