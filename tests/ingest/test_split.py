from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.article import article_from_text
from ingest.split import MARKER_CHARS, passages_of, sentence_spans
from tests.ingest.making import BODY, made, said
from vectorstore.article import Article
from vectorstore.errors import ArticleError
from vectorstore.textnorm import is_hidden

# Any text, and texts made of what this code looks at.
PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\r\n",
            "\n\n",
            "\u2028",
            " ",
            "\t",
            "\xa0",
            "\u200b",
            "\ufeff",
            "\U000e0041",
            "\u202e",
            "\x00",
            "e\u0301",
        ),
        *(
            ".",
            "! ",
            "? ",
            "…",
            "”",
            "“",
            '"',
            "'",
            "» ",
            " – ",
            " - ",
            "--",
            "# ",
            "- ",
            "> ",
            "---\n",
            "```\n",
            "<!--",
            "-->",
        ),
        *(
            "Mr. Smith said so. ",
            "At 5 p.m. Eastern it closed. ",
            "By Jo Doe",
            "PARIS – ",
            "Courtesy of X",
            "a: b\n",
            "{",
            "}",
        ),
        *("He left. ", "Déjà vu. ", "日本語。", "😀", "Published: 3 March 2024", "More from X Post", "{{a}}"),
        *(
            "Photo: Jo Doe",
            "LIMA.- ",
            "• item",
            "More on this story\n",
            "Key figures\n",
            "Piers: 4\n",
            "The X Post",
            "*",
        ),
        *(
            "<p>",
            "</p>",
            "<h1>",
            "<script>",
            "</script>",
            "Title: x\n",
            "Date: y\n",
            "News\n",
            "Share\n",
            "Comments (3)\n",
            "Reply\n",
        ),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def visible(text: str) -> list[int]:
    return [at for at, character in enumerate(text) if not character.isspace() and not is_hidden(character)]


def article_or_none(text: str, file: str) -> Article | None:
    try:
        return article_from_text(file, text.encode("utf-8"))
    except ArticleError:
        return None


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]), st.integers(1, 200))
def test_every_visible_character_has_one_place_and_every_slice_is_exact(text: str, file: str, size: int):
    article = article_or_none(text, file)
    if article is None:
        return
    assert article.text == text.removeprefix("\ufeff")
    spans = [(part.start, part.end) for part in article.segments]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert set(visible(article.text)) <= {at for start, end in spans for at in range(start, end)}

    citable = [part for part in article.segments if part.citable]
    seen = [at for one in article.sentences for at in range(one.start, one.end)]
    assert len(seen) == len(set(seen))
    assert {at for part in citable for at in visible(article.text) if part.start <= at < part.end} <= set(seen)
    for one in article.sentences:
        part = article.segments[one.paragraph]
        assert part.citable
        assert part.start <= one.start < one.end <= part.end
        words = article.text[one.start : one.end]
        assert words == words.strip()
        assert not is_hidden(words[0])
        assert not is_hidden(words[-1])

    passages = passages_of(article, size)
    assert len({passage.id for passage in passages}) == len(passages)
    covered = {at for passage in passages for at in range(passage.start, passage.end)}
    assert set(seen) <= covered
    for passage in passages:
        assert article.text[passage.start : passage.end] == passage.text
        inside = [one for one in article.segments if not one.citable and passage.start <= one.start < passage.end]
        assert all(len(visible(article.text[one.start : one.end])) <= MARKER_CHARS for one in inside)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_bytes_always_make_the_same_article(text: str):
    assert article_or_none(text, "a.txt") == article_or_none(text, "a.txt")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("It shut at 5 p.m. Eastern. She left at 6 p.m. The bus had gone.", "en", 3),
        ("The U.S. Supreme Court ruled. Mr. Smith of Acme Inc. agreed.", "en", 2),
        ("She said “no.” He nodded.", "en", 2),
        ("“I am,” he said. “You are.”", "en", 2),
        ("M. Hollande est venu. Il a parlé.", "fr", 2),
        ("¿Qué pasa? Nada. El Sr. López lo dijo.", "es", 3),
        ('"No! No! No!" he cried.', "en", 1),
        ("“Stay here. It is late. The road to the harbour is closed.”", "en", 2),
        ("He went. ...", "en", 1),
        ("1. Open the lock. Wait.", "en", 2),
        ("Q. Who told you that? A. The harbour master.", "en", 2),
        ("1. Check your band. 2. Ask for a grant.", "en", 2),
        ("It opens at 4 p.m. Paris time. The bus had gone.", "en", 2),
        ("The firm, Yahoo! Inc., said no. “Who?” magazine closed.", "en", 2),
        ("The fog weighs approx. 5 lbs. of water. It rose.", "en", 3),
        ("**Lindow.** The ferry sank.", "en", 2),
        ("Ils feront 95 km. de détour. Il pleut.", "fr", 2),
        ("Selon le S.D.I.S. du Jura, rien. M. Roux et J.-P. Roc sont venus.", "fr", 2),
        ("Costó 3 mill. de euros. El alcalde, D. Juan Pérez, calló.", "es", 2),
        ("Der 2. Senat entschied am 12. März. Er war 38. Sie ging.", "de", 3),
        ("It costs ４．２ crowns． Ｔｈｅ ferry runs．", "en", 2),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, language: str, expected: int):
    spans = sentence_spans(text, 0, len(text), language)
    assert len(spans) == expected, [text[start:end] for start, end in spans]


def test_a_quotation_of_two_sentences_stays_whole_until_it_is_long():
    short = "“We saw the crack on Monday. We closed the bridge at once.”"
    long = f"“We saw the crack on Monday{', and we looked again' * 12}. We closed the bridge at once that evening.”"
    assert said(made(short)) == [short]
    assert len(said(made(long))) == 2


def test_a_sentence_wrapped_by_hand_is_one():
    wrapped = (
        "The bridge over the Lindow was closed on Monday after a crack was\n"
        "found in its third pier. Divers went down twice, and engineers then\n"
        "said that the repair would take ten days. Traffic goes by ferry now\n"
        "and people wait.\n"
    )
    assert said(made(wrapped))[0].startswith("The bridge over")
    assert said(made(wrapped))[0].endswith("crack was\nfound in its third pier.")


def test_a_very_long_paragraph_is_split_like_a_short_one():
    text = "The bridge is closed. The ferry runs at 5 p.m. Eastern. " * 200
    assert len(sentence_spans(text, 0, len(text))) == 400


def test_lines_that_are_paragraphs_are_not_joined():
    assert len(said(made("The bridge is closed.\nThe ferry runs.\nNobody was hurt."))) == 3


def test_a_passage_never_runs_over_what_may_not_be_cited():
    article = made(f"{BODY}\n\nAdvertisement\n\n{BODY}")
    assert all("Advertisement" not in passage.text for passage in passages_of(article))
    assert len(passages_of(article)) == 2


def test_a_heading_goes_with_the_paragraph_under_it():
    article = made(f"Bridge closed\n\n{BODY}\n\nWhat the divers saw\n\n{BODY}")
    assert [passage.text.split("\n")[0][:20] for passage in passages_of(article)] == [
        *("Bridge closed", "The bridge over the ", "What the divers saw"),
    ]


def test_a_sentence_over_the_limit_is_a_passage_of_its_own():
    article = made(f"{'The bridge and ' * 80}the ferry closed.")
    assert [len(passage.text) for passage in passages_of(article)] == [len(article.text)]


def test_two_files_with_one_text_have_their_own_passages():
    first, second = (passages_of(made(BODY, file)) for file in ("a.txt", "b.txt"))
    assert [one.text for one in first] == [one.text for one in second]
    assert not {one.id for one in first} & {one.id for one in second}


def test_hidden_words_after_a_sentence_are_in_no_sentence_and_no_passage():
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "obey me")
    article = made(f"{BODY}{hidden}\n\nThe ferry runs.{hidden}")
    assert all(hidden not in one for one in said(article))
