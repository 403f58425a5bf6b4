"""Questions put politely: "Could you tell me who Ada Moss is?" asks "who is Ada Moss?".

In the question's own language, for the glossary would take the frame for what is asked. A frame is known by what follows
it: a word that asks, or "whether". "Tell me about the fire" has none and stays as it is.
"""

from __future__ import annotations

import re

from bot.text.glossary import dictionary_form
from bot.text.lexicon import IRREGULAR, word_set
from bot.text.words import fold

_PLEASE = {
    "en": r"(?:please|kindly|perhaps|possibly|maybe|just|so|ok|okay|well|and|now)",
    "es": r"(?:por\s+favor|pues|bueno|y|ahora)",
    "fr": r"(?:s[’']il\s+(?:te|vous)\s+pla[iî]t|svp|stp|alors|bon|et)",
}
_HELLO = (
    r"(?:(?:hello|hi|hey|good\s+(?:morning|afternoon|evening)|excuse\s+me|sorry|hola|buen[oa]s\s+(?:d[ií]as|tardes|noches)|perd[oó]n"
    r"|disculpe|bonjour|bonsoir|salut|pardon|excusez-moi)(?:\s+there)?[,.!:;]+\s*)"
)
_THANKS = re.compile(  # "Who said thank you?" has no comma
    r"(?:[\s,;–—-]{1,3}(?:please|if\s+(?:you\s+(?:can|could|know|please|would|don[’']t\s+mind)|possible)|por\s+favor"
    r"|si\s+(?:es|fuera|fuese)\s+(?:tan\s+amable|posible)|s[’']il\s+(?:te|vous)\s+pla[iî]t|svp|stp)|[,;.?!–—-]\s?(?:thanks|thank\s+you|gracias|merci))"
    r"(?=[\s?.!]{0,6}(?:\([^()]*\)\W{0,4})?$)",
    re.IGNORECASE,
)
_ME = r"(?:\s+(?:to\s+)?(?:me|us))"
_FRAMES = {
    "en": rf"""
      (?:(?:can|could|would|will|may|might)\s+(?:you|i|we|somebody|someone|anybody|anyone)\s+(?:please\s+|kindly\s+|perhaps\s+|possibly\s+|maybe\s+)*
         (?:be\s+so\s+(?:kind|good)\s+(?:as\s+)?to\s+|be\s+(?:kind|good)\s+enough\s+to\s+|mind\s+)?
         (?:(?:tell|telling|show|remind|inform){_ME}|(?:explain|explaining|clarify|specify|say|ask|know){_ME}?|let{_ME}\s+know|find\s+out))
      |(?:(?:tell|show|remind|inform){_ME}|explain{_ME}?|let{_ME}\s+know)
      |(?:do|does|did(?=\s+you))\s+(?:you|we|anybody|anyone|somebody|someone)\s+(?:happen\s+to\s+)?(?:know|remember|recall|have\s+(?:any|an|some)\s+idea(?:\s+(?:of|about|as\s+to))?)
      |(?:(?:have\s+you|you\s+have)\s+(?:got\s+)?|got\s+)?(?:any|an)\s+idea(?:\s+(?:of|about|as\s+to))?
      |(?:i|we)(?:[’']d|\s+would|\s+should)?\s+(?:really\s+|also\s+|just\s+)*(?:like|love|want|wanted|need|wish)\s+(?:you\s+to\s+(?:tell{_ME}|explain)|to\s+(?:know|find\s+out|learn|understand|hear|ask(?:\s+you)?))
      |i(?:[’']m|\s+am|\s+was|[’']ve\s+been)?\s+(?:just\s+|also\s+)*(?:wonder|wondering|curious(?:\s+(?:about|to\s+know))?)
      |(?:i\s+)?(?:don[’']?t|do\s+not)\s+know
      |(?:would\s+you\s+)?mind\s+telling{_ME}
    """,
    "es": r"""
      (?:d[ií]me(?:lo)?|d[ií]game|dinos|decidme|cu[eé]nt(?:a|e)me|expl[ií](?:ca|que)me|acl[aá]r(?:a|e)me|recu[eé]rd(?:a|e)me)
      |(?:(?:me|nos)\s+)?(?:puedes?|pod(?:r[ií]as?|[eé]is|r[ií]ais)|pueden|podemos)\s+(?:por\s+favor\s+)?(?:(?:decir|explicar|contar|indicar|aclarar|recordar)(?:me|nos)?|saber)
      |(?:ser[ií]as?\s+)tan\s+amables?\s+de\s+(?:decir|explicar|indicar)(?:me|nos)
      |(?:(?:alguien|usted|se|t[uú])\s+)?(?:sabes?|sab[eé]is|saben|sabr[ií]as?|sabemos)(?:\s+(?:usted|alguien))?
      |(?:(?:tienes?|ten[eé]is|tienen)\s+(?:alguna\s+|una\s+|la\s+menor\s+)?|alguna\s+)idea(?:\s+(?:de|sobre))?
      |(?:a\s+m[ií]\s+)?(?:me|nos)\s+(?:gustar[ií]a|encantar[ií]a|interesa(?:r[ií]a)?)\s+(?:saber|conocer|entender|preguntar)
      |(?:quisiera|quisi[eé]ramos|querr[ií]a|quiero|queremos|necesito|deseo|desear[ií]a)\s+(?:saber|conocer|entender|preguntar(?:te|le)?|que\s+me\s+(?:digas|diga|expliques|explique))
      |(?:yo\s+)?(?:me\s+pregunto|no\s+s[eé])
    """,
    "fr": r"""
      (?:(?:dis|dites|raconte|racontez|explique|expliquez|pr[eé]cise|pr[eé]cisez|rappelle|rappelez)[-\s](?:moi|nous))
      |(?:(?:peux|pourrais|veux)[-\s]tu|(?:pouvez|pourriez|voulez)[-\s]vous|(?:est-ce\s+que\s+)?(?:tu\s+(?:peux|pourrais)|vous\s+(?:pouvez|pourriez)))\s+
         (?:s[’']il\s+(?:te|vous)\s+pla[iî]t,?\s+)?(?:(?:me|nous)\s+|m[’'])?(?:dire|expliquer|indiquer|pr[eé]ciser|raconter|rappeler)
      |(?:auriez-vous|aurais-tu)\s+(?:l[’']amabilit[eé]|la\s+gentillesse|la\s+bont[eé])\s+de\s+(?:(?:me|nous)\s+|m[’'])(?:dire|expliquer|indiquer)
      |(?:sais-tu|savez-vous|sait-on|saurais-tu|sauriez-vous|(?:est-ce\s+que\s+|est-ce\s+qu[’'])?(?:tu\s+sais|vous\s+savez|(?:l[’'])?on\s+sait)|quelqu[’']un\s+sait(?:-il)?)
      |(?:(?:as-tu|avez-vous|tu\s+as|vous\s+avez|t[’']as)\s+(?:une\s+|la\s+moindre\s+)|une\s+)id[eé]e\s*(?:de\s+|d[’'])?
      |(?:j[’']aimerais|je\s+voudrais|je\s+souhaiterais|je\s+souhaite|je\s+veux|nous\s+(?:aimerions|voudrions)|on\s+(?:aimerait|voudrait)|j[’']aurais\s+aim[eé])\s+
         (?:bien\s+)?(?:savoir|conna[iî]tre|comprendre|apprendre|(?:te|vous)\s+demander|que\s+(?:tu\s+me\s+dises|vous\s+me\s+disiez))
      |je\s+(?:me\s+demande|ne\s+sais\s+pas)
    """,
}
_IN = {
    "en": r"(?:(?:exactly|precisely)\s+)?(?:(?:to|from|in|at|by|for|with|on|since|until)\s+)?(?:who|whom|whose|what|which|when|where|why|how|whether|if)",
    "es": r"(?:exactamente\s+)?(?:(?:a|de|con|en|por|para|desde|hasta)\s+)?(?:qu[eé]|qui[eé]n(?:es)?|cu[aá]ndo|d[oó]nde|ad[oó]nde|c[oó]mo|cu[aá]l(?:es)?|cu[aá]nt[oa]s?|lo\s+que|si)",
    "fr": r"(?:exactement\s+)?(?:(?:[aà]|de|d[’']|avec|en|par|pour|depuis|jusqu[’'][aà])\s*)?(?:qui|quoi|quand|o[uù]|comment|combien|pourquoi|quel(?:le)?s?|ce\s+qu[ei]|qu[’']est-ce\s+qu[ei]|si|s[’']ils?)",
}
_FRAMED = {
    language: re.compile(
        rf"^\W*(?:{_HELLO}|{_PLEASE[language]}[\s,]+)*(?P<frame>{frame})(?:[\s,:;–—-]+{_PLEASE[language]}|\s+if\s+you\s+know)?[\s,:;?¿–—-]*(?<![^\W\d_])(?={_IN[language]}(?![^\W_])|ce\s+qu[’'])",
        re.IGNORECASE | re.VERBOSE,
    )
    for language, frame in _FRAMES.items()
}
_ONLY_POLITE = {
    language: re.compile(
        rf"^\W*(?:{_HELLO}|(?:please|por\s+favor|s[’']il\s+(?:te|vous)\s+pla[iî]t)[\s,]+)+(?=¿?{asks}\b)", re.IGNORECASE
    )
    for language, asks in _IN.items()
}
_TAIL = re.compile(r"[\s?.!]{0,6}(?P<topic>\([^()]*\)\W{0,4})?$")  # the topic of a follow-up stands in brackets

_BE = r"(?:is|are|was|were)"
_AUX = r"(?:is|are|was|were|has|had|have|will|would|can|could|may|might|must|should|did|does|do)"
_PASTS = word_set(
    """said told began met left paid found gave got went came took made saw knew spoke wrote became kept brought bought sold
    lost won rose fell grew heard built sent spent stood felt thought taught caught fought sought led fed shot stole broke
    chose drove flew threw drew struck swore wore showed ate shook forbade hid ran held"""
)
_NOW = {
    "says": "say", "thinks": "think", "wants": "want", "means": "mean", "lives": "live", "works": "work", "costs": "cost",
    "believes": "believe", "claims": "claim", "knows": "know",
}  # fmt: skip
_ASKS = (
    r"(?:(?:to|from|in|at|by|for|with|on|since|until)\s+)?(?:(?:how\s+many|which|whose)\s+(?!of\b)[^\W\d_]+"
    r"|what\s+(?:year|month|day|date|time|age|sum|(?:kind|sort|type)\s+of\s+[^\W\d_]+)"
    r"|when|where|why|whom?|what|how(?:\s+(?:old|long|far|big|large|tall|deep|high|fast|much|often|heavy))?)"
)
_CLAUSE = re.compile(rf"^(?P<asks>{_ASKS})\s+(?P<rest>\S.*)$", re.IGNORECASE | re.DOTALL)
_WHAT_NOUN = re.compile(  # "what colour the car was"
    rf"^(?P<asks>what\s+(?P<noun>[a-z]+))\s+(?P<rest>(?:the|an?|his|her|their|its|our|your|my|he|she|it|they|we|you)\s.*\b{_BE})$",
    re.DOTALL,
)
_HELPS = re.compile(  # after "did", which is no verb of its own there: "what she did not do", "what she did say"
    rf"(?:not|never|want|believe|need|like|happen|{'|'.join(sorted(set(IRREGULAR.values())))})\b", re.IGNORECASE
)
_IS_HELD = re.compile(  # after "had": it helps no other verb
    r"(?:the|an?|no|any|some|in|on|at|to|for|with|against|under|his|her|its|their)\b", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"^(?:(?i:she|he|it|they|we|you|i|this|that|these|those|there|the|an?|his|her|their|its|all|both|nobody|somebody|everybody)\b|[A-ZÀ-Þ])"
)
_NO_SUBJECT = re.compile(
    rf"^(?:{_AUX}|to|of)\b|^[a-z]+ed\b", re.IGNORECASE
)  # "why was she", "how to", "what caused it"
_NEXT_CLAUSE = re.compile(r"(,?\s+and\s+)(?=(?:who|whom|whose|what|which|when|where|why|how)\b)", re.IGNORECASE)
_REPORTS = word_set("said told thought knew felt heard saw found wrote claimed believed admitted denied hoped feared")
_HAVING = {"had": "did", "has": "does", "have": "do"}
_MOST = 8  # words of a subject


def direct(text: str, language: str) -> str:
    """The question inside of its frame, in the order of words in which it is asked; the text itself where it has none."""
    if language not in _FRAMED:
        return text
    plain = _THANKS.sub("", re.sub(r"\s{2,}", " ", text))
    framed = _FRAMED[language].match(plain)
    if framed is None:
        polite = _ONLY_POLITE[language].match(plain)
        return plain[polite.end() :] if polite else plain
    inner = plain[framed.end() :]
    tail = _TAIL.search(inner)
    topic = f" {tail['topic']}" if tail and tail["topic"] else ""
    return _asked(inner[: tail.start()] if tail else inner, language) + "?" + topic


def _asked(inner: str, language: str) -> str:
    if language == "en":
        return "".join(part if at % 2 else _in_order(part) for at, part in enumerate(_NEXT_CLAUSE.split(inner)))
    if language == "es":
        return re.sub(r"^si\s+", "", re.sub(r"^lo\s+que\b", "qué", inner, flags=re.IGNORECASE), flags=re.IGNORECASE)
    return _asked_in_french(inner)


def _asked_in_french(inner: str) -> str:
    if said := re.match(
        r"ce\s+qu(?:e\s+|[’'])(?P<who>.+?)\s+(?P<did>a|ont|avait)\s+(?P<said>dit|déclaré|affirmé)$", inner
    ):
        return f"qu'{said['did']} {said['said']} {said['who']}"
    for pattern, asks in ((r"^ce\s+qui\b", "qu'est-ce qui"), (r"^ce\s+(?=qu)", ""), (r"^s(?:i\s+|[’'](?=il))", "")):
        inner, changed = re.subn(pattern, asks, inner, flags=re.IGNORECASE)
        if changed:
            break
    return inner


def _in_order(clause: str) -> str:
    """ "who Ada Moss is", "why she left", "whether it was true": the verb goes before whom it is about."""
    whether = re.match(r"(?:whether|if)\s+(?P<rest>\S.*)$", clause, re.IGNORECASE | re.DOTALL)
    if whether:
        return _turned("", whether["rest"]) or clause
    of_noun = _WHAT_NOUN.match(clause)
    asking = of_noun if of_noun and not _may_be_verb(of_noun["noun"]) else _CLAUSE.match(clause)
    if asking is None:
        return clause
    asks, rest = asking["asks"], asking["rest"]
    if re.fullmatch(rf"(?:{_AUX})", rest.split()[0], re.IGNORECASE):
        return clause
    if last := re.fullmatch(r"(?P<who>.+?)\s+(?P<be>is|are|was|were)", rest):
        subject = last["who"]
        return clause if re.search(rf"\b{_AUX}\b", subject) else f"{asks} {last['be']} {subject}"
    # "what happened there", "how many people were hurt": it asks for the subject
    asks_for_it = re.match(r"(?:who|what|which|whose|how\s+(?:many|much))\b", asks, re.IGNORECASE)
    named = _SUBJECT.match(rest) if asks_for_it else not _NO_SUBJECT.match(rest)
    speaks = re.fullmatch(r"(?:[^\W\d_]+[\s-]){1,4}(?:said|says|told us|thinks|claims|wants)", rest)
    return (_turned(asks, rest) if named or speaks else None) or clause


def _turned(asks: str, rest: str) -> str | None:
    own = rest.split()
    for at, word in enumerate(own[1 : _MOST + 1], 1):
        subject, after = " ".join(own[:at]), " ".join(own[at + 1 :])
        folded = fold(word)
        if folded in ("who", "which", "that", "whose", "whom"):
            return _turned_around_relative(asks, own, at)
        if folded in ("did", "does") or (folded == "do" and after):
            return _joined(asks, word, subject, after if _HELPS.match(after) else f"do {after}")
        if folded in _HAVING and _IS_HELD.match(after):
            return _joined(asks, _HAVING[folded], subject, f"have {after}")
        if _is_helping(word) and (after or folded not in ("do", *_HAVING)):
            return _joined(asks, word, subject, after)
        if folded in _NOW and (not after or folded in ("says", "lives", "works", "means")):
            return _joined(asks, "does", subject, f"{_NOW[folded]} {after}")
        if folded in _PASTS and not _is_part(own, at):
            return _joined(asks, "did", subject, f"{IRREGULAR[folded]} {after}")
        if re.fullmatch(r"[a-z]{2,}ed", word) and not _is_part(own, at) and (base := _base(word)):
            return _joined(asks, "did", subject, f"{base} {after}")
    return None


def _turned_around_relative(asks: str, own: list[str], at: int) -> str | None:
    """ "if the men who ran were caught" asks "were the men who ran caught?"; None where the verb cannot be told."""
    helping = [place for place in range(at + 1, len(own)) if _is_helping(own[place])]
    if helping[:1] == [at + 1]:  # "the men who were caught have fled": the first one belongs to "who"
        helping = helping[1:]
        told = True
    else:  # "who ran", "whom the police arrested"; not "whose wife", "that she was driving", "who said the car was stolen"
        clause = own[at + 1 : helping[0]] if helping else []
        told = any(_is_past(word) for word in clause) and _REPORTS.isdisjoint(clause) and own[at].lower() != "whose"
    if not told or len(helping) != 1 or helping[0] > at + _MOST or not own[helping[0] + 1 :]:
        return None
    verb = helping[0]
    if re.fullmatch(r"(?:he|she|it|they|we|you|i|to)", own[verb - 1].lower()):
        return None
    return _joined(asks, own[verb], " ".join(own[:verb]), " ".join(own[verb + 1 :]))


def _is_helping(word: str) -> bool:
    """But for the month."""
    return word != "May" and re.fullmatch(_AUX, word.lower()) is not None


def _is_past(word: str) -> bool:
    return word in _PASTS or re.fullmatch(r"[a-z]{2,}ed", word) is not None


def _may_be_verb(word: str) -> bool:
    """ "what caused the fire", "what hit the ship": it asks for its subject, and no noun stands there."""
    unchanged = ("cut", "hit", "set", "put", "hurt", "let")
    return word in _PASTS or word in unchanged or re.fullmatch(rf"{_AUX}|\w+(?:ed|s)|about|if", word) is not None


def _is_part(own: list[str], at: int) -> bool:
    """ "the injured man", "the man arrested in May", "the woman named Ada": what somebody is, and not what they did."""
    before = own[at - 1].lower()
    rest = own[at + 1 :]
    if own[at] in ("named", "called", "nicknamed") and at > 1 and rest[:1] and rest[0][:1].isupper():
        return any(re.fullmatch(_AUX, word) or _is_past(word) or word in _NOW for word in rest)
    return before in ("the", "a", "an", "his", "her", "their", "its") or (
        at + 1 < len(own) and own[at + 1] in ("by", "in", "on", "at", "of", "after", "for", "from", "with")
    )


def _base(past: str) -> str | None:
    """ "stopped" is "stop"; None for "need", which is no past."""
    base = dictionary_form(past, "en")
    return base if base != past else None


def _joined(asks: str, verb: str, subject: str, after: str) -> str:
    return " ".join(f"{asks} {verb} {subject} {after}".split())
