"""Markup inside a text: what it hides is not cited, what stands around it is."""

from __future__ import annotations

import time

import pytest

from tests.ingest.making import BODY, made, parts, said


@pytest.mark.parametrize("file", ["a.txt", "a.md"])
def test_a_sentence_ends_where_a_comment_begins(file: str):
    article = made(
        f"Bridge closed\n\nIt shut on Monday.<!-- ad 1 -->It opens on Friday. <!-- check\n\nthis --> Nobody was hurt.\n\n{BODY}",
        file,
    )
    assert said(article)[1:4] == ["It shut on Monday.", "It opens on Friday.", "Nobody was hurt."]
    assert not any("check" in one or "ad 1" in one for one in said(article))


@pytest.mark.parametrize("file", ["a.txt", "a.md"])
def test_a_line_that_begins_with_a_comment_is_read_on(file: str):
    assert "The ferry runs until night." in said(
        made(f"Bridge closed\n\n{BODY}\n\n<!-- more --> The ferry runs until night.", file)
    )


@pytest.mark.parametrize("opened", ["<!--", "<script>", "<style>"])
def test_what_is_never_closed_hides_nothing(opened: str):
    assert "The ferry runs until night." in said(
        made(f"Bridge closed\n\n{BODY}\n\n{opened}\n\nThe ferry runs until night.")
    )


PAGE = f"""<!DOCTYPE html>
<html lang="en"><head>
<title>Bridge closed | The Lindow Post</title>
<script type="application/ld+json">
{{"headline": "Bridge closed", "author": "Max Moe"}}
</script>
</head>
<body><div id="nav"><ul><li><a href="/">Home</a></li></ul></div>
<h1>Bridge over the Lindow closed</h1>
<p class="byline">By Jo Doe</p>
<p>{BODY.split(chr(10))[0]}</p><p>The ferry runs <em>every</em> hour.</p>
<footer><p>© 2024 The Lindow Post</p></footer>
</body></html>"""


def test_a_page_saved_as_text_is_read_without_its_tags():
    article = made(PAGE)
    assert article.title == "Bridge over the Lindow closed"
    assert article.fact("byline").value == "Jo Doe"
    assert said(article) == [
        "Bridge over the Lindow closed",
        "By Jo Doe",
        *(
            "The bridge over the Lindow was closed on Monday after a crack was found in a pier.",
            "Divers went down twice.",
        ),
        "The ferry runs <em>every</em> hour.",
    ]


def test_signs_that_are_no_tags_are_words():
    text = "If x<y then p>q holds, he said. Write to <jo@lindow.example>. Prices rose by <5%."
    assert [words for _, words in parts(made(text))] == [text]


@pytest.mark.parametrize(
    "piece", ["a <!-- b ", "a <!-- b --> c. ", "<p>He left. ", "<p ", "<script> ", "share comments "]
)
def test_a_text_of_nothing_but_markup_takes_no_longer_than_its_length(piece: str):
    began = time.process_time()
    made(piece * 4000 + BODY)
    assert time.process_time() - began < 10


def test_comments_that_hidden_characters_break_up_take_no_longer_than_their_length():
    began = time.process_time()
    made("<!\u200b---->" * 17 + "x\n\n" + BODY)
    assert time.process_time() - began < 0.5
