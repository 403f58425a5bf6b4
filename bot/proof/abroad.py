"""A claim in the question's language over an article in another: what can be checked by anchors and a glossary.

Called by `support`. Names, numbers, dates and quoted words must all stand in the evidence, at least one of them must be
there, and with only one, a word that looks the same in both languages as well. What the claim says happened must be there
by a translation (see `bot.proof.translated`). Negations, hedges and the future that govern it must come along, and names
keep their roles. That is less than in one language, and the quote beside the claim, in the article's own words, is what
the reader judges by.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.proof.by_word import check_names_and_numbers, check_quotes
from bot.proof.compared import Compared
from bot.proof.evidence import cognate, matches
from bot.proof.figures import check_dates
from bot.proof.governed import check_governed
from bot.proof.roles import check_roles
from bot.proof.translated import check_translated, with_translations
from bot.text.words import STOP, STOP_WORDS, words
from vectorstore.article import Article

_SHARED_BEGINNING = 4  # letters that make prisión and prison one word


def foreign(claim: str, language: str, articles: Sequence[Article]) -> bool:
    """Whether the claim is written in another language than its article."""
    theirs = articles[0].fact("language").value or "en"
    spoken = language_of(claim, language)
    return spoken in STOP_WORDS and theirs in STOP_WORDS and spoken != theirs


def language_of(text: str, default: str) -> str:
    """By its little words; `default` where they do not tell. Accents tell the French "à" from the Spanish "a"."""
    said = [word.casefold() for word in words(text)]
    counts = {
        one: sum(word in STOP_WORDS[one] if word.isascii() else word in spelled.split() for word in said)
        for one, spelled in STOP.items()
    }
    best = max(counts, key=lambda one: (counts[one], one == default))
    return best if counts[best] > 0 else default


def check_abroad(compared: Compared) -> str | None:
    in_their_words = with_translations(compared)
    return (
        check_quotes(compared)
        or check_names_and_numbers(compared)
        or _first_word(in_their_words)
        or _anchored(compared)
        or check_translated(in_their_words)
        or check_governed(in_their_words)
        or check_roles(in_their_words)
        or check_dates(compared)
    )


def _first_word(compared: Compared) -> str | None:
    """A Spanish or French sentence rarely begins with a bare noun: what nothing resembles is taken for a name."""
    first = next((at for at, token in enumerate(compared.tokens) if token.first and token.text[:1].isupper()), None)
    if first is None or compared.tokens[first].kind != "word" or compared.places[first]:
        return None
    token = compared.tokens[first]
    there = (other.folded for _, other in compared.evidence.tokens())
    if any(token.folded in stop for stop in STOP_WORDS.values()) or any(
        cognate(token.folded, one, _SHARED_BEGINNING) for one in there
    ):
        return None
    return f"the name “{token.text}” is not in the cited text"


def _anchored(compared: Compared) -> str | None:
    anchors = {token.key for token in compared.tokens if token.kind in ("name", "number", "date")}
    strength = len(anchors) + len(compared.quoted)
    there = [token for _, token in compared.evidence.tokens() if token.kind == "word"]
    alike = any(
        matches(token, other) or cognate(token.folded, other.folded, _SHARED_BEGINNING)
        for token in compared.tokens
        if token.kind == "word"
        for other in there
    )
    if strength >= 2 or (strength == 1 and alike):
        return None
    return "it shares no name, number, date or quoted words with the cited text that would tie them together"
