"""As of when a sentence holds that is told in the present."""

from __future__ import annotations

import re

from bot.offline.candidates import Candidate
from bot.offline.quotations import QUOTATION
from bot.offline.when import YEAR
from bot.text.words import PAST_IN_ED

_PRESENT = re.compile(
    r"\b(?:is|are|isn[’']t|aren[’']t|has|have|remains?|continues?|still|currently|now|es|está|están|sigue|siguen|est|sont|reste)\b"
)
_PAST = re.compile(
    rf"\b(?:was|were|had|did|{PAST_IN_ED}|led|fed|began|became|held|found|took|went|said|told|gave|left|met|made|fue|fueron|était|fut)\b"
)
_PERFECT = re.compile(  # French tells what happened with a verb in the present: "il est tombé", "s'est-il indigné"
    r"\b(?:s[’']est|se sont)(?:-(?:t-)?(?:ils?|elles?|on))?\b(?=\s)"
    r"|\b(?:est|sont)(?:-(?:t-)?(?:ils?|elles?|on))?(?=\s+(?:\w+ment\s+|déjà\s+|aussi\s+|pas\s+)?(?:tombé|venu|allé|parti|arrivé|né|mort|resté|devenu|"
    r"entré|sorti|monté|descendu|revenu|retourné|rentré|passé|survenu|décédé|apparu|parvenu|intervenu)e?s?\b)"
)
_DAY_NAMED = {
    "en": r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow",
    "es": r"lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    "fr": r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain",
}
_TO_COME = re.compile(  # what is told of a day to come is told as of today
    rf"\b(?:will|shall)\b[^.;]*\b(?:{_DAY_NAMED['en']})\b|\b(?:until|till)\s+(?:{_DAY_NAMED['en']})\b"
    rf"|\b(?:deben?|\w+(?:rá|rán))\b[^.;]*\b(?:{_DAY_NAMED['es']})\b|\bhasta\s+(?:el|este)\s+(?:{_DAY_NAMED['es']})\b"
    rf"|\b(?:doi(?:t|vent)|v(?:a|ont)|\w+(?:[eiod]ra|ront))\b[^.;]*\b(?:{_DAY_NAMED['fr']})\b|\bjusqu[’']à\s+(?:{_DAY_NAMED['fr']})\b"
)
_HAPPENED = {  # by the article's language: "a summit" and "a su" are no French participles
    "es": re.compile(r"\b[^\W\d_]+(?:ó|aron|ieron)\b"),
    "fr": re.compile(r"\b(?:a|ont|avait)\s+(?:\w+ment\s+)?[^\W\d_]+(?:[éiu]|is|it)\b"),
}
_BEGAN = re.compile(  # before a year in which something began
    r"\b(?:born|née?s?|nacid[oa]s?|nació|built|founded|established|opened|fundad[oa]s?|construid[oa]s?|fondée?s?|construite?s?|"
    r"since|depuis|desde|from)\b(?:(?! to )[^.]){0,40}$",
    re.IGNORECASE,
)
_TURN = r"(?:(?:the|end|start|middle|of|early|late|spring|summer|autumn|winter|el|año|la|fin|finales|de|l[’']été|le|début)\s+|mid-)*"
_PLANNED = {  # by the article's language: after which a year of the same clause is one to come
    "en": re.compile(
        rf"\b(?:will|would|shall|(?:is|are) (?:\w+ )?(?:to|set|expected|planned|scheduled|forecast|due to be))\b"
        rf"|\b(?:by|until|till) {_TURN}(?:[^\W\d_]+ )?$"
    ),
    "es": re.compile(
        r"\b[a-zà-ÿ]{2,}(?:rá|rán)\b|\b(?:va|van) a\b|\bprevist[oa]s?\b"
        rf"|\b(?:hasta|para|antes de|a partir de) {_TURN}(?:[^\W\d_]+ (?:de )?)?$"
    ),
    "fr": re.compile(
        r"\b(?:[a-zà-ÿ]{2,}(?:[eidv]ra|[eidv]ront|[eidv]rai(?:t|ent))|aura(?:it|ient)?|auront)\b|\b(?:va|vont) [a-zà-ÿ]+(?:er|ir|re)\b|\bprévue?s?\b|\bdoi(?:t|vent)\b"
        rf"|\b(?:d[’']ici|jusqu[’']en|avant|à partir de) {_TURN}(?:[^\W\d_]+ )?$"
    ),
}


def as_of(one: Candidate) -> str | None:
    """What dates a sentence that is told in the present: a year of its own, the article's date, its latest year."""
    outside = _PERFECT.sub("était", QUOTATION.sub(" ", one.text))
    published = one.article.fact("published").value
    latest = published or one.article.fact("latest_year").value
    language = str(one.article.fact("language").value)
    past = _PAST.search(outside) and not re.search(r"\b(?:still|now|currently|is \d|since then)\b", outside, re.I)
    if _PRESENT.search(outside) and not past:
        return _own_year(outside, published, language) or latest
    happened = _HAPPENED.get(language)
    told = past or (happened and happened.search(outside))
    return latest if _TO_COME.search(outside) and not told else None


def _own_year(text: str, published: str | None, language: str) -> str | None:
    """The last year that the sentence speaks of as its present: none in which something began, none long past or to come."""
    found = None
    planned = _PLANNED.get(language, _PLANNED["en"])
    for clause in re.split(r"[,;:]\s", text):
        for match in YEAR.finditer(clause):
            behind = int(published[:4]) - int(match.group()) if published else 0
            told_now = 0 <= behind <= (1 if not _PRESENT.search(clause) else 9999)
            before = clause[: match.start()]
            if told_now and not _BEGAN.search(before) and not planned.search(before):
                found = match.group()
    return found
