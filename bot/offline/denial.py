"""The sentence behind one that takes it back: "He denies it", "The test was negative", "The paper stood by its story"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.offline.candidates import Candidate
from bot.offline.questions import Question
from bot.offline.stance import denies
from bot.text.injection import looks_like_an_instruction
from bot.text.words import fold, terms

_POINTS_BACK = r"""(?:it|this|that(?!\ \w)|these|those|them|both|all\ (?:of\ )?(?:it|this|that)|
    (?:the|this|that|these|those|such|any|all)\ (?:claim|accusation|allegation|charge|suggestion|report|account|story|rumou?r|criticism)s?)"""
_DENIES = re.compile(
    rf"""\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es?|ed)|dismiss(?:es|ed)?|contradict(?:s|ed)?)\ (?:all\ )?{_POINTS_BACK}\b
    |\b(?:kn(?:ew|ows)\ of|there\ (?:is|was|were)|received)\ no\ such\b
    |\bl[oae]s?\ (?:nieg\w+|nego|desmient\w+|desmintio|rechaz\w+|nie(?:nt)?|conteste\w*|dement\w*)\b
    |\b(?:desmient\w+|desmintio|niegan?|dement(?:ent)?|rejette\w*|rechaz\w+)\ (?:la|el|las|los|le|les|cette|ces|esta|estas|esa|esas)\ (?:acusaci\w+|acusation\w*|accusation\w*|version\w*|noticia\w*)\b
    |\bdement(?:ent)?\W*$""",
    re.X,
)
_STANDS_BY = re.compile(  # who was contradicted says the same again
    r"""\b(?:st(?:ands?|ood)\ (?:firmly\ )?by|st(?:icks?|uck)\ to)\ (?:its|his|her|their|the)\ (?:\w+\ )?
    (?:story|report|reporting|account|claims?|accusations?|allegations?|version|words|statements?|figures?|estimates?|findings?|testimony)\b
    |\bmant(?:iene|ienen|uvo|uvieron)\ su\ (?:version|historia|acusacion|denuncia|testimonio)\b
    |\b(?:maintien\w*|(?:s[’']en\ )?tien\w*\ a)\ (?:sa|ses|son|leurs?)\ (?:version|recit|accusations?|propos|temoignage|chiffres?)\b""",
    re.X,
)
_PROVED_WRONG = re.compile(r"^\W*(?:the|this|that|these|those) (\w+) (?:\w+ ){0,2}?(?:was|were|is|are|proved|came back) (?:negative|false|untrue|wrong|unfounded|a hoax)\b")  # fmt: skip


def denial_of(question: Question, one: Candidate) -> Candidate | None:
    """Where the question asks whether it is so, or for no sort of words that a denial leaves as they are."""
    following = _next(one)
    asks = question.kind == "yes_no" or question.want in (None, "reason")
    if following is None or not asks:
        return None
    said = fold(following.text)
    disputed = _DENIES.search(said) or (_STANDS_BY.search(said) and (denies(one.text) or denies(one.english)))
    return following if disputed else None


def proved_wrong(question: Question, one: Candidate) -> Candidate | None:
    """For a yes or no: what a test, a report or a rumour of the sentence came to."""
    following = _next(one) if question.kind == "yes_no" else None
    found = _PROVED_WRONG.search(fold(following.text)) if following is not None else None
    return following if found and set(terms(found.group(1))) & one.terms else None


def _next(one: Candidate) -> Candidate | None:
    if one.index + 1 >= len(one.article.sentences):
        return None
    following = replace(one, index=one.index + 1)
    told = following.sentence.kind == "body" and not looks_like_an_instruction(following.text)
    return following if told else None
