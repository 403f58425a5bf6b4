"""How the two searches become one: neither ruins the other, copies count once, headlines do not crowd the story out."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectorstore.conftest import HashEmbedder, fill, made
from vectorstore import fusion
from vectorstore.article import Article, Fact, Segment, Sentence
from vectorstore.fusion import Found
from vectorstore.index import publish
from vectorstore.lexical import LexicalIndex
from vectorstore.library import Library
from vectorstore.passage import Hit, Passage, SearchResult
from vectorstore.search import Searcher, same_passage
from vectorstore.sentences import SUFFIX, passages_without_sentences


def hit(id_: str, score: float, article: str = "a", text: str = "") -> Hit:
    return Hit(Passage(id_, article, text, 0, len(text)), score, score, 0.0, 1, None)


# --- the score ---


def test_words_that_cover_little_of_the_question_hardly_count() -> None:
    near = Found(similarity=0.84, sentences=(), cover=0.0)
    shares_a_name = Found(similarity=0.80, sentences=(), cover=0.075)
    first, second = fusion.scores([near, shares_a_name])
    assert first > second


def test_words_that_cover_the_question_decide_between_near_passages() -> None:
    near = Found(similarity=0.84, sentences=(), cover=0.025)
    says_it = Found(similarity=0.83, sentences=(), cover=0.45)
    first, second = fusion.scores([near, says_it])
    assert second > first


def test_without_a_shared_word_the_order_is_that_of_nearness() -> None:
    found = [Found(value, (), 0.0) for value in (0.81, 0.86, 0.79)]
    assert np.argsort(fusion.scores(found)).tolist() == [2, 0, 1]


def test_one_sentence_that_is_near_lifts_its_passage() -> None:
    plain = Found(0.82, (0.81, 0.80), 0.0)
    holds_the_answer = Found(0.82, (0.70, 0.90), 0.0)
    assert holds_the_answer.nearness > plain.nearness


def test_where_similarities_spread_wide_shared_words_keep_their_say() -> None:
    narrow = [Found(0.80 + at / 100, (), 0.5 * (at == 0)) for at in range(5)]
    wide = [Found(0.10 + at / 10, (), 0.5 * (at == 0)) for at in range(5)]
    gained = [fusion.scores(found)[0] - found[0].similarity for found in (narrow, wide)]
    assert gained[1] > 5 * gained[0]


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(0, 0.5)), min_size=1, max_size=20), st.floats(0, 0.5))
def test_more_shared_words_never_lower_a_passage(pairs: list[tuple[float, float]], more: float) -> None:
    found = [Found(similarity, (), cover) for similarity, cover in pairs]
    better = [replace(found[0], cover=found[0].cover + more), *found[1:]]
    assert fusion.scores(better)[0] >= fusion.scores(found)[0]


def test_a_ceiling_counts_unknown_words_as_the_rarest() -> None:
    index = LexicalIndex.build([("the harbour closed", "en"), ("the harbour opened", "en"), ("apples fell", "en")])
    assert index.ceiling("harbour") < index.ceiling("apples") < index.ceiling("zeppelin")
    assert index.ceiling("harbour zeppelin") == pytest.approx(index.ceiling("harbour") + index.ceiling("zeppelin"))
    assert index.ceiling("the") == 0.0


def test_bm25_stays_under_its_ceiling() -> None:
    index = LexicalIndex.build([("harbour harbour harbour crane", "en"), ("el puerto de Almería", "es"), ("x", "en")])
    for question in ("harbour crane", "puerto", "crane harbour harbour unknown"):
        assert index.scores(question).max() <= index.ceiling(question)


# --- the list ---


def test_one_article_does_not_fill_the_list_where_others_are_as_good() -> None:
    hits = [hit(f"a{at}", 0.90 - at / 1000, "a") for at in range(8)] + [hit("b", 0.89, "b")]
    order = [one.passage.article_id for one in fusion.spread_out(hits)]
    assert "b" in order[:5]


def test_one_article_may_fill_the_list_where_nothing_else_answers() -> None:
    hits = [hit(f"a{at}", 0.90 - at / 1000, "a") for at in range(8)] + [hit("b", 0.70, "b")]
    assert [one.passage.article_id for one in fusion.spread_out(hits)] == ["a"] * 8 + ["b"]


def test_copies_are_one_source_and_the_other_is_remembered() -> None:
    hits = [hit("1", 0.9, "wire", "The bank raised rates to four per cent on Thursday."),
            hit("2", 0.8, "paper", "The bank raised rates to four per cent on Thursday, it said."),
            hit("3", 0.7, "paper", "Shops were quiet in the capital that day.")]  # fmt: skip
    kept = fusion.one_source_each(hits, {"wire": "wire", "paper": "wire"}.__getitem__, same_passage)
    assert [one.passage.id for one in kept] == ["1", "3"]
    assert kept[0].copies == ("paper",)


def test_articles_that_are_no_copies_both_stay() -> None:
    text = "The bank raised rates to four per cent on Thursday."
    hits = [hit("1", 0.9, "one", text), hit("2", 0.8, "two", text)]
    assert len(fusion.one_source_each(hits, {"one": "one", "two": "two"}.__getitem__, same_passage)) == 2


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 1)), max_size=20))
def test_spreading_out_loses_no_passage(pairs: list[tuple[str, float]]) -> None:
    hits = [hit(str(at), score, article) for at, (article, score) in enumerate(pairs)]
    assert sorted(one.passage.id for one in fusion.spread_out(hits)) == sorted(one.passage.id for one in hits)


# --- the whole search, over a real index ---


class SentenceEmbedder(HashEmbedder):
    reads_sentences = True


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "data")
    yield opened
    opened.close()


def ask(library: Library, embedder: HashEmbedder, question: str, **more: str) -> SearchResult:
    searcher = Searcher(library, embedder)
    try:
        return searcher.search(question, **more)  # type: ignore[arg-type]
    finally:
        searcher.close()


def story(file: str, *sentences: str, headline: str = "", copy_of: str | None = None) -> tuple[Article, list[Passage]]:
    """One passage of several sentences, and one of the headline."""
    body = " ".join(sentences)
    text = f"{headline}\n{body}" if headline else body
    starts = [text.index(sentence) for sentence in sentences]
    article, _ = made(file, [text])
    parts = [Segment("headline", 0, len(headline))] if headline else []
    begin = len(text) - len(body)
    spans = [("headline", 0, len(headline))] if headline else []
    said = [Sentence(start, start + len(one), "body", 1) for start, one in zip(starts, sentences, strict=True)]
    facts = {**article.metadata, **({"duplicate_of": Fact(copy_of, "same sentences")} if copy_of else {})}
    made_of = replace(
        article,
        metadata=facts,
        segments=(*parts, Segment("body", begin, len(text))),
        sentences=(*(Sentence(0, len(headline), "headline", 0) for _ in parts), *said),
    )
    spans.append(("body", begin, len(text)))
    passages = [
        Passage(hashlib.sha256(f"{file}{start}".encode()).hexdigest()[:16], article.id, text[start:end], start, end)
        for _, start, end in spans
    ]
    return made_of, passages


def keep(library: Library, embedder: HashEmbedder, *stories: tuple[Article, Sequence[Passage]]) -> None:
    with library.writer() as writer:
        for article, passages in stories:
            writer.put(article, passages)
        publish(library, writer, embedder)


def test_a_passage_is_found_by_one_of_its_sentences(library: Library) -> None:
    embedder = SentenceEmbedder()
    long = ["Rain fell on the coast for days and days.", "The mayor spoke at noon.", "A crane fell on a ship."]
    keep(library, embedder, story("one.txt", *long), story("two.txt", "A ship left.", "Nobody saw a crane or a mayor."))
    best = ask(library, embedder, "A crane fell on a ship.").hits[0]
    assert best.passage.text.endswith("A crane fell on a ship.")
    assert len(best.sentence_similarities) == 3
    assert best.sentence_similarities[2] == pytest.approx(1.0, abs=0.01)


def test_a_passage_of_one_sentence_needs_no_second_vector(library: Library) -> None:
    embedder = SentenceEmbedder()
    keep(library, embedder, story("one.txt", "A crane fell on a ship."))
    assert len(embedder.embedded) == 1
    assert ask(library, embedder, "crane").hits[0].sentence_similarities == ()


def test_sentences_are_embedded_once(library: Library) -> None:
    embedder = SentenceEmbedder()
    keep(library, embedder, story("one.txt", "A crane fell.", "The mayor spoke."))
    before = list(embedder.embedded)
    assert passages_without_sentences(library, embedder) == {}
    with library.writer() as writer:
        publish(library, writer, embedder)
    assert embedder.embedded == before


def test_sentences_that_a_stopped_run_left_are_embedded_by_the_next(library: Library) -> None:
    stopped, embedder = HashEmbedder(), SentenceEmbedder()
    keep(library, stopped, story("one.txt", "A crane fell.", "The mayor spoke."))
    with library.writer() as writer:
        publish(library, writer, embedder)
    assert embedder.embedded == ["A crane fell.", "The mayor spoke."]


def test_a_damaged_sentence_vector_only_takes_the_sentences_away(library: Library) -> None:
    embedder = SentenceEmbedder()
    keep(library, embedder, story("one.txt", "A crane fell.", "The mayor spoke."))
    whole = ask(library, embedder, "crane")
    with library.writer() as writer:
        assert writer._open is not None
        writer._open.execute(
            "UPDATE vectors SET crc = crc + 1 WHERE embedder = (SELECT id FROM embedders WHERE fingerprint = ?)",
            (embedder.fingerprint + SUFFIX,),
        )
    left = ask(library, embedder, "crane")
    assert [one.passage.id for one in left.hits] == [one.passage.id for one in whole.hits]
    assert left.hits[0].sentence_similarities == ()


def test_an_embedder_that_does_not_say_so_has_no_sentences_embedded(library: Library) -> None:
    embedder = HashEmbedder()
    keep(library, embedder, story("one.txt", "A crane fell.", "The mayor spoke."))
    assert len(embedder.embedded) == 1


def test_a_headline_comes_after_the_story_that_says_as_much(library: Library) -> None:
    embedder = HashEmbedder()
    keep(library, embedder, story("one.txt", "Crane falls on ship", headline="Ship: crane falls on"))
    kinds = [one.passage.start > 0 for one in ask(library, embedder, "crane falls on ship").hits]
    assert kinds == [True, False]


def test_a_copy_is_not_listed_and_not_forgotten(library: Library) -> None:
    embedder = HashEmbedder()
    text = "The bank raised rates to four per cent on Thursday morning."
    first = story("wire.txt", text)
    keep(library, embedder, first, story("paper.txt", text, copy_of=first[0].id), story("other.txt", "Rates rose."))
    hits = ask(library, embedder, "bank raised rates").hits
    assert len(hits) == 2
    assert len(hits[0].copies) == 1


def test_what_was_talked_about_helps_a_follow_up(library: Library) -> None:
    embedder = HashEmbedder()
    keep(
        library,
        embedder,
        story("dam.txt", "The dam at Mossford cost nine million."),
        story("bus.txt", "The bus cost two."),
    )
    assert "Mossford" in ask(library, embedder, "How much did it cost?", context="dam at Mossford").hits[0].passage.text
    assert "bus" in ask(library, embedder, "How much did the bus cost?", context="dam at Mossford").hits[0].passage.text


def test_a_question_is_found_by_the_words_of_its_translation_too(library: Library) -> None:
    embedder = HashEmbedder()
    keep(library, embedder, story("dam.txt", "The dam broke at dawn."), story("casa.txt", "Una casa junto al lago."))
    asked = "¿Cuándo se rompió la presa de la casa?"
    plain = ask(library, embedder, asked).hits
    rough = ask(library, embedder, asked, translated="when broke the dam of the house?").hits
    assert [one.passage.text for one in plain if one.lexical_score] == ["Una casa junto al lago."]
    assert {one.passage.text for one in rough if one.lexical_score} == {one.passage.text for one in rough}
    assert len(rough) == 2


def test_a_similarity_is_that_of_the_passage_whichever_list_it_came_from(library: Library) -> None:
    embedder = HashEmbedder()
    fill(library, embedder, {f"{at}.txt": [f"Story number {at} tells of place {at}."] for at in range(60)})
    query = embedder.encode_query("place 7")
    for one in ask(library, embedder, "place 7").hits:
        text = re.sub(r"\s+", " ", one.passage.text)
        assert one.similarity == pytest.approx(float(embedder.encode_query(text) @ query), abs=1e-5)


def test_a_reranker_orders_the_first_and_keeps_the_scores_falling(library: Library) -> None:
    embedder = HashEmbedder()
    fill(library, embedder, {f"{at}.txt": [f"Story {at} of the crane."] for at in range(5)})

    class Longest:
        def score(self, question: str, texts: Sequence[str]) -> np.ndarray:
            return np.array([text == "Story 3 of the crane." for text in texts], dtype=float)

    searcher = Searcher(library, embedder, Longest())
    english, spanish = searcher.search("the crane"), searcher.search("¿Qué pasó con la crane?")
    searcher.close()
    assert english.hits[0].passage.text == "Story 3 of the crane."
    scores = [one.score for one in english.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(math.isfinite(score) for score in scores)
    assert [one.passage.id for one in spanish.hits] == [
        one.passage.id for one in ask(library, embedder, "¿Qué pasó con la crane?").hits
    ]


def test_a_passage_is_found_by_the_headline_it_stands_under(library: Library) -> None:
    embedder = HashEmbedder()
    keep(library, embedder, story("one.txt", "She said the wall was unsafe.", headline="Ana Ruiz on the dam"),
         story("two.txt", "She said the bus was late.", headline="Tom Hale on the bus"))  # fmt: skip
    stories = [one for one in ask(library, embedder, "What did Ana Ruiz say she saw?").hits if one.passage.start > 0]
    assert "wall" in stories[0].passage.text
    assert "Ruiz" not in stories[0].passage.text
