"""What the words of a claim in one language say in another: by every line of the glossary that has them.

Called by `abroad`. The glossary is rough. A word that it does not know may be one that both languages share; what the
claim says happened must be in the cited text by one of its translations, and most of its other words too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.proof.compared import Compared
from bot.proof.equals import meanings, only_links, only_says
from bot.proof.evidence import Place, cognate, matches
from bot.proof.grammar import BE, HAPPENED, HAVE, LIGHT
from bot.proof.together import check_together
from bot.proof.wording import Token
from bot.text.glossary import LANGUAGES, dictionary_form, forms_of
from bot.text.lexicon import ALIKE, IRREGULAR, LITTLE, SPEECH, word_set
from bot.text.words import STOP_WORDS, fold, stem

_MOST_MISSING = 0.34  # of the words that are no verbs: the glossary has not got every way to say a thing
# What translators choose between.
_NEAR = ALIKE + tuple(
    word_set(group)
    for group in """receive welcome|sentence convict condemn|move settle install|lead run direct head|rescue save free
        ex former|inquiry investigation probe|series docuseries|hostage victim captive""".replace("\n", "|").split("|")
)


def with_translations(compared: Compared) -> Compared:
    """Each word of the claim placed where the evidence has a translation of it."""
    there = [(place, token, _meant(token, compared.spoken)) for place, token in compared.evidence.tokens()]
    words = (at for at, token in enumerate(compared.tokens) if token.kind == "word")
    places = {at: _places(compared.tokens[at], compared.language, there) for at in words}
    return replace(compared, places={**compared.places, **places})


def check_translated(compared: Compared) -> str | None:
    words = [at for at, token in enumerate(compared.tokens) if token.kind == "word" and _counts(compared, at)]
    missing = [at for at in words if not compared.places[at]]
    verbs = [at for at in words if _says_what_happened(compared, at)]
    unsaid = [at for at in verbs if at in missing]
    if unsaid or len(missing) > _MOST_MISSING * len(words):
        said = ", ".join(compared.tokens[at].text for at in unsaid or missing)
        return f"the cited text does not say: {said}"
    # Other words are too roughly translated to say in which sentence they stand.
    rough: dict[int, tuple[Place, ...]] = dict.fromkeys([at for at in words if at not in verbs], ())
    return check_together(replace(compared, places={**compared.places, **rough}))


def _counts(compared: Compared, at: int) -> bool:
    token = compared.tokens[at]
    if only_links(compared.tokens, at) or only_says(compared.tokens, at) or token.folded in SPEECH:
        return False
    form = IRREGULAR.get(token.folded, dictionary_form(token.text, compared.language))
    light = LIGHT.get(compared.language, frozenset())
    return not ({form, token.folded} & light or token.folded in STOP_WORDS.get(compared.language, ()))


def _says_what_happened(compared: Compared, at: int) -> bool:
    token = compared.tokens[at]
    after_be = at and compared.tokens[at - 1].folded in BE.get(compared.language, frozenset()) | HAVE.get(
        compared.language, frozenset()
    )
    irregular = compared.language == "en" and token.folded in IRREGULAR
    return bool(after_be or irregular or token.text.lower().endswith(HAPPENED.get(compared.language, ())))


def _meant(token: Token, language: str) -> frozenset[str]:
    if token.kind == "not":
        return frozenset()
    alone = (way[0] for way in _ways(token.text.lower(), language) if len(way) == 1)
    return frozenset(meaning for word in alone for meaning in _wide(word))


def _places(token: Token, language: str, there: Sequence[tuple[Place, Token, frozenset[str]]]) -> tuple[Place, ...]:
    ways = [[_wide(word) for word in way] for way in _ways(token.text.lower(), language)]
    said = frozenset(meaning for _, _, meant in there for meaning in meant)
    found = [word for way in ways if all(word & said for word in way) for word in way]
    return tuple(
        place
        for place, other, meant in there
        if any(word & meant for word in found)
        or (other.kind in ("word", "name") and (matches(token, other) or cognate(token.folded, other.folded)))
    )


@lru_cache(maxsize=20_000)
def _wide(english: str) -> frozenset[str]:
    near = (word for group in _NEAR if english in group or stem(english) in map(stem, group) for word in group)
    return frozenset(meaning for word in (english, *near) for meaning in meanings(word, "en"))


@lru_cache(maxsize=20_000)
def _ways(word: str, language: str) -> frozenset[tuple[str, ...]]:
    """Each way to say the word in English, as the words that carry it."""
    if language not in LANGUAGES:
        return frozenset({(fold(word),)})
    form = dictionary_form(word, language)
    keys = {fold(word), form, f"{stem(word, language)}-", f"{stem(form, language)}-"}
    ways = (way for key in keys for way in _table(language).get(key, ()))
    return frozenset(way for way in ways if way)


@lru_cache(maxsize=2)
def _table(language: str) -> Mapping[str, frozenset[tuple[str, ...]]]:
    made: dict[str, set[tuple[str, ...]]] = {}
    single = ((fold(form), english) for form, english in forms_of(language) if " " not in form)
    for form, english in single:
        carrying = tuple(word for word in fold(english).split() if word not in LITTLE)
        for key in (form, f"{stem(form, language)}-"):
            made.setdefault(key, set()).add(carrying)
    return {form: frozenset(ways) for form, ways in made.items()}
