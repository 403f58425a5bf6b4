"""Sentences and passages, by offsets into the article's text: exact by construction, nothing is searched for again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

from ingest.bylines import names_maker
from ingest.heads import story_dateline
from ingest.layout import Span, trim
from ingest.residue import is_picture_credit
from vectorstore.article import Article, Segment, SegmentKind, Sentence
from vectorstore.passage import Passage
from vectorstore.textnorm import is_hidden, search_text

SPLITTER_VERSION = "1"

MAX_CHARS = 700  # of a passage; one sentence may be longer
ENOUGH_CHARS = 500  # from here on a passage ends with its paragraph
SOME_CHARS = 250  # from here on, if the next paragraph would not fit as a whole
LONG_QUOTATION = 300  # characters; a longer one is cut at the ends of the sentences in it
CITED_SENTENCES = 2  # what one citation may span, so what a quotation may stay whole with
SHORT_OUTCRY = 20  # characters; "No! No!" inside a quotation is not cut
WINDOW = 4000  # characters given to sentencex at once: its time grows with their square when quotes are unclosed
MARKER_CHARS = 4  # visible characters between two sentences of one run, for a list's bullets

_WHOLE = ("headline", "byline", "dateline", "heading")
_AS_READ = str.maketrans(
    dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ")
    | {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}  # full-width letters and stops
)
_QUOTE_MARKS = str.maketrans(dict.fromkeys('"“”«»„‟()[]', " "))
_CLOSERS = re.compile(r"[”»’)\]\"'*_]+(?=\s|$)\s*")
_TIME = re.compile(r"\d\s*[ap]\.m\.\s*$", re.IGNORECASE)
_TIME_GOES_ON = re.compile(
    r"(?:[A-Z][a-z]+ time\b|Eastern|Pacific|Central|Mountain|Greenwich|[A-Z]{1,3}T\b|GMT|UTC|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_ITEM = re.compile(r"\s*(?:\d{1,3}|[A-Z])[.)]\s*$")  # alone: the number of an item, or the "Q." of an interview
_UNIT = re.compile(r"(?:\d\s?[a-zµ]{1,5}|\betc)\.\s*$")  # "95 km. de", where the sentence goes on in lower case
_LETTERS = re.compile(r"(?:\b|\.)[A-ZÀ-Þ]\.$")  # of "S.D.I.S." and "J.-P.", which have no space between them
_TITLE = {
    "fr": re.compile(r"(?:(?:^|[\s(«“])(?:MM?|Mgr|Pr)|-[A-Z])\.\s*$"),
    "es": re.compile(r"(?:^|[\s,(«“])D(?:ª|ña)?\.\s*$"),
    "de": re.compile(r"\b(?:d(?:er|ie|as|em|en|es)|am|im|vom|zum|zur|beim|seit|bis|ab)\s+\d{1,2}\.\s*$", re.IGNORECASE),
}
_OPENED = re.compile(r"(?<=\s)[“«„(\[\"'‘¿¡]\s*$")


def sentences(text: str, segments: Sequence[Segment], language: str = "en") -> tuple[Sentence, ...]:
    """Of everything citable. Each visible character is in exactly one; a dateline before a story is one by itself."""
    found: list[Sentence] = []
    led = story_dateline(text, segments)
    for number, segment in enumerate(segments):
        if not segment.citable:
            continue
        start = segment.start
        if led and number == led[0]:
            before = led[1].end
            found.append(Sentence(*trim(text, start, start + before), "dateline", number))
            start += before
        whole = segment.kind in _WHOLE
        spans = [trim(text, start, segment.end)] if whole else sentence_spans(text, start, segment.end, language)
        kinds = _kinds(text, segment, spans)
        found += [Sentence(*span, kind, number) for span, kind in zip(spans, kinds, strict=True)]
    return tuple(found)


def _kinds(text: str, segment: Segment, spans: Sequence[Span]) -> list[SegmentKind]:
    """Of a segment's sentences. Who made a picture is said in its caption, but shows nothing of it."""
    if segment.kind != "caption" or len(spans) == 1:
        return [segment.kind] * len(spans)
    words = [search_text(text[start:end]) for start, end in spans]
    credits = [is_picture_credit(one) or (one is words[-1] and names_maker(one)) for one in words]
    return ["byline" if credit else "caption" for credit in credits]


def sentence_spans(text: str, start: int, end: int, language: str = "en") -> list[Span]:
    """The sentences of one paragraph."""
    kept = [at for at in range(start, end) if not is_hidden(text[at])]
    line = "".join([text[at] for at in kept]).translate(_AS_READ)
    spans: list[Span] = []
    for first, last in pairwise([0, *_cuts(line, language), len(line)]):
        piece = line[first:last]
        if not piece.strip():
            continue
        span = trim(text, kept[first], kept[last - 1] + 1)
        if spans and not any(character.isalnum() for character in piece):
            spans[-1] = (spans[-1][0], span[1])  # a mark left alone belongs to what it closes
        else:
            spans.append(span)
    return spans


def _cuts(line: str, language: str) -> list[int]:
    """Where sentences begin inside a line, the first one apart."""
    cuts: list[int] = []
    outer = _boundaries(line, line, language)
    for first, last in pairwise([0, *outer, len(line)]):
        if first:
            cuts.append(first)
        piece = line[first:last]
        inner = _boundaries(piece.translate(_QUOTE_MARKS), piece, language)
        if inner and (len(piece) > LONG_QUOTATION or len(inner) >= CITED_SENTENCES):
            begun = 0
            for cut in inner:
                if min(cut - begun, len(piece) - cut) > SHORT_OUTCRY:
                    cuts.append(first + cut)
                    begun = cut
    return cuts


def _boundaries(read: str, line: str, language: str) -> list[int]:
    """Cuts that sentencex makes in `read`, put right by what stands in `line` at the same places."""
    cuts: list[int] = []
    begun = 0
    for cut in _cuts_of_sentencex(read, language):
        closing, opened = _CLOSERS.match(line, cut), _OPENED.search(line, begun, cut)
        cut = closing.end() if closing else opened.start() if opened else cut
        if begun < cut < len(line) and not _goes_on(line[begun:cut], line[cut : cut + 20], language):
            cuts.append(cut)
            begun = cut
    return cuts


def _cuts_of_sentencex(read: str, language: str) -> Iterator[int]:
    start = 0
    while start < len(read):
        window = read[start : start + WINDOW]
        if len(window) == WINDOW:
            ended = max(window.rfind(mark) for mark in (". ", "! ", "? "))
            window = window[: ended + 2 if ended > 0 else window.rfind(" ") + 1 or WINDOW]
        for boundary in get_sentence_boundaries(language, window):
            yield start + int(boundary["end_index"])
        start += len(window)


def _goes_on(before: str, after: str, language: str) -> bool:
    """Whether the full stop was an abbreviation's. `before` begins with the sentence."""
    if _ITEM.match(before):
        return True
    end = before[-24:]
    if _TIME.search(end) and _TIME_GOES_ON.match(after):
        return True
    if (_UNIT.search(end) and after[0].islower()) or (_LETTERS.search(end) and not after[0].isspace()):
        return True
    return language in _TITLE and bool(_TITLE[language].search(end))


def passages_of(article: Article, max_chars: int = MAX_CHARS) -> tuple[Passage, ...]:
    """Consecutive sentences of the story, under their heading; each other line is a passage of its own."""
    groups = (group for run in _runs(article) for group in _groups(article, run, max_chars))
    return tuple(_passage(article, group[0].start, group[-1].end) for group in groups)


def _runs(article: Article) -> Iterator[list[Sentence]]:
    """Sentences that follow each other with nothing visible between them, and that play the same part."""
    run: list[Sentence] = []
    for sentence in article.sentences:
        if run and (_part(article, sentence) != _part(article, run[-1]) or _apart(article.text, run[-1], sentence)):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def _part(article: Article, sentence: Sentence) -> tuple[str, int]:
    kind = article.segments[sentence.paragraph].kind
    return ("story", 0) if kind in ("body", "heading") else (kind, sentence.paragraph)


def _apart(text: str, first: Sentence, second: Sentence) -> bool:
    between = text[first.end : second.start]
    return sum(not character.isspace() and not is_hidden(character) for character in between) > MARKER_CHARS


def _groups(article: Article, run: Sequence[Sentence], max_chars: int) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    for sentence in run:
        if group and _is_full(article, group, sentence, max_chars):
            yield group
            group = []
        group.append(sentence)
    yield group


def _is_full(article: Article, group: Sequence[Sentence], sentence: Sentence, max_chars: int) -> bool:
    """Whether a passage ends before `sentence`: at its limit, or at a paragraph's end once it has enough."""
    start, size = group[0].start, group[-1].end - group[0].start
    if sentence.end - start > max_chars:
        return True
    if sentence.kind == "heading":
        return any(earlier.kind != "heading" for earlier in group)
    if sentence.paragraph == group[-1].paragraph or group[-1].kind == "heading":
        return False
    whole = article.segments[sentence.paragraph].end - start <= max_chars
    return size >= min(ENOUGH_CHARS if whole else SOME_CHARS, max_chars)


def _passage(article: Article, start: int, end: int) -> Passage:
    name = f"{article.id}\n{article.text_sha256}\n{SPLITTER_VERSION}\n{start}\n{end}"
    id_ = hashlib.sha256(name.encode()).hexdigest()[:24]
    return Passage(id_, article.id, article.text[start:end], start, end)
