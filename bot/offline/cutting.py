"""Where a question that asks two things is cut: "Who sold the mill, and when was that?"."""

from __future__ import annotations

import re

from bot.offline.quotations import QUOTATION

_AND = {"en": "and", "es": "y|e", "fr": "et"}
_BEFORE = {
    "en": "at|in|by|for|from|on|with|to",
    "es": "a|en|de|por|con|desde|hasta",
    "fr": "à|a|en|de|par|pour|dans|avec|depuis",
}
_SUBJECT = (  # behind "did" or "was": "and was hurt" goes on about whoever was spoken of
    r"(?:(?:i|he|she|they|we|you|there|these|those|the|an?|his|her|their|its|my|your|our|all|both|many|most|any\w*|some\w*|every\w*|nobody|no\s+one|no)\b"
    r"|(?:it|this|that)\s+\w|(?-i:[A-ZÀ-Þ])|[\w-]+['’]s?\s)"
)
_ASKING = {  # without the "que" that only joins
    "en": rf"(?:who|whom|whose|what|which|when|where|why|how)\b|(?:did|was|were|is|are)\s+{_SUBJECT}",
    "es": r"(?:quién(?:es)?|quien(?:es)?|qué|cuándo|cu[aá]nt\w+|dónde|cómo|cuál\w*)\b|que\s+(?:pas|ocurr|suced)[oó]\b",
    "fr": r"(?:qui|quoi|quand|où|comment|combien|pourquoi|quel\w*)\b|qu['’]\w+-(?:t-)?(?:ils?|elles?|on|ce)\b"
    r"|que(?!\s+(?:(?:l[ae]s?|une?|du|des?|ce|cet|cette|ces|[smt]on|[smt]a|[smt]es|leurs?|[nv]otre|[nv]os|ils?|elles?|on|nous|vous|je|tu|personne|rien"
    r"|tou[ts]|toutes|plusieurs|deux)\b|[ldj]['’]|(?-i:[A-ZÀ-Þ])))\b",
}
_BEHIND_BEFORE = {"en": r"(?!)", "es": r"qu[eé]\b", "fr": r"quoi\b"}
_CUTS = {
    language: re.compile(
        rf"(?P<mark>[,;?])?\s+(?:{_AND[language]})\s+(?=¿?(?:{asking}|(?:{_BEFORE[language]})\s+(?:{asking}|{_BEHIND_BEFORE[language]})))|\?\s+(?=\w)",
        re.IGNORECASE,
    )
    for language, asking in _ASKING.items()
}
_RELATIVE = re.compile(r"(?:who|whom|whose|which|where|when|qui|où|quien(?:es)?)\b", re.IGNORECASE)
_ASKS = r"(?:who|when|where|why|how|quién|quien|cuándo|cuando|dónde|donde|por qué|por que|cómo|qui|quand|où|pourquoi|comment)"
_TWO_ASKED = re.compile(rf"^\W*({_ASKS}) (?:and|y|et) ({_ASKS})\b(?= \w)", re.IGNORECASE)
_ASKS_ONLY = re.compile(_ASKS, re.IGNORECASE)


def cut(text: str, language: str) -> tuple[str, ...]:
    """Its parts, where it asks two things or more; else none."""
    if two := _TWO_ASKED.match(text):
        rest = text[two.end() :]
        return f"{two.group(1)}{rest}", f"{two.group(2)}{rest}"
    first, *others = (part.strip(" ,;?¿") for part in _pieces(text, language))
    parts = [part for part in others if len(part.split()) >= 2 or _ASKS_ONLY.fullmatch(part)]
    parts = [first, *parts] if len(first.split()) >= 2 else parts
    return tuple(parts) if len(parts) > 1 else ()


def _pieces(text: str, language: str) -> list[str]:
    """Never cut inside a quotation."""
    plain = QUOTATION.sub(lambda match: re.sub(r"\S", "x", match.group()), text)
    pieces, start = [], 0
    for match in _CUTS.get(language, _CUTS["en"]).finditer(plain):
        if not _goes_on(plain[start : match.start()], plain[match.end() :], match["mark"]):
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]


def _goes_on(before: str, after: str, mark: str | None) -> bool:
    """ "the girl who fell and who was hurt" is told of once more, and nothing else is asked."""
    again = _RELATIVE.match(after)
    return (
        again is not None and mark is None and re.search(rf"\w\s+{again.group()}\b", before, re.IGNORECASE) is not None
    )
