"""Little words by what they do in a sentence, and what a verb looks like, in the three languages of the proof.

The one place for such lists: every check reads tense, voice and the joints of a sentence from here. Words that change
what is said (negations, hedges, verbs of saying) are in `bot.text.lexicon`, which the offline answerer reads too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.proof.wording import Token
from bot.text.glossary import dictionary_form
from bot.text.lexicon import IRREGULAR, PLACE_WORDS, SPEECH, word_set
from bot.text.words import fold

BE = {
    "en": word_set("is are was were be been being"),
    "es": word_set("es son era eran fue fueron ser sido"),
    "fr": word_set("est sont etait etaient fut furent ete etre"),
}
HAVE = {
    "en": word_set("has have had having"),
    "es": word_set("ha han habia habian haber"),
    "fr": word_set("a ont avait avaient avoir"),
}
MODALS = word_set("will would shall should can could may might must cannot")
AUXILIARIES = {
    "en": BE["en"] | HAVE["en"] | MODALS | word_set("do does did"),
    "es": (BE["es"] | HAVE["es"] | word_set("esta estan estaba")) - word_set("ser sido haber"),
    "fr": (BE["fr"] | HAVE["fr"] | word_set("sera")) - word_set("ete etre avoir"),
}
# Verbs that say nothing of their own: "no tenía nada que ver", "a fait appel".
LIGHT = {
    "en": word_set("get make take do give become find"),
    "es": word_set(
        """tener hacer ver ir poder deber estar haber ser dar poner puesto puesta puestos puestas llevar quedar declarar
        considerar"""
    ),
    "fr": word_set("avoir faire aller pouvoir devoir voir etre mettre donner prendre reconnaitre declarer rester"),
}

THE = {
    "en": word_set("the this that these those"),
    "es": word_set("el la los las este esta"),
    "fr": word_set("le la les l ce cette"),
}
POSSESSIVES = {
    "en": word_set("his her their its"),
    "es": word_set("su sus"),
    "fr": word_set("son sa ses leur"),
}
DEFINITE = {language: THE[language] | POSSESSIVES[language] for language in THE}
DETERMINERS = {
    "en": DEFINITE["en"] | word_set("a an one"),
    "es": DEFINITE["es"] | word_set("un una"),
    "fr": DEFINITE["fr"] | word_set("un une"),
}

COORDINATE = {"en": word_set("and but or"), "es": word_set("y pero"), "fr": word_set("et mais puis")}
SUBORDINATE = {
    "en": word_set("while who which whose that because after before when where whereas although though until since"),
    "es": word_set("mientras que quien cuando donde porque"),
    "fr": word_set("qui quand tandis lorsque"),
}
JOINTS = {language: COORDINATE[language] | SUBORDINATE[language] for language in COORDINATE}  # begin a part
FROM = {"en": word_set("from"), "es": word_set("de del desde"), "fr": word_set("de du")}
TO = {"en": word_set("to"), "es": word_set("a al hasta"), "fr": word_set("a")}

PREPOSITIONS = {
    "en": PLACE_WORDS | {"by"},
    "es": word_set("de del en con para desde hasta contra sobre tras ante"),
    "fr": word_set("de du des en dans avec pour chez contre sur sous vers"),
}
INFINITIVES = {"es": ("ar", "er", "ir"), "fr": ("er", "ir", "re")}
_ENDINGS = {"en": ("ed", "ing"), "es": ("ado", "ido", "aron", "ieron", "aba", "ó"), "fr": ("aient", "ait", "èrent")}
# Of what has happened: participles and the simple past.
HAPPENED = {
    "en": ("ed",),
    "es": ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ó", "aron", "ieron"),
    "fr": ("é", "ée", "és", "ées", "èrent", "irent"),
}
# The future and the conditional: an infinitive, or one of these stems, with an ending. "Quería" and "montra" are the past.
_AHEAD = {
    "es": re.compile(r"(\w+r)(?:án?|ían?)"),
    "fr": re.compile(r"(\w+r)(?:a|ont|ait|aient)"),
}
_STEMS = word_set(
    """habr tendr podr pondr saldr vendr dir har querr sabr valdr
    aur ser fer ir verr viendr tiendr pourr devr voudr saur recevr enverr faudr"""
)
_HOLD_UP = word_set("ser estar haber poder deber ir etre avoir aller pouvoir devoir")  # another verb
_NO_VERBS = word_set(
    "child man woman person france spain britain germany china england wales ireland netherlands lawyer"
)


def looks_like_a_verb(token: Token, language: str) -> bool:
    """An auxiliary, "arrested", "arriving", "held", "said"."""
    if token.folded in AUXILIARIES.get(language, ()):
        return True
    if token.kind != "word":
        return False
    irregular = language == "en" and IRREGULAR.get(token.folded, "child") not in _NO_VERBS
    return irregular or token.folded in SPEECH or token.text.lower().endswith(_ENDINGS.get(language, ()))


def is_a_verb(tokens: Sequence[Token], at: int, language: str) -> bool:
    """By its look, and not behind a determiner: "the killing"."""
    token = tokens[at]
    if token.kind == "word" and at and tokens[at - 1].folded in DETERMINERS.get(language, ()):
        return False
    return looks_like_a_verb(token, language)


def adverb(token: Token) -> bool:
    return token.folded.endswith("ly")


def passive(tokens: Sequence[Token], verb: int, language: str) -> bool:
    """A form of "be" stands before it, and nothing but little words between."""
    for at in range(verb - 1, max(-1, verb - 4), -1):
        if tokens[at].folded in BE.get(language, ()):
            return not tokens[verb].folded.endswith("ing")
        if tokens[at].clause != tokens[verb].clause or not (adverb(tokens[at]) or tokens[at].kind in ("little", "not")):
            return False
    return False


def lies_ahead(token: Token, language: str) -> bool:
    """ "visitará", "versera", "subiría": what Spanish and French say of the future in one word."""
    word = token.text.lower()
    match = _AHEAD[language].fullmatch(word) if language in _AHEAD else None
    if match is None or token.kind not in ("word", "little"):
        return False
    form, begin = dictionary_form(word, language), fold(match[1])
    return form != token.folded and (begin in _STEMS or begin == form.removesuffix("e"))


def holds_up_another(token: Token, language: str) -> bool:
    """ "Será", "auront": the verb that it is about follows."""
    return dictionary_form(token.text.lower(), language) in _HOLD_UP
