"""What a conversation is about, as it stands in brackets behind a follow-up and as the search is given it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.text.leaning import asks_for_another, is_piece, outside_quotations
from bot.text.mentions import may_be_person, names
from bot.text.words import fold

LONGEST_TOPIC = 16  # words
LONGEST_NOUN = 60  # characters

_OPENING = re.compile(
    r"""^\W*(?:(?:and|but|so|or|y|pero|et|mais|also|ok|okay|yes|no|please)\W+)*
    (?:(?:can|could)\s+you\s+|please\s+)?
    (?:tell\s+me\s+(?:about\s+)?|explain\s+|give\s+me\s+|show\s+me\s+|dime\s+|cuentame\s+|dis-moi\s+)?
    (?:qu['’]\s*(?:a|ont|est)?(?:(?:-t)?-(?:ils?|elles?|on))?(?:-ce\s+qu[e'’])?\s+
    |(?:(?:in|at|on|from|to|with|by|for|since|until|under|en|dans|à|a|de|par|pour|avec|depuis|desde|hasta|con|por|para)\s+)?
     (?:who|whom|whose|what|when|where|why
      |how(?:\s+(?:(?:many|much|long|old|often|far)\b(?:\s+of\b)?|\w+(?=\s+(?:is|was|are|were|do|does|did|has|have|had|can|could|will|would)\b)))?|which|quién|quien|quiénes
      |qué|que|cuál|cual|cuándo|cuando|cu[aá]nt[oa]s?|dónde|donde|cómo|como|por\s+qué|por\s+que|qui|quoi|quand|où|comment
      |combien(?:\s+de\b|\s+d['’])?|pourquoi|quel|quelle|quels|quelles|est-ce\s+que|qu['’]est-ce\s+que)(?:\s+|(?<=['’])|(?=\W*$))
     (?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|about|es|son|era|fue|ha|est|sont|était
        |(?:a|ont)(?!\s+eu\b))\s+)*
    |(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\s+)?(?:(?:the|a(?!\s+eu\b)|an|there)\s+)?""",
    re.I | re.X,
)
_PRONOUNS = re.compile(
    r"(?:\b(?:to|of|for|by|with|about|on|from|in)\s+)?\b(?:it|they|them|she|he|him)\b\s*|\b(?:her|his|its|their)\b\s*",
    re.I,
)
_THING = re.compile(r"\b(?:it|they|them|its|their)\b(?!\s+(?:is|was|be)\s+(?:that|who|true)\b)", re.I)
_GOES_ON = re.compile(r"^\W*(?:and|y|e|et)\s", re.I)
_BRACKETS = re.compile(r"\(([^()]*)\)[^\w(]*$")
# "Ana Ruiz say", "happened at the mill": what is left of a question without these is what it is about
_LIGHT = r"""(?:say|says|said|think|thinks|thought|believe|believes|believed|mean|means|meant|happen|happens|happened
    |know|knows|knew|feel|feels|felt|want|wants|going|do|does|did|is|was|are|were|be|been|then|now|exactly
    |dijo|dijeron|dice|dicen|piensan?|opinan?|creen?|hizo|hicieron|hacen?|paso|pasa|ocurrio|sucedio|entonces|ahora
    |dit|disent|dire|ete|sera|seront|aura|auront|pensent?|croit|croient|fait|font|arrive|passe|alors|maintenant|a-t-(?:il|elle|on))"""
_BEGINS_LIGHT = re.compile(
    rf"^(?:{_LIGHT}\s+)+(?:(?:about|at|in|to|with|on|of|that|de|del|sobre|con|en|que|du|des|sur|a|au|aux|avec)\s+)?"
    r"(?:(?:the|an?|el|la|los|las|le|les)\s+)?",
    re.X,
)
_ENDS_LIGHT = re.compile(rf"(?:(?:^|\s+)(?:{_LIGHT}|a|ont)(?:\s+(?:about|of|that|to|with))?)+$", re.X)
_ONLY_LIGHT = re.compile(rf"^(?:{_LIGHT}(?:\W+|$))*$", re.X)
_A_NOUN = re.compile(
    r"""\b(?:the|an?|el|la|los|las|del|al|un|una|unos|unas|le|les|une|des|du|aux?)\s+
    (?!(?:other|others|same|first|second|third|fourth|last|next|rest|lot|one|ones|otr[oa]s?|mism[oa]s?|primer[oa]?|segund[oa]|tercer[oa]?
    |ultim[oa]|autres?|meme|premiere?|seconde?|deuxieme|troisieme|derniere?|years?|months?|weeks?|days?|time|way|ano|mes|semana|dia
    |vez|annee|mois|semaine|jour|fois)\b)[^\W\d_]{3,}|(?<!combien\s)\b[ld]'(?!annee\b|autre\b)[^\W\d_]{3,}
    |\b(?:what|which|que|quel(?:le)?s?)\s+(?!year|month|week|day|time|ano|mes|dia|annee|jour|heure)[^\W\d_]{4,}\s+(?:\w+\s+){0,3}?
    (?:did|does|has|have|is|are|was|were|ha|han|est|sont|a|ont)\b""",
    re.X,
)
_INVERTED = re.compile(
    r"\b(?:est|sont|a|ont|aura|auront|avait|était|sera|seront|fut)-(?:t-)?(?:ils?|elles?|on|ce)\b\s*(?:été\s+)?|\b(?:did|does)\s+",
    re.I,
)
_WHO_DID_IT = re.compile(r"\b(?:quien(?:es)?|qui)\s+(?:no\s+|ne\s+)?(?:l[aeo]s?\s+|l')")  # "it" and no article


def topic_of(asked: Sequence[str]) -> str:
    """One thing that a person can read: of the last question if it names one, else what that one leaned on.

    `asked` are the questions as they stand alone, the latest first.
    """
    if not asked:
        return ""
    main, leaned_on = _parted(asked[0])
    own = _readable(main)
    if leaned_on:
        return _short(own if own and _names_something(main) else leaned_on)
    if len(asked) > 1 and (not own or _THING.search(outside_quotations(main))):
        return topic_of(asked[1:]) or _short(own)
    return _short(own)


def context_of(asked: Sequence[str]) -> str:
    """The last question without its asking words; what that one leaned on, or went on with, comes after it."""
    if not asked:
        return ""
    main, earlier = _parted(asked[0])
    goes_on = _THING.search(outside_quotations(asked[0])) or (_GOES_ON.match(asked[0]) and not names(asked[0]))
    if not earlier and len(asked) > 1 and goes_on:
        earlier = context_of(asked[1:])
    return _short("; ".join(part for part in (_own(main), earlier) if part))


def with_its_name(topic: str, answer: str) -> str:
    """ "The mayor" is the mayor Ana Ruiz, where the answer says so."""
    noun = topic.split()[-1] if 0 < len(topic.split()) < 3 else ""
    if not noun or noun[0].isupper():
        return topic
    for mention in names(answer):
        before = answer[: mention.start].rstrip()
        if may_be_person(mention) and re.search(rf"(?<!\w){re.escape(noun)},?$", before[-LONGEST_NOUN:]):
            return f"{topic} {mention.name}"
    return topic


def _parted(question: str) -> tuple[str, str]:
    """What is asked, and what stands in brackets behind it."""
    match = _BRACKETS.search(question)
    return (question[: match.start()].rstrip(), match.group(1)) if match else (question, "")


def _own(main: str) -> str:
    own = _OPENING.sub("", main)
    for pronoun in reversed(list(_PRONOUNS.finditer(outside_quotations(own)))):  # a quotation keeps its own
        own = own[: pronoun.start()] + own[pronoun.end() :]
    return own.strip(" ?!.,;:¿¡")


def _readable(main: str) -> str:
    """Without verbs that any question may have; as it was where nothing else is in it."""
    own = _INVERTED.sub("", _own(main)).strip()
    if _ONLY_LIGHT.match(fold(own)):
        return ""
    end = _ENDS_LIGHT.search(fold(own)) if len(fold(own)) == len(own) else None
    own = own[: end.start()] if end and end.start() else own
    begin = _BEGINS_LIGHT.match(fold(own)) if len(fold(own)) == len(own) else None
    return (own[begin.end() :] if begin else own).strip(" ?!.,;:¿¡")


def _names_something(main: str) -> bool:
    """ "And the mayor?" does, "Who disagrees?" does not."""
    asked = _WHO_DID_IT.sub("who ", fold(main).replace("’", "'"))
    if any(not mention.opens for mention in names(main)) or _A_NOUN.search(asked):
        return True
    return is_piece(main) and not asks_for_another(main)


def _short(topic: str) -> str:
    return " ".join(topic.split()[:LONGEST_TOPIC]).rstrip(";")
