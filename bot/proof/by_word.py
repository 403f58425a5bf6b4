"""A claim word by word: what it says in words, names, numbers and quotations stands in its evidence, and no opposite does.

Called by `support`; `abroad` calls the checks of quotations, names and numbers.
"""

from __future__ import annotations

from bot.proof.compared import Compared
from bot.proof.equals import little_opposite, only_links, only_says, stands_for_a_pronoun
from bot.proof.grammar import lies_ahead
from bot.proof.turning import going_to
from bot.text.lexicon import HE, OPPOSITES, QUANTIFIERS, SHE
from bot.text.quoting import locate

_STILL = frozenset(["still", "again"])  # little words that say something of their own


def check_quotes(compared: Compared) -> str | None:
    """Words between quotation marks stand in the evidence in just these words."""
    there = [text.casefold() for text in compared.texts]
    for quoted in compared.quoted:
        words = quoted.strip(" .,;:!?").casefold()
        if words and not any(locate(words, text) for text in there):
            return f"the quoted words “{quoted}” are not in the cited text"
    return None


def check_names_and_numbers(compared: Compared) -> str | None:
    for at, token in enumerate(compared.tokens):
        if token.kind in ("name", "number", "date") and not compared.places[at]:
            return f"the {token.kind} “{token.text}” is not in the cited text"
    return None


def check_words(compared: Compared) -> str | None:
    """Every word that carries the claim stands in the evidence; one that is missing may be what the claim is wrong about."""
    there = {token.folded for _, token in compared.evidence.tokens()}
    missing = [
        token.text
        for at, token in enumerate(compared.tokens)
        if token.kind == "word"
        and not compared.places[at]
        and not only_links(compared.tokens, at)
        and not only_says(compared.tokens, at)
        and not _will(compared, at)
        and not stands_for_a_pronoun(compared.tokens, at, there, compared.near, compared.language)
    ]
    return "the cited text does not say: " + ", ".join(missing) if missing else None


def _will(compared: Compared, at: int) -> bool:
    """ "va a visitar" for "visitará"."""
    verb = going_to(compared.tokens, at)
    places = () if verb is None else compared.places.get(verb, ())
    return any(lies_ahead(compared.evidence.at(place), compared.spoken) for place in places)


def check_opposites(compared: Compared) -> str | None:
    """guilty for innocent, rose for fell: one word apart, and the other way round."""
    there = frozenset(token.folded for _, token in compared.evidence.tokens())
    for at, token in enumerate(compared.tokens):
        if compared.places.get(at) or token.folded in there:
            continue
        if turned := little_opposite(token.folded, there):
            return f"the cited text says “{turned}”, not “{token.text}”"
        for one, other in OPPOSITES:
            for mine, theirs in ((one, other), (other, one)):
                if token.folded in mine and there & theirs and not there & mine:
                    return f"the cited text says “{sorted(there & theirs)[0]}”, not “{token.text}”"
    return None


def check_quantifiers(compared: Compared) -> str | None:
    there = {token.folded for _, token in compared.evidence.tokens()}
    extra = next((t.text for t in compared.tokens if t.folded in QUANTIFIERS | _STILL and t.folded not in there), None)
    return f"“{extra}” is not in the cited text" if extra else None


def check_she_or_he(compared: Compared) -> str | None:
    there = {token.folded for sentence in compared.evidence.sentences for token in sentence.tokens}
    for mine, theirs in ((HE, SHE), (SHE, HE)):
        said = next((token for token in compared.tokens if token.folded in mine), None)
        if said and there & theirs and not there & mine:
            return f"the cited text is not about a “{said.text}”"
    return None
