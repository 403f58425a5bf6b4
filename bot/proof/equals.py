"""The same word in another form, and everyday words for one thing: what a claim may say in other words than its article.

Called by `compared`, when it places a claim's words, and by `by_word`, `together` and `translated`. The lists are short
on purpose. A word that a claim adds is what it may be wrong about, so only words stand here that say the same of anybody
and anything; what is no more than near (killed and died, charged and convicted) does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.proof.evidence import Evidence, Place
from bot.proof.grammar import DEFINITE
from bot.proof.wording import Token
from bot.text.glossary import dictionary_form
from bot.text.lexicon import SPEECH, word_set
from bot.text.words import STOP_WORDS, stem

_EQUALS = {
    "en": """picture painting|television tv|relative family|receive get obtain|welcome greet|buy purchase
        begin start commence|end finish|help assist aid|large big|small little|quit resign|choose select pick
        allow permit let|free release liberate|jail prison imprison|child kid|doctor physician|car automobile
        firm company|film movie|worker employee|happen occur|need require|want wish|about approximately roughly around
        former ex|plane aeroplane airplane aircraft|rise increase grow climb|fall drop decline decrease
        reduce cut lower decrease|raise increase|build construct|rebuild reconstruct|entire whole|quick fast rapid
        injure hurt wound|repair mend|close shut|boat ship vessel|catch capture|arrest detain|convict guilty
        acquit exonerate|ill sick|lorry truck|flat apartment|fire blaze|annual yearly|arrive reach|live reside|wed marry
        move settle relocate|admit acknowledge|warn caution|announce declare|conclude decide|attempt try|gun firearm
        detention detainment|demonstrate protest|death die|twice double|director direct|author write""",
    "es": """detener detenido arrestar|liberar soltar|dimitir renunciar|comenzar empezar iniciar|terminar acabar
        comprar adquirir|morir muerto muerte fallecer|carcel prision|recibir obtener|subir aumentar crecer
        bajar caer disminuir|coche auto automovil|solicitar pedir|herir herido lesionado|empresa compania|lograr conseguir
        absolver absuelto absolucion|abrir abierto|romper roto|escribir escrito|decir dicho|hacer hecho|poner puesto
        ver visto|volver vuelto regresar|tiroteo balacera|avion aeronave|television tele|ayudar auxiliar""",
    "fr": """arreter interpeller|liberer relacher|commencer debuter|finir terminer|acheter acquerir|mourir mort deceder deces
        recevoir obtenir|augmenter croitre|baisser diminuer reculer|voiture automobile|entreprise societe compagnie
        permettre autoriser|prison geole|elire elu|ouvrir ouvert|ecrire ecrit|prendre pris|mettre mis|faire fait
        rendre rendu|vendre vendu|perdre perdu|battre battu|couvrir couvert|offrir offert|avion appareil|aider secourir""",
}  # fmt: skip
# Words that lead from one claim to the next, or into an answer, and say nothing of their own.
_LINKS = word_set(
    """yes initially eventually finally also additionally furthermore moreover overall therefore thus currently
    specifically namely
    si inicialmente finalmente ademas actualmente
    oui initialement finalement actuellement egalement ainsi"""
)
_TEXTS = word_set("passage passages article articles text texts excerpt excerpts source sources pasaje texto articulo")
# Verbs of saying that say more than that somebody spoke. The others stand for each other.
_COMMITTING = word_set(
    """confirm confirms confirmed confirming admit admits admitted admitting acknowledge acknowledges acknowledged
    warn warns warned testify testified conclude concludes concluded announce announces announced"""
)
_CALLED = word_set("call calls called")
# The other way round, though both are little words.
_LITTLE_OPPOSITES = tuple(
    (word_set(one), word_set(other))
    for one, other in [("antes avant", "despues apres tras"), ("con avec", "contra contre"), ("desde depuis", "hasta")]
)

_PRONOUNS = {
    "en": word_set("he him his she her hers they them their theirs it its himself herself themselves one ones this"),
    "es": word_set("ella ellos ellas lo su sus"),  # "él" looks like the article
    "fr": word_set("il elle ils elles lui leur leurs sa ses"),
}
_PEOPLE = {  # whom a pronoun may be, without any sentence that says so
    "man": word_set("he him his"),
    "woman": word_set("she her hers"),
    "couple": word_set("they them their"),
    "mujer": word_set("ella"),
    "homme": word_set("il"),
    "femme": word_set("elle"),
}

_SPELLINGS = (
    (re.compile(r"is(?=(?:e|es|ed|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|es|ed|ing)$)"), "yz"),
    (re.compile(r"(?<=[^\W\d_]{2})our(?=$|s$|ed$|ing$|ful$|able$|ite$)"), "or"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"tre(?=s?$)"), "ter"),
    (re.compile(r"(?:ae|oe)(?=[a-z]{3})"), "e"),
    (re.compile(r"ence$"), "ense"),
)


def is_little(word: str, language: str) -> bool:
    """A folded word that holds sentences of that language together; "dijo" does not, it says whose word it is."""
    return language != "en" and word in STOP_WORDS.get(language, ()) and (word not in SPEECH or word == "segun")


def equal_places(said: Token, evidence: Evidence, language: str) -> tuple[Place, ...]:
    """Where the evidence has a word in another form or by an everyday equal."""
    if said.kind != "word":
        return ()
    mine = meanings(said.text.lower(), language)
    return tuple(
        place
        for place, there in evidence.tokens()
        if _may_be_a_word(there) and mine & meanings(there.text.lower(), language)
    )


def _may_be_a_word(token: Token) -> bool:
    """The first of a sentence, or "TV", may have its capital without being anybody's name."""
    return token.kind in ("word", "little") or (token.kind == "name" and (token.first or token.text.isupper()))


@lru_cache(maxsize=50_000)
def meanings(word: str, language: str) -> frozenset[str]:
    """Of a word with its accents: "renunció" is "renunciar", "renuncio" is not."""
    forms = _forms(word, language)
    return forms | {group for form in forms for group in _groups(language).get(form, ())}


@lru_cache(maxsize=50_000)
def _forms(word: str, language: str) -> frozenset[str]:
    spelled = word
    for ending, instead in _SPELLINGS if language == "en" else ():
        spelled = ending.sub(instead, spelled)
    return frozenset({stem(spelled, language), stem(dictionary_form(word, language), language)})


@lru_cache(maxsize=3)
def _groups(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in _EQUALS.get(language, "").replace("\n", "|").split("|"):
        words = group.split()
        for form in {form for word in words for form in _forms(word, language)}:
            found[form] = (*found.get(form, ()), f"={' '.join(words)}")
    return found


def only_links(tokens: tuple[Token, ...], at: int) -> bool:
    """ "Yes, ...", "Initially, ..." and "The passage states: ..."."""
    token = tokens[at]
    if token.folded in _TEXTS:
        return any(other.folded in SPEECH for other in tokens[at + 1 : at + 3])
    return token.folded in _LINKS


def only_says(tokens: tuple[Token, ...], at: int) -> bool:
    """A verb of saying that any other may stand for; "called" is one where a name or a quoted word follows."""
    word = tokens[at].folded
    if word in _CALLED:
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        before = tokens[at - 1] if at else None
        named = after is not None and (after.text[:1].isupper() or after.clause != tokens[at].clause)
        return named and before is not None and before.kind != "name"
    return word in SPEECH and word not in _COMMITTING


def pronouns(language: str) -> frozenset[str]:
    return _PRONOUNS.get(language, frozenset())


def stands_for_a_pronoun(
    tokens: tuple[Token, ...], at: int, there: Iterable[str], near: frozenset[str], language: str
) -> bool:
    """ "The picture" for "it": after a determiner, where the article names such a thing shortly before."""
    if not at or tokens[at - 1].folded not in DEFINITE.get(language, ()) or tokens[at].kind != "word":
        return False
    said = set(there) & pronouns(language)
    word = tokens[at].folded
    return bool(said & _PEOPLE.get(word, frozenset())) or bool(said and near & {word, tokens[at].key})


def little_opposite(word: str, there: frozenset[str]) -> str | None:
    """The little word of the evidence that the claim's word turns round."""
    for one, other in _LITTLE_OPPOSITES:
        for mine, theirs in ((one, other), (other, one)):
            if word in mine and there & theirs and not there & mine:
                return min(there & theirs)
    return None
