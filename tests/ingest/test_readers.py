from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.decode import MAX_CHARACTERS, decode
from ingest.readers import not_read, read
from tests.ingest.making import BODY, made, parts, said
from vectorstore.errors import ArticleError


@settings(max_examples=200, deadline=None)
@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]))
def test_text_comes_out_as_it_went_in_or_is_refused(text: str, encoding: str):
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    try:
        decoded, used = decode(mark + text.encode(encoding))
    except ArticleError:
        return
    assert decoded == (text if encoding == "utf-8-sig" else text.removeprefix("\ufeff") if not mark else text)
    assert used == encoding.removesuffix("-sig")


@settings(max_examples=200, deadline=None)
@given(st.binary())
def test_bytes_of_any_kind_are_text_or_an_article_error(data: bytes):
    with suppress(ArticleError):
        assert read("a.md", data).text.strip()


def test_line_breaks_are_kept():
    assert decode(b"one\r\ntwo\rthree\n")[0] == "one\r\ntwo\rthree\n"


def test_older_encodings_are_read_and_named():
    assert decode("Un café à l’été".encode("windows-1252")) == ("Un café à l’été", "windows-1252")
    assert made("Die Brücke ist gesperrt.").fact("encoding").value == "utf-8"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"PNG\x00\x01\x02 words", "looks binary"),
        (bytes(range(1, 32)) * 20, "looks binary"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "not utf-16-le"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "UTF-32"),
        (b"a" * (MAX_CHARACTERS + 1), "the most is"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str):
    with pytest.raises(ArticleError, match=reason) as raised:
        read("bad.txt", data)
    assert str(raised.value).startswith("bad.txt ")


def test_other_kinds_of_file_are_named():
    assert not_read("x/scan.PDF") == "`.pdf` files are not read yet"
    assert not_read("README") is not None
    assert not_read("x/y.md") is None


MARKDOWN = f"""---
title: Found: the crack
author: [Jo Doe, Ann Poe]
date: 2024-03-03
source: https://lindow.example/bridge
---
# Bridge over the **Lindow** closed

*By Jo Doe*

{BODY}

> We saw it on Monday.

- The ferry runs
  every hour.

![A diver](diver.png)

```
skip this
```
<!-- nor
this -->

## What comes next

Read [the report](https://lindow.example/report) in full, said the board on the
quay that evening.
"""


def test_front_matter_is_metadata_and_not_text_to_cite():
    article = made(MARKDOWN, "a.md")
    assert article.fact("title").value == "Found: the crack"
    assert article.fact("byline").value == "Jo Doe, Ann Poe"
    assert article.fact("published").value == "2024-03-03"
    assert article.fact("published").evidence == "date: 2024-03-03"
    assert article.fact("url").value == "https://lindow.example/bridge"
    assert not any("title:" in one for one in said(article))


def test_markdown_offsets_count_in_the_file():
    article = made(MARKDOWN, "a.md")
    assert article.text == MARKDOWN
    assert [kind for kind, _ in parts(article) if kind not in ("residue", "body")] == ["headline", "byline", "heading"]
    for words in ("skip this", "nor", "diver.png", "```", "<!--"):
        assert not any(words in one for one in said(article))
    assert "We saw it on Monday." in said(article)
    assert "The ferry runs\n  every hour." in said(article)
    assert (
        "Read [the report](https://lindow.example/report) in full, said the board on the\nquay that evening."
        in said(article)
    )


def test_a_fence_that_is_never_closed_hides_nothing():
    assert "The ferry runs." in said(made(f"# Bridge\n\n{BODY}\n\n```\n\nThe ferry runs.\n", "a.md"))


LABELLED = f"""Title: Found: the crack
Author: Jo Doe
Source: The Lindow Post
Date: 3 March 2024
URL: https://lindow.example/bridge

{BODY}"""


@pytest.mark.parametrize(
    "body",
    [
        LABELLED,
        LABELLED.replace(BODY, f"BODY:\n{BODY}"),
        LABELLED.replace("\n", "\r\n").upper().replace("HTTPS", "https"),
    ],
)
def test_labelled_lines_above_a_plain_text_are_metadata(body: str):
    article = made(body)
    found = [str(article.fact(name).value).lower() for name in ("title", "byline", "outlet", "published", "url")]
    assert found == ["found: the crack", "jo doe", "the lindow post", "2024-03-03", "https://lindow.example/bridge"]
    assert said(article)[0].lower().startswith("the bridge over")


@pytest.mark.parametrize(
    "text",
    [
        "Subject: the fall of a minister\nThe minister fell.",
        "Source: close to the board\nThe chairman left.",
        "Place: Lindow\nTurnout: 61 %\nDate: 3 March 2024\nLabour won.",
        "Title: Found\nText: The bridge is closed, and so is the road to it.",
    ],
)
def test_a_text_that_only_begins_with_a_label_is_cited(text: str):
    assert "residue" not in [kind for kind, _ in parts(made(text))]


def test_authors_in_front_matter_are_read_as_names():
    for author in (
        "author: {name: Jo Doe, email: jo@lindow.example}",
        'author:\n  - "[[Jo Doe]]"',
        "author: [{name: Jo Doe}]",
    ):
        assert made(f"---\ntitle: Bridge\n{author}\n---\n{BODY}", "a.md").fact("byline").value == "Jo Doe"


@pytest.mark.parametrize(
    "front",
    [
        "---\nauthor: &a [*a]\n---\n",
        "---\n- a\n- b\n---\n",
        "---\n&a [*a]: x\n---\n",
        "---\na: " + "[" * 1000 + "\n---\n",
    ],
)
def test_odd_front_matter_harms_nothing(front: str):
    article = made(front + BODY, "a.md")
    assert said(article)[-1].startswith("Traffic goes")


def test_a_rule_of_dashes_is_not_front_matter():
    article = made(f"---\n{BODY}\n---\nThe ferry runs.", "a.md")
    assert said(article)[0].startswith("The bridge over")
