"""What a web page leaves in a text besides the story. Rules are about a whole line and say why it may not be quoted.

A line that ends like a sentence is a sentence, whatever words it begins with, unless the rule is sure without that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vectorstore.textnorm import search_text

_NAME = r"(?:[\w&.@'’-]+|/|\|)"  # a word of a name, or what stands between two
_AGENCY = (
    r"(?:AP|AFP|EPA|EFE|ANSA|DPA|PA|Reuters|Getty(?: Images)?|Shutterstock|Alamy|Bloomberg|Xinhua|Associated Press"
    r"|Agence France[- ]Presse|WireImage|iStock|Unsplash|Wikimedia(?: Commons)?|Netflix|Handout)"
)
_ENDED = re.compile(r"[.!?][\"'”’»)\]]*$")
_TAGS = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
READING_TIME = (
    r"(?:(?:reading time|temps de lecture|tiempo de lectura|lectura|lecture|lesezeit)\s*:?\s*)?"
    r"\d+\s*[- ]?min(?:ute|uto)?[sn]?\.?(?:\s+(?:read|de lecture|de lectura))?"
)


@dataclass(frozen=True)
class Rule:
    """A pattern for a whole line of at most `longest` characters."""

    reason: str
    pattern: re.Pattern[str]
    longest: int
    ended: bool = False  # whether a line that ends like a sentence may match


def _rule(reason: str, pattern: str, longest: int, ended: bool = False, cased: bool = False) -> Rule:
    return Rule(reason, re.compile(rf"(?:{pattern})\s*$", 0 if cased else re.IGNORECASE), longest, ended)


POINTER = "a pointer to other pages"
_BUTTON = "buttons of a web page"
_NOTICE = "a newsletter or subscription notice"
_LEGAL = "legal lines of a web page"
_CREDIT = "a picture credit"
_STYLE = "style rules of a web page"
_COOKIE = "a cookie notice"
_NOTE = "a note of the editors on the article"

_BUTTON_WORD = (
    r"(?:share|save(?: for later)?|print|e-?mail|tweet|pin(?: it)?|copy link|comments?|like|follow(?: us)?|reply|report"
    r"|menu|search|log ?in|sign in|subscribe|skip to (?:main )?content|close|next|previous|home|back to top|show more"
    r"|load more|contact|terms of use|compartir|guardar|imprimir|partager|enregistrer|imprimer|teilen)"
    r"(?:\s+(?:(?:this|the)?\s*(?:article|story|page|now|comments?)|(?:esta|este|cet|cette)\s+(?:noticia|artículo|article)))?"
)
_PLACE_TO_SHARE = (
    r"(?:facebook|twitter|x|instagram|linkedin|whatsapp|telegram|youtube|e-?mail|courriel|correo|reddit|tiktok|threads"
    r"|bluesky|mastodon|pinterest)"
)

_CODE_RULES = (
    _rule("no words", r"[\W_]+", 1000, ended=True),
    _rule(_STYLE, r"(?:@media|@import|@font-face|[#.][a-z_][\w-]*)[^{}]*\{.*", 5000, ended=True),
    _rule(_STYLE, r"[^{}]*\{\s*(?:[\w-]+\s*:\s*[^;{}]+;\s*)+\}?.*", 5000, ended=True),
    _rule(_STYLE, r"[a-z-]+\s*:\s*[^;.!?]+;", 200, ended=True, cased=True),
    _rule(
        "script of a web page",
        r"(?://\s*)?(?:(?:var|let|const)\s+[\w$]+\s*=.*|(?:async )?function\s*[\w$]*\s*\([^)]*\)\s*\{.*"
        r"|(?:window|document|googletag|jQuery|dataLayer)\b[.\[(]\S.*[;{})\]]|\$\(.*|\(function\b.*"
        r"|if\s*\(.*\)\s*\{.*|\}\s*(?:else\b.*|\)\s*\(?.*;?)|<!\[CDATA\[.*|\]\]>)",
        20000,
        ended=True,
        cased=True,
    ),
    _rule("markup of a web page", r"(?:<!--.*-->|<!--|-->|</?[a-z][^<>]*>\s*)+", 5000, ended=True),
    _rule("a link alone", r"(?:[\w ]{0,20}:\s*)?<?(?:https?://|www\.)\S+", 2000, ended=True),
)

_PAGE_RULES = (
    _rule("advertisement", r"advertisements?|ad|sponsored(?: content)?|promoted|publicidad|publicité|anzeige", 30),
    _rule("advertisement", r"(?:story|article) continues (?:below|after)(?: (?:this |the )?ad\w*)?", 60, ended=True),
    _rule(
        POINTER,
        r"more (?:from|on|about|in)\s+(?:this (?:story|topic|author|section)|the web|our network)\s*(?::.*)?",
        160,
    ),
    _rule(
        POINTER,
        r"(?i:more (?:from|on|about|in|coverage of))\s+[A-Z][\w.&'’-]*"
        r"(?:\s+(?:of|the|and|&|[A-Z][\w.&'’-]*)){0,5}\s*(?::.*)?",
        160,
        cased=True,
    ),
    _rule(
        POINTER,
        r"(?:read (?:more|also|next|on)|also read|see (?:also|more)|continue reading|keep reading|related(?: stories"
        r"| articles| coverage)?|recommended(?: for you| stories)?|most (?:read|popular)|you (?:may|might) also like"
        r"|trending(?: now)?|watch|listen|lea (?:también|además)|leer más|lee también|te puede interesar|à lire aussi"
        r"|lire (?:aussi|la suite)|lesen sie auch|mehr zum thema)(?:\s*[:>»|].*)?",
        200,
    ),
    _rule(POINTER, r"(?:read more (?:at|on|about|here|from)|click here (?:to|for))\b.*", 120, ended=True),
    _rule(
        POINTER,
        r"(?:read (?:more|also|next|on)|also read|see also|up next|related|lea (?:también|además)|lee también"
        r"|(?:à )?lire aussi)\s*[:>»|→].*\?[\"'”’»)\]]*",
        200,
        ended=True,
    ),
    _rule(_BUTTON, _BUTTON_WORD, 40),
    _rule(_BUTTON, rf"{_BUTTON_WORD}(?:\s+[|·•–—-]\s+(?:{_BUTTON_WORD}|{_PLACE_TO_SHARE}))+", 160),
    _rule(
        _BUTTON,
        rf"(?:share|compartir|partager|teilen)(?: (?:this|on|via|en|sur))?\s*:\s*{_PLACE_TO_SHARE}"
        rf"(?:(?:\s*[|·•,/–—-]\s*|\s+(?:and|y|et)\s+){_PLACE_TO_SHARE})*",
        160,
    ),
    _rule(_BUTTON, rf"{_BUTTON_WORD}(?:\s+{_BUTTON_WORD}){{2,}}", 160),
    _rule(
        _BUTTON,
        r"(?:share|like|follow|find|join)\s+(?:(?:this|us|it|@?\w+(?: \w+)?)\s+)?(?:on|via)\s+"
        rf"{_PLACE_TO_SHARE}\b.{{0,80}}",
        140,
        ended=True,
    ),
    _rule(_BUTTON, rf"(?:síguenos|síganos|suivez-nous)\s+(?:en|sur)\s+{_PLACE_TO_SHARE}\b.{{0,80}}", 140, ended=True),
    _rule(_BUTTON, r"follow @\w+|listen to this (?:article|story)\b.{0,30}", 60),
    _rule(_BUTTON, r"\d+\s+(?:comments?|shares?|likes|views)", 40),
    _rule(_BUTTON, READING_TIME, 40),
    _rule(_BUTTON, r"(?:leave|post|add) a comment|be the first to comment|join the conversation", 60, ended=True),
    _rule(
        _NOTICE,
        r"(?:sign up|register|subscribe)\b.{0,60}\b(?:our|your|free|here|today|now)\b.*",
        240,
        ended=True,
    ),
    _rule(_NOTICE, r"get (?:our|the|your|the latest) .{0,80}(?:inbox|newsletters?).*", 200, ended=True),
    _rule(_NOTICE, r"(?:sign up for|subscribe to) [\w' ]{0,40}(?:newsletters?|channel|podcast)", 120),
    _rule(_NOTICE, r"(?:enter )?your e-?mail(?: address)?|thank you for subscribing", 80, ended=True),
    _rule(_NOTICE, r"(?:suscríbe(?:te|ase)|inscrivez-vous|abonnez-vous|jetzt abonnieren)\b.*", 160, ended=True),
    _rule(_COOKIE, r"(?:we|(?:this|our) (?:web ?)?site)(?: and our partners)? uses? cookies\b.*", 500, ended=True),
    _rule(_COOKIE, r"by (?:continuing|using|clicking)\b.*\bcookies?\b.*", 500, ended=True),
    _rule(
        _COOKIE,
        r"(?:utilizamos|usamos|(?:este|nuestro) sitio(?: web)? (?:utiliza|usa)|nous utilisons"
        r"|(?:ce|notre) site(?: web)? utilise)\b.*\bcookies?\b.*",
        500,
        ended=True,
    ),
    _rule(_COOKIE, r"(?:(?:si|al) contin\w+|en (?:poursuivant|continuant))\b.*\bcookies?\b.*", 500, ended=True),
    _rule(_COOKIE, r"(?:accept|reject|manage)(?: all)? cookies", 40),
    _rule(
        _COOKIE,
        r"(?:aceptar|rechazar|gestionar|configurar)(?: todas)?(?: las)? cookies"
        r"|(?:accepter|refuser|gérer)(?: tous)?(?: les)? cookies",
        60,
    ),
    _rule(_LEGAL, r"(?:cookie|privacy) (?:policy|notice|settings)|terms (?:of (?:use|service)|and conditions)", 60),
    _rule(
        _LEGAL,
        r"(?:©|(?:\(c\)|copyright)\s*(?:©|\(c\))?\s*\d{4}).*|copyright\b.*all rights reserved.*",
        300,
        ended=True,
    ),
    _rule(_LEGAL, r"our standards\s*:.*", 120, ended=True),
    _rule(
        _NOTE,
        r"this (?:article|story|report|piece|page) (?:was|has been) (?:amended|corrected|updated|modified|edited)\s+"
        r"(?:on|at|to (?:correct|reflect|clarify|include|remove|add|make|say|show))\b.*"
        r"|(?:corrections?\b.{0,60}:\s*)?(?:an|a previous) (?:earlier )?version of this (?:article|story|report|piece)\b.*"
        r"|este artículo (?:fue|ha sido) (?:corregido|modificado|actualizado)\b.*"
        r"|cet article a été (?:modifié|corrigé|mis à jour)\b.*",
        500,
        ended=True,
    ),
    _rule(_LEGAL, r"all rights reserved\.?|.{0,80}\bmay not be (?:published|reproduced)\b.*", 300, ended=True),
)

_CREDIT_RULES = (
    _rule(
        _CREDIT,
        r"(?:photos?|photographs?|images?|pictures?|video)?\s*(?:courtesy of|courtesy|cortesía de)\s*:?\s*"
        rf"(?-i:[A-Z@\d])[\w&.@'’-]*(?:\s+{_NAME}){{0,6}}",
        80,
    ),
    _rule(
        _CREDIT,
        r"[(\[]?(?:(?:photo|picture|image)\s+)?(?:photo(?:graph)?s?|image|picture|video|illustration|fotos?"
        r"|crédits? photo|credit)\s*(?:\bby\b|\bcourtesy of\b|\bde\b|\bpor\b|\bvon\b|[:/|])\s*(?-i:[A-ZÀ-Þ])[\w.'’-]*"
        r"(?:\s+(?:(?-i:[A-ZÀ-Þ@(])[\w.'’()-]*|van|von|de|del|der|du|la)){0,4}"
        rf"(?:\s*(?:[/|,]|\bfor\b|\bvia\b)\s*{_NAME}(?:\s+{_NAME}){{0,3}}){{0,3}}[)\]]?",
        100,
    ),
    _rule(_CREDIT, rf"[(\[]?(?:{_AGENCY}\s+)?(?:Photo|File)\s*/\s*[^.]{{2,60}}[)\]]?", 80, cased=True),
    _rule(
        _CREDIT,
        rf"[(\[]?(?:©\s*)?(?:[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){{0,3}}\s*[/|,]\s*)?(?:{_AGENCY}|REUTERS)"
        rf"(?:\s*[/|]\s*{_NAME}(?:\s{_NAME}){{0,3}})*[)\]]?",
        80,
        cased=True,
    ),
    _rule(_CREDIT, r"[A-ZÀ-Þ][\w.'’-]*(?:\s+[A-ZÀ-Þ][\w.'’-]*){1,3}\s*/\s*[A-Z]{2,6}", 60, cased=True),
)

RULES = (*_CODE_RULES, *_CREDIT_RULES, *_PAGE_RULES)
LONGEST = max(rule.longest for rule in RULES)


@lru_cache(maxsize=512)
def residue_reason(line: str) -> str | None:
    """Why this line is not part of the story; None for everything that may be quoted."""
    if len(line) > LONGEST:
        return None
    plain = search_text(line)
    if plain.startswith("<") and plain.endswith(">"):
        plain = " ".join(_TAGS.sub(" ", plain).split()) or plain
    plain = _marks_off(plain) or plain
    ended = bool(_ENDED.search(plain))
    for rule in RULES:
        if len(plain) <= rule.longest and (rule.ended or not ended) and rule.pattern.match(plain):
            return rule.reason
    return None


def _marks_off(line: str) -> str:
    """Without the marks of Markdown: for lists and quotes in front, for bold and italic wherever they stand."""
    return re.sub(r"\*+(?=\s|\W|$)|(?<!\S)\*+", "", line).lstrip("#>*_- ").rstrip("*_ ")


def is_picture_credit(line: str) -> bool:
    return residue_reason(line.rstrip(".")) == _CREDIT


def points_below(line: str) -> bool:
    """Whether it is a label like "More on this story", with the other pages on the lines under it."""
    plain = search_text(line).strip("#>*_-: ")
    return residue_reason(line) == POINTER and len(plain.split()) <= 6 and not re.search(r"[:>»|→]", plain)
