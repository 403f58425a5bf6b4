"""What is shown as a citation was found, character for character, in an article; what is claimed stands on it.

Pure functions: no files, no network, no clock. `verify` checks a drafted claim when an answer is made, `prove` checks
a citation again whenever it is shown later, with nothing but the file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.answer import MOST_CITED_CHARACTERS, MOST_CITED_SENTENCES, Citation, Rejected
from bot.answerer import DraftClaim, Span
from bot.text.injection import looks_like_an_instruction
from bot.text.quoting import OPENING_QUOTES, cuts_a_word, locate, occurrences
from vectorstore.article import Article
from vectorstore.passage import Passage

# Tokens of a chat: what stands after one that opens a turn, or before one that closes it, was put there for a model.
_OPENS_A_TURN = re.compile(r"(?:<\|(?!\w*(?:end|eot))\w+\|>|\[INST\]|<<SYS>>)\s*(?:system|user|assistant)?\s*$")
_CLOSES_A_TURN = re.compile(r"\s*(?:<\|\w*(?:end|eot)\w*|\[/INST\]|<</SYS>>)")

__all__ = ["Proof", "Proven", "cite", "locate", "prove", "verify"]


@dataclass(frozen=True)
class Proven:
    """A claim that stands, on citations that the caller has yet to number."""

    text: str
    citations: tuple[Citation, ...]
    speaker: str | None
    reported_by: str | None
    as_of: str | None


class NotProved(Exception):
    """Carries the reason, in words fit to show, from the check that failed to `verify`."""


def verify(
    draft: DraftClaim, articles: Mapping[str, Article], passages: Mapping[str, Passage], language: str = "en"
) -> Proven | Rejected:
    """Resolves the evidence to exact spans and checks the claim against their union, content first.

    `articles` and `passages` are those of this turn, by id; `language` is the claim's.
    """
    try:
        if not draft.evidence:
            raise NotProved("no evidence was given")
        spans = _standing(draft, _ways(draft, articles, passages, language), articles, language)
    except NotProved as failure:
        return Rejected(draft.text, str(failure))
    return Proven(
        draft.text.strip(),
        tuple(cite(articles[span.article_id], span.start, span.end) for span in spans),
        speaker=_stands(draft.speaker, spans, articles),
        reported_by=_stands(draft.reported_by, spans, articles),
        as_of=draft.as_of,
    )


def _standing(
    draft: DraftClaim, ways: Iterator[tuple[Span, ...]], articles: Mapping[str, Article], language: str
) -> tuple[Span, ...]:
    """The first way to cite the claim that holds; the reason why the best one does not, where none does."""
    from bot.proof.support import check_support

    first: NotProved | None = None
    for spans in ways:
        try:
            for span in spans:
                check_span(span, articles)
            reason = check_support(draft, spans, articles, language)
            if reason is None:
                return spans
            raise NotProved(reason)
        except NotProved as failure:
            first = first or failure
    raise first or NotProved("nothing in the cited passages says so")


def cite(article: Article, start: int, end: int) -> Citation:
    """A citation of a place; its number is given by the answer it goes into."""
    return Citation(
        number=None,
        article_id=article.id,
        file=article.file,
        title=article.title,
        outlet=article.fact("outlet").value,
        published=article.fact("published").value,
        sha256=article.sha256,
        text_sha256=article.text_sha256,
        start=start,
        end=end,
        quote=article.text[start:end],
    )


def _stands(name: str | None, spans: tuple[Span, ...], articles: Mapping[str, Article]) -> str | None:
    """A speaker or an outlet is given in the article's own words or not at all."""
    known = any(name and locate(name, articles[span.article_id].text) for span in spans)
    return name if known else None


def _ways(
    draft: DraftClaim, articles: Mapping[str, Article], passages: Mapping[str, Passage], language: str
) -> Iterator[tuple[Span, ...]]:
    """Spans and quotes point to one place each; passages named without a quote are searched for what says so."""
    from bot.proof.alignment import alignments

    placed: list[Span] = []
    named: list[Passage] = []
    for item in draft.evidence:
        if isinstance(item, Span):
            placed.append(item)
            continue
        passage = _passage(item.passage_id, articles, passages)
        if item.quote is None:
            named.append(passage)
        else:
            placed.append(_place_of(item.quote, passage))
    fixed = tuple(dict.fromkeys(placed))
    if not named:
        yield fixed
        return
    for found in alignments(draft.text, named, articles, MOST_CITED_CHARACTERS, language):
        yield tuple(dict.fromkeys((*fixed, *found)))


def _passage(passage_id: str, articles: Mapping[str, Article], passages: Mapping[str, Passage]) -> Passage:
    passage = passages.get(passage_id)
    if passage is None:
        raise NotProved(f"passage {passage_id} was not among those found for this question")
    article = articles.get(passage.article_id)
    if article is None:
        raise NotProved("the cited article is no longer there")
    if article.text[passage.start : passage.end] != passage.text:
        raise NotProved("the cited article has changed since it was searched")
    return passage


def _place_of(quote: str, passage: Passage) -> Span:
    places = list(occurrences(quote, passage.text))
    if not places:
        raise NotProved("the quote is not in the cited passage")
    if len(places) > 1:
        raise NotProved("the quote stands more than once in the cited passage, so it points nowhere in particular")
    start, end = places[0]
    return Span(passage.article_id, passage.start + start, passage.start + end)


def check_span(span: Span, articles: Mapping[str, Article]) -> None:
    """Raises NotProved unless the span may be shown as a citation."""
    article = articles.get(span.article_id)
    if article is None:
        raise NotProved("the cited article is not among those found for this question")
    text = article.text
    if not 0 <= span.start < span.end <= len(text):
        raise NotProved("the cited place lies outside the article")
    quote = text[span.start : span.end]
    if quote != quote.strip() or cuts_a_word(text, span.start, span.end):
        raise NotProved("the cited place begins or ends inside a word or on a space")
    if span.start and text[span.start - 1] in OPENING_QUOTES:
        raise NotProved("the cited place cuts off its quotation mark")
    for segment in article.segments:
        if not segment.citable and segment.start < span.end and span.start < segment.end:
            raise NotProved(f"the cited place is not part of the article's text ({segment.reason})")
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 12]
    if looks_like_an_instruction(quote) or _OPENS_A_TURN.search(before) or _CLOSES_A_TURN.match(after):
        raise NotProved("the cited text is addressed to software, not to readers")
    touched = sum(1 for one in article.sentences if one.start < span.end and span.start < one.end)
    long = touched > MOST_CITED_SENTENCES or len(quote) > MOST_CITED_CHARACTERS
    if long and not _one_speech(quote):
        most = f"{MOST_CITED_SENTENCES} sentences or {MOST_CITED_CHARACTERS} characters"
        raise NotProved(f"the cited place is longer than {most}")


def _one_speech(quote: str) -> bool:
    """One pair of quotation marks around (nearly) all of it."""
    pairs = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’"}
    closing = pairs.get(quote[0])
    if closing is None:
        return False
    inner = quote[1:].rstrip(".,;:!? ")
    return inner.endswith(closing) and closing not in inner[:-1]


@dataclass(frozen=True)
class Proof:
    """What a citation looks like against the file as it is now."""

    status: Literal["found", "stale", "missing", "false"]
    reason: str
    start: int | None = None  # where the quote stands now, if it stands anywhere
    end: int | None = None


def prove(citation: Citation, data: bytes | str | None) -> Proof:
    """Checks a citation with nothing of ours: the file's bytes, or its extracted text for what is not a text file.

    found: the same file, and the quote at its place. stale: the file has changed, and the quote is still in it.
    missing: no file, or the quote is not in it any more. false: the same file never had that quote there.
    """
    if data is None:
        return Proof("missing", "there is no such file")
    if not _well_formed(citation):
        return Proof("false", "the citation gives no place or no quote")
    text, same = _decoded(citation, data)
    start, end = citation.start, citation.end
    here = text[start:end] == citation.quote and end <= len(text)
    if same:
        if here:
            return Proof("found", "the quote stands at its place", start, end)
        return Proof("false", "the file is the same and the quote is not at the place given")
    if here:
        return Proof("stale", "the file has changed; the quote still stands at its place", start, end)
    elsewhere = locate(citation.quote, text)
    if elsewhere:
        return Proof("stale", "the file has changed; the quote now stands elsewhere in it", *elsewhere)
    return Proof("missing", "the file has changed and the quote is not in it any more")


def _well_formed(citation: Citation) -> bool:
    """Citations to be proved come from files that anyone may have written."""
    whole = all(type(value) is int for value in (citation.start, citation.end))
    return whole and isinstance(citation.quote, str) and bool(citation.quote) and 0 <= citation.start < citation.end


def _decoded(citation: Citation, data: bytes | str) -> tuple[str, bool]:
    """The text that the offsets count in, and whether it is the one that was cited."""
    if isinstance(data, str):
        return data, _sha256(data.encode("utf-8", "surrogatepass")) == citation.text_sha256
    texts = list(_readings(data))
    for text in texts:
        if _sha256(text.encode("utf-8", "surrogatepass")) == citation.text_sha256:
            return text, _sha256(data) == citation.sha256
    return texts[0], False


def _readings(data: bytes) -> Iterator[str]:
    """The text of a file under each encoding that it could be in; the cited text's hash tells which is meant."""
    for encoding in ("utf-8-sig", "utf-16", "utf-32", "cp1252"):
        if encoding in ("utf-16", "utf-32") and data[:2] not in (b"\xff\xfe", b"\xfe\xff") and data[:2] != b"\0\0":
            continue
        try:
            yield data.decode(encoding)
        except UnicodeError:
            continue
    yield data.decode("latin-1")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
