"""Which of the three languages a short question is in, accents or none.

The little words decide; letters and endings that only one language has help. Names, and keywords that could be any
language, decide nothing: then it is the conversation's language, or else English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.text.words import fold

LANGUAGES = ("en", "es", "fr")

# A word in two lists counts a third in each; a word in one list counts whole.
_LITTLE = {
    "en": """a an the and or but of to in on at by for from with without about after before between during who whom
        whose what when where why how which is are was were be been did does do has have had will would can could
        should may might must he she it they him his her them their its this that these those there not no any
        some all many much more than then if as so because since until while into over under out up down off only
        also just ever still yet say says said tell told name give show me i you we us my your our old long ago
        happened happen during against between both each every other others someone anyone something anything
        nothing nobody again now soon whether us find found get got go went come came take took make made put let
        want need think know think mean like year years day days month months people first second last next most
        least part kind many number happening done died killed born held paid called released one two three four
        five six seven ten brother sister mother father husband wife son daughter book city court judge news
        summary date reason sentence""",
    "es": """el la los las un una unos unas y o u pero ni de del al a ante con contra desde durante en entre hacia
        hasta para por segun sin sobre tras que quien quienes cual cuales cuando donde adonde como cuanto cuanta
        cuantos cuantas porque es son era eran fue fueron ser sido esta estan estaba estaban este esto ese esa eso
        esos esas aquel aquella ha han habia habian haber hay hubo lo le les se su sus ella ellos ellas me mi te
        tu nos no si mas muy ya tambien dice dicen dijo dijeron hizo hace hacen tiene tienen tenia tuvo puede
        pueden pudo quiere cuentan paso pasa pasado ocurrio sucedio llama llamaba llaman despues antes luego
        entonces ahora siempre nunca nada nadie algo alguien otro otra otros otras todo toda todos todas mismo
        misma ano anos dia dias mes meses gente vez veces dime cuentame explica resume dame muestra saber cuya
        cuyo aun ademas sea sean sigue siguen solo donde alli aqui hoy ayer manana quedo estuvo fueran segun mucho
        mucha muchos muchas poco uno dos tres cuatro cinco seis siete diez hermano hermana madre padre marido
        mujer hijo hija libro ciudad corte juez noticias resumen fecha motivo pena tribunal carcel relata hora""",
    "fr": """le la les un une des et ou mais ni de du au aux a dans en par pour sur sous sans vers chez entre avec
        contre avant apres depuis pendant que qui quoi quel quelle quels quelles quand comment combien pourquoi
        est sont etait etaient fut furent etre ete ont avait avaient avoir eu il elle ils elles on lui leur leurs
        son sa ses ce cet cette ces ne pas plus se me te nous vous je tu dit disent disait fait font faisait peut
        peuvent pu veut doit sait passe arrive appelle appelait aussi encore toujours jamais rien personne quelque
        quelques autre autres tout toute tous toutes meme an ans annee annees jour jours mois gens fois dis
        raconte explique resume donne montre moi dont ou y ici ensuite puis alors tres si oui non afin selon lors
        etant etes sommes suis ils parce quelqu beaucoup peu trop moins mieux cela ca hier demain deux trois
        quatre cinq sept dix frere soeur mere pere mari femme fils fille livre ville cour juge nouvelles date
        raison peine tribunal proces journal mort morts heure nom avis""",
}
_MOSTLY = {"le": {"fr": 0.7, "es": 0.2}, "les": {"fr": 0.7, "es": 0.2}, "son": {"fr": 0.5, "es": 0.3}}
_ASKING_WORDS = """
    who whom whose what when where why how which is are was were did does do has have had and but in on at can
    could will would should quien quienes que cual cuales cuando donde como cuanto cuanta cuantos cuantas por en a
    y de fue era es son esta estaba ha qui quoi quel quelle quels quelles quand ou comment combien pourquoi est et
    que"""
_ASKING = frozenset(_ASKING_WORDS.split())
_WORDS = {language: frozenset(fold(text).split()) for language, text in _LITTLE.items()}

# Letters of lower-case words; a capital may be a name's. "é" and "ï" are in two languages and say nothing here.
_LETTERS = {"es": re.compile(r"[ñáíóú]"), "fr": re.compile(r"[èêëàâîôûùçœ]")}
_MARKS = {"es": re.compile(r"[¿¡]"), "fr": re.compile(r"\b(?:qu|l|d|n|s|j|c|m|t)['’](?=[^\W\d])|[«»]|\w \?", re.I)}
_ENDINGS = {
    "en": "tion ing ed ght wn sh ck th ness ship ful ly ish",
    "es": """cion sion ciones dad dades ado ada ados adas ido ida idos idas aron ieron cia miento ero eria aje ito sta
        rio io ano ana""",
    "fr": """tion teur trice eux euse eau eaux aux ait aient ement ette ique iques oir oire ois oise ier iere iers ees
        ee age eur eurs elle euil ille ienne ien""",
}
_ENDING = {language: tuple(endings.split()) for language, endings in _ENDINGS.items()}
_VOWEL = re.compile(r"[oa]s?$")  # how most Spanish words end, and few others
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LEAST, _PLENTY = 0.6, 0.9  # points; below the first, the words could be any language
_FAR_AHEAD, _AHEAD = 1.4, 1.12  # of the second language


def detect_language(text: str, conversation: Iterable[str] = ()) -> str:
    """Says "en", "es" or "fr"; `conversation` holds the earlier questions, the latest first."""
    for asked in (text, *conversation):
        scores = _scores(asked)
        best, second, _ = sorted(scores, key=lambda language: -scores[language])
        ahead = _AHEAD if scores[best] >= _PLENTY else _FAR_AHEAD
        if scores[best] >= _LEAST and scores[best] > ahead * scores[second]:
            return best
    return "en"


def _scores(text: str) -> dict[str, float]:
    scores = dict.fromkeys(LANGUAGES, 0.0)
    tokens = _TOKEN.findall(text)
    for token, lower in zip(tokens, _ordinary(tokens), strict=True):
        for language, points in _word_points(token, lower).items():
            scores[language] += points
    for language, mark in _MARKS.items():
        scores[language] += min(2.0, 1.5 * len(mark.findall(text)))
    return scores


def _ordinary(tokens: list[str]) -> list[bool]:
    """Which words are not part of a name: there is no Spanish in "Who wrote Una Novela Criminal?"."""
    if all(token.isupper() for token in tokens):
        return [True] * len(tokens)
    lower = [token[0].islower() for token in tokens]
    opens_a_name = len(tokens) > 1 and not lower[1] and fold(tokens[0]) not in _ASKING
    return [not opens_a_name, *lower[1:]]


def _word_points(token: str, lower: bool) -> dict[str, float]:
    """A name's letters and endings say nothing about the question around it."""
    parts = [fold(part) for part in re.split(r"['’]", token)]
    word = parts[-1] if len(parts) > 1 and len(parts[0]) <= 2 else parts[0]
    holding = [language for language in LANGUAGES if word in _WORDS[language]]
    if holding and lower:
        points = dict(_MOSTLY.get(word) or dict.fromkeys(holding, 1.0 if len(holding) == 1 else 0.34))
    elif lower and len(word) > 3:
        points = {language: 0.45 for language, endings in _ENDING.items() if word.endswith(endings)}
        if _VOWEL.search(word):
            points["es"] = points.get("es", 0.0) + 0.15
    else:
        points = {}
    if lower:
        for language, letters in _LETTERS.items():
            if letters.search(token.casefold()):
                points[language] = points.get(language, 0.0) + 0.8
    return points
