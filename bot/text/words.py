"""Words as the offline answerer compares them: folded, stemmed, without the little ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from bot.text.lexicon import NOT_PAST

WORD = re.compile(r"[^\W_]+(?:[’'.,][^\W_]+)*")
PAST_IN_ED = (
    rf"(?!(?:{'|'.join(sorted(NOT_PAST))})\b)[a-z]{{2,}}ed"  # in small letters: behind a \b, "closed" and not "Ted"
)
_US = "U.S"  # as `words` reads "U.S."

_MAY_COMBINE = re.compile("[^\x00-\u02ff\u2000-\u20cf]")  # letters and quotation marks of European texts never do

STOP = {
    "en": """a an the and or but nor so as at by for from in into of off on onto out over to up with within without about after
        before between during than then there here this that these those it its he him his she her hers they them their theirs
        i me my we us our you your who whom whose which what when where why how is are was were be been being am do does did done
        doing has have had having will would can could may might must shall should not no any some also just only very too s t
        please tell give name say says said ever exactly actually many much long old according article articles""",
    "es": """el la los las un una unos unas y o u pero ni de del al a ante con contra desde durante en entre hacia hasta para por
        según sin sobre tras que quien quién quienes quiénes cual cuál cuales cuáles cuando cuándo donde dónde como cómo cuanto
        cuánto cuanta cuánta cuantos cuántos cuantas cuántas porque qué es son era eran fue fueron ser sido está están estaba
        estaban ha han había habían haber hay hubo lo le les se su sus él ella ellos ellas me mi te tu nos no sí si más muy ya
        también artículo artículos dice dicen dijo""",
    "fr": """le la les un une des et ou mais ni de du au aux à dans en par pour sur sous sans vers chez entre avec contre avant
        après depuis pendant que qui quoi quel quelle quels quelles quand où comment combien pourquoi est sont était étaient fut
        furent être été a ont avait avaient avoir eu il elle ils elles on lui leur leurs son sa ses ce cet cette ces c s d l n
        qu j t m y ne pas plus se me te nous vous je tu dit article articles selon""",
}


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    spelled = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return _MAY_COMBINE.sub(_unless_combining, unicodedata.normalize("NFKD", spelled))


def _unless_combining(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found.group()) else found.group()


def calm(text: str) -> str:
    """In lower case, where more than a word is typed in capitals alone: they say nothing there."""
    return text.lower() if text.isupper() and len(WORD.findall(text)) > 1 else text


STOP_WORDS = {language: frozenset(fold(words).split()) for language, words in STOP.items()}


@lru_cache(maxsize=4)
def _stemmer(language: str) -> Any:
    import Stemmer

    return Stemmer.Stemmer({"es": "spanish", "fr": "french"}.get(language, "english"))


@lru_cache(maxsize=50_000)
def stem(word: str, language: str = "en") -> str:
    return str(_stemmer(language).stemWord(fold(word)))


def stems(folded: Iterable[str], language: str = "en") -> frozenset[str]:
    """Of many words at once, which is quicker."""
    return frozenset(_stemmer(language).stemWords(list(folded)))


def words(text: str) -> list[str]:
    """The words of a text, possessive endings dropped."""
    return [re.sub(r"[’']s?$", "", match) for match in WORD.findall(text)]


def terms(text: str, language: str = "en") -> list[str]:
    """Stems of the words that carry content; in capitals, "US" is the country."""
    stop = STOP_WORDS.get(language, STOP_WORDS["en"])
    found = (_US if word == "US" else word for word in words(calm(text)))
    return [stem(word, language) for word in found if fold(word) not in stop and len(word) > 1]
