"""Who leads a sentence up to its colon, and so speaks after it."""

from __future__ import annotations

import re

from bot.offline.candidates import Candidate
from bot.offline.people import persons_in
from bot.offline.people_words import is_role
from bot.offline.quotations import blanked, is_sentence, words_of
from bot.offline.saying import COLON, ROMANCE
from bot.offline.speakers import has_a_verb, is_subject, speaker_in
from bot.offline.told_of import whom_it_means
from bot.text.words import fold

_READ = re.compile(  # what is quoted after these may be a letter, a sign or a book, or somebody else's words
    r"\b(?:reads?|received|got|gets|finds?|found|hears?|heard|saw|carries|carried|wore|faces?|faced|endured|titled|entitled|named|called"
    r"|leyó|recibió|oyó|escuchó|vio|tituló|titulad[oa]|(?:a|ont) (?:lu|reçu|trouvé|entendu|vu|essuyé)|lit|intitulée?"
    r"|albums?|songs?|singles?|records?|books?|novels?|films?|movies?|poems?|plays?|essays?|paintings?|nicknames?|mottos?|slogans?|charges?"
    r"|novelas?|libros?|discos?|canci(?:ón|ones)|películas?|poemas?|cuadros?|apodos?|lemas?|romans?|livres?|disques?|chansons?|poèmes?|tableaux?"
    r"|surnoms?|devises?)\b"
)
_FEELS = (
    r"(?:delighted|pleased|worried|relieved|determined|surprised|shocked|thrilled|disappointed|convinced|outraged|devastated|excited|concerned"
    r"|annoyed|satisfied|moved|un\w+ed)"
)
_UNDERGOES = re.compile(  # "was told", "was met with": somebody else speaks
    rf"\b(?:(?:is|are|was|were|been|being|gets?|got)\s+(?:\w+ly\s+)?(?!{_FEELS}\b)"
    r"(?:\w{2,}ed|told|met|sent|given|shown|known|held|seen|shouted|asked|taught|left|hit|driven|thrown|written|taken|made|read|dubbed)"
    r"|(?:fue|fueron|es|era|sido)\s+[^\W\d_]+[ai]d[oa]s?|été\s+(?:\w+ment\s+)?[^\W\d_]+(?:[éiu]|is|it)e?s?"
    r"|(?:est|fut|était)\s+(?:\w+ment\s+)?(?!(?:revenu|resté|allé|venu|parti|arrivé|devenu|fâché|désolé|soulagé|déterminé|indigné|inquiet)e?s?\b)"
    r"[^\W\d_]+(?:é|(?<!q)u)e?s?|s[’']est\s+(?:vu|entendu)e?)\b"
)
_TITLES = r"(?:(?:Mrs?|Ms|Miss|Dr|Prof|Rev|M|Mme|Mlle|Sr|Sra|Don|Doña|Sir|Dame|Lord|Lady|Judge|Saint|St)\.?)"
_BEFORE_NAME = re.compile(  # "But the", "Le Norvégien", "Mr"
    rf"(?:(?:[Bb]ut|[Aa]nd|[Yy]et|[Pp]ero|[Yy]|[Mm]ais|[Ee]t)(?:\s+|$))?(?:(?:[Tt]he|[Hh]is|[Hh]er|[Ee]l|[Ll][ae]|[Uu]na?|[Uu]ne)(?:\s+{_TITLES}|\s+[A-ZÀ-Þ][\w-]+)?|{_TITLES})?$"
)
_VERB_AFTER_COLON = re.compile(rf"(?<=[\w”»]):\s(?={ROMANCE}\s+que\b)")
_WHO = re.compile(r",\s(?:who|whose|qui|quien)\s[^,]*,")
_OF = re.compile(r"\s(?:of|for|at|from|in|de|del|de la|du|des|à|en)\s|\s?\bd[’']|,")


def before_colon(one: Candidate) -> str | None:
    """Who opens, as the only person of it, what leads to a quoted sentence: "The baker, Tom Hale, was angry: “…”"."""
    match = COLON.match(blanked(one.text))
    if match is None:
        return None
    told = _WHO.sub(",", match["who"])
    if _READ.search(told) or _UNDERGOES.search(told):
        return None
    if not is_sentence(one.text[match.end() - 1 :]):
        return None
    told_of = persons_in(match["who"], one.article)
    if pronoun := re.match(r"(?P<person>he|she|il|elle|él|ella)\b", match["who"], re.IGNORECASE):
        meant = whom_it_means(pronoun, one, 0)
        named = {person.last for _, person in told_of}
        return None if meant and fold(meant.split()[-1]) in named else meant  # "She asked Ada Moss"
    if len({person for _, person in told_of}) != 1:
        return None
    start, person = told_of[0]
    if not (is_subject(match["who"], start) and _may_open(match["who"][:start])):
        return None
    if re.search(rf"{re.escape(person.last)}\s+(?:and|y|et)\s", fold(match["who"])):
        return None  # "Ada Moss and her brother were clear"
    return person.name if person.name in match["who"] else speaker_in(match["who"], one.article)


def goes_on_after_colon(one: Candidate) -> str | None:
    """ "La presidenta, Ada Moss, acusa al juez: asegura que llegó tarde": who leads, where the verb has no subject."""
    outside = blanked(one.text)
    match = _VERB_AFTER_COLON.search(outside)
    if match is None:
        return None
    led = {person for start, person in persons_in(outside[: match.start()], one.article) if is_subject(outside, start)}
    first = next((start for start, _ in persons_in(outside[: match.start()], one.article)), 0)
    only = led.pop() if len(led) == 1 and _may_open(outside[:first]) else None
    return only.name if only and only.name in one.text else None


def _may_open(before: str) -> bool:
    """Whether nothing but what somebody is stands before a name: "The mayor of Holm, ", and not "A juror asked"."""
    before = before.strip()
    if _BEFORE_NAME.match(before):
        return True
    if has_a_verb(before):
        return False
    head = words_of(_OF.split(before)[0])
    return bool(head) and is_role(head[-1]) and (before.endswith(",") or len(head) == len(words_of(before)))
