"""Whether a question leans on the conversation, by its words alone, in English, Spanish and French."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.text.mentions import Gender, Mention, may_be_person, names
from bot.text.words import fold

NEW_TOPIC = re.compile(
    r"""^\W*(?:(?:on\s+)?(?:a\s+)?(?:different|another|new|separate)\s+(?:subject|topic|question|matter|thing)
        |chang(?:e|ing)\s+(?:of\s+)?(?:the\s+)?(?:subject|topic)|something\s+else\s*:|(?:un)?related(?:ly)?\s*:|by\s+the\s+way
        |(?:de\s+)?otr[oa]\s+(?:tema|cosa|pregunta|asunto)|cambi(?:o|ando|emos)\s+de\s+tema|por\s+cierto
        |autre\s+(?:sujet|chose|question)|chang(?:eons|ement|er)\s+de\s+sujet|au\s+fait)\b""",
    re.I | re.X,
)


@dataclass(frozen=True)
class Leaning:
    """How a question leans: on a person, on what was talked about, or it is only a piece of a question."""

    on: Literal["person", "topic", "piece"]
    gender: Gender | None = None  # of the person; None where the language does not say
    sure: bool = True
    also_topic: bool = False  # "Which of them welcomed her?"


_FOLDED = {
    "en": {
        "f": r"\b(?:she|her|hers|herself)\b",
        "m": r"\b(?:he|him|his|himself)\b",
        "either": r"(?!)",
    },
    "es": {
        "f": r"\bella\b",
        "m": r"(?!)",  # "él" needs its accent: without it, "el" is the article
        # "¿Quién lo admitió?" and "¿quién lo paga?" ask of what was told, "¿quién lo detuvo?" of a man
        "either": r"\bsus?\b(?!\s+(?:majestad|santidad))"
        r"|^\W*(?:y\s+)?quien\s+l[aoe]\s+(?!(?:admit|reconoc|confirm|confes|neg|nieg|dij|dice|dicen|cont|cuent|anunci|hizo|hace|hicier"
        r"|decid|orden|organiz|sab|sup|revel|public|descubr|demostr|aprob|permit|prob|pag|financ|compr|vend|constru|escrib|disen)\w*)\w+\W*$",
    },
    "fr": {
        "f": r"\b(?:-t-)?elle\b",
        "m": r"\b(?:-t-)?il\b(?!\s+(?:y\s+a|s'?agit|faut|est\s+vrai|est\s+possible))"
        r"|\b(?:a|pour|avec|chez|de|sur)\s+lui\b",
        "either": r"\b(?:son|sa|ses)\s+(?!(?:et|ou)\b)|^\W*(?:et\s+)?qui\s+(?:lui|l'a|l'avait)\b",
    },
}
_PERSON = {language: {kind: re.compile(rule) for kind, rule in rules.items()} for language, rules in _FOLDED.items()}
_EL = re.compile(r"\bél\b", re.I)
_Y_A_T_IL = re.compile(
    r"\by\s+a-t-il|est-il\s+(?:vrai|possible|exact)|\bfaut-il|que\s+s'est-il|s'agit-il|qu'est-il\s+arrive"
)

_TOPIC = {
    "en": re.compile(
        r"""\b(?:it|its|itself|they|them|their|theirs|themselves)\b
        |\bsuch\b(?!\s+(?:a|an|as)\b)|\b(?:this|these|those)\b(?!\s+(?:two\s+|three\s+)?
          (?:articles?|documents?|texts?|reports?|pieces?|story|stories|files?)\b
          |\s+(?:year|month|week|season|spring|summer|autumn|winter|decade|century)'s\s+\w)
        |(?:\b(?:is|was|are|were|did|does|do|of|about|after|before|for|by|like|to|at|since|during|than|and|with|in|on|from
            |why|how|what|when|says?|said|caused?|mean)\s+)that\b(?!\s+["“«‘'])(?!\s+(?:he|she|it|they|we|you|i|the|a|an)\b)
        |\bthat\s+(?:day|year|time|month|week|morning|night|evening|place|case|decision|man|woman|point|moment|one)\b
        |^that\b|\bthat\W*$|(?<!is\s)(?<!are\s)(?<!was\s)(?<!were\s)(?<!be\s)(?<!been\s)\bthere\b(?!\s+(?:is|are|was|were|any|a|an|more|be)\b)
        |\b(?:the\s+(?:other|others|same|latter|former|first|second|third|last)(?:\s+(?:one|ones|two))?(?=\W*$|\s+(?:is|was|do|did|say)\b))
        |\b(?:is|was)\s+that\s+(?:a\s+lot|all|(?:so|very|too|that)\s+\w+)\W*$|\b(?:which|what)\s+ones?\b|\bboth\s+of\b|\bone\s+of\s+them\b|\beach\s+of\b|\beither\s+of\b
        |\bhow\s+many\s+(?:were|are|did|have|had|of|died|survived|came|voted|remain)\b""",
        re.X,
    ),
    "es": re.compile(
        r"""\b(?:eso|esto|aquello|ellos|ellas|alli|alla|entonces)\b|^\W*(?:y\s+)?quien(?:es)?\s+(?:no\s+)?l[ao]s?\s+\w+\W*$
        |\b(?:ese|esa|esos|esas|aquel|aquella|aquellos|aquellas|dich[oa]s?)\s+\w+
        |\b(?:este|esta|estos|estas)\s+(?!(?:dos\s+|tres\s+)?(?:articulos?|textos?|documentos?|noticias)\b|en\b|a\b|de\b|con\b|\w+[aei]d[oa]\b)\w+
        |\bcual(?:es)?\s+de\s+(?:ell[oa]s|l[oa]s\s+dos)\b|\b(?:l[oa]s?|el)\s+(?:otr[oa]s?|mism[oa]s?|primer[oa]|segund[oa]|ultim[oa])\W*$
        |\bpor\s+(?:ello|eso)\b|\bde\s+ello\b""",
        re.X,
    ),
    "fr": re.compile(
        r"""\b(?:ca|cela|ceci|ils|elles|celui|celle|ceux|celles|la-bas|leur|leurs|eux)\b
        |\bc'(?:est|etait|etaient)(?!\s+(?:quoi|qui)\s+\w)|\b(?:etait|est|sont)-ce\b(?!\s+que)
        |\b(?:ce|cet|cette|ces)\s+(?!(?:deux\s+|trois\s+)?(?:articles?|textes?|documents?)\b|que\b|qui\b|dont\b|n\b)\w+
        |\b(?:le|la)quel(?:le)?\s+d'entre|\blequel\b|\blaquelle\b|\blesquel(?:le)?s\b|\bl'autre\W*$|\bles\s+autres\W*$|\ben\s+a-t-|\b(?:s'en\s+(?:est|sont|etait|etaient)|qu'en\s+(?:dit|disent|pense|pensent|pensait))\b|\by\s+(?:est|etait|a-t-elle)\b""",
        re.X,
    ),
}  # fmt: skip

_GENDER: dict[str, Gender] = {"f": "f", "m": "m"}
_OF_THEM = re.compile(
    r"\b(?:which|one|both|each|either|neither)\s+of\s+(?:them|these|those)\b|\bde\s+ell[oa]s\b|\bd'entre\s+e(?:ux|lles)\b"
)

# "it" that stands for nothing: "is it true that", "how long did it take to"
_EMPTY = re.compile(
    r"""\b(?:is|was)\s+it\s+(?:true|possible|legal|necessary|known|said|reported|clear|fair|safe|right|likely|common|normal)\b
        |\bit\s+(?:is|was)\s+(?:true|possible|said|reported|known)\b|\bwhat\s+(?:time|day)\s+is\s+it|\bdoes\s+it\s+mean\s+to
        |\b(?:did|does|will)\s+it\s+(?:take|cost)\s+(?:to|for)\b|\b(?:who|how|why)\s+(?:is|was)\s+it\s+that\b
        |\bhow\s+(?:long|much(?:\s+\w+)?|many\s+\w+)\s+(?:did|does|will|would|has|had)\s+it\s+(?:take|taken|cost)
          (?=\s+(?:[^\s,]+\s+){1,5}?to\s+(?!(?:the|an?|his|her|their|its|court|trial|hospital|prison|jail|school|market)\b)\w)
        |\b(?:did|does|could)\s+it\s+(?:happen|come\s+about)\s+that\b
        |\b(?:is|was|did|does|will|would|had|has)\s+it\s+(?:be\s+|been\s+|ever\s+|still\s+)?(?:rain|snow|hail|drizzl|thunder)(?:e?d|ing|e)?\b
          (?=\s.*\b(?:in|on|at|near|during|over|across|when|while|before|after)\s+(?!that\b|the\s+end\b|it\b|there\b))
        |\bit\s+(?:was\s+)?(?:rain|snow|hail|drizzl|thunder)(?:ed|ing)\b
          (?=\s.*\b(?:in|on|at|near|during|over|across|when|while|before|after)\s+(?!that\b|the\s+end\b|it\b|there\b))""",
    re.X,
)
# "How many died in the fire?" counts people and says where; "How many were sold by the firm?" does not say of what
_COUNTED_PEOPLE = re.compile(
    r"""how\s+many\s+(?:died|survived|voted|(?:were|are)\s+(?:killed|hurt|injured|wounded|arrested|detained|jailed|evacuated|rescued
        |infected|hospitali[sz]ed|dead|missing|present))\b(?P<rest>(?:(?!,|\band\b|\bor\b|\bbut\b).)*)""",
    re.X,
)
_WITH_ARTICLE = re.compile(
    r"""\b(?:the|an?)\s+(?!(?:next|same|first|second|last|following|previous|others?|end|time|days?|weeks?|months?|years?|night
        |morning|evening|moment|process|incident|event|tragedy|disaster|aftermath|meantime)\b)[^\W_]{2,}""",
    re.X,
)
_THE_FIRM = re.compile(  # speaks of itself; a council or a newspaper speaks of others
    r"""\b(?:the|an?)\s+(?:[^\W\d_]+\s+){0,2}?(?:company|firm|corporation|airline|brewery|bakery|factory|mill|farm|shop|store
        |restaurant|hotel|pub|bank|club|team|party|union|school|college|university|hospital|clinic|museum|theat(?:re|er)|cinema
        |church|charity|foundation)\b""",
    re.X,
)
_QUOTED = re.compile(
    r"""“[^“”]{1,600}”|«[^«»]{1,600}»|„[^“”„]{1,600}[“”]|"[^"]{1,600}"
    |(?<!\w)‘(?=\w)(?:[^‘’]|’(?=\w)){1,600}’(?!\w)|(?<!\w)'(?=[^\W\d_])(?:[^']|'(?=\w)){1,600}'(?!\w)""",
    re.X,
)

_AND = r"(?:and|but|so|or|also|ok(?:ay)?|y|e|pero|et|mais|alors|donc|entonces)"
_ABOUT = (
    r"(?:what|how)\s+about|what\s+of|que\s+hay\s+(?:del?|con)|que\s+tal"
    r"|qu'en\s+est-il\s+d[eu]|et\s+pour|quid\s+d[eu]"
)
_WHO_WHEN = r"""(?:who|whom|whose|what|when|where|why|how|which|quien(?:es)?|que|cual(?:es)?|a?donde|cuando|como
    |cuant[oa]s?
    |por\s+que|qui|quoi|quel(?:le)?s?|quand|ou|comment|combien|pourquoi|a\s+quien|de\s+quien|pour\s+quoi|desde\s+cuando|depuis\s+quand|since\s+when)"""
_BARE = re.compile(
    rf"""^\W*(?:{_AND}\W+)?(?:(?:by|with|to|from|for|of|in|at|on|against|about|a|de|en|chez|sur|sobre
        |par|avec|pour|contre|contra|por|con|para)\s+)?{_WHO_WHEN}(?:\s+(?:exactly|not|then|though|so|for|come|else|one|ones|many|much|long|often|old|far|mas|no
        |exactamente|exactement|d'autre|donc|alors|ca|tiempo|temps|fois|veces|autre|y\s+(?:donde|cuando|por\s+que|como)
        |and\s+(?:where|when|why|how|who)|et\s+(?:ou|quand|pourquoi|qui)))*\W*$""",
    re.X,
)
_ANOTHER_SIDE = re.compile(
    rf"""^\W*(?:{_AND}\W+)?(?:(?:since\s+|desde\s+|depuis\s+)?(?:when|cuando|quand)|why|how|where|por\s+que|pourquoi|como|comment|donde|ou
        |(?:for|since)\s+how\s+long|how\s+long|depuis\s+combien\s+de\s+temps|desde\s+hace\s+cuanto)
        (?:\s+(?:exactly|exactamente|exactement))?\W*$""",
    re.X,
)
_MORE = re.compile(
    r"""^\W*(?:(?:can|could)\s+you\s+)?(?:please\s+)?(?:tell\s+me\s+more|go\s+on|more(?:\s+detail(?:s)?)?|elaborate|explain(?:\s+(?:more|further))?
        |give\s+(?:me\s+)?(?:an\s+|more\s+|some\s+)?(?:examples?|details?)|provide\s+(?:an\s+)?examples?|for\s+example|such\s+as
        |(?:and\s+)?what\s+(?:happened|came)\s+(?:next|then|after|afterwards?|before)|what\s+next|(?:and\s+)?then|says?\s+who|who\s+(?:says|said)\s+so
        |since\s+when|any(?:one|thing|body)?\s+(?:else|others?|more)|are\s+you\s+sure|really
        |cuentame\s+mas|dime\s+mas|mas(?:\s+detalles)?|por\s+ejemplo|(?:y\s+)?(?:despues|luego|entonces)|que\s+paso\s+(?:despues|luego|antes)
        |(?:y\s+)?algo\s+mas|en\s+serio
        |dis-m'?en\s+plus|plus(?:\s+de\s+details)?|par\s+exemple|(?:et\s+)?(?:ensuite|apres|puis)|que\s+s'est-il\s+passe\s+(?:ensuite|apres|avant)
        |(?:et\s+)?quoi\s+d'autre|vraiment)\W*$""",
    re.X,
)
# Questions that leave out what they are about: "Why so little?", "How many injured?", "Who won?", "Was anyone hurt?"
_SHORT = re.compile(
    rf"""^\W*(?:{_AND}\W+)?(?:
    why\s+(?:so|that|only|not)\s+\w+
    |por\s+que\s+(?:tan|tant[oa]s?|solo|no)(?:\s+\w+)?
    |pourquoi\s+(?:si|aussi|tant|autant|pas|seulement)(?:\s+\w+)?
    |(?:how\s+many|cuant[oa]s|combien\s+(?:de\s+|d'))\s*\b(?!art(?:icles?|iculos?)\b|doc(?:uments?|umentos?)\b|languages|idiomas|langues)\w+
    |any\s+\w+|algun[oa]?s?\s+\w+|aucune?\s+\w+
    |what\s+(?:happened|changed|failed)
    |who(?:\s+(?:did|does|do|has|have|had|will|would|could|can|should)(?:n't|\s+not)?)?
        \s+(?!(?:is|was|are|were|am|did|does|has)\b)\w+
    |who(?:'s|\s+(?:is|was|are|were))(?:n't|\s+not)?\s+(?:for|against|opposed|responsible|guilty|right|wrong|happy|unhappy
        |affected|involved|to\s+blame|in\s+(?:charge|favou?r))
    |quien(?:es)?\s+(?:no\s+)?(?:(?:se|lo|la)\s+)?(?!(?:es|son|era|eran|fue|fueron)\b)\w+
    |quien(?:es)?\s+(?:no\s+)?estan?\s+(?:en\s+contra|a\s+favor|de\s+acuerdo)
    |qui\s+(?:n'est|ne\s+sont|est|sont)\s+(?:pas\s+)?(?:d'accord|contre|pour|responsables?|coupables?|favorables?|opposee?s?)
    |qui\s+(?:(?:ne|n'a|a|ont|va|peut|s'est|se|s'y)\s+(?:pas\s+)?(?:ete\s+)?)?(?:s')?(?!(?:est|etait|sont|a|ont)\b)\w+
        (?:\s+pas)?
    |(?:did|do|does|was|were|is|are|has|have|had|will)(?:n't)?\s+(?:any|some|every|no)\s?(?:one|body|thing)
        (?:\s+(?!the\b|a\b|an\b|in\b|at\b)[a-z]+){{1,3}}
    |(?:no\s+)?(?:(?:ha|han|hubo|fue|fueron)\s+)?[a-z]+\s+(?:alguien|nadie)(?:\s+[a-z]+)?|alguien\s+[a-z]+(?:\s+[a-z]+)?
    |(?:est-ce\s+que\s+)?quelqu'un\s+[a-z]+(?:-t-il)?(?:\s+[a-z]+){{0,2}}
    )\W*$""",
    re.X,
)
# "Who was the buyer?", "What was the price?": the buyer of what was talked about
_ITS_NOUN = re.compile(
    rf"""^\W*(?:{_AND}\W+)?(?:(?:who|what|how\s+(?:much|big|high|long|large|old))\s+(?:is|was|are|were|will\s+be)\s+the\s+(?!weather|time|date|news|article)\w+
    |(?:quien(?:es)?|cual(?:es)?|cuanto)\s+(?:es|son|fue|fueron|era|eran|sera)\s+(?:el|la|los|las)\s+\w+
    |(?:qui|quel(?:le)?s?)\s+(?:est|sont|etait|etaient|sera|fut)\s+(?:le\s+|la\s+|les\s+|l')\w+)\W*$""",
    re.X,
)
_PIECE = re.compile(rf"^\W*(?:{_AND}\W+)?(?:{_ABOUT})\b|^\W*(?:and|but|y|e|pero|et|mais)\b", re.X)
_VERBS = re.compile(
    rf"""\b{_WHO_WHEN}\b|\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|be|been|tell|explain|give|show
        |es|son|era|eran|fue|fueron|ha|han|habia|hay|hubo|esta|estan|estaba|dijo|dice|hizo|tiene|tenia|puede
        |est|sont|etait|etaient|fut|a|ont|avait|dit|fait|peut|y\s+a-t-il)\b""",
    re.X,
)
# A Spanish verb needs no subject: "¿Cuándo fue liberada?"
_ES_ASKS = re.compile(
    r"^\W*(?:y\s+)?(?:a\s+|de\s+|con\s+|en\s+)?(?:cuando|donde|adonde|por\s+que|como|que|cuanto|cuanto\s+tiempo|"
    r"cuantos\s+anos|que\s+edad|quien|a\s+quien)\s+(\w+)"
)
_ES_NOUN = re.compile(
    r"(?<!\ba )(?<!\bde )(?<!\ben )(?<!\bcon )(?<!\bpor )(?<!\bpara )"
    r"\b(?:el|la|los|las|un|una|unos|unas|este|esta|estos|estas|ese|esa|esos|esas|sus?)\s+(?!que\b)\w{3,}|\b(?:al|del)\s+\w{3,}.*\b(?:el|la)\s+\w{3,}"
)
_ES_STATE = re.compile(
    r"^\W*(?:y\s+)?(?:es|esta|era|estaba|fue|tiene|tenia|sigue|vive|ha|habia|puede|quiere)\s+\w+\W*$"
)
_ES_HAPPENED = re.compile(r"paso|pasa|hay|hubo|ocurrio|sucedio|ocurre|significa")
_NOUN_BEFORE = re.compile(r"\b(?:(?:the|a|an|el|la|los|las|un|una|le|les|une|des)\s+|l')[^\W\d_]{3,}")
_OF_IT = re.compile(
    r"\b(?:about|against|of|to|for|on|after|before|with|without|by|de|contra|sur|sobre|apres|avant|pour|contre|avec|sans|sin)\s+$"
)


_PIECE_ON = {  # "What about her?": somebody else than the last question was about
    "f": re.compile(r"^\W*(?:.*\babout\s+her|(?:and|but)\s+(?:she|her)|(?:y|e|pero)\s+(?:.*\s)?ella|(?:et|mais)\s+elle|.*\sd'elle)\W*$"),
    "m": re.compile(r"^\W*(?:.*\babout\s+him|(?:and|but)\s+(?:he|him)|(?:et|mais)\s+lui|.*\sde\s+lui)\W*$"),
}  # fmt: skip
_Y_EL = re.compile(r"^\W*(?:y|pero)\s+(?:.*\sde\s+)?él\W*$", re.I)
_ANOTHER = re.compile(
    r"""^\W*(?:and|but|so|y|pero|et|mais|what\s+about|how\s+about)\s+(?:(?:who|qui[eé]n|qui)\s+(?:was|came|fue|est)\s+)?
    (?:(?:the|el|la|los|las|les?)\s+)?
    (?:other|others|first|second|third|fourth|last|next|runner-up|otr[oa]s?|primer[oa]|segund[oa]|tercer[oa]|ultim[oa]
    |l'autre|autres|premiere?|seconde?|deuxieme|troisieme|derniere?)(?:\s+(?:one|ones|place|placed|un[oa]))?\W*$""",
    re.X,
)
_PLEASE = r"(?:\s*,?\s*(?:please|por\s+favor|s'il\s+(?:te|vous)\s+plait|svp|stp))?"
_IN_ANOTHER_LANGUAGE = re.compile(
    rf"""^\W*(?:(?:and|y|et|ok|please|por\s+favor)\W+)?
    (?:(?:(?:can|could)\s+you\s+)?(?:say|tell\s+me|repeat|answer|write|translate)\s+(?:it|that|this|me)?\s*
      |(?:puedes\s+)?(?:dilo|dimelo|repitelo|responde|traducelo)\s+|(?:dis-le|dis-le-moi|reponds|traduis|traduis-le)\s+)?
    (?:(?:in|into|to)\s+(?:english|spanish|french)|(?:en|al)\s+(?:ingles|espanol|frances|castellano)|en\s+(?:anglais|espagnol|francais))
    {_PLEASE}\W*$""",
    re.X,
)
_NOTHING = r"""(?:thanks?(?:\s+(?:you|a\s+lot|so\s+much|very\s+much|again))*|many\s+thanks|thx|cheers|ok(?:ay)?|k|alright|all\s+right
    |(?:very\s+)?good|great|perfect|cool|fine|got\s+it|i\s+see|bye|good\s*bye|hi|hello|hey(?:\s+there)?|hi\s+there
    |good\s+(?:morning|afternoon|evening|day|night)|please|sorry|that's\s+all
    |(?:muchas\s+|mil\s+)?gracias|vale|de\s+acuerdo|perfecto|bien|muy\s+bien|hola|buen[oa]s(?:\s+(?:dias|tardes|noches))?|adios|por\s+favor
    |merci(?:\s+(?:beaucoup|bien|infiniment))*|d'accord|tres\s+bien|parfait|super|bonjour|bonsoir|salut|au\s+revoir|s'il\s+(?:te|vous)\s+plait)"""
_ASKS_NOTHING = re.compile(rf"^\W*{_NOTHING}(?:\W+{_NOTHING})*\W*$", re.X)
LONGEST_NOTHING = 60  # characters: no thanks are longer


def asks_nothing(question: str) -> bool:
    """Thanks, a greeting, "OK"."""
    return len(question) <= LONGEST_NOTHING and _ASKS_NOTHING.match(fold(question).replace("’", "'")) is not None


def asks_in_another_language(question: str) -> bool:
    """ "In English, please": the question before once more."""
    return _IN_ANOTHER_LANGUAGE.match(fold(question).replace("’", "'")) is not None


def asks_for_another(question: str) -> bool:
    """ "And the second?": another of those whom an earlier question asked for."""
    return _ANOTHER.match(fold(question).replace("’", "'")) is not None


def is_piece(question: str) -> bool:
    """ "And the mayor?": a noun without a verb."""
    asked = fold(question).replace("’", "'")
    return bool(_PIECE.match(asked)) and not _VERBS.search(_PIECE.sub("", asked, count=1))


def asks_of_the_same(question: str) -> bool:
    """ "Since when?", "Why?": another side of what was just told."""
    return _ANOTHER_SIDE.match(fold(question)) is not None


def outside_quotations(text: str) -> str:
    """As long as the text, where no word of a quotation is left but names: a "she" in somebody's words is not asked about.

    A single word is no quotation ("Who is “she”?"), and nor is a question that stands in marks as a whole.
    """
    kept = {at for mention in names(text) for at in range(mention.start, mention.start + len(mention.name))}

    def veiled(match: re.Match[str]) -> str:
        whole = not re.search(r"\w", text[: match.start()] + text[match.end() :])
        if whole or " " not in match.group():
            return match.group()
        start = match.start()
        return "".join(
            "x" if letter.isalnum() and start + at not in kept else letter for at, letter in enumerate(match.group())
        )

    return _QUOTED.sub(veiled, text)


def leaning(question: str, language: str) -> Leaning | None:
    """None for a question with a subject of its own."""
    question = outside_quotations(question)
    if language == "en" and not question.isupper():
        question = re.sub(r"\bIT\b", "xx", question)  # the trade
    asked = fold(question).replace("’", "'")
    if _BARE.match(asked) or _MORE.match(asked):
        return Leaning("piece")
    if is_piece(question):
        whom = next(
            (gender for gender, rule in _PIECE_ON.items() if rule.match(asked)), "m" if _Y_EL.match(question) else ""
        )
        return Leaning("piece", _GENDER.get(whom))
    leans = _on_person(question, asked, language) or _on_topic(question, asked, language)
    named = any(not mention.opens for mention in names(question))
    if leans is None and not named and (_SHORT.match(asked) or _ITS_NOUN.match(asked)):
        return Leaning("topic", None, False)
    return leans


def _on_person(question: str, asked: str, language: str) -> Leaning | None:
    known = [mention for mention in names(question) if may_be_person(mention)]
    if language == "fr" and _Y_A_T_IL.search(asked):
        return None
    for gender, rule in _PERSON[language].items():
        match = rule.search(asked) or (_EL.search(question) if gender == "m" and language == "es" else None)
        if match and not _bound(asked, match.start(), known):
            choosing = bool(_OF_THEM.search(asked))
            return Leaning("person", _GENDER.get(gender), gender != "either", choosing)
    return None


def _on_topic(question: str, asked: str, language: str) -> Leaning | None:
    without = _EMPTY.sub(lambda match: "x" * len(match.group()), asked) if language == "en" else asked
    known = names(question)
    found = _TOPIC[language].finditer(without)
    match = next((one for one in found if not _counts_people_of_its_own(without, one.start(), known)), None)
    if match and not _bound(without, match.start(), known):
        return Leaning("topic")
    if language == "es" and _without_subject(question, asked):
        return Leaning("topic", None, False)
    return None


def _counts_people_of_its_own(asked: str, place: int, known: Sequence[Mention]) -> bool:
    """ "How many died in the fire?", and not "How many died the next day?"."""
    counted = _COUNTED_PEOPLE.match(asked, place)
    if counted is None:
        return False
    named = any(counted.start("rest") <= mention.start < counted.end() for mention in known)
    return named or _WITH_ARTICLE.search(counted["rest"]) is not None


def _bound(asked: str, place: int, known: Sequence[Mention]) -> bool:
    """Whether the word stands for something named earlier in the same question."""
    before = asked[:place]
    if any(mention.start < place for mention in known):
        return True
    if asked.startswith("its ", place) and _THE_FIRM.search(before):
        return True
    if re.match(r"(?:its|their)\s+own\b", asked[place:]) and _NOUN_BEFORE.search(before):
        return True
    other_clause = bool(re.search(r",|\band\b|\by\b|\bet\b", before))
    return bool(_NOUN_BEFORE.search(before)) and (other_clause or not _OF_IT.search(before))


def _without_subject(question: str, asked: str) -> bool:
    """Spanish leaves out a subject that is known."""
    if _ES_STATE.match(asked):
        return True
    if names(question) or _ES_NOUN.search(asked) or len(asked.split()) > 8:
        return False
    match = _ES_ASKS.match(asked)
    if match and re.match(r"^\W*(?:y\s+)?quien\b", asked) and _QUOTED.search(question):
        return False  # "¿Quién dijo «no voy a dimitir»?" asks for its subject
    happened = bool(match and _ES_HAPPENED.fullmatch(match.group(1)))
    return len(asked.split()) <= 3 if happened else match is not None
